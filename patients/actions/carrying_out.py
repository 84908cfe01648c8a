"""What two people approved is carried out: one person at a time, all of it or nothing, and a stub stays.

Only the owner of the tables can: the web's and the worker's log-ins may delete nothing of a record.
"""

import datetime as dt
import functools
from collections.abc import Iterable
from pathlib import Path

from django.db import connection, transaction

from patients.actions.disposing import NOT_OPEN, fall, let_fall, lock_open, refuse_stale, tell, why_off
from patients.disposing import rooms
from patients.disposing.due import may_begin_on, standing_of
from patients.disposing.erasing import erase
from patients.disposing.relations import Ids, family, rows_of, tables
from patients.models import DisposalLine, DisposalList, Disposed, Patient
from practice import trail
from practice.acting import action
from practice.actions import NotPossible
from practice.actors import Actor
from practice.wording import long_date

ONE_ONLY = "Only one person has approved this list, or nobody."


@action
def dispose(*, line: DisposalLine, by: Actor, now: dt.datetime) -> Disposed | None:
    """Everything is asked again at this moment. None where the record stays after all: the line says why."""
    made = ready(line.disposal_list, now)
    line = DisposalLine.objects.select_for_update().get(pk=line.pk)
    if not line.stands:
        raise NotPossible(NOT_OPEN)
    ids = family(line.practice_id, line.patient_id)
    # Whoever writes something about this person waits for us, or we for them.
    list(Patient.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))
    standing = standing_of(made.practice, [line.patient_id], now.date()).get(line.patient_id)
    if because := why_off(standing):
        fall(line, because, by, now)
        return None
    return let_go(line, rows_of(line.practice_id, line.patient_id), by, now)


@action
def finish(*, disposal_list: DisposalList, by: Actor, now: dt.datetime) -> DisposalList:
    """Nobody stands on it any more: whoever did has gone, or has fallen off."""
    made = lock_open(disposal_list)
    if made.lines.standing().exists():
        raise NotPossible("Somebody still stands on this list.")
    made.done_at = now
    made.save(update_fields=["done_at"])
    return tell("disposal.carried_out", made, by, now, records=made.stubs.count())


@action
def look_again(*, disposal_list: DisposalList, by: Actor, now: dt.datetime) -> int:
    """Before anything goes: how many fall off by now."""
    made = ready(disposal_list, now)
    fallen = let_fall(made, by, now)
    tell("disposal.looked_through", made, by, now, fell_off=fallen)
    return fallen


def ready(disposal_list: DisposalList, now: dt.datetime) -> DisposalList:
    """Approved by two, not too old, and its days of grace are over."""
    made = lock_open(disposal_list)
    refuse_stale(made, now)
    if made.second_at is None:
        raise NotPossible(ONE_ONLY)
    if may_begin_on(made.second_at) > now.date():
        raise NotPossible(
            f"It can be withdrawn until {long_date(may_begin_on(made.second_at))}. Nothing goes before."
        )
    return made


def let_go(line: DisposalLine, ids: Ids, by: Actor, now: dt.datetime) -> Disposed:
    """The stub first: it is what lets the database forget."""
    files, record = rooms.files_of(ids), line.patient_id
    stub = Disposed.objects.create(
        practice_id=line.practice_id,
        record=record,
        disposal_list=line.disposal_list,
        disposed_at=now,
        last_contact_on=line.last_contact_on,
        because=line.because,
        rows=counted(ids),
    )
    about_to_forget(str(stub.pk))
    erase(line.practice_id, ids)
    about_to_forget("")
    details = {"rows": sum(stub.rows.values())}
    trail.record(
        "record.disposed",
        by=by,
        now=now,
        practice=stub.practice_id,
        subject=stub,
        patient=record,
        details=details,
    )
    transaction.on_commit(functools.partial(remove, files))
    return stub


def counted(ids: Ids) -> dict[str, int]:
    """How many rows of each table, which is all that stays to be known of them."""
    names = {table.label: table.name for table in tables()} | {"patients.patient": "patients_patient"}
    return {names[label]: len(rows) for label, rows in sorted(ids.items()) if rows}


def about_to_forget(stub: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('skerry.disposing', %s, true)", [stub])


def remove(files: Iterable[Path]) -> None:
    """Only once the rows are gone for good. A file that cannot go is told by the error; the record went."""
    for path in files:
        path.unlink(missing_ok=True)
