"""A message leaves: asked at that moment, tried with patience, never blindly twice."""

import datetime as dt

import pytest

from coaching.actions.booking import cancel, reopen
from patients.actions.editing import change_details
from patients.actions.leaving import mark_left
from patients.actions.noting import note
from patients.actions.reaching import change_contact_point, end_contact_point
from patients.models import Consent
from practice.models import TrailEvent
from reminders import reasons, sending
from reminders.kinds import Channel, Outcome
from reminders.models import Due, Message, Refusal
from reminders.providers import NotTaken, Refused, Unclear
from tests import build
from tests.coaching.made import a_follow_up, a_started

BUSY = NotTaken("The service was busy.")
CUT = Unclear("The answer was cut off.")
DAY = {"days": 1, "hours": 1}  # when a session in three days is told


@pytest.fixture
def planned(post, mary, booked):
    """Mary's session is in three days; its message is planned for tomorrow."""
    session = booked(mary)
    post.plan()
    return session


def test_a_message_is_sent_once(post, planned):
    assert [post.tick(), post.tick(**DAY), post.tick(), post.tick(hours=3)] == [0, 1, 0, 0]
    message = post.message
    ((reference, (number, words)),) = post.carrier.taken.items()
    assert (reference, number) == (message.reference, "+447700900123")
    assert words.startswith(message.words.removesuffix("[link]"))
    assert message.words.startswith("Mary: Elm Surgery appointment Thu 5 March at 10am.")
    assert (message.outcome, message.sent_at, post.results) == (
        Outcome.SENT,
        post.now - dt.timedelta(hours=3),
        ["taken"],
    )
    assert (post.due.state, post.due.attempts, post.due.lease_until) == ("settled", 1, None)


def test_at_night_it_waits_for_eight_and_counts_no_try(post, mary, booked):
    booked(mary, booked_for=post.now.replace(day=4, hour=21))
    post.tick(hours=12, minutes=5)
    assert (post.message.outcome, post.message.reason, post.due.attempts) == ("", reasons.QUIET, 0)
    assert post.message.state == "Held"
    assert post.tick(hours=10) == 0
    post.tick(hours=1)
    assert (post.message.outcome, post.message.held_until, post.message.reason) == (Outcome.SENT, None, "")


def dies(patient, asha, now):
    type(patient).objects.filter(pk=patient.pk).update(died_on=now.date())


def leaves(patient, asha, now):
    type(patient).objects.filter(pk=patient.pk).update(left_on=now.date())


def is_restricted(patient, asha, now):
    change_details(patient=patient, version=1, values={"restricted": True}, by=asha, now=now)


def wants_care(patient, asha, now):
    change_details(patient=patient, version=1, values={"contact_with_care": True}, by=asha, now=now)


def declines(patient, asha, now):
    values = {"kind": "text", "agreed": False, "from_on": now.date()}
    note(patient=patient, model=Consent, values=values, by=asha, now=now)


def loses_the_number(patient, asha, now):
    end_contact_point(point=patient.contact_points.get(), by=asha, now=now)


def shares_the_number(patient, asha, now):
    point = patient.contact_points.get()
    change_contact_point(point=point, version=point.version, values={"whose": "shared"}, by=asha, now=now)


def is_registered_elsewhere(patient, asha, now):
    """Somebody marks it, which takes the waiting row; the sender that has claimed it finds it settled."""
    mark_left(patient=patient, left_on=now.date(), left_for="Oak Surgery", by=asha, now=now)


def refuses(patient, asha, now):
    Refusal.objects.create(practice=asha.practice, patient=patient, kind="session", said_at=now)


def is_cancelled(patient, asha, now):
    session = patient.sessions.get()
    cancel(session=session, version=session.version, because="Ill", by=asha, now=now)


def is_merged(patient, asha, now):
    other = build.a_patient(asha.practice, nhs_number="9990000042")
    type(patient).objects.filter(pk=patient.pk).update(merged_into=other, merged_at=now, merged_by=asha)


@pytest.mark.parametrize(
    ("change", "outcome", "reason"),
    [
        (dies, "dropped", reasons.DIED),
        (leaves, "dropped", reasons.LEFT),
        (is_registered_elsewhere, "dropped", reasons.LEFT),
        (is_merged, "dropped", reasons.MERGED),
        (refuses, "dropped", reasons.REFUSED),
        (is_cancelled, "dropped", reasons.GONE),
        (is_restricted, "by_hand", reasons.RESTRICTED),
        (wants_care, "by_hand", reasons.WITH_CARE),
        (declines, "by_hand", "Text messages were declined. No email address is known."),
        (loses_the_number, "by_hand", "No mobile number is known. No email address is known."),
        (
            shares_the_number,
            "by_hand",
            "The mobile number is not confirmed as their own. No email address is known.",
        ),
    ],
)
def test_what_changes_between_claim_and_send_is_heeded(post, planned, change, outcome, reason):
    post.clock.move(**DAY)
    claim = sending.queue.claim_next(post.now, sending.LEASE)
    change(planned.patient, planned.coach, post.now)
    sending.handle(claim, post.now)
    message = post.message
    assert (message.outcome, message.reason, message.words) == (outcome, reason, "")
    assert (post.carrier.calls, post.results, post.due.state) == ([], [], "settled")


def test_a_session_that_has_begun_early_is_not_told(post, mary, asha):
    a_started(mary, asha)
    assert post.tick() == 0


def test_a_new_number_is_used(post, planned, asha):
    """It is written down first and used in the next step, so that a second try asks the same provider."""
    mary = planned.patient
    change_contact_point(
        point=mary.contact_points.get(), version=1, values={"value": "07700 900456"}, by=asha, now=post.now
    )
    post.tick(**DAY)
    assert [to for to, _words in post.carrier.taken.values()] == ["+447700900456"]


def test_another_way_is_taken_where_the_first_closed(post, planned, asha, point):
    declines(planned.patient, asha, post.now)
    point(planned.patient, kind="email", value="mary@example.org")
    post.tick(**DAY)
    assert [to for to, _words in post.carrier.taken.values()] == ["mary@example.org"]
    assert (post.message.channel, post.due.attempts) == (Channel.EMAIL, 1)


def test_two_follow_ups_on_one_day_make_one_message(post, mary, asha):
    for _ in range(2):
        a_follow_up(mary, asha, channel="text")
    post.tick()
    told = sorted(Message.objects.values_list("outcome", "reason"))
    assert told == [("dropped", reasons.TOLD), ("sent", "")]
    assert len(post.carrier.taken) == 1


def test_a_busy_provider_is_tried_again_after_growing_pauses(post, planned):
    post.carrier.happens += [BUSY] * 3
    post.tick(**DAY)
    waits = []
    for minutes in (1, 5, 15):
        waits.append(post.due.due_at - post.now)
        assert post.message.reason == "The service was busy. It is tried again."
        post.tick(minutes=minutes)
    assert waits == [dt.timedelta(minutes=m) for m in (1, 5, 15)]
    assert (post.message.outcome, len(post.carrier.taken)) == (Outcome.SENT, 1)
    assert post.results == ["not_taken", "not_taken", "not_taken", "taken"]


def test_before_every_second_try_the_provider_is_asked(post, planned):
    post.carrier.happens += [BUSY]
    post.tick(**DAY)
    post.tick(minutes=1)
    assert post.carrier.calls == ["send", "ask", "send"]


def test_after_eight_tries_within_a_day_a_person_sees_it(post, mary, booked):
    booked(mary, booked_for=post.now + dt.timedelta(days=5))
    post.carrier.happens += [BUSY] * 20
    first = post.now + dt.timedelta(days=3)
    post.tick(days=3)
    while post.message.outcome == "":
        post.clock.moment = post.due.due_at
        post.tick()
    assert (post.message.outcome, post.message.reason) == (Outcome.FAILED, reasons.TRIED)
    assert post.results == ["not_taken"] * 8
    assert post.message.needs_somebody
    assert post.message.settled_at - first <= dt.timedelta(hours=24)


def test_what_is_refused_for_good_is_not_tried_again(post, planned):
    post.carrier.happens += [Refused("No such number.")]
    post.tick(**DAY)
    assert (post.message.outcome, post.message.reason) == (Outcome.FAILED, "No such number.")
    assert (post.results, planned.patient.contact_points.get().failures) == (["refused"], 1)
    assert post.tick(days=1) == 0


def test_taken_but_the_answer_cut_off_is_one_message(post, planned):
    cut = Unclear("The answer was cut off.")
    cut.taken_all_the_same = True
    post.carrier.happens += [cut]
    post.tick(**DAY)
    post.tick(minutes=1)
    assert (post.message.outcome, post.results) == (Outcome.SENT, ["unclear", "found"])
    assert (post.carrier.calls, len(post.carrier.taken)) == (["send", "ask"], 1)


def test_cut_off_and_never_taken_is_sent(post, planned):
    post.carrier.happens += [CUT]
    post.tick(**DAY)
    post.tick(minutes=1)
    assert (post.message.outcome, post.results) == (Outcome.SENT, ["unclear", "taken"])


def test_cut_off_by_somebody_who_cannot_be_asked_is_for_a_person(post, planned):
    post.carrier.happens += [CUT]
    post.carrier.forgets = True
    post.tick(**DAY)
    post.tick(minutes=1)
    assert (post.message.outcome, post.message.reason) == (Outcome.UNKNOWN, reasons.NOT_KNOWN)
    assert (post.carrier.calls, post.message.needs_somebody) == (["send", "ask"], True)
    assert post.message.words.startswith("Mary:")


def test_who_cannot_be_asked_but_said_no_clearly_is_tried_again(post, planned):
    post.carrier.happens += [BUSY]
    post.carrier.forgets = True
    post.tick(**DAY)
    post.tick(minutes=1)
    assert (post.message.outcome, post.results) == (Outcome.SENT, ["not_taken", "taken"])


def test_cut_off_eight_times_is_asked_about_once_more(post, planned):
    post.carrier.happens += [CUT] * 8
    Due.objects.update(attempts=7)
    post.tick(**DAY)
    post.clock.moment = post.due.due_at
    post.tick()
    assert (post.message.outcome, post.results) == (Outcome.FAILED, ["unclear"])


def test_a_sender_that_died_is_followed_by_a_question(post, planned):
    """Its try and its lease stand in the queue; nobody touches the row before the lease is over."""
    post.clock.move(**DAY)
    assert sending.queue.claim_next(post.now, sending.LEASE).attempt == 1
    assert post.tick(seconds=59) == 0
    assert post.tick(seconds=1) == 1
    assert (post.carrier.calls, post.message.outcome) == (["ask", "send"], Outcome.SENT)


def test_a_sender_that_died_after_the_call_is_not_followed_by_a_second(post, planned):
    post.clock.move(**DAY)
    sending.queue.claim_next(post.now, sending.LEASE)
    post.carrier.taken[post.message.reference] = ("", "")
    post.tick(minutes=2)
    assert (post.carrier.calls, post.results) == (["ask"], ["found"])


def test_a_claim_that_another_sender_took_over_does_nothing(post, planned):
    post.clock.move(**DAY)
    slow = sending.queue.claim_next(post.now, sending.LEASE)
    post.tick(minutes=2)
    sending.handle(slow, post.now)
    assert (len(post.carrier.taken), post.carrier.calls.count("send")) == (1, 1)


def test_the_clock_jumping_back_sends_nothing_twice(post, planned):
    post.tick(**DAY)
    for hours in (-2, 4, -2):
        post.tick(hours=hours)
    assert post.carrier.calls == ["send"]


def test_one_message_that_cannot_be_handled_does_not_stop_the_others(post, planned, point, booked):
    other = build.a_patient(post.practice, family_name="Other")
    point(other)
    booked(other, booked_for=planned.booked_for + dt.timedelta(minutes=5))
    post.carrier.happens += [ZeroDivisionError("a mistake of ours")]
    post.tick(**DAY, minutes=6)
    states = list(Message.objects.order_by("due_at").values_list("outcome", "reason"))
    assert states == [("", "Something went wrong here. It is tried again."), ("sent", "")]
    post.tick(minutes=1)
    assert len(post.carrier.taken) == 2


def test_a_message_that_can_never_be_handled_ends_with_a_person(post, planned, monkeypatch):
    monkeypatch.setattr("reminders.words.short_day", None)
    Due.objects.update(attempts=8)
    post.tick(**DAY)
    assert (post.message.outcome, post.results) == (Outcome.UNKNOWN, ["broken"])
    assert post.message.needs_somebody


def test_a_message_that_waits_again_remembers_its_tries(post, planned, asha):
    """Or an email that was never sent could be taken for one, and the other way round."""
    post.carrier.happens += [BUSY]
    post.tick(**DAY)
    stopped = cancel(session=planned, version=planned.version, because="Ill", by=asha, now=post.now)
    post.tick(minutes=1)
    assert (post.message.outcome, post.due.attempts) == (Outcome.DROPPED, 1)
    reopen(session=stopped, by=asha, now=post.now)
    post.tick()
    assert (post.message.outcome, post.results) == (Outcome.SENT, ["not_taken", "taken"])


def test_a_try_that_called_nobody_is_no_try(post, planned, asha):
    """With a provider that cannot be asked, it would end as not known whether it arrived."""
    post.carrier.forgets = True
    stopped = cancel(session=planned, version=planned.version, because="Ill", by=asha, now=post.now)
    post.tick(**DAY)
    assert (post.message.outcome, post.due.attempts) == (Outcome.DROPPED, 0)
    reopen(session=stopped, by=asha, now=post.now)
    post.tick()
    assert (post.message.outcome, post.results) == (Outcome.SENT, ["taken"])


def test_a_round_leaves_one_event_with_a_count(post, planned):
    post.tick(**DAY)
    events = TrailEvent.objects.filter(verb="messages.handled")
    assert [(e.system, e.details, e.patient_id) for e in events] == [("reminders", {"messages": 1}, None)]


def test_the_time_that_a_round_may_take_is_kept(post, planned, monkeypatch):
    post.clock.move(**DAY)
    assert sending.send_due(0) == 0
    assert post.message.outcome == ""


def test_no_more_go_in_a_second_than_leave_the_pages_their_database(post, planned, monkeypatch):
    pauses: list[float] = []
    monkeypatch.setattr(sending.time, "sleep", pauses.append)
    post.clock.move(**DAY)
    asked = iter([sending.queue.claim_next(post.now, sending.LEASE)] * 4 + [None])
    monkeypatch.setattr(sending.queue, "claim_next", lambda *_a: next(asked))
    monkeypatch.setattr(sending, "handle", lambda *_a, **_k: next(asked))
    assert sending.send_due(60, a_second=20) == 4
    assert sum(pauses) > 2.5 / 20  # nobody slept, so each one waits longer than the one before
