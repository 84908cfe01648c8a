"""A wave is made, started, stopped, let go on; somebody is taken out of it, or put back."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import F

from outreach import finding
from outreach.actions.terms import terms_of
from outreach.allowing import needs_reason
from outreach.choosing import choice_of
from outreach.criteria import Criteria
from outreach.days import ask_days
from outreach.models import CohortRun, Invitation, LeftOut, Wave
from practice import trail
from practice.acting import Stale, action
from practice.actions import NotPossible
from practice.actors import Actor
from practice.models import Membership

Closed = Invitation.Closed
MAY_UNDO = dt.timedelta(days=1)
SAID = ("name", "aim", "programme", "size", "a_day", "starts_on", "balance", "effort_percent")
NOBODY = "Nobody of those whom this search found can be asked now."
UNREASONED = (
    "This search chooses by {what}. Before anybody is asked, a practice manager gives a reason for that on the page of"
    " the search."
)
BEGUN = "This wave has been started. Stop it instead."
TOO_LATE = "It was stopped more than a day ago. Make a new wave from the same search."
CLOSED_AS: Mapping[LeftOut, Closed] = {
    LeftOut.DIED: Closed.GONE,
    LeftOut.LEFT: Closed.GONE,
    LeftOut.TOO_YOUNG: Closed.TAKEN_OUT,
    LeftOut.SAID_NO: Closed.SAID_NO,
    LeftOut.ON_THE_WAY: Closed.TAKEN_OUT,
    LeftOut.LATELY: Closed.TAKEN_OUT,
}


@action
def make(*, run: CohortRun, values: dict[str, Any], by: Membership, now: dt.datetime) -> Wave:
    """Who would be asked, kept in their order with points and reasons. Nobody is asked before it is started."""
    chosen = choice_of(run, values, now).chosen
    if not chosen:
        raise NotPossible(NOBODY)
    terms = terms_of(run.practice)
    wave = Wave.objects.create(
        practice_id=run.practice_id,
        run=run,
        **{name: values[name] for name in SAID},
        chase_after_days=terms.chase_after_days,
        call_after_days=terms.call_after_days,
        most_tries=terms.most_tries,
        made_at=now,
        made_by=by,
    )
    days = ask_days(wave.starts_on, len(chosen), wave.a_day)
    rows = [
        Invitation(
            practice_id=run.practice_id,
            wave=wave,
            patient_id=one.patient,
            position=place,
            points=one.points,
            because=[list(pair) for pair in one.because],
            effort=list(one.effort),
            ask_on=day,
        )
        for place, (one, day) in enumerate(zip(chosen, days, strict=True), start=1)
    ]
    Invitation.objects.bulk_create(rows, batch_size=500)
    record("wave.made", wave, by=by, now=now, people=len(rows))
    return wave


@action
def start(*, wave: Wave, version: int, by: Membership, now: dt.datetime, people: int | None = None) -> Wave:
    """From now on they are asked, so many a day. `people` is how many were shown to whoever pressed."""
    locked = lock(wave, version)
    if locked.started_at or locked.stopped_at:
        raise Stale(locked)
    refuse_unreasoned(locked.run)
    let_go(locked, by=by, now=now)
    asking = list(unasked(locked))
    if not asking:
        raise NotPossible(NOBODY)
    if people is not None and people != len(asking):
        raise Stale(locked)
    spread(locked, asking, now.date())
    locked.started_at, locked.started_by = now, by
    save(locked, "started_at", "started_by")
    record("wave.started", locked, by=by, now=now, people=len(asking))
    return locked


@action
def stop(*, wave: Wave, because: str, by: Membership, now: dt.datetime) -> Wave:
    """At once: nobody more is asked, chased or rung. Who wants to be rung still is; a yes stays a yes."""
    locked = lock(wave)
    if locked.stopped_at:
        raise NotPossible("This wave has been stopped already.")
    open_ones = locked.invitations.open().filter(answer="")
    stopped = close(open_ones, Closed.STOPPED, by=by, now=now)
    locked.stopped_at, locked.stopped_by, locked.stopped_because = now, by, because
    save(locked, "stopped_at", "stopped_by", "stopped_because")
    record("wave.stopped", locked, by=by, now=now, people=stopped)
    return locked


@action
def undo_stop(*, wave: Wave, by: Membership, now: dt.datetime) -> Wave:
    """Within a day: those who were dropped stand again; who was not asked yet is asked from today on."""
    locked = lock(wave)
    if not locked.stopped_at:
        raise NotPossible("This wave is not stopped, so there is nothing to undo.")
    if now - locked.stopped_at > MAY_UNDO:
        raise NotPossible(TOO_LATE)
    dropped = locked.invitations.filter(closed=Closed.STOPPED, closed_at=locked.stopped_at)
    again = dropped.update(closed="", closed_at=None, closed_by=None, version=F("version") + 1)
    locked.stopped_at, locked.stopped_by, locked.stopped_because = None, None, ""
    save(locked, "stopped_at", "stopped_by", "stopped_because")
    if locked.started_at:
        let_go(locked, by=by, now=now)
        spread(locked, list(unasked(locked)), now.date())
    record("wave.stop_undone", locked, by=by, now=now, people=again)
    return locked


@action
def take_out(*, invitation: Invitation, by: Membership, now: dt.datetime) -> Invitation:
    """A colleague knows why not: they are not asked in this wave."""
    locked = lock_invitation(invitation)
    if locked.closed_at or locked.asked_at or locked.answer:
        raise NotPossible("They have been asked already, or are not in this wave any more.")
    locked.closed, locked.closed_at, locked.closed_by = Closed.TAKEN_OUT, now, by
    return settled("wave.taken_out", locked, by=by, now=now)


@action
def put_back(*, invitation: Invitation, by: Membership, now: dt.datetime) -> Invitation:
    """Taken out by mistake: as long as the wave has not been started."""
    locked = lock_invitation(invitation)
    if locked.closed != Closed.TAKEN_OUT or locked.wave.started_at or locked.wave.stopped_at:
        raise NotPossible("They can be put back only before a wave is started.")
    locked.closed, locked.closed_at, locked.closed_by = "", None, None
    return settled("wave.put_back", locked, by=by, now=now)


@action
def look_ahead(*, run: CohortRun, by: Membership, now: dt.datetime) -> None:
    """Somebody looked at who would be in a wave."""
    trail.record("wave.looked_ahead", by=by, now=now, practice=run.practice_id, subject=run)


@action
def read_people(*, wave: Wave, by: Membership, now: dt.datetime) -> None:
    """Somebody looked at who is in a wave."""
    record("wave.people_read", wave, by=by, now=now)


def lock(wave: Wave, version: int | None = None) -> Wave:
    """As it stands now, held until the end; Stale if it is not the one that was shown."""
    held = Wave.objects.select_for_update(of=("self",)).select_related("run", "run__cohort", "programme")
    locked = held.get(pk=wave.pk)
    if version is not None and locked.version != version:
        raise Stale(locked)
    return locked


def lock_invitation(invitation: Invitation) -> Invitation:
    """With its wave held first, as everybody holds it who changes many of its invitations."""
    Wave.objects.select_for_update().get(pk=invitation.wave_id)
    held = Invitation.objects.select_for_update(of=("self",)).select_related("wave", "patient")
    return held.get(pk=invitation.pk)


def save(wave: Wave, *names: str) -> None:
    wave.version += 1
    wave.save(update_fields=[*names, "version"])


def settled(verb: str, invitation: Invitation, *, by: Membership, now: dt.datetime) -> Invitation:
    """Taken out or put back, with its event."""
    invitation.version += 1
    invitation.save(update_fields=["closed", "closed_at", "closed_by", "version"])
    trail.record(
        verb,
        by=by,
        now=now,
        practice=invitation.practice_id,
        subject=invitation.wave,
        patient=invitation.patient_id,
    )
    return invitation


def unasked(wave: Wave) -> Any:
    """Those who are still to be asked, in their order."""
    return wave.invitations.open().filter(asked_at=None, answer="", to_call_since=None).order_by("position")


def spread(wave: Wave, asking: list[Invitation], today: dt.date) -> None:
    """So many a day, from the day that was set on; never on a day that has passed."""
    days = ask_days(max(wave.starts_on, today), len(asking), wave.a_day)
    for one, day in zip(asking, days, strict=True):
        one.ask_on = day
    Invitation.objects.bulk_update(asking, ["ask_on"], batch_size=500)


def let_go(wave: Wave, *, by: Membership, now: dt.datetime) -> None:
    """Who has died, left, said no or been asked elsewhere since the wave was made is not asked in it."""
    rows = list(wave.invitations.open().filter(answer=""))
    people = [one.patient_id for one in rows]
    left_out = finding.left_out_now(wave.practice, people, wave.programme, now, wave=wave)
    for reason in set(left_out.values()):
        going = [one.pk for one in rows if left_out.get(one.patient_id) == reason]
        close(wave.invitations.filter(pk__in=going), CLOSED_AS[reason], by=by, now=now)


def close(rows: Any, how: Closed, *, by: Membership, now: dt.datetime) -> int:
    """Settled for all of these in one statement; the history keeps each."""
    said = {"closed": how, "closed_at": now, "closed_by": by, "to_call_since": None, "caller": None}
    closed: int = rows.update(**said, version=F("version") + 1)
    return closed


def refuse_unreasoned(run: CohortRun) -> None:
    """Choosing by a protected characteristic stands on a manager's own words."""
    if needs_reason(run.cohort, run.criteria):
        what = " and ".join(Criteria.read(run.criteria).protected)
        raise NotPossible(UNREASONED.format(what=what))


def record(verb: str, wave: Wave, *, by: Actor, now: dt.datetime, **details: Any) -> None:
    trail.record(verb, by=by, now=now, practice=wave.practice_id, subject=wave, details=details)
