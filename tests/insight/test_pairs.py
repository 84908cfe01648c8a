"""First and latest measurement of one person: the database says what the record says of the same two."""

import datetime as dt
import random

import pytest
from django.db import connection

from activation.models import Measurement
from activation.rasch import changes
from activation.readings import compared, reading_of
from insight import pairs
from insight.models import Way
from tests import build
from tests.activation import made
from tests.insight import measured
from tests.insight.measured import TODAY, kept, row

BEGAN = TODAY - dt.timedelta(days=200)
DOUBT = ["straight_line", "misfit", "misfit_strong", "too_fast"]
JUDGED = {changes.UP: "up", changes.DOWN: "down", "": ""}


@pytest.fixture
def mary(elm):
    return build.a_patient(elm)


def asked(sql: str, *values: object) -> list[dict]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, line, strict=True)) for line in cursor.fetchall()]


def pairs_of(patient, began: dt.date = BEGAN) -> dict[str, dict]:
    found = asked("SELECT * FROM insight_pairs(%s, %s, %s)", patient.practice_id, patient.pk, began)
    return {line["instrument"]: line for line in found}


def change_of(patient) -> str:
    """Of two years: whatever is there."""
    said = pairs.CHANGE.format(practice="%s", patient="%s", began="%s")
    began = TODAY - dt.timedelta(days=700)
    return asked(f"SELECT {said} AS change", patient.practice_id, patient.pk, began)[0]["change"]


def by_hand(everything: list[Measurement], patient, key: str) -> list[Measurement]:
    """Those that count, from the first on, found without the product's own words for it."""
    rows = [
        one
        for one in everything
        if one.patient_id == patient.pk
        and one.instrument.key == key
        and one.completed_at
        and not one.entered_in_error_at
        and one.score is not None
        and (one.checked_at or not set(one.flags) & set(DOUBT))
        and one.measured_on >= BEGAN - dt.timedelta(days=31)
    ]
    return sorted(rows, key=lambda one: (one.measured_on, one.pk))


def said_by_hand(rows: list[Measurement]) -> dict:
    first, latest = rows[0], rows[-1]
    apart = reading_of(first).scale != reading_of(latest).scale
    days = len({one.measured_on for one in rows})
    found = compared(first, latest) if days > 1 and not apart else None
    judged = JUDGED.get(found.kind, "same") if found and found.index is not None else ""
    change = "" if days < 2 else "other_scale" if apart else judged or "no_scale"
    if change not in ("", "other_scale") and first.is_provisional:
        change = "no_scale"
    said = {"first_id": first.pk, "latest_id": latest.pk, "days": days, "judged": judged, "change": change}
    return said | {"points": found.points if found else None, "rci": found.index if found else None}


@pytest.fixture
def crowd(elm, asha):
    """Sixty people with up to five sheets each of every kind; the same every time."""
    chance = random.Random(5)  # noqa: S311 - made-up data
    scales = [
        None,
        *(measured.scale(asha, number) for number in (2, 3)),
        made.instrument().calibrations.first(),
    ]
    people = [build.a_patient(elm, given_name=f"Person {number}") for number in range(60)]
    kept([a_sheet(chance, person, asha, scales) for person in people for _n in range(chance.randrange(6))])
    return people


def a_sheet(chance: random.Random, person, by, scales) -> Measurement:
    days = chance.choice((250, 232, 231, 230, 200, 90, 90, 10, 0))
    more = {
        "calibration": chance.choice((*[scales[1]] * 4, *[scales[3]] * 3, *scales)),
        "score_se": chance.choice((3.0, 4.5, None)),
    }
    if chance.random() < 0.3:
        more = {"instrument": made.instrument("pam"), "mode": "entry", "score_se": None}
    if chance.random() < 0.2:
        more["flags"] = [chance.choice((*DOUBT, "uncalibrated"))]
        more |= {"checked_at": build.NOW, "checked_by": by} if chance.random() < 0.5 else {}
    if chance.random() < 0.1:
        more |= {"entered_in_error_at": build.NOW, "entered_in_error_by": by, "entered_in_error_because": "x"}
    score = None if chance.random() < 0.1 else chance.choice((40.0, 47.2, 51.0, 54.4, 58.0, 71.5))
    return row(person, by, days, score, **more)


def test_equal_to_what_the_record_says_of_the_same_two(crowd):
    seen, everything = set(), list(Measurement.objects.select_related("instrument", "calibration"))
    for person in crowd:
        found = pairs_of(person)
        for key in ("skerry-13", "pam"):
            rows = by_hand(everything, person, key)
            assert bool(rows) == (key in found)
            if rows:
                wanted = said_by_hand(rows)
                assert {name: found[key][name] for name in wanted} == pytest.approx(wanted), (person.pk, key)
                seen.add(wanted["change"])
    assert seen == {"up", "same", "down", "no_scale", "other_scale", ""}


def test_of_two_questionnaires_the_one_that_can_be_judged(mary, asha):
    """Then the latest; one without levels measures something else."""
    data, pam = {"calibration": measured.scale(asha)}, {"instrument": made.instrument("pam"), "mode": "entry"}
    design = {"calibration": made.instrument().calibrations.first()}
    kept([row(mary, asha, days, score, **design) for days, score in ((90, 40.0), (5, 70.0))])
    assert change_of(mary) == "no_scale"
    kept([row(mary, asha, days, score, **pam, score_se=None) for days, score in ((100, 60.0), (20, 50.0))])
    assert change_of(mary) == "down"
    kept([row(mary, asha, days, score, **data, level="") for days, score in ((95, 40.0), (3, 70.0))])
    assert change_of(mary) == "down"


def test_two_sheets_of_one_day_are_no_change(mary, asha):
    data = {"calibration": measured.scale(asha)}
    kept([row(mary, asha, 20, 40.0, **data), row(mary, asha, 20, 80.0, **data)])
    assert (pairs_of(mary)["skerry-13"]["points"], change_of(mary)) == (None, "")


def test_the_way_keeps_it_through_a_correction(elm, mary, asha):
    """Struck, and then the records of one person put together: the row follows in the same transaction."""
    data = {"calibration": measured.scale(asha)}
    other = build.a_patient(elm)
    measured.with_a_goal([mary], asha, 100)
    kept([row(mary, asha, 100, 40.0, **data), row(other, asha, 10, 70.0, **data)])
    assert Way.objects.get(patient=mary).change == ""
    Measurement.objects.filter(patient=other).update(patient=mary)
    assert Way.objects.get(patient=mary).change == "up"
    struck = {"entered_in_error_at": build.NOW, "entered_in_error_by": asha, "entered_in_error_because": "x"}
    Measurement.objects.filter(score=40.0).update(**struck)
    assert Way.objects.get(patient=mary).change == ""
