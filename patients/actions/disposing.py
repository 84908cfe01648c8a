"""A list of records that may go: drawn up, looked through, approved by two people, or withdrawn. Nothing goes here."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from patients.disposing.due import Standing, beyond, standing_of
from patients.models import DisposalCount, DisposalLine, DisposalList
from practice import trail
from practice.acting import action
from practice.actions import NotPossible
from practice.actors import Actor
from practice.models import Membership, Practice

MOST = 500  # on one list: more than that nobody looks through
GONE = "No longer a record of its own"
APPROVED = {"first": "disposal.approved_first", "second": "disposal.approved_second"}
TWICE = "You have approved this list already. Somebody else has to look at it too."
STALE = "This list is too old. Withdraw it and draw up a new one."
NOT_OPEN = "This list was withdrawn or carried out in the meantime."


@action
def draw_up(*, practice: Practice, by: Membership, now: dt.datetime) -> DisposalList:
    """Everybody beyond their time today, at most as many as two people can look through."""
    found = beyond(practice, now.date())[:MOST]
    if not found:
        raise NotPossible("Nobody’s record is beyond its time today.")
    years = settings.RECORDS_KEPT_YEARS
    try:
        with transaction.atomic():
            made = DisposalList.objects.create(practice=practice, made_at=now, made_by=by, kept_years=years)
    except IntegrityError as error:
        if "disposal_one_open" not in str(error):
            raise
        raise NotPossible("There is an open list already. Carry it through, or withdraw it.") from None
    DisposalLine.objects.bulk_create([line_of(made, standing) for standing in found])
    return tell("disposal.drawn_up", made, by, now, people=len(found))


@action
def take_off(*, line: DisposalLine, because: str, by: Membership, now: dt.datetime) -> DisposalLine:
    """This person’s record stays, and why."""
    lock_open(line.disposal_list)
    locked = DisposalLine.objects.select_for_update().get(pk=line.pk)
    if not locked.stands:
        raise NotPossible("They are not on the list any more.")
    locked.removed_at, locked.removed_by, locked.removed_because = now, by, because
    locked.save(update_fields=["removed_at", "removed_by", "removed_because"])
    return told("disposal.taken_off", locked, by, now)


@action
def put_back(*, line: DisposalLine, by: Membership, now: dt.datetime) -> DisposalLine:
    """Taken off by mistake. Only while nobody has approved: what was approved does not grow."""
    made = lock_open(line.disposal_list)
    if made.first_at is not None:
        raise NotPossible("Somebody has approved this list. What was approved does not grow.")
    locked = DisposalLine.objects.select_for_update().get(pk=line.pk)
    if locked.removed_at is None:
        raise NotPossible("They are on the list already.")
    locked.removed_at, locked.removed_by, locked.removed_because = None, None, ""
    locked.save(update_fields=["removed_at", "removed_by", "removed_because"])
    return told("disposal.put_back", locked, by, now)


@action
def approve(*, disposal_list: DisposalList, by: Membership, now: dt.datetime) -> DisposalList:
    """The first person, or a second one who is not the first. Whoever may stay by now falls off before."""
    made = lock_open(disposal_list)
    refuse_stale(made, now)
    if made.second_at is not None:
        raise NotPossible("Two people have approved this list already.")
    if by.user_id == made.first_user_id:
        raise NotPossible(TWICE)
    let_fall(made, by, now)
    if not made.lines.standing().exists():
        raise NotPossible("Nobody stands on this list any more. Withdraw it.")
    turn = "second" if made.first_at else "first"
    values: dict[str, Any] = {f"{turn}_at": now, f"{turn}_by": by, f"{turn}_user": by.user}
    for name, value in values.items():
        setattr(made, name, value)
    made.save(update_fields=list(values))
    return tell(APPROVED[turn], made, by, now, people=made.lines.standing().count())


@action
def withdraw(*, disposal_list: DisposalList, because: str, by: Membership, now: dt.datetime) -> DisposalList:
    """Nothing of it is carried out; everybody on it may come onto the next one."""
    made = lock_open(disposal_list)
    made.withdrawn_at, made.withdrawn_by, made.withdrawn_because = now, by, because
    made.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
    return tell("disposal.withdrawn", made, by, now)


@action
def count(*, practice: Practice, by: Actor, now: dt.datetime) -> int:
    """How many records are beyond their time: said on a page, and no more than that."""
    people = len(beyond(practice, now.date()))
    values = {"people": people, "counted_at": now}
    DisposalCount.objects.update_or_create(practice=practice, defaults=values)
    about: dict[str, Any] = {"practice": practice, "details": {"people": people}}
    trail.record("disposal.counted", by=by, now=now, **about)
    return people


def let_fall(made: DisposalList, by: Actor, now: dt.datetime) -> int:
    """Whoever has a new contact, a hold or something open is off the list for good; how many these are."""
    lines = list(made.lines.standing().select_for_update(of=("self",)))
    standings = standing_of(made.practice, [line.patient_id for line in lines], now.date())
    falling = [(line, why_off(standings.get(line.patient_id))) for line in lines]
    for line, because in falling:
        if because:
            fall(line, because, by, now)
    return sum(bool(because) for _line, because in falling)


def fall(line: DisposalLine, because: str, by: Actor, now: dt.datetime) -> None:
    line.fell_at, line.fell_because = now, because
    line.save(update_fields=["fell_at", "fell_because"])
    told("disposal.fell_off", line, by, now)


def why_off(standing: Standing | None) -> str:
    return standing.kept_because if standing else GONE


def line_of(made: DisposalList, standing: Standing) -> DisposalLine:
    return DisposalLine(
        practice_id=made.practice_id,
        disposal_list=made,
        patient_id=standing.patient_id,
        last_contact_on=standing.last_contact_on,
        keep_until=standing.keep_until,
        because=standing.because,
    )


def lock_open(disposal_list: DisposalList) -> DisposalList:
    locked = DisposalList.objects.select_for_update(of=("self",)).select_related("practice")
    made = locked.get(pk=disposal_list.pk)
    if made.withdrawn_at is not None or made.done_at is not None:
        raise NotPossible(NOT_OPEN)
    return made


def refuse_stale(made: DisposalList, now: dt.datetime) -> None:
    if made.is_stale(now, settings.DISPOSAL_LIST_DAYS):
        raise NotPossible(STALE)


def tell(verb: str, made: DisposalList, by: Actor, now: dt.datetime, **details: int) -> DisposalList:
    trail.record(verb, by=by, now=now, practice=made.practice_id, subject=made, details=details)
    return made


def told(verb: str, line: DisposalLine, by: Actor, now: dt.datetime) -> DisposalLine:
    trail.record(verb, by=by, now=now, practice=line.practice_id, subject=line, patient=line.patient_id)
    return line
