"""A list comes in: received, checked, applied, or discarded. Nothing is changed before it is applied."""

import datetime as dt
import functools

from django.db import connection, transaction

from patients import uploads
from patients.actions import leaving
from patients.incoming import applying
from patients.incoming.changes import keep_after, keep_before, keep_changes
from patients.incoming.second_look import look_again
from patients.incoming.weighing import Beat, columns_to_choose, opened, silent, weigh
from patients.intake import Mapping, Unreadable
from patients.models import ImportMapping, ImportRun, Patient
from practice import trail
from practice.acting import action
from practice.actors import Actor
from practice.models import Membership, Practice

UNDO_DAYS = dt.timedelta(days=7)


class NotNow(ValueError):
    """The import is not in a state for this; the message is for the person who tried."""


class NotSure(ValueError):
    """Something about the list should be confirmed before it is brought in."""


@action
def receive(
    *,
    practice: Practice,
    file_name: str,
    stored_as: str,
    size: int,
    whole_list: bool,
    list_date: dt.date | None,
    by: Actor,
    now: dt.datetime,
) -> ImportRun:
    """A file has arrived and waits to be checked."""
    run = ImportRun.objects.create(
        practice=practice,
        member=by if isinstance(by, Membership) else None,
        received_at=now,
        file_name=file_name[-200:],
        stored_as=stored_as,
        size=size,
        whole_list=whole_list,
        list_date=list_date,
    )
    trail.record("import.received", by=by, now=now, practice=practice, subject=run, details={"bytes": size})
    return run


@action
def check(*, run: ImportRun, by: Actor, now: dt.datetime, beat: Beat = silent) -> ImportRun:
    """Read the file and find out what it would change; changes nothing on the list."""
    run = lock(run)
    if run.asked_at or run.discarded_at:
        raise NotNow("This list is already being brought in.")
    run.unreadable_because, run.stopped_because = "", ""
    try:
        with opened(run, now) as reading:
            weigh(run, reading, now, beat)
            look_again(run, reading)
        keep_changes(run)
    except Unreadable as problem:
        run.unreadable_because = problem.reason[:500]
        run.about, run.mapping = {}, columns_to_choose(problem)
    run.checked_at = now
    run.save()
    trail.record("import.checked", by=by, now=now, practice=run.practice_id, subject=run, details=run.counts)
    return run


@action
def ask_to_apply(
    *, run: ImportRun, by: Membership, now: dt.datetime, in_spite_of_all: bool = False
) -> ImportRun:
    """Somebody has seen what would change and says yes; the worker does it."""
    run = lock(run)
    if run.asked_at:
        return tell(run, by, now)
    if not run.may_be_applied:
        raise NotNow("This list cannot be brought in as it stands. Check it again first.")
    if run.unclear and run.whole_list:
        raise NotNow(
            "Say first whether the day or the month comes first: in a whole list, people whose lines are refused "
            "would look as if they had left."
        )
    if run.wants_care and not in_spite_of_all:
        raise NotSure
    run.asked_at, run.asked_by = now, by
    run.save(update_fields=["asked_at", "asked_by"])
    return tell(run, by, now)


@action
def apply(*, run: ImportRun, by: Actor, now: dt.datetime, beat: Beat = silent) -> ImportRun:
    """Bring the list in, all in one transaction. A second call finds it done and changes nothing."""
    run = lock(run)
    if run.applied_at or run.discarded_at:
        trail.record("import.found_done", by=by, now=now, practice=run.practice_id, subject=run)
        return run
    try:
        with opened(run, now) as reading:
            gone = weigh(run, reading, now, beat)
            look_again(run, reading)
    except Unreadable as problem:
        run.unreadable_because = problem.reason[:500]
    if not (run.unreadable_because or run.stopped_because):
        beat(run.counts["read"], run.counts["read"], "Writing")
        keep_before(run)
        write(run, gone, by, now)
        keep_after(run)
        run.applied_at = now
    run.save()
    trail.record("import.applied", by=by, now=now, practice=run.practice_id, subject=run, details=run.counts)
    return run


@action
def choose_columns(*, run: ImportRun, mapping: Mapping, by: Membership, now: dt.datetime) -> ImportRun:
    """Somebody corrects what the columns mean; it is remembered for the next file with these headings."""
    run = lock(run)
    if run.asked_at or run.discarded_at:
        raise NotNow("This list is already being brought in.")
    run.mapping = mapping.to_dict()
    run.checked_at, run.unreadable_because = None, ""
    run.save(update_fields=["mapping", "checked_at", "unreadable_because"])
    ImportMapping.objects.update_or_create(
        practice_id=run.practice_id,
        signature=mapping.signature,
        defaults={"mapping": mapping.to_dict(), "chosen_at": now, "chosen_by": by},
    )
    trail.record("import.columns_chosen", by=by, now=now, practice=run.practice_id, subject=run)
    return run


@action
def discard(*, run: ImportRun, by: Membership, now: dt.datetime) -> ImportRun:
    """The file is not wanted; it is deleted, what was found in it goes with it."""
    run = lock(run)
    if run.asked_at and not (run.stopped_because or run.unreadable_because):
        raise NotNow("This list is already being brought in.")
    run.discarded_at, run.discarded_by = now, by
    let_go(run)
    run.findings.all().delete()
    run.changes.all().delete()
    run.save(update_fields=["discarded_at", "discarded_by", "stored_as"])
    trail.record("import.discarded", by=by, now=now, practice=run.practice_id, subject=run)
    return run


@action
def discard_file(*, run: ImportRun, by: Actor, now: dt.datetime) -> ImportRun:
    """The file itself is not needed any more; what was found in it stays."""
    let_go(run)
    run.save(update_fields=["stored_as"])
    trail.record("import.file_deleted", by=by, now=now, practice=run.practice_id, subject=run)
    return run


@action
def undo_leavers(*, run: ImportRun, by: Membership, now: dt.datetime) -> int:
    """Within seven days: everybody whom this whole list marked as having left is on the list again."""
    run = lock(run)
    if not run.applied_at or run.undone_at or now - run.applied_at > UNDO_DAYS:
        raise NotNow("This can be undone for seven days only, and only once.")
    back = Patient.objects.filter(
        practice_id=run.practice_id,
        left_on=run.list_date,
        pk__in=run.findings.filter(kind="leaver").values("patient_id"),
    )
    for patient in back:
        leaving.undo_left(patient=patient, by=by, now=now)
    run.undone_at, run.undone_by = now, by
    run.save(update_fields=["undone_at", "undone_by"])
    trail.record("import.leavers_undone", by=by, now=now, practice=run.practice_id, subject=run)
    return len(back)


@action
def give_up(*, run: ImportRun, because: str, by: Actor, now: dt.datetime) -> ImportRun:
    """It could not be brought in; the list is as it was, and the page says why."""
    run = lock(run)
    run.stopped_because = because[:500]
    run.save(update_fields=["stopped_because"])
    trail.record("import.stopped", by=by, now=now, practice=run.practice_id, subject=run)
    return run


def let_go(run: ImportRun) -> None:
    """The file goes once the rest is certain; a roll-back still has it."""
    transaction.on_commit(functools.partial(uploads.forget, run.stored_as))
    run.stored_as = ""


def tell(run: ImportRun, by: Membership, now: dt.datetime) -> ImportRun:
    trail.record("import.asked_for", by=by, now=now, practice=run.practice_id, subject=run)
    return run


def lock(run: ImportRun) -> ImportRun:
    """One at a time on a practice's list; an advisory lock, so that progress can be written beside."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('skerry import'), %s)", [run.practice_id])
    return ImportRun.objects.select_related("practice").get(pk=run.pk)


def write(run: ImportRun, gone: list[int], by: Actor, now: dt.datetime) -> None:
    """Everything that the rows change, then deaths and departures one by one: they stop other things."""
    dead, left = applying.newly_dead(), applying.newly_left()
    applying.apply_rows(run.practice_id, now)
    left += [(patient_id, run.list_date or now.date()) for patient_id in gone]
    people = Patient.objects.filter(practice_id=run.practice_id).in_bulk([pk for pk, _day in [*dead, *left]])
    for patient_id, day in dead:
        leaving.mark_died(patient=people[patient_id], died_on=day, by=by, now=now)
    for patient_id, day in left:
        leaving.mark_left(patient=people[patient_id], left_on=day, left_for="", by=by, now=now)
    let_go(run)
