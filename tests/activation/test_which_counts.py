"""Which level counts where several stand: on the record, and on the summary that figures are counted from."""

import datetime as dt

import pytest

from activation.actions import correcting, entering
from activation.actions.licensing import note_licence
from activation.models import Measurement
from activation.record_panel import that_counts
from patients.models import Summary
from tests import build
from tests.activation import made

DAY = dt.timedelta(days=1)


@pytest.fixture
def mary(elm):
    return build.a_patient(elm)


@pytest.fixture
def licensed(mary, asha):
    """`licensed(days)`: a score of a licensed tool, level 2, so many days ago."""
    note_licence(key="pam", reference="L-1", expires_on=dt.date(2026, 12, 31), by=asha, now=build.NOW)

    def enter(days: int) -> Measurement:
        on = build.NOW.date() - days * DAY
        about = {"patient": mary, "instrument": made.instrument("pam"), "by": asha, "now": build.NOW}
        return entering.enter_score(score=50.0, measured_on=on, **about)

    return enter


def counts(patient) -> Measurement | None:
    """The one on the record; and the summary says the same."""
    rows = list(patient.measurements.counted().exclude(mode="judged").newest_first())
    found = that_counts(rows)
    summary = Summary.objects.get(patient=patient)
    if found:
        assert (summary.measured_on, summary.level) == (found.measured_on, found.level)
    return found


def test_the_latest_counts(mary, asha):
    made.done(mary, asha, now=build.NOW - 60 * DAY)
    later = made.done(mary, asha, made.MORE)
    assert counts(mary) == later


def test_a_licensed_score_of_the_same_year_counts_over_a_provisional_one(mary, asha, licensed):
    tool = licensed(100)
    made.done(mary, asha)
    assert counts(mary) == tool


def test_an_old_licensed_score_does_not(mary, asha, licensed):
    licensed(400)
    later = made.done(mary, asha)
    assert counts(mary) == later


def test_what_was_struck_counts_nowhere(mary, asha, licensed):
    tool = licensed(100)
    later = made.done(mary, asha)
    correcting.strike(measurement=tool, because="Another person's", by=asha, now=build.NOW)
    assert counts(mary) == later


def test_a_judgement_counts_until_something_is_measured(mary, asha):
    made.judged(mary, asha, level="4")
    assert counts(mary) is None
    assert Summary.objects.get(patient=mary).level == "4"
    later = made.done(mary, asha, now=build.NOW - 700 * DAY)
    assert counts(mary) == later
