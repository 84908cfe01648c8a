"""What the page of a project shows: its aim as a sentence, what is still missing, diagram, measures, cycles."""

import dataclasses
from collections.abc import Sequence
from typing import Any

from insight import project_queries as lookup
from insight.aim import sentence
from insight.catalogue import MEASURES
from insight.dashboard import small_under
from insight.driver_diagram import diagram, tree
from insight.models import Cycle, Driver, Project, ProjectMeasure
from insight.project_charts import Shown, shown
from practice.addresses import address
from practice.requests import Request

Kind = ProjectMeasure.Kind
MISSING = {
    Kind.OUTCOME: "An outcome measure: how will you know that it helped?",
    Kind.PROCESS: "A process measure: how will you know that the change is being made?",
    Kind.BALANCING: "A balancing measure: what might get worse while this gets better?",
}


@dataclasses.dataclass(frozen=True, slots=True)
class Step:
    """Something to do next, and where."""

    words: str
    url: str


def project_page(request: Request, project: Project) -> dict[str, Any]:
    drivers, cycles = lookup.drivers(project), lookup.cycles(project)
    measures = lookup.measures(project)
    aim = sentence(project.who, project.how_much, project.by_on)
    return {
        "project": project,
        "aim": aim,
        "diagram": diagram(aim, drivers) if drivers else None,
        "roots": tree(drivers),
        "measures_gone": lookup.measures_ended(project),
        "measures": charts(request, project, measures, cycles),
        "cycles": cycles,
        "steps": [] if project.finished_at else still_missing(request, project, drivers, measures, cycles),
        "late": not project.finished_at and project.by_on < request.today,
        "published": lookup.published(project),
    }


def charts(
    request: Request, project: Project, measures: Sequence[ProjectMeasure], cycles: Sequence[Cycle]
) -> list[Shown]:
    under = small_under(request)
    known = [one for one in measures if one.chart.measure in MEASURES]
    return [shown(one, request.practice, request.today, under, cycles) for one in known]


def still_missing(
    request: Request,
    project: Project,
    drivers: Sequence[Driver],
    measures: Sequence[ProjectMeasure],
    cycles: Sequence[Cycle],
) -> list[Step]:
    """Kindly, in the order in which one would do it."""

    def to(name: str) -> str:
        return address(f"insight:{name}", request.practice.ods_code, project.pk)

    there = {one.kind for one in measures}
    steps = [Step(words, to("add-project-measure")) for kind, words in MISSING.items() if kind not in there]
    if not any(one.kind == Driver.Kind.IDEA for one in drivers):
        steps.append(Step("A change idea in the driver diagram: what could you try?", to("drivers")))
    if not cycles:
        steps.append(Step("A first cycle: try one idea, as small as it can be", to("plan-cycle")))
    if not project.next_meeting_at or project.next_meeting_at < request.now:
        steps.append(Step("The next meeting", to("set-meeting")))
    return steps


def listed(projects: Sequence[Project]) -> list[dict[str, Any]]:
    """For a list of projects."""
    return [
        {
            "project": one,
            "aim": sentence(one.who, one.how_much, one.by_on),
            "team": ", ".join(member.member.name for member in one.people),  # type: ignore[attr-defined]
        }
        for one in projects
    ]


def finishing(project: Project) -> dict[str, Any]:
    """What its last form says; and which cycles cannot be studied any more after it."""
    unstudied = [one for one in lookup.cycles(project) if not one.decided_at]
    return {
        "heading": "Finish the project",
        "finishing": True,
        "save_label": "Finish it",
        "unstudied": unstudied,
    }


def first_texts(project: Project) -> dict[str, str]:
    """What was written when it was finished before; else what the cycles did, to begin from."""
    names = ("what_we_did", "what_happened", "how_it_helped", "next_steps")
    written = {name: getattr(project, name) for name in names}
    if any(written.values()):
        return written
    cycles = lookup.cycles(project)
    return written | {
        "what_we_did": "\n".join(f"{one.number}. {one.plan}" for one in cycles),
        "what_happened": "\n".join(f"{one.number}. {one.learned}" for one in cycles if one.learned),
    }
