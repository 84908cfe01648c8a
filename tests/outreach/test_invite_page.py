"""Behind an invitation: nothing personal, every answer one press, and each can be changed until somebody went on."""

import re

import pytest

from coaching.actions import booking
from coaching.models import Enrolment, Session
from outreach.actions import waves
from outreach.models import Invitation
from patients.models import Consent, Patient
from practice.models import SignedLink, TrailEvent
from prescribing.actions import triaging
from prescribing.models import Referral
from reminders.models import Refusal
from tests import build
from tests.outreach.asking import TO_THE_DAY, a_wave_for, of, offered, phone_of

Closed = Invitation.Closed


@pytest.fixture
def sent(post, mary, asha):
    """`sent(coaching)`: Mary's wave, begun, and her phone at the link."""

    def make(*, coaching=True, hours=(), people=()):
        wave = a_wave_for([mary, *people], asha, coaching=coaching)
        offered(wave, asha, *hours) if hours else None
        post.tick()
        post.tick(**TO_THE_DAY)
        return wave, phone_of(post, "Mary")

    return make


def stands(patient):
    now = of(patient)
    return now.answer, now.closed, now.answered_by


@pytest.mark.care(27)
def test_it_names_the_practice_and_no_person_condition_or_programme(sent, mary):
    wave, phone = sent()
    assert "Elm Surgery has coaches who have time to listen" in phone.text
    assert "Nobody reads this straight away" in phone.text and "You can say no" in phone.text
    for name in ("Mary", "Webb", "diabetes", "programme", wave.name, str(mary.birth_date.year)):
        assert name not in phone.text
    assert phone.buttons == {"yes", "call", "not_now", "stop"}


def test_opening_changes_nothing(sent, mary):
    _wave, phone = sent()
    events = TrailEvent.objects.count()
    phone.get()
    assert (stands(mary), TrailEvent.objects.count()) == (("", "", None), events)


def test_yes_begins_a_way_in_the_name_of_whoever_asked(sent, mary, post):
    wave, phone = sent()
    phone.press(said="yes")
    way = Enrolment.objects.get(patient=mary)
    assert (way.stands, way.route, way.coach, way.opened_by) == ("referred", "invited", None, wave.started_by)
    assert way.reason == "Said yes to the invitation of 3 March 2026"
    assert stands(mary) == ("yes", Closed.CAME, None) and of(mary).enrolment == way
    assert "We will ring you" in phone.text
    event = TrailEvent.objects.get(verb="enrolment.referred", patient_id=mary.pk)
    assert event.actor_kind == "link"


def test_yes_to_a_link_worker_makes_a_referral_without_the_name_of_the_search(sent, mary):
    _wave, phone = sent(coaching=False)
    phone.press(said="yes")
    referral = Referral.objects.get(patient=mary)
    assert (referral.route, referral.stands, referral.from_id) == ("invited", "asked", of(mary).pk)
    assert "diabetes" not in referral.reason


def test_a_time_is_chosen_and_becomes_a_session_with_that_coach(sent, mary, asha):
    _wave, phone = sent(hours=(10, 11))
    phone.press(said="yes")
    assert "When suits you?" in phone.text and "10am, we ring you" in phone.text
    phone.press(chosen=phone.times[1])
    session, way = Session.objects.get(patient=mary), Enrolment.objects.get(patient=mary)
    assert (session.booked_for.hour, session.coach, session.enrolment) == (11, asha, way)
    assert (way.stands, way.coach) == ("enrolled", asha)
    assert "Monday 9 March 2026, 11am" in phone.text


def test_of_two_who_want_one_time_the_second_is_told_and_loses_nothing(sent, mary, elm, point, post):
    jo = build.a_patient(elm, given_name="Jo")
    point(jo, value="07700 900456")
    _wave, phone = sent(hours=(10, 11), people=[jo])
    other = phone_of(post, "Jo")
    for one in (phone, other):
        one.press(said="yes")
    first = phone.times[0]
    phone.press(chosen=first)
    assert other.press(chosen=first).status_code == 409
    assert "That time is not free any more. Your yes stands." in other.text and len(other.times) == 1
    assert Enrolment.objects.filter(patient=jo, stands="referred").exists()
    other.press(chosen=other.times[0])
    assert Session.objects.open().count() == 2


def test_a_time_at_which_the_coach_has_somebody_else_is_not_shown(sent, mary, asha, elm):
    wave, phone = sent(hours=(10, 11))
    taken = wave.times.order_by("starts_at")[0]
    patient = build.a_patient(elm)
    who = {"patient": patient, "coach": asha, "mode": "phone", "by": asha, "now": build.NOW}
    booking.book(booked_for=taken.starts_at, minutes=20, **who)
    phone.press(said="yes")
    assert len(phone.times) == 1
    assert phone.press(chosen=taken.pk).status_code == 409


def test_a_time_given_back_is_free_again_and_the_yes_stands(sent, mary):
    _wave, phone = sent(hours=(10,))
    phone.press(said="yes")
    phone.press(chosen=phone.times[0])
    phone.press(said="give_back")
    assert (stands(mary)[:2], Session.objects.open().count()) == (("yes", Closed.CAME), 0)
    assert len(phone.times) == 1
    phone.press(chosen=phone.times[0])
    assert Enrolment.objects.get().stands == "enrolled" and Session.objects.open().count() == 1


def test_every_answer_can_be_changed_and_what_it_led_to_is_undone(sent, mary):
    _wave, phone = sent(hours=(10,))
    phone.press(said="yes")
    phone.press(chosen=phone.times[0])
    phone.press(said="stop")
    assert (stands(mary), Session.objects.open().count()) == (("stop", Closed.SAID_NO, None), 0)
    assert Enrolment.objects.get().stands == "withdrew"
    assert Refusal.objects.filter(ended_at=None).count() == 2
    phone.press(said="call")
    assert of(mary).to_call_since and not Refusal.objects.filter(ended_at=None).exists()
    phone.press(said="not_now")
    assert stands(mary)[:2] == ("not_now", Closed.NOT_NOW) and "some months" in phone.text
    phone.press(said="yes")
    assert Enrolment.objects.filter(stands="referred").count() == 1


def test_what_a_colleague_has_gone_on_with_is_not_undone_from_here(sent, mary, member):
    _wave, phone = sent(coaching=False)
    phone.press(said="yes")
    lena, referral = member("lena"), Referral.objects.get(patient=mary)
    triaging.take(referral=referral, worker=lena, by=lena, now=build.NOW)
    assert phone.press(said="stop").status_code == 409
    assert "We are on it" in phone.text and phone.buttons == set()
    assert stands(mary)[:2] == ("yes", Closed.CAME)


def test_a_wave_that_was_stopped_says_so_and_one_answered_late_counts(sent, mary, member, post):
    wave, phone = sent()
    Invitation.objects.update(closed=Closed.IN_PEACE, closed_at=post.now)
    assert phone.press(said="yes").status_code == 200 and of(mary).closed == Closed.CAME
    phone.press(said="call")
    Invitation.objects.update(answer="", answered_at=None)
    waves.stop(wave=wave, because="No room", by=member("cara"), now=post.now)
    phone.get()
    assert "This offer has ended" in phone.text and phone.buttons == set()
    assert phone.post(said="yes").status_code == 409


def test_somebody_who_is_protected_or_another_record_now_is_told_nothing(sent, mary):
    _wave, phone = sent()
    Patient.objects.filter(pk=mary.pk).update(restricted=True)
    assert phone.get().status_code == 404 and "Elm" not in phone.text
    assert phone.post(said="yes").status_code == 404


def test_messages_can_be_stopped_from_here_and_a_yes_stands(sent, mary, post):
    _wave, phone = sent()
    phone.press(said="yes")
    phone.post("/stop", said="stop_all")
    phone.get("/stop")
    assert "You get no more text messages from us" in phone.text
    post.tick(minutes=1)
    assert stands(mary)[:2] == ("yes", Closed.CAME)
    assert Consent.objects.get(patient=mary).agreed is False


@pytest.mark.parametrize("pressed", [{}, {"said": "came"}, {"chosen": "x"}, {"chosen": "99999999"}])
def test_what_is_no_button_changes_nothing(sent, mary, pressed):
    _wave, phone = sent()
    assert phone.post(**pressed).status_code == 422
    assert stands(mary) == ("", "", None)


def test_of_the_link_only_a_mark_is_kept_and_it_lasts_for_the_calls_too(sent, mary, clock):
    _wave, phone = sent()
    link = SignedLink.objects.get(purpose="invitation")
    assert (link.patient_id, re.sub(r"\W", "", phone.root) in str(link.token_hash)) == (mary.pk, False)
    clock.move(days=58)
    assert phone.get().status_code == 200
    clock.move(days=3)
    assert phone.get().status_code == 404
