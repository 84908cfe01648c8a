"""Entered in error: struck, kept, marked, not counted, and taken to the right person as a draft."""

import pytest

from coaching.actions import drafts, striking
from coaching.actions.striking import write_again_for
from coaching.models import Session
from practice.actions import NotPossible
from tests import build
from tests.coaching import made, ways
from tests.coaching.test_booking import verbs
from tests.coaching.test_writing import summary_of


def strike(session, by):
    return striking.strike(session=session, because="Wrong person", by=by, now=build.NOW)


@pytest.fixture
def right(elm):
    return build.a_patient(elm, given_name="Marie", nhs_number="9990000042")


@pytest.mark.care(6)
def test_a_struck_note_is_kept_and_marked(finished, asha):
    struck = strike(finished, asha)
    assert (struck.entered_in_error_by, struck.entered_in_error_because) == (asha, "Wrong person")
    assert struck.notes == "Spoke about sleep"


@pytest.mark.care(6)
def test_striking_cancels_what_was_to_come_and_counts_anew(finished, asha, mary):
    strike(finished, asha)
    assert finished.follow_ups.get().cancelled_by == asha
    assert summary_of(mary) == (0, None, None)
    assert verbs(finished)[-2:] == ["follow_up.cancelled", "session.struck"]


def test_a_follow_up_that_was_done_stays_done(finished, asha):
    from coaching.actions import following

    following.done(follow_up=finished.follow_ups.get(), by=asha, now=build.NOW)
    strike(finished, asha)
    assert finished.follow_ups.get().cancelled_at is None


def test_striking_twice_is_refused(finished, asha):
    strike(finished, asha)
    with pytest.raises(NotPossible, match="already"):
        strike(finished, asha)


@pytest.mark.care(6)
def test_the_words_go_to_the_right_person_as_a_draft(finished, asha, right):
    strike(finished, asha)
    again = write_again_for(session=finished, patient=right, by=asha, now=build.NOW)
    draft = again.drafts.get()
    assert (again.patient, again.finished_at, draft.member) == (right, None, asha)
    assert draft.fields["notes"] == ["Spoke about sleep"]
    assert [draft.fields[f"follow_up_on_{part}"] for part in ("day", "month", "year")] == [
        ["16"],
        ["3"],
        ["2026"],
    ]


def test_the_right_persons_session_hangs_on_their_own_way(finished, asha, right):
    strike(finished, asha)
    way = ways.begun(right, asha)
    again = write_again_for(session=finished, patient=right, by=asha, now=build.NOW)
    assert again.enrolment == way


def test_unsigned_words_go_along_too(started, asha, right):
    drafts.save_draft(
        session=started, member=asha, fields={"notes": ["Half a note"]}, version=0, page="", now=build.NOW
    )
    strike(started, asha)
    again = write_again_for(session=started, patient=right, by=asha, now=build.NOW)
    assert again.drafts.get().fields == {"notes": ["Half a note"]}


def test_words_move_only_after_the_strike_and_only_to_another(finished, asha, right, mary):
    with pytest.raises(NotPossible, match="first"):
        write_again_for(session=finished, patient=right, by=asha, now=build.NOW)
    strike(finished, asha)
    with pytest.raises(NotPossible, match="whose record"):
        write_again_for(session=finished, patient=mary, by=asha, now=build.NOW)


def test_a_struck_session_is_neither_open_nor_counted(finished, asha):
    strike(finished, asha)
    assert not Session.objects.counted().filter(pk=finished.pk).exists()
    assert not Session.objects.open().filter(pk=finished.pk).exists()
    assert made.a_finished(finished.patient, asha) in Session.objects.counted()
