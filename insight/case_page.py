"""The one page that is left of a project: aim, what we did, what happened, how it helped, next steps, the chart.

It names nobody by construction: texts of the project, and charts whose small numbers are hidden for everybody.
"""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from insight import project_queries as lookup
from insight.aim import sentence
from insight.catalogue import MEASURES
from insight.models import CaseStudy, Project, ProjectMeasure
from insight.project_charts import shown
from practice.pdf import Block, Document
from practice.wording import long_date

TITLES = {
    "title": "Name",
    "aim": "Aim",
    "what_we_did": "What we did",
    "what_happened": "What happened",
    "how_it_helped": "How it helped",
    "next_steps": "Next steps",
}
TEXTS = tuple(TITLES)
PARTS = TEXTS[1:]
# Of a chart; what else was written about its limits stays at home.
KEPT = {
    *("key", "title", "how", "kind", "period", "headline", "counted_on"),
    *("about", "events", "columns", "rows", "pictures"),
}


@dataclasses.dataclass(frozen=True, slots=True)
class Case:
    """Of a project as it stands, or of the copy on the shelf."""

    texts: Mapping[str, str]
    result: str
    result_label: str
    practice: str
    on: dt.date
    charts: list[dict[str, Any]]

    @property
    def parts(self) -> list[tuple[str, str]]:
        return [(TITLES[name], self.texts[name]) for name in PARTS]


def texts_of(project: Project) -> dict[str, str]:
    """All words that leave."""
    written = {name: getattr(project, name) for name in PARTS[1:]}
    return {"title": project.name, "aim": aim_of(project), **written}


def aim_of(project: Project) -> str:
    aim = sentence(project.who, project.how_much, project.by_on)
    return f"{project.problem.strip()}\n{aim}" if project.problem.strip() else aim


def all_words(project: Project, charts: list[dict[str, Any]]) -> dict[str, str]:
    """By title: its texts, and what people noted on the chart."""
    titled = {TITLES[name]: text for name, text in texts_of(project).items()}
    return titled | {
        "On the chart": "\n".join(line for one in charts for line in (*one["events"], one["about"]))
    }


def of_project(project: Project, today: dt.date) -> Case:
    on = (project.finished_at.date() if project.finished_at else None) or today
    charts = charts_of(project, today)
    result = Project.Result(project.result)
    return Case(texts_of(project), result, result.label, project.practice.name, on, charts)


def of_shelf(case: CaseStudy) -> Case:
    texts = {name: getattr(case, name) for name in TEXTS}
    label = Project.Result(case.result).label
    return Case(texts, case.result, label, case.from_practice.name, case.published_at.date(), case.charts)


def charts_of(project: Project, today: dt.date) -> list[dict[str, Any]]:
    """The outcome charts as they stand, small numbers hidden for everybody; plain values that can be kept."""
    cycles = lookup.cycles(project)
    outcomes = [one for one in lookup.measures(project) if one.kind == ProjectMeasure.Kind.OUTCOME]
    charts = [
        shown(one, project.practice, today, settings.SMALL_NUMBERS_UNDER, cycles)
        for one in outcomes[:1]
        if one.chart.measure in MEASURES
    ]
    return [
        {name: value for name, value in dataclasses.asdict(one.chart).items() if name in KEPT}
        | {"target": one.target}
        for one in charts
    ]


def document(case: Case) -> Document:
    """One page, tagged; the chart says in words what it shows."""
    blocks = [
        Block(f"{case.practice}, {long_date(case.on)}. {case.result_label}.", "small"),
        *(
            block
            for title, text in case.parts
            for block in (Block(title, "heading"), Block(without_gaps(text)))
        ),
    ]
    blocks += [block for chart in case.charts for block in figure(chart)]
    return Document(case.texts["title"], tuple(blocks), case.practice, one_page=True)


def without_gaps(text: str) -> str:
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def figure(chart: Mapping[str, Any]) -> list[Block]:
    wide = next((one for one in chart["pictures"] if one["name"] == "wide"), None)
    words = f"{chart['title']}, {chart['period']}. {chart['headline']}. Counted on {chart['counted_on']}."
    if chart["target"]:
        words += f" Target: {chart['target']}."
    below = [Block(words, "small")]
    if wide is None:
        return below
    said = {name: chart[name] for name in ("key", "title", "about")}
    drawing = render_to_string("insight/spc_picture.html", {"picture": wide, **said})
    return [Block(chart["about"], "figure", drawing), *below]
