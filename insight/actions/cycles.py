"""A cycle is planned with a prediction, done, studied beside it, decided; or one goes back to before the decision."""

import datetime as dt
from typing import Any

from insight.actions.projects import record, running
from insight.models import Cycle, Driver, Project
from practice.acting import Stale, action
from practice.actions import NotPossible
from practice.models import Membership

PLANNED = ("plan", "prediction", "starts_on", "ends_on", "idea")


@action
def plan(
    *,
    project: Project,
    plan: str,
    prediction: str,
    starts_on: dt.date,
    ends_on: dt.date | None,
    idea: Driver | None,
    by: Membership,
    now: dt.datetime,
) -> Cycle:
    """The next number; the project is held, so that two never share one."""
    locked = running(project)
    latest = Cycle.objects.filter(practice_id=locked.practice_id, project=locked).order_by("-number").first()
    said = {"plan": plan, "prediction": prediction, "starts_on": starts_on, "ends_on": ends_on, "idea": idea}
    cycle = Cycle.objects.create(
        practice_id=locked.practice_id,
        project=locked,
        number=latest.number + 1 if latest else 1,
        planned_at=now,
        planned_by=by,
        **said,
    )
    record("cycle.planned", cycle, by=by, now=now, number=cycle.number)
    return cycle


@action
def change_plan(
    *, cycle: Cycle, version: int, values: dict[str, Any], by: Membership, now: dt.datetime
) -> Cycle:
    """Until it is decided: what was expected must not be written after what was learned."""
    locked = as_shown(cycle, version)
    if locked.did or locked.learned:
        raise NotPossible(
            "What was learned is noted already, so the plan and its prediction stay as they were."
        )
    for name in PLANNED:
        setattr(locked, name, values[name])
    save(locked, *PLANNED)
    record("cycle.changed", locked, by=by, now=now)
    return locked


@action
def study(
    *,
    cycle: Cycle,
    version: int,
    did: str,
    learned: str,
    decision: str,
    next_words: str,
    ends_on: dt.date | None,
    by: Membership,
    now: dt.datetime,
) -> Cycle:
    """What happened and what was learned; with a decision the cycle is over."""
    locked = as_shown(cycle, version)
    locked.did, locked.learned, locked.next_words = did, learned, next_words
    locked.ends_on = ends_on
    if decision:
        locked.decision, locked.decided_at, locked.decided_by = decision, now, by
        locked.ends_on = ends_on or max(now.date(), locked.starts_on)
    save(locked, "did", "learned", "next_words", "ends_on", "decision", "decided_at", "decided_by")
    verb = "cycle.decided" if decision else "cycle.noted"
    record(verb, locked, by=by, now=now, decision=decision)
    return locked


@action
def undecide(*, cycle: Cycle, by: Membership, now: dt.datetime) -> Cycle:
    """Its words stay."""
    running(cycle.project)
    locked = Cycle.objects.select_for_update().get(pk=cycle.pk)
    locked.decision, locked.decided_at, locked.decided_by = "", None, None
    save(locked, "decision", "decided_at", "decided_by")
    record("cycle.undecided", locked, by=by, now=now)
    return locked


def as_shown(cycle: Cycle, version: int) -> Cycle:
    running(cycle.project)
    locked = Cycle.objects.select_for_update().get(pk=cycle.pk)
    if locked.version != version:
        raise Stale(locked)
    if locked.decided_at:
        raise NotPossible("This cycle is decided. Take the decision back to change it.")
    return locked


def save(cycle: Cycle, *names: str) -> None:
    cycle.version += 1
    cycle.save(update_fields=[*names, "version"])
