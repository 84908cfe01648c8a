"""Sessions for tests, made through the actions."""

import datetime as dt
from typing import Any

from coaching.actions.booking import book, start_now
from coaching.actions.writing import finish
from coaching.models import FollowUp, Session
from coaching.note import NextContact, Note
from patients.models import Patient
from practice.models import Membership
from tests import build

IN_TWO_WEEKS = NextContact(due_on=dt.date(2026, 3, 16), channel="phone", words="How the walks went")
NONE = NextContact(none_because="They will ring")
# What a browser sends from the page of a session.
TYPED = {
    "mode": "phone",
    "what_matters": "Playing with the grandchildren",
    "notes": "Tired in the mornings",
    "next_step": "Walk to the shop on Tuesday",
    "follow_up_on_day": "16",
    "follow_up_on_month": "3",
    "follow_up_on_year": "2026",
    "channel": "phone",
    "follow_up_words": "How the walk went",
}


def a_booked(patient: Patient, coach: Membership, **given: Any) -> Session:
    values = {"mode": "face_to_face", "booked_for": build.NOW, "minutes": 30, "now": build.NOW} | given
    return book(patient=patient, coach=coach, by=coach, **values)


def a_started(patient: Patient, coach: Membership, now: dt.datetime = build.NOW) -> Session:
    return start_now(patient=patient, by=coach, now=now)


def a_finished(
    patient: Patient,
    coach: Membership,
    *,
    now: dt.datetime = build.NOW,
    next_contact: NextContact = NONE,
    **words: Any,
) -> Session:
    booked = book(patient=patient, coach=coach, mode="phone", booked_for=now, minutes=30, by=coach, now=now)
    note = Note(**({"mode": "phone", "notes": "Spoke about sleep", "next_step": "Bed at ten"} | words))
    return finish(
        session=booked, note=note, next_contact=next_contact, typed={}, draft_version=0, by=coach, now=now
    )


def a_follow_up(patient: Patient, coach: Membership, **given: Any) -> FollowUp:
    """One that is due on the given day, from a session a fortnight ago."""
    due = given.pop("due_on", dt.date(2026, 3, 2))
    then = build.NOW - dt.timedelta(days=14)
    next_contact = NextContact(
        due_on=due, channel=given.pop("channel", "phone"), words=given.pop("words", "")
    )
    return a_finished(patient, coach, now=then, next_contact=next_contact, **given).follow_ups.get()
