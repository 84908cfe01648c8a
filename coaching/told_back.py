"""What coaching and measuring know that a message back from social prescribing must say."""

import datetime as dt
from collections.abc import Iterable

from coaching.models import Code
from patients.models import Patient
from practice.wording import long_date

BEFORE = dt.timedelta(days=90)  # a measurement that old still says how it was at the beginning


def measures(patient: Patient, since: dt.date, until: dt.date) -> list[str]:
    """The first and the last score of each questionnaire: before and after, never one without its day."""
    here = patient.measurements.counted().filter(practice_id=patient.practice_id, score__isnull=False)
    counted = here.filter(measured_on__range=(since - BEFORE, until))
    by_name: dict[str, list[tuple[dt.date, float]]] = {}
    rows = counted.order_by("measured_on", "pk").values_list("instrument__name", "measured_on", "score")
    for name, day, score in rows:
        if day is not None and score is not None:
            by_name.setdefault(name, []).append((day, score))
    return [said(name, pairs[0], pairs[-1]) for name, pairs in by_name.items()]


def said(name: str, first: tuple[dt.date, float], last: tuple[dt.date, float]) -> str:
    begun = f"{name}: {first[1]:.0f} on {long_date(first[0])}"
    return begun if first == last else f"{begun}, {last[1]:.0f} on {long_date(last[0])}"


def codes(means: list[str]) -> list[str]:
    return as_told(means, Code.objects.filter(means__in=means))


def as_told(means: list[str], rows: Iterable[Code]) -> list[str]:
    """Only those that somebody confirmed. A missing code harms nobody, a wrong one may."""
    known = {row.means: row for row in rows if row.confirmed}
    return [f"{known[one].code} {known[one].term}" for one in means if one in known]
