"""Group sessions: a series, who takes part with their yes to the agreement, and when it meets."""

import datetime as dt
from typing import Any

from django.db import models

from coaching.actions.booking import refuse_gone
from coaching.models import GroupMeeting, GroupMember, GroupSeries
from patients.leaving import Departure
from patients.models import Patient
from practice import trail
from practice.acting import Stale, action
from practice.actions import NotPossible
from practice.actors import Actor
from practice.models import Membership, Practice

DIED, LEFT = "The patient died", "The patient left the list"
NAMES = ("name", "place", "facilitator", "places", "agreement")


@action
def start_series(
    *, practice: Practice, values: dict[str, Any], by: Membership, now: dt.datetime
) -> GroupSeries:
    """A new group; nobody is in it yet."""
    series = GroupSeries.objects.create(practice=practice, started_at=now, started_by=by, **values)
    return kept("group.started", series, by=by, now=now)


@action
def change_series(
    *, series: GroupSeries, version: int, values: dict[str, Any], by: Membership, now: dt.datetime
) -> GroupSeries:
    """Other words of the agreement are another version: what people said yes to stays as it was."""
    locked = lock(series)
    if locked.version != version:
        raise Stale(locked)
    if values["places"] < taken(locked):
        raise NotPossible("More people are in it than that. Somebody has to leave first.")
    if values["agreement"] != locked.agreement:
        locked.agreement_version += 1
    for name in NAMES:
        setattr(locked, name, values[name])
    locked.version += 1
    locked.save(update_fields=[*NAMES, "agreement_version", "version"])
    return kept("group.changed", locked, by=by, now=now)


@action
def end_series(*, series: GroupSeries, by: Membership, now: dt.datetime) -> GroupSeries:
    """No more meetings; who was in it stays written."""
    locked = lock(series)
    if locked.meetings.filter(held_at=None, cancelled_at=None).exists():
        raise NotPossible("A meeting is still booked. Hold it or cancel it first.")
    locked.ended_at, locked.ended_by = now, by
    locked.version += 1
    locked.save(update_fields=["ended_at", "ended_by", "version"])
    return kept("group.ended", locked, by=by, now=now)


@action
def take_in(
    *, series: GroupSeries, patient: Patient, agreed_to: int, by: Membership, now: dt.datetime
) -> GroupMember:
    """Somebody takes part. `agreed_to` is the version of the agreement that they said yes to."""
    refuse_gone(patient)
    locked = lock(series)
    if agreed_to != locked.agreement_version:
        raise NotPossible("The agreement has changed since. Read them the words as they stand now.")
    if locked.members.filter(patient=patient, left_at=None).exists():
        raise NotPossible("They are in this group already.")
    if taken(locked) >= locked.places:
        raise NotPossible(f"All {locked.places} places are taken.")
    member = GroupMember.objects.create(
        practice_id=locked.practice_id,
        series=locked,
        patient=patient,
        joined_at=now,
        joined_by=by,
        agreed_version=agreed_to,
        agreed_on=now.date(),
    )
    return kept("group.joined", member, by=by, now=now, patient=patient.pk)


@action
def agree_again(*, member: GroupMember, agreed_to: int, by: Membership, now: dt.datetime) -> GroupMember:
    """They said yes to the words as they stand now."""
    series = lock(member.series)
    if agreed_to != series.agreement_version:
        raise NotPossible("The agreement has changed since. Read them the words as they stand now.")
    locked = lock_member(member)
    locked.agreed_version, locked.agreed_on = agreed_to, now.date()
    locked.save(update_fields=["agreed_version", "agreed_on"])
    return kept("group.agreed", locked, by=by, now=now, patient=locked.patient_id)


@action
def leave(*, member: GroupMember, because: str, by: Membership, now: dt.datetime) -> GroupMember:
    """They come no more; their place is free."""
    locked = lock_member(member)
    locked.left_at, locked.left_by, locked.left_because = now, by, because
    locked.save(update_fields=["left_at", "left_by", "left_because"])
    return kept("group.left", locked, by=by, now=now, patient=locked.patient_id)


@action
def book_meeting(
    *, series: GroupSeries, booked_for: dt.datetime, minutes: int, by: Membership, now: dt.datetime
) -> GroupMeeting:
    """A time for all of them."""
    locked = lock(series)
    meeting = GroupMeeting.objects.create(
        practice_id=locked.practice_id,
        series=locked,
        booked_for=booked_for,
        minutes=minutes,
        booked_at=now,
        booked_by=by,
    )
    return kept("group.meeting_booked", meeting, by=by, now=now)


@action
def cancel_meeting(*, meeting: GroupMeeting, because: str, by: Membership, now: dt.datetime) -> GroupMeeting:
    locked = GroupMeeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if locked.held_at or locked.cancelled_at:
        raise NotPossible("This meeting was held or cancelled already.")
    locked.cancelled_at, locked.cancelled_by, locked.cancelled_because = now, by, because
    locked.version += 1
    locked.save(update_fields=["cancelled_at", "cancelled_by", "cancelled_because", "version"])
    return kept("group.meeting_cancelled", locked, by=by, now=now)


def taken(series: GroupSeries) -> int:
    return series.members.filter(left_at=None).count()


def lock(series: GroupSeries) -> GroupSeries:
    locked = GroupSeries.objects.select_for_update().get(pk=series.pk)
    if locked.ended_at:
        raise NotPossible("This group has ended.")
    return locked


def lock_member(member: GroupMember) -> GroupMember:
    locked = GroupMember.objects.select_for_update().get(pk=member.pk)
    if locked.left_at:
        raise NotPossible("They have left this group already.")
    return locked


def kept(verb: str, thing: Any, *, by: Actor, now: dt.datetime, patient: int | None = None) -> Any:
    row: models.Model = thing
    trail.record(verb, by=by, now=now, practice=thing.practice_id, subject=row, patient=patient)
    return thing


def stop(departure: Departure) -> None:
    """Somebody died or left the list: their place is free."""
    because = DIED if departure.died else LEFT
    for member in departure.patient.groups.filter(left_at=None).select_for_update().order_by("pk"):
        member.left_at, member.left_because = departure.now, because
        member.left_by = departure.by if isinstance(departure.by, Membership) else None
        member.save(update_fields=["left_at", "left_by", "left_because"])
        kept("group.left", member, by=departure.by, now=departure.now, patient=member.patient_id)


def resume(departure: Departure) -> None:
    """It was a mistake: they are in it again, if there is still room and nothing else keeps them off the list."""
    patient = departure.patient
    if patient.died_on or patient.left_on:
        return
    because = DIED if departure.died else LEFT
    stopped = patient.groups.filter(left_because=because, series__ended_at=None)
    for member in stopped.select_related("series").select_for_update(of=("self",)).order_by("pk"):
        again = member.series.members.filter(patient=patient, left_at=None).exists()
        if again or taken(member.series) >= member.series.places:
            continue
        member.left_at = member.left_by = None
        member.left_because = ""
        member.save(update_fields=["left_at", "left_by", "left_because"])
        kept("group.joined", member, by=departure.by, now=departure.now, patient=patient.pk)
