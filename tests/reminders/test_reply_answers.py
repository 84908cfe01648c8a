"""Behind the link in other messages: how is it going, talk to us, and stop. Stop is obeyed at once."""

import datetime as dt

import pytest

from coaching.models import FollowUp, Step
from patients.actions.merging import merge
from patients.models import Consent, HelpAsked
from practice.models import SignedLink
from reminders.actions import replying, stopping
from reminders.kinds import Channel, Kind, Outcome
from reminders.models import Message, Refusal
from reminders.ourselves import SYSTEM
from reminders.reply_link import KINDS, address_for, row_of
from tests import build
from tests.coaching import made
from tests.reminders.phones import Phone
from tests.reminders.test_reply_pages import asked

WEEK = dt.timedelta(days=7)


@pytest.fixture
def sent(elm, mary, asha, clock):
    """`sent(kind, thing)`: Mary's phone at the link of a message of this kind about this thing."""

    def make(kind, thing):
        about = {"subject_type": thing._meta.label_lower, "subject_id": thing.pk, "kind": kind}
        gone = {"planned_at": clock.now(), "sent_at": clock.now(), "settled_at": clock.now()}
        times = {"about_at": clock.now(), "due_at": clock.now(), "outcome": Outcome.SENT, "channel": "text"}
        message = Message.objects.create(practice=elm, patient=mary, **about, **gone, **times)
        row = row_of(kind, message.reference, message.about_at, clock.now())
        where = {"subject_type": row["subject"], "subject_id": message.pk, "patient_id": mary.pk}
        mark = {"token_hash": row["token"], "expires_at": row["expires"]}
        SignedLink.objects.create(practice=elm, purpose=row["purpose"], **where, **mark)
        return Phone(address_for(kind, message.reference)), message

    return make


@pytest.fixture
def step(mary, asha):
    made.a_finished(mary, asha, next_step="Walk to the shop")
    return Step.objects.get()


@pytest.mark.parametrize("said", ["done", "partly", "not"])
def test_how_a_step_goes_is_one_press_and_never_says_which(sent, step, said):
    phone, message = sent(Kind.STEP, step)
    assert "How is it going?" in phone.text and "shop" not in phone.text
    phone.press(said)
    step.refresh_from_db()
    assert (step.answered, step.outcome, message.replies.get().said) == (said, "", said)
    assert "Thank you for telling us" in phone.text and "aria-pressed" not in phone.page.content.decode()


def test_another_answer_takes_the_place_of_the_first_until_it_was_talked_about(sent, step, asha):
    phone, _message = sent(Kind.STEP, step)
    phone.press("not")
    phone.press("done")
    step.refresh_from_db()
    assert step.answered == "done"
    Step.objects.update(outcome="done", outcome_at=step.answered_at, outcome_by=asha)
    assert phone.press("partly").status_code == 409
    assert phone.buttons == {"call", "help"} and "nothing more to answer" in phone.text


def test_what_they_said_stands_where_the_coach_begins_the_next_note(sent, step, browser_of, mary, asha):
    phone, _message = sent(Kind.STEP, step)
    phone.press("partly")
    session = made.a_started(mary, asha)
    assert (
        "they said on 2 March 2026: some of it"
        in browser_of("asha").get(f"/A81001/sessions/{session.pk}").content.decode()
    )


def test_a_follow_up_leads_to_a_call(sent, mary, asha):
    phone, _message = sent(Kind.FOLLOW_UP, made.a_follow_up(mary, asha, words="About her sister"))
    assert "We said we would be in touch" in phone.text and "sister" not in phone.text
    assert phone.buttons == {"call", "help"}
    phone.press("call")
    task = HelpAsked.objects.get()
    assert (task.kind, task.owner, task.subject_id) == ("call", asha, FollowUp.objects.get().pk)


@pytest.mark.care(10)
def test_just_these_is_two_presses_and_is_taken_back_with_one(sent, mary, booked, clock):
    phone, _message = sent(Kind.SOON, booked(mary))
    phone.get("/stop")
    assert phone.post("/stop", said="stop_these").status_code == 302
    refusal = Refusal.objects.get()
    assert (refusal.kind, refusal.noted_by, asked()) == (Kind.SOON, None, [])
    phone.post("/stop", said="stop_these")
    assert Refusal.objects.count() == 1
    phone.get("/stop")
    assert "no more messages like this one" in phone.text
    phone.post("/stop", said="again")
    refusal.refresh_from_db()
    assert (refusal.ended_at, refusal.ended_by) == (clock.now(), None)


@pytest.mark.care(10)
def test_all_texts_is_obeyed_and_a_colleague_agrees_how_to_tell_them(sent, mary, booked, asha):
    phone, _message = sent(Kind.SESSION, booked(mary))
    phone.post("/stop", said="stop_all")
    consent = Consent.objects.get(patient=mary)
    assert (consent.kind, consent.agreed, consent.noted_by, consent.ended_at) == ("text", False, None, None)
    assert HelpAsked.objects.get().kind == "stop" and HelpAsked.objects.get().owner == asha
    phone.get("/stop")
    assert "You get no more text messages from us" in phone.text


def test_what_was_planned_becomes_a_call_after_stop(post, mary, booked, sent, clock):
    session = booked(mary)
    phone, _message = sent(Kind.FOLLOW_UP, made.a_follow_up(mary, session.coach))
    phone.post("/stop", said="stop_all")
    post.tick(days=1, hours=2)
    told = Message.objects.get(kind=Kind.SESSION)
    assert (told.outcome, told.channel) == (Outcome.BY_HAND, Channel.CALL)
    assert told.reason.startswith("Text messages were declined.")


def test_stopping_by_mistake_is_taken_back_within_the_hour(sent, mary, booked, clock):
    phone, _message = sent(Kind.SESSION, booked(mary))
    phone.post("/stop", said="stop_all")
    clock.move(minutes=50)
    phone.post("/stop", said="again")
    assert [(c.agreed, bool(c.ended_at)) for c in Consent.objects.order_by("pk")] == [
        (False, True),
        (True, False),
    ]
    assert asked() == [("stop", clock.now())]
    phone.post("/stop", said="stop_all")
    clock.move(hours=2)
    assert phone.post("/stop", said="again").status_code == 422


def test_stop_by_a_text_is_the_same_and_other_words_are_read_today(sent, mary, booked, asha, clock):
    _phone, message = sent(Kind.SESSION, booked(mary))
    for _ in range(2):
        stopping.stop_all(message=message, by=SYSTEM, now=clock.now())
    replying.written(message=message, words=" I am at my sister's ", by=SYSTEM, now=clock.now())
    found = HelpAsked.objects.order_by("pk").values_list("kind", "words", "owner")
    assert list(found) == [("stop", "", asha.pk), ("text", "I am at my sister's", asha.pk)]
    assert Consent.objects.filter(agreed=False).count() == 1


def test_what_a_colleague_was_told_is_not_undone_from_a_link(sent, mary, booked, asha, clock):
    phone, _message = sent(Kind.SESSION, booked(mary))
    phone.post("/stop", said="stop_all")
    Consent.objects.update(noted_by=asha)
    phone.post("/stop", said="again")
    assert Consent.objects.get().agreed is False


def test_somebody_is_asked_even_when_the_coach_has_gone(sent, mary, booked, asha, clock):
    phone, _message = sent(Kind.SESSION, booked(mary))
    type(asha).objects.filter(pk=asha.pk).update(ended_at=clock.now(), ended_by=asha)
    phone.press("call")
    owner = HelpAsked.objects.get().owner
    assert owner.ended_at is None and owner.practice_id == mary.practice_id


def test_every_kind_with_a_page_has_one(sent, mary, booked, step, asha):
    subjects = {Kind.STEP: step, Kind.FOLLOW_UP: made.a_follow_up(mary, asha)}
    session = booked(mary)
    for kind in KINDS:
        phone, _message = sent(kind, subjects.get(kind, session))
        assert phone.page.status_code == 200 and "help" in phone.buttons, kind


def test_a_record_that_became_another_goes_on_there_and_its_own_link_says_nothing(
    sent, mary, booked, asha, elm
):
    phone, message = sent(Kind.SESSION, booked(mary))
    other = build.a_patient(elm, family_name="Other", nhs_number="9990000042")
    versions = (other.version, mary.version)
    merge(kept=other, gone=mary, take=[], versions=versions, by=asha, now=build.NOW)
    phone.press("call")
    assert HelpAsked.objects.get().patient == other
    Message.objects.filter(pk=message.pk).update(patient=mary)
    assert phone.get().status_code == 404 and "Elm" not in phone.text
