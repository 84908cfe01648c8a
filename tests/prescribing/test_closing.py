"""No closing without an outcome and a reason; opened again; a death, a departure, and when they were mistakes."""

import datetime as dt

import pytest

from patients.actions import leaving, merging
from patients.models import Patient
from practice.actions import NotPossible
from prescribing.actions import closing, moving
from prescribing.models import Referral
from tests import build
from tests.prescribing import ways

DAY = dt.date(2026, 3, 1)


def close(referral, by, outcome="better", because="She goes by herself now"):
    version = Referral.objects.get(pk=referral.pk).version
    said = {"outcome": outcome, "because": because, "version": version}
    return closing.close(referral=referral, **said, by=by, now=build.NOW)


def stands(referral) -> tuple:
    return Referral.objects.values_list("stands", "outcome", "closed_because").get(pk=referral.pk)


def test_it_closes_with_outcome_and_reason(referral, lena):
    assert close(referral, lena).closed_by == lena
    assert stands(referral) == ("closed", "better", "She goes by herself now")
    with pytest.raises(NotPossible, match="closed already"):
        close(referral, lena)


def test_not_without_a_reason(referral, lena):
    with pytest.raises(NotPossible, match="Say why"):
        close(referral, lena, because=" ")


def test_opened_again_it_goes_on_from_where_it_stood(referral, lena):
    moving.move(referral, to="planned", now=build.NOW, by=lena)
    closed = close(referral, lena)
    again = closing.reopen(
        referral=closed, version=closed.version, because="She rang", by=lena, now=build.NOW
    )
    assert (again.stands, again.outcome, again.closed_at) == ("planned", "", None)


def test_not_beside_another_that_is_open(referral, mary, ben, lena):
    closed = close(referral, lena)
    ways.referred(mary, ben)
    with pytest.raises(NotPossible, match="has a referral that is open"):
        closing.reopen(referral=closed, version=closed.version, because="x", by=lena, now=build.NOW)


@pytest.mark.care(22)
def test_a_death_closes_it_and_names_nobody(referral, mary, asha):
    leaving.mark_died(patient=mary, died_on=DAY, by=asha, now=build.NOW)
    assert stands(referral) == ("closed", "died", "The person died")
    assert Referral.objects.get(pk=referral.pk).closed_by is None
    leaving.undo_died(patient=mary, by=asha, now=build.NOW)
    assert stands(referral) == ("asked", "", "")


def test_who_left_and_died_stays_closed_while_one_is_true(referral, mary, asha):
    leaving.mark_left(patient=mary, left_on=DAY, left_for="", by=asha, now=build.NOW)
    leaving.mark_died(patient=Patient.objects.get(pk=mary.pk), died_on=DAY, by=asha, now=build.NOW)
    leaving.undo_died(patient=mary, by=asha, now=build.NOW)
    assert stands(referral) == ("closed", "moved", "The person left the list")


def test_what_was_closed_before_stays_closed(referral, mary, lena):
    close(referral, lena)
    leaving.mark_died(patient=mary, died_on=DAY, by=lena, now=build.NOW)
    leaving.undo_died(patient=mary, by=lena, now=build.NOW)
    assert stands(referral)[1] == "better"


@pytest.fixture
def two(elm, mary, ben):
    """Two records of one person, each with an open referral; put together."""
    again = build.a_patient(elm)
    first, second = ways.referred(mary, ben), ways.referred(again, ben)
    done = merging.merge(kept=mary, gone=again, take=(), versions=(1, 1), by=ben, now=build.NOW)
    return done, first, second


def test_two_open_ones_both_go_on_when_their_records_become_one(two, mary, ben):
    _done, first, second = two
    open_ones = Referral.objects.open().filter(patient=mary).order_by("pk")
    assert [(r.pk, r.beside_since) for r in open_ones] == [(first.pk, None), (second.pk, build.NOW)]
    assert set(second.steps.values_list("patient_id", flat=True)) == {mary.pk}
    with pytest.raises(NotPossible, match="open"):
        ways.referred(mary, ben)


def test_taken_apart_each_has_its_own_again(two, ben):
    done, first, second = two
    merging.unmerge(done=done, by=ben, now=build.NOW)
    assert Referral.objects.get(pk=second.pk).patient_id == done.gone_id
    assert not Referral.objects.filter(beside_since__isnull=False).exists()
    assert Referral.objects.get(pk=first.pk).patient_id == done.kept_id


def test_two_open_ones_close_and_come_back_with_a_mistaken_death(two, mary, ben):
    mary.refresh_from_db()
    leaving.mark_died(patient=mary, died_on=DAY, by=ben, now=build.NOW)
    assert not Referral.objects.open().filter(patient=mary).exists()
    leaving.undo_died(patient=mary, by=ben, now=build.NOW)
    assert Referral.objects.open().filter(patient=mary).count() == 2
