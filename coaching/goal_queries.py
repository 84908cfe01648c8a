"""What the pages look up about a person's goals, steps and pace, each at a fixed number of queries."""

import dataclasses
from typing import Any

from django.db import models
from django.http import Http404

from activation.record_panel import record_panel
from coaching.aims import Aims
from coaching.life import life_of
from coaching.models import Goal, GoalRating, Pace, Phrase, Session, Step
from coaching.models.session import may_be_read_by
from coaching.pace import SUGGESTED, PaceNow
from patients.models import Patient
from patients.reading import refuse_blocked
from practice.apart import Apart
from practice.composed import composed
from practice.gate import Refused
from practice.requests import Request, at_home, practice_ids

SHOWN = 12  # open goals or steps on the page of a session: more are on the page of goals
SURE_ENOUGH = 7
LIKELY = 0.5


def aims_of(request: Request, patient: Patient, level: dict[str, Any] | None = None) -> Aims:
    """Open goals with how far each has come, open steps, and the pace that counts."""
    theirs = {"practice": request.practice.pk, "patient": patient.pk, "user": request.user.pk}
    return Aims(
        goals=tuple(open_goals(**theirs)),
        steps=tuple(open_steps(**theirs)),
        pace=pace_of(request, patient, level),
    )


def aims_shown(request: Request, patient: Patient) -> Aims:
    """The same for the record, from what its panels ask for together."""
    life = life_of(request, patient)
    pace = PaceNow(chosen=life.pace, suggested=suggested_by(record_panel(request, patient)))
    return Aims(goals=life.goals, steps=life.steps, pace=pace)


def closed_to(user_id: int) -> Apart:
    """Set in a sensitive note that this reader may not read: its words are not theirs to see either."""
    sensitive = Session.objects.filter(pk=models.OuterRef("session"), sensitive=True)
    return Apart(sensitive.annotate(mine=may_be_read_by(user_id)).filter(mine=False))


@composed
def open_goals(practice: int, patient: int, user: int) -> models.QuerySet[Goal]:
    """Newest first, each with its last rating."""
    last = GoalRating.objects.filter(goal=models.OuterRef("pk"), cancelled_at=None).order_by(
        "-rated_at", "-pk"
    )
    found = Goal.objects.open().filter(~closed_to(user), practice=practice, patient=patient)
    rated = found.annotate(attained=models.Subquery(last.values("attained")[:1]))
    return rated.order_by("-set_at", "-pk")[:SHOWN]


@composed
def open_steps(practice: int, patient: int, user: int) -> models.QuerySet[Step]:
    found = Step.objects.open().filter(~closed_to(user), practice=practice, patient=patient)
    return found.select_related("goal", "session").order_by("-agreed_at", "-pk")[:SHOWN]


@composed
def chosen_pace(practice: int, patient: int) -> models.QuerySet[Pace]:
    """The last one that was chosen."""
    return Pace.objects.filter(practice=practice, patient=patient).order_by("-chosen_at", "-pk")[:1]


def pace_of(request: Request, patient: Patient, level: dict[str, Any] | None = None) -> PaceNow:
    """The last one that was chosen, and what a level suggests."""
    chosen = chosen_pace(practice=request.practice.pk, patient=patient.pk)
    found = level if level is not None else record_panel(request, patient)
    return PaceNow(chosen=chosen[0].pace if chosen else "", suggested=suggested_by(found))


def suggested_by(level: dict[str, Any]) -> str:
    """Only by a level that was measured and can be believed: nothing to check, and more likely right than not."""
    latest = level.get("latest")
    if not level.get("prompt") or latest is None or not latest.level or latest.to_check:
        return ""
    if latest.level_probability is not None and latest.level_probability < LIKELY:
        return ""
    return SUGGESTED.get(latest.level, "")


def low_confidence(request: Request) -> list[Step]:
    """Open steps of my people that were agreed with a confidence under seven; oldest first. For Today."""
    found = _low_confidence(practices=practice_ids(request), user=request.user.pk)
    return at_home(request, found)


@composed
def _low_confidence(practices: tuple[int, ...], user: int) -> models.QuerySet[Step]:
    mine = Session.objects.filter(coach__user_id=user, patient=models.OuterRef("patient"))
    found = Step.objects.open().filter(practice__in=practices, confidence__lt=SURE_ENOUGH)
    theirs = found.filter(~closed_to(user), Apart(mine.filter(entered_in_error_at=None, cancelled_at=None)))
    here = theirs.filter(patient__died_on=None, patient__left_on=None, patient__merged_at=None)
    return here.select_related("patient").order_by("agreed_at", "pk")[:100]


def own_phrases(request: Request) -> models.QuerySet[Phrase]:
    """What this coach uses often, by title."""
    mine = Phrase.objects.filter(practice=request.practice, member__user_id=request.user.pk, ended_at=None)
    return mine.order_by("title", "pk")


def phrase_here(request: Request, phrase_id: int) -> Phrase:
    """One's own only."""
    here = Phrase.objects.filter(practice=request.practice, pk=phrase_id).select_related("member").first()
    if here is None:
        raise Http404
    if here.member.user_id != request.user.pk:
        raise Refused("a phrase is for its writer")
    return here


def goal_here(request: Request, goal_id: int) -> Goal:
    goal = (
        request.practice.goals.filter(~closed_to(request.user.pk), pk=goal_id)
        .select_related("patient")
        .first()
    )
    if goal is None:
        raise Http404
    goal.patient.practice = request.practice
    refuse_blocked(request, goal.patient)
    return goal


def step_here(request: Request, step_id: int) -> Step:
    step = (
        request.practice.steps.filter(~closed_to(request.user.pk), pk=step_id)
        .select_related("patient", "goal")
        .first()
    )
    if step is None:
        raise Http404
    step.patient.practice = request.practice
    refuse_blocked(request, step.patient)
    return step


@dataclasses.dataclass(frozen=True, slots=True)
class Way:
    """One goal and the hops towards it, oldest first."""

    goal: Goal
    steps: list[Step]
    ratings: list[GoalRating]


def ways_of(request: Request, patient: Patient) -> tuple[list[Way], list[Step]]:
    """Every goal with its path, open ones first; and the steps that belong to none."""
    goals = list(
        patient.goals.filter(~closed_to(request.user.pk), practice=request.practice)
        .select_related("set_by__user", "ended_by__user", "cancelled_by__user")
        .order_by(models.F("ended_at").asc(nulls_first=True), "-set_at", "-pk")
    )
    steps = list(
        patient.steps.filter(~closed_to(request.user.pk), practice=request.practice)
        .select_related("agreed_by__user", "session")
        .order_by("agreed_at", "pk")
    )
    ratings = list(
        GoalRating.objects.filter(practice=request.practice, patient=patient, cancelled_at=None).order_by(
            "rated_at", "pk"
        )
    )
    found = [
        Way(
            goal,
            [step for step in steps if step.goal_id == goal.pk],
            [rating for rating in ratings if rating.goal_id == goal.pk],
        )
        for goal in goals
    ]
    return found, [step for step in steps if step.goal_id is None]
