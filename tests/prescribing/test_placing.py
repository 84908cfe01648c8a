"""One place notes what happens to a placement: the event, where it stands, whom it asks for."""

import datetime as dt

import pytest

from practice.actors import System
from prescribing.actions import placing
from prescribing.actions.placing import Kind, Who
from tests import build
from tests.prescribing import placements, ways

LATER = build.NOW + dt.timedelta(days=3)
TUESDAY = dt.date(2026, 3, 3)


@pytest.fixture
def sent(mary, lena):
    return placements.a_sent(mary, lena)


def said(placement, kind, who=Who.PROVIDER, now=LATER, **more):
    return placing.note(placement, kind=kind, who=who, by=System("test"), now=now, **more)


def test_what_is_sent_stands_so_with_its_event(sent):
    sent.refresh_from_db()
    assert (sent.stands, sent.stands_since) == ("sent", build.NOW)
    assert list(sent.events.values_list("kind", "who")) == [("sent", "colleague")]


@pytest.mark.parametrize("kind", [Kind.GOT_IT, Kind.BOOKED, Kind.CAME, Kind.FINISHED])
def test_an_answer_moves_it_and_ends_the_silence(sent, kind):
    placing.want(sent, placing.NO_ANSWER, build.NOW)
    said(sent, kind)
    sent.refresh_from_db()
    assert (sent.stands, sent.heard_at, sent.needs_somebody_at) == (kind, LATER, None)


@pytest.mark.parametrize("kind", [Kind.DID_NOT_COME, Kind.CANNOT_HELP, Kind.TOO_MANY, Kind.MESSAGE])
def test_what_a_person_must_see_asks_for_somebody(sent, kind):
    said(sent, kind, words="Sorry")
    sent.refresh_from_db()
    assert sent.needs_somebody_at == LATER
    assert sent.needs_somebody_because.startswith(placing.ASKS[kind])


def test_a_good_answer_of_the_service_does_not_silence_who_asked_for_help(sent):
    said(sent, Kind.NEED_HELP, Who.PERSON)
    said(sent, Kind.GOT_IT)
    assert sent.needs_somebody_because == "The person asks for help"


def test_the_first_time_somebody_came_is_kept_and_the_referral_goes_on(sent):
    said(sent, Kind.CAME, happened_on=TUESDAY + dt.timedelta(days=7))
    said(sent, Kind.CAME, happened_on=TUESDAY)
    said(sent, Kind.DID_NOT_COME, happened_on=TUESDAY + dt.timedelta(days=14))
    sent.refresh_from_db()
    sent.referral.refresh_from_db()
    assert (sent.stands, sent.came_on, sent.referral.stands) == ("came", TUESDAY, "attending")
    assert ways.steps_of(sent.referral)[-1][0] == "attending"


def test_who_has_a_date_is_not_merely_in_hand_again(sent):
    said(sent, Kind.BOOKED, booked_for=LATER)
    said(sent, Kind.GOT_IT)
    assert (sent.stands, sent.booked_for) == ("booked", LATER)


def test_what_has_ended_stays_ended(sent):
    said(sent, Kind.CANNOT_HELP, words="We are full")
    said(sent, Kind.CAME, Who.PERSON)
    assert (sent.stands, sent.ended_at, sent.ended_because) == ("cannot_help", LATER, "We are full")


def test_opening_a_link_is_not_an_answer(sent):
    said(sent, Kind.OPENED)
    assert (sent.stands, sent.heard_at, sent.needs_somebody_at) == ("sent", None, None)


def test_a_colleague_who_acts_is_the_somebody(sent, lena):
    said(sent, Kind.MESSAGE, words="Which door?")
    event = placing.note(sent, kind=Kind.MESSAGE, who=Who.COLLEAGUE, by=lena, now=LATER, words="The blue one")
    assert (sent.needs_somebody_at, event.member) == (None, lena)


def test_asking_again_is_counted(sent):
    said(sent, Kind.CHASED, Who.SYSTEM)
    assert (sent.chased, sent.chased_at, sent.stands) == (1, LATER, "sent")
