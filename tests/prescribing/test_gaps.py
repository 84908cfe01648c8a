"""Nothing suitable: kept with need, place and reason; counted for a commissioner with small numbers hidden."""

import pytest

from practice.actions import NotPossible
from practice.models import TrailEvent
from prescribing.actions.gaps import end_gap, record_gap
from prescribing.actions.signposting import signpost, strike
from prescribing.models import Gap, Service
from tests import build
from tests.prescribing import services


def found(by, patient=None, need=0, **given) -> Gap:
    said = {"place": "M33", "reason": "none", "words": "Nothing in the evening"} | given
    return record_gap(
        practice=by.practice, patient=patient, need=services.needs()[need], **said, by=by, now=build.NOW
    )


def test_a_gap_hangs_on_the_open_referral(referral, mary, lena):
    gap = found(lena, mary)
    assert (gap.patient, gap.referral, gap.place, gap.words) == (
        mary,
        referral,
        "M33",
        "Nothing in the evening",
    )
    assert TrailEvent.objects.filter(verb="gap.found", patient_id=mary.pk).exists()


def test_of_a_restricted_person_neither_name_nor_place_nor_words_are_kept(elm, lena):
    omar = elm.patients.get(nhs_number="9990000026")
    gap = found(lena, omar)
    assert (gap.patient, gap.referral, gap.place, gap.words) == (None, None, "Not said", "")
    assert TrailEvent.objects.get(verb="gap.found").patient_id is None


def test_a_gap_ends_once(lena, elm):
    gap, service = found(lena), services.a_service(elm)
    end_gap(gap=gap, because="The hall opens in May", met_by=service, by=lena, now=build.NOW)
    gap.refresh_from_db()
    assert (gap.ended_by, gap.met_by) == (lena, service)
    with pytest.raises(NotPossible, match="ended already"):
        end_gap(gap=gap, because="Again", met_by=None, by=lena, now=build.NOW)


def test_told_of_a_service_is_no_referral_and_can_be_taken_back(mary, lena, elm, referral):
    told = signpost(patient=mary, service=services.a_service(elm), by=lena, now=build.NOW)
    assert (told.referral, referral.placements.count()) == (referral, 0)
    assert strike(signpost=told, by=lena, now=build.NOW).entered_in_error_by == lena
    with pytest.raises(NotPossible, match="already"):
        strike(signpost=told, by=lena, now=build.NOW)


def test_nobody_is_told_of_what_is_gone(mary, lena, elm):
    gone = services.a_service(elm, status=Service.Status.DEFUNCT)
    with pytest.raises(NotPossible, match="not in the directory"):
        signpost(patient=mary, service=gone, by=lena, now=build.NOW)
