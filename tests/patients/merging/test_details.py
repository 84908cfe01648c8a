"""What the one record says of the person, and when two cannot come together or apart."""

import pytest

from patients.actions import merging
from patients.actions.adding import add_patient
from patients.models import (
    Patient,
)
from practice.acting import Stale
from practice.actions import NotPossible
from practice.models import TrailEvent
from practice.tenancy import in_view
from tests import build
from tests.patients.merging.conftest import NEW, OLD


def test_the_number_that_is_not_chosen_stays_with_the_record_that_is_gone(kept, gone, merge):
    merge(kept, gone, "number")
    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (kept.nhs_number, gone.nhs_number, gone.merged_into) == (OLD, NEW, kept)


def test_a_number_is_taken_over_where_there_was_none(elm, gone, merge, unmerge):
    without = build.a_patient(elm, given_name="Mina", no_nhs_number_because="Visitor")
    done = merge(without, gone, "number")
    assert Patient.objects.get(pk=without.pk).nhs_number == OLD
    unmerge(done)
    assert Patient.objects.get(pk=without.pk).no_nhs_number_because == "Visitor"
    assert Patient.objects.get(pk=gone.pk).nhs_number == OLD


def test_what_is_taken_over_is_searched_for_and_kept_from_the_next_list(kept, gone, merge):
    merge(kept, gone, "known_as")
    kept.refresh_from_db()
    assert (kept.known_as, kept.known_key) == ("Mini", "mini")
    assert "known_as" in kept.kept_here


def test_what_was_changed_since_stays_and_is_named(lives, kept, gone, merge, unmerge):
    done = merge(kept, gone, "language", "known_as")
    Patient.objects.filter(pk=kept.pk).update(language="Gujarati")
    assert unmerge(done) == ["language"]
    kept.refresh_from_db()
    assert (kept.language, kept.known_as) == ("Gujarati", "")


def test_twice_is_once(kept, gone, merge, unmerge):
    done = merge(kept, gone)
    with pytest.raises(NotPossible, match="already part of another"):
        merge(kept, gone)
    unmerge(done)
    with pytest.raises(NotPossible, match="already been taken apart"):
        unmerge(done)


def test_a_record_is_not_put_together_with_itself(kept, merge):
    with pytest.raises(NotPossible, match="one and the same"):
        merge(kept, kept)


def test_who_changed_a_record_since_it_was_compared_is_not_overruled(kept, gone, asha, now):
    Patient.objects.filter(pk=gone.pk).update(version=7)
    with pytest.raises(Stale):
        merging.merge(kept=kept, gone=gone, take=(), versions=(1, 1), by=asha, now=now)


def test_a_number_that_somebody_else_has_by_now_is_said(both, elm, merge, unmerge, now):
    kept, gone = both
    done = merge(kept, gone)
    values = {"given_name": "N", "family_name": "N", "birth_date": now.date(), "nhs_number": OLD}
    add_patient(practice=elm, values=values, by=build.TEST, now=now)
    with pytest.raises(NotPossible, match="has this NHS number by now"):
        unmerge(done)
    assert Patient.objects.get(pk=gone.pk).merged_into == kept


def test_records_of_two_practices_do_not_come_together(elm, oak, kept, merge):
    with in_view([elm, oak]):
        stranger = build.a_patient(oak)
        with pytest.raises(NotPossible):
            merge(kept, stranger)


def test_who_died_on_the_other_record_has_died(kept, gone, merge, unmerge, monkeypatch):
    told = []
    monkeypatch.setattr(merging, "stop_everything", lambda d: told.append(("stop", d.patient.pk, d.died)))
    monkeypatch.setattr(merging, "resume_everything", lambda d: told.append(("resume", d.patient.pk, d.died)))
    Patient.objects.filter(pk=gone.pk).update(died_on=build.NOW.date())
    done = merge(kept, gone, "died")
    assert told == [("stop", kept.pk, True)]
    unmerge(done)
    assert told[1:] == [("resume", kept.pk, True)]


def test_both_access_reports_know(kept, gone, merge):
    merge(kept, gone)
    events = TrailEvent.objects.filter(verb="patient.merged").order_by("pk")
    assert [(e.patient_id, e.details["other_record"]) for e in events] == [
        (kept.pk, gone.pk),
        (gone.pk, kept.pk),
    ]
