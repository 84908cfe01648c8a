"""What a commissioner's activity file is made of: one row for each referral, or for each session that was booked.

Nobody is named. A person has a number that means something in this file only; where few of the file's people share an
age band and a deprivation fifth, neither is given. Days are months, and times are numbers of days.
"""

import dataclasses
import datetime as dt
import secrets
from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import models

from coaching.models import Session
from insight.catalogue.asking import asked
from insight.catalogue.days import day, within
from insight.period import Period
from patients.groups import age_band, fifth
from practice.models import Practice
from practice.permissions import Role
from practice.wording import years_between
from prescribing.models import Referral

NOT_KNOWN, NOT_GIVEN, NO_DATA = "Not known", "Not given", "No data"
PERSON = ("Person in this file", "Age band", "Deprivation fifth")


class Shape(models.TextChoices):
    """Which file."""

    REFERRALS = "referrals", "Social prescribing: one row for each referral"
    APPOINTMENTS = "appointments", "Appointments: one row for each coaching session that was booked"


class Purpose(models.TextChoices):
    """Kept with who took it. None of them is somebody's own care."""

    CONTRACT = "contract", "What we report under the contract"
    PLANNING = "planning", "Planning or evaluation"
    AUDIT = "audit", "Audit"


@dataclasses.dataclass(frozen=True, slots=True)
class File:
    columns: Sequence[str]
    rows: list[list[str]]


# Words of our own only; what is asked about goes in beside them.
_REFERRALS = f"""
SELECT r.patient_id, p.birth_date, CASE WHEN NOT p.restricted THEN p.deprivation END,
    to_char({day("r.opened_at")}, 'YYYY-MM'), r.route, r.urgency,
    CASE WHEN NOT r.sensitive THEN (SELECT string_agg(s.words, '; ' ORDER BY s.words) FROM prescribing_referralneed n
        JOIN prescribing_socialneed s ON s.code = n.need_id
        WHERE n.practice_id = r.practice_id AND n.referral_id = r.id AND n.ended_at IS NULL) END,
    {day("r.accepted_at")} - {day("r.opened_at")}, {day("r.first_contact_at")} - {day("r.opened_at")},
    {day("r.planned_at")} - {day("r.opened_at")}, r.attended_on - {day("r.opened_at")},
    (SELECT count(*) FROM prescribing_referralcontact c WHERE c.practice_id = r.practice_id AND c.referral_id = r.id
        AND c.entered_in_error_at IS NULL),
    (SELECT count(*) FROM prescribing_placement l WHERE l.practice_id = r.practice_id AND l.referral_id = r.id
        AND l.sent_at IS NOT NULL),
    r.stands, to_char({day("r.closed_at")}, 'YYYY-MM'), r.outcome
FROM prescribing_referral r JOIN patients_patient p ON p.practice_id = r.practice_id AND p.id = r.patient_id
WHERE r.practice_id = %(practice)s AND r.stands <> 'in_error' AND {within("r.opened_at")}
"""  # noqa: S608
_APPOINTMENTS = f"""
SELECT s.patient_id, p.birth_date, CASE WHEN NOT p.restricted THEN p.deprivation END,
    to_char({day("s.booked_for")}, 'YYYY-MM'), s.mode, s.minutes,
    CASE WHEN s.finished_at IS NOT NULL THEN 'Held' WHEN s.cancelled_at IS NOT NULL THEN 'Cancelled'
        WHEN s.did_not_attend_at IS NULL THEN 'Not known'
        WHEN s.absence = 'was_not_brought' THEN 'Was not brought' ELSE 'Did not attend' END,
    greatest({day("s.booked_for")} - {day("s.booked_at")}, 0), s.in_gp_book, m.role
FROM coaching_session s JOIN patients_patient p ON p.practice_id = s.practice_id AND p.id = s.patient_id
JOIN practice_membership m ON m.practice_id = s.practice_id AND m.id = s.coach_id
WHERE s.practice_id = %(practice)s AND s.entered_in_error_at IS NULL AND {within("s.booked_for")}
"""  # noqa: S608
_STATEMENTS = {Shape.REFERRALS: _REFERRALS, Shape.APPOINTMENTS: _APPOINTMENTS}
COLUMNS = {
    Shape.REFERRALS: (
        *(*PERSON, "Month opened", "How they came", "Urgency", "Needs", "Days to being taken"),
        *("Days to first contact", "Days to a plan", "Days to going there", "Contacts", "Services sent to"),
        *("Stands", "Month closed", "Outcome"),
    ),
    Shape.APPOINTMENTS: (
        *(
            *PERSON,
            "Month",
            "How",
            "Minutes",
            "What came of it",
            "Days from booking",
            "Also in the GP system’s book",
        ),
        "Who held it",
    ),
}


def made(practice: Practice, shape: Shape, time: Period, today: dt.date) -> File:
    """In the order of months; within one in no order that says anything."""
    found = asked(_STATEMENTS[shape], practice, time.since, time.until)
    people = numbered({row[0] for row in found})
    groups = {row[0]: (age_band(years_between(row[1], today)), fifth(row[2]) or NOT_KNOWN) for row in found}
    told = {patient: told_of(group, Counter(groups.values())) for patient, group in groups.items()}
    words = referral_words if shape == Shape.REFERRALS else session_words
    rows = [[str(people[row[0]]), *told[row[0]], *words(row[3:])] for row in found]
    return File(COLUMNS[shape], sorted(rows, key=lambda row: (row[3], int(row[0]))))


def numbered(people: set[int]) -> dict[int, int]:
    """From 1 on, drawn anew for every file: two files cannot be put together by them."""
    drawn = sorted(people)
    secrets.SystemRandom().shuffle(drawn)
    return {patient: number for number, patient in enumerate(drawn, start=1)}


def told_of(group: tuple[str, str], people: Counter[tuple[str, str]]) -> tuple[str, str]:
    """Age band and fifth, where enough people of the file share both."""
    return group if people[group] >= settings.SMALL_NUMBERS_UNDER else (NOT_GIVEN, NOT_GIVEN)


def referral_words(row: tuple[Any, ...]) -> list[str]:
    month, route, urgency, needs, *numbers, stands, closed, outcome = row
    labels = (month, Referral.Route(route).label, Referral.Urgency(urgency).label, needs or NO_DATA)
    end = Referral.Outcome(outcome).label if outcome else NO_DATA
    said = (NO_DATA if number is None else str(number) for number in numbers)
    return [*labels, *said, Referral.Stands(stands).label, closed or NO_DATA, end]


def session_words(row: tuple[Any, ...]) -> list[str]:
    month, mode, minutes, came, days, in_book, role = row
    book = "Yes" if in_book else "No"
    return [month, Session.Mode(mode).label, str(minutes), came, str(days), book, Role(role).label]
