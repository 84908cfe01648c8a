"""Several sessions at once, and what has been arranged for one: an interpreter, its place in the GP's book."""

import datetime as dt
from typing import Any

from coaching.actions.booking import book, lock, record, refuse_ended, save
from coaching.models import Session
from patients.models import Patient
from practice.acting import action
from practice.clock import LONDON
from practice.models import Membership


@action
def book_several(
    *,
    patient: Patient,
    times: int,
    weeks: int,
    booked_for: dt.datetime,
    details: dict[str, Any],
    by: Membership,
    now: dt.datetime,
) -> list[Session]:
    """The same time on the clock every week or fortnight, also where summer time begins between."""
    return [
        book(patient=patient, booked_for=moment, **details, by=by, now=now)
        for moment in moments(booked_for, times=times, weeks=weeks)
    ]


def moments(first: dt.datetime, *, times: int, weeks: int) -> list[dt.datetime]:
    """Counted on the wall of the surgery, not in hours."""
    here = first.astimezone(LONDON)
    days = [here.date() + dt.timedelta(weeks=weeks * place) for place in range(times)]
    return [dt.datetime.combine(day, here.time(), LONDON) for day in days]


@action
def arranged(
    *,
    session: Session,
    by: Membership,
    now: dt.datetime,
    in_gp_book: bool | None = None,
    interpreter_booked: bool | None = None,
) -> Session:
    """It stands in the GP appointment book, or an interpreter is booked; or not after all."""
    locked = lock(session)
    refuse_ended(locked)
    if in_gp_book is not None:
        locked.in_gp_book = in_gp_book
    if interpreter_booked is not None:
        locked.interpreter_booked = interpreter_booked
    save(locked, "in_gp_book", "interpreter_booked")
    record("session.arranged", locked, by=by, now=now)
    return locked
