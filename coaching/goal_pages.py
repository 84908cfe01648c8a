"""What the page and the panel of a person's goals show."""

import dataclasses
from typing import Any

from django import forms
from django.http import HttpResponse

from activation.record_panel import record_panel as level_panel
from coaching import goal_queries
from coaching.goal_forms import EndGoalForm, LapseForm, ToldForm
from coaching.goal_queries import Way
from coaching.life import OpenFollowUp, life_of
from coaching.models import Goal, GoalRating, Pace, Step
from coaching.note_fields import SCALE
from coaching.pace import MEANS
from patients.models import Patient
from patients.strip import about
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request

STATES: dict[str, tuple[str, str]] = {  # of a step: how it is drawn, and its tag
    Step.Outcome.DONE: ("done", "good"),
    Step.Outcome.PARTLY: ("partly", "wait"),
    Step.Outcome.NOT: ("not", "quiet"),
    Step.Outcome.CHANGED: ("changed", "new"),
}
MEANING = {at: means for _name, at, means in SCALE}


@dataclasses.dataclass(frozen=True, slots=True)
class Hop:
    """One island on the way."""

    step: Step
    form: forms.Form | None

    @property
    def drawn(self) -> str:
        return "struck" if self.step.cancelled_at else STATES.get(self.step.outcome, ("open", "act"))[0]

    @property
    def meaning(self) -> str:
        return "quiet" if self.step.cancelled_at else STATES.get(self.step.outcome, ("open", "act"))[1]

    @property
    def said(self) -> str:
        if self.step.cancelled_at:
            return "Entered in error"
        return self.step.get_outcome_display() or "Next step"


@dataclasses.dataclass(frozen=True, slots=True)
class Path:
    """A goal, the hops towards it, how far on its scale, and what can be done with it."""

    way: Way
    hops: list[Hop]
    scores: list[tuple[GoalRating, str]]
    end: forms.Form
    lapse: forms.Form
    lapse_open: bool


def goals_page(
    request: Request, patient: Patient, *, wrong: dict[str, forms.Form] | None = None, status: int = 200
) -> HttpResponse:
    """`wrong`: forms that were refused, by their id on the page."""
    refused = wrong or {}
    ways, alone = goal_queries.ways_of(request, patient)
    context = {
        "paths": [path_of(way, refused) for way in ways],
        "alone": [hop(step, refused) for step in alone],
        "forms": list(refused.values()),
        "may_write": Permission.WRITE_NOTES in request.permissions,
        **about(request, patient),
    }
    return page(request, "coaching/goals.html", context, status=status)


def path_of(way: Way, refused: dict[str, forms.Form]) -> Path:
    goal = way.goal
    end, lapse = f"end-{goal.pk}", f"lapse-{goal.pk}"
    kept = {"version": goal.version, "lapse_plan": goal.lapse_plan}
    return Path(
        way=way,
        hops=[hop(step, refused) for step in way.steps],
        scores=[(one, goal.scale.get(str(one.attained)) or MEANING[one.attained]) for one in way.ratings],
        end=refused.get(end) or EndGoalForm(initial={"version": goal.version}, auto_id=f"{end}_%s"),
        lapse=refused.get(lapse) or LapseForm(initial=kept, auto_id=f"{lapse}_%s"),
        lapse_open=lapse in refused,
    )


def hop(step: Step, refused: dict[str, forms.Form]) -> Hop:
    if step.outcome or step.cancelled_at:
        return Hop(step, None)
    name = f"told-{step.pk}"
    return Hop(step, refused.get(name) or ToldForm(auto_id=f"{name}_%s"))


def how_far(goal: Goal) -> str:
    """Where it stands on its scale, in words; nothing while nobody has said."""
    return MEANING.get(goal.attained, "")  # type: ignore[attr-defined]  # as goal_queries.open_goals adds it


def glance(request: Request, patient: Patient) -> dict[str, Any]:
    """First on the record, for whoever has ten minutes: level and trend, the open step, pace, what comes next.

    It asks nothing of its own: the panels below have asked already.
    """
    life = life_of(request, patient)
    aims = goal_queries.aims_shown(request, patient)
    level = level_panel(request, patient)
    return {"level": level, "steps": aims.steps, "pace": aims.pace, "next": first(life.follow_ups)}


def first(follow_ups: tuple[OpenFollowUp, ...]) -> OpenFollowUp | None:
    return follow_ups[0] if follow_ups else None


def record_panel(request: Request, patient: Patient) -> dict[str, Any]:
    """Open goals and steps at a glance, and the pace in one press."""
    aims = goal_queries.aims_shown(request, patient)
    open_goals = {goal.pk for goal in aims.goals}
    return {
        "patient": patient,
        "aims": aims,
        "goals": [(goal, how_far(goal)) for goal in aims.goals],
        "pace": aims.pace,
        "paces": [(kind.value, kind.label, MEANS[kind]) for kind in Pace.Kind],
        "loose": [step for step in aims.steps if step.goal_id not in open_goals],
        "may_write": Permission.WRITE_NOTES in request.permissions
        and not (patient.died_on or patient.left_on or patient.merged_at),
    }
