"""Trial 24: what is stored equals what the raw answers give when they are scored again; wrong answers never get in."""

import dataclasses
import math
import random

import pytest

from activation import scoring
from activation.actions.answering import answer, complete, sheet_of
from activation.actions.loading import load
from activation.definition import WrongAnswer, definition_of
from activation.models import Measurement
from patients.models import Summary
from practice.actions import NotPossible
from tests import build
from tests.activation import crowd, made
from tests.activation.files import small
from tests.reminders.made import people as many_people

FIELDS = [field.name for field in dataclasses.fields(scoring.Worth)]


def stored(row: Measurement) -> dict[str, object]:
    return {name: getattr(row, name) for name in FIELDS}


def again(row: Measurement) -> dict[str, object]:
    """From the raw answers, with the scale that the row names."""
    parameters = row.calibration.parameters if row.calibration else None
    return dataclasses.asdict(
        scoring.score(definition_of(row.instrument), parameters, row.answers, row.seconds)
    )


def all_rows() -> list[Measurement]:
    """As the database has them."""
    return list(
        Measurement.objects.filter(completed_at__isnull=False).select_related("instrument", "calibration")
    )


def by_hand(row: Measurement) -> float:
    """Warm's measure in plain Python: where total - sum of E + J / 2I is 0, found by halving."""
    steps = {item["item"]: item["thresholds"] for item in row.calibration.parameters["items"]}
    given = {item: value for item, value in row.answers.items() if isinstance(value, int)}
    low, high = -20.0, 20.0
    for _half in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if warm(middle, given, steps) > 0 else (low, middle)
    return (low + high) / 2


def warm(measure: float, given: dict[str, int], steps: dict[str, list[float]]) -> float:
    left, information, skew = 0.0, 0.0, 0.0
    for item, value in given.items():
        weights = [math.exp(n * measure - sum(steps[item][:n])) for n in range(len(steps[item]) + 1)]
        chances = [weight / sum(weights) for weight in weights]
        mean = sum(n * chance for n, chance in enumerate(chances))
        left += value - mean
        information += sum((n - mean) ** 2 * chance for n, chance in enumerate(chances))
        skew += sum((n - mean) ** 3 * chance for n, chance in enumerate(chances))
    return left + skew / (2 * information)


def any_answers(chance: random.Random) -> list[int | str | None]:
    """Of all kinds: clear, doubtful, partly left open, not applicable, rather not said."""
    kind = chance.randrange(5)
    if kind == 0:
        return [chance.randrange(4)] * 13
    most = (0, 1, 2, 3) if kind < 4 else (0, 1, 2, 3, "na", "no", None)
    return [chance.choice(most) for _item in range(13)]


@pytest.fixture
def answered(elm, asha):
    """Eighty people through the actions; three hundred more as the demo makes them."""
    chance = random.Random(24)  # noqa: S311 - the same each time
    for person in crowd.people_of(elm, 80):
        made.done(person, asha, any_answers(chance))
    people = many_people(elm, 300)
    Summary.objects.bulk_create(Summary(practice=elm, patient=patient) for patient in people)
    crowd.answer_all(people, asha)
    return all_rows()


def test_24_what_is_stored_is_what_the_answers_give(answered):
    assert len(answered) == 380
    for row in answered:
        assert stored(row) == again(row), row.pk
    assert {bool(row.score) for row in answered} == {True, False}
    assert len({flag for row in answered for flag in row.flags}) >= 4


def test_24_measures_equal_plain_arithmetic(answered):
    scored = [row for row in answered if row.measure is not None][:60]
    assert len(scored) == 60
    for row in scored:
        assert row.measure == pytest.approx(by_hand(row), abs=1e-6)
        assert row.raw == sum(value for value in row.answers.values() if isinstance(value, int))


def test_24_each_persons_level_is_the_stored_one(answered):
    levels = {row.patient_id: row.level for row in answered if row.level}
    kept = Summary.objects.filter(patient_id__in=levels).values_list("patient_id", "level")
    assert dict(kept) == levels


def test_24_an_owners_table_gives_the_same_again(elm, asha, member):
    mo = member("mo")
    own = load(definition_raw=small(), practice=elm, by=mo, now=build.NOW).instrument
    row = made.asking.begin(patient=build.a_patient(elm), instrument=own, mode="desk", by=asha, now=build.NOW)
    made.keep(row, (1, 1, 0))
    complete(measurement=row, by=asha, now=build.NOW)
    kept = Measurement.objects.get(pk=row.pk)
    assert stored(kept) == again(kept) and kept.score == 60


@pytest.mark.parametrize(
    ("item", "value"),
    [
        *(("part-effect", value) for value in (4, -1, 99, True, 1.5, "2", "", [], {"words": "Yes"})),
        *(("nowhere", value) for value in (0, "na")),
    ],
)
def test_24_what_the_questionnaire_does_not_have_is_refused(elm, asha, item, value):
    row = made.begun(build.a_patient(elm), asha)
    made.keep(row, made.USUAL[:5])
    with pytest.raises(WrongAnswer):
        answer(measurement=row, values={"part-say": 0, item: value}, seconds={}, now=build.NOW)
    assert sheet_of(row).answers == made.answers(row, made.USUAL[:5])


def test_24_too_few_answers_give_no_score_and_say_so(elm, asha):
    row = made.done(build.a_patient(elm), asha, (*made.USUAL[:9], None, None, "na", "no"))
    assert (row.answered, row.score, row.measure, row.level) == (9, None, None, "")
    assert row.no_score_because == "9 of 13 answered; 10 are needed."


def test_24_nothing_answered_is_refused(elm, asha):
    row = made.begun(build.a_patient(elm), asha)
    with pytest.raises(NotPossible, match="Nothing has been answered"):
        complete(measurement=row, by=asha, now=build.NOW)


@pytest.mark.fault
def test_24_ten_thousand_are_the_same_again(elm, asha):
    people = many_people(elm, 10_000)
    Summary.objects.bulk_create(Summary(practice=elm, patient=patient) for patient in people)
    crowd.answer_all(people, asha)
    rows = all_rows()
    assert len(rows) == 10_000
    assert [row.pk for row in rows if stored(row) != again(row)] == []
