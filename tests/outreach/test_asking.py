"""Who of a wave is written to, when, once more, and when a colleague rings instead."""

import pytest

from outreach.actions import waves
from outreach.models import Invitation
from patients.actions.leaving import mark_died, undo_died
from patients.actions.merging import merge
from patients.models import Patient
from reminders.actions import refusing, stopping
from reminders.kinds import Kind, Outcome
from reminders.models import Message
from reminders.providers import Refused
from reminders.queries import wording
from tests import build
from tests.outreach.asking import TO_THE_DAY, a_wave_for, of

Closed = Invitation.Closed
FIRST = "Mary: Elm Surgery would like to offer you something that may help: http"


@pytest.fixture
def wave(post, mary, asha):
    return a_wave_for([mary], asha)


def kinds(post):
    return list(post.practice.messages.order_by("pk").values_list("kind", "outcome"))


@pytest.mark.care(27)
def test_nobody_is_written_to_before_their_day_and_then_in_neutral_words(post, mary, wave):
    post.tick()
    assert kinds(post) == [("invite", "")] and post.carrier.taken == {}
    post.tick(**TO_THE_DAY)
    post.tick(minutes=1)
    [(_to, words)] = post.carrier.taken.values()
    assert words.startswith(FIRST) and len(words) <= 160
    assert of(mary).asked_at == Message.objects.get(kind=Kind.INVITE).sent_at


def test_silence_is_chased_once_then_rung_and_that_is_all(post, mary, wave):
    post.tick()
    post.tick(**TO_THE_DAY)
    for _day in range(6):
        post.tick(days=1)
    assert kinds(post) == [("invite", "sent"), ("ask_again", "")]
    post.tick(days=1)
    assert kinds(post)[-1] == ("ask_again", "sent") and of(mary).to_call_since is None
    post.tick(days=6, hours=23)
    assert of(mary).to_call_since is None
    post.tick(hours=2)
    assert of(mary).to_call_since == post.now
    post.tick(days=30)
    assert len(kinds(post)) == 2


@pytest.mark.parametrize("about", [{"restricted": True}, {"contact_with_care": True}, {"language": "Polish"}])
def test_whom_no_message_may_reach_is_rung_and_stands_in_one_list(post, mary, wave, about):
    Patient.objects.filter(pk=mary.pk).update(**about)
    post.tick()
    post.tick(**TO_THE_DAY)
    post.tick(minutes=1)
    assert of(mary).to_call_since == post.now and of(mary).asked_at is None
    assert list(post.practice.messages.to_do()) == [] and post.carrier.taken == {}
    assert post.message.reason.endswith("they stand under “Calls”.")


def test_a_number_that_does_not_work_is_a_call_not_two_tasks(post, mary, wave):
    post.tick()
    post.carrier.happens.append(Refused("No such number"))
    post.tick(**TO_THE_DAY)
    post.tick(minutes=1)
    assert (of(mary).to_call_since, list(post.practice.messages.to_do())) == (post.now, [])
    post.tick(days=10)
    assert len(kinds(post)) == 1


def test_stopped_at_once_and_let_go_on_again(post, mary, wave, cara):
    post.tick()
    waves.stop(wave=wave, because="Too many", by=cara, now=post.now)
    post.tick(**TO_THE_DAY)
    assert kinds(post) == [("invite", "dropped")] and of(mary).closed == Closed.STOPPED
    waves.undo_stop(wave=wave, by=cara, now=build.NOW)
    post.tick(hours=1)
    assert kinds(post) == [("invite", "sent")]


@pytest.mark.usefixtures("wave")
def test_a_refusal_or_a_stop_by_text_ends_it(post, mary, cara, point, asha):
    jo = build.a_patient(post.practice, given_name="Jo")
    point(jo, value="07700 900456")
    a_wave_for([jo], asha, coaching=False)
    refusing.refuse(patient=mary, kind=Kind.INVITE, by=cara, now=post.now)
    post.tick()
    post.tick(**TO_THE_DAY)
    stopping.stop_all(message=Message.objects.get(patient=jo), by=build.TEST, now=post.now)
    post.tick(minutes=1)
    assert (of(mary).closed, of(mary).answer) == (Closed.SAID_NO, "")
    assert (of(jo).closed, of(jo).answer) == (Closed.SAID_NO, "stop")


def test_whoever_dies_or_becomes_another_record_is_not_asked(post, mary, wave, asha, elm):
    mark_died(patient=mary, died_on=post.now.date(), day_not_known=False, by=asha, now=post.now)
    assert of(mary).closed == Closed.GONE
    mary.refresh_from_db()
    undo_died(patient=mary, by=asha, now=post.now)
    assert of(mary).closed == ""
    mary.refresh_from_db()
    other = build.a_patient(elm, family_name="Other", nhs_number="9990000042")
    merge(kept=other, gone=mary, take=[], versions=(other.version, mary.version), by=asha, now=post.now)
    assert of(other).closed == ""


def test_two_records_of_one_wave_that_become_one_are_asked_once(post, mary, asha, point):
    other = build.a_patient(post.practice, given_name="Marie", nhs_number="9990000042")
    point(other, value="07700 900456")
    a_wave_for([mary, other], asha)
    post.tick()
    versions = (type(mary).objects.get(pk=mary.pk).version, type(other).objects.get(pk=other.pk).version)
    merge(kept=mary, gone=other, take=[], versions=versions, by=asha, now=post.now)
    post.tick(**TO_THE_DAY)
    post.tick(minutes=1)
    assert len(post.carrier.taken) == 1
    assert (of(mary).closed, of(other).closed) == ("", Closed.GONE)


def test_a_practice_that_does_not_ask_twice_rings_after_as_long(post, mary, wave, asha):
    said = {"is_on": False, "set_at": build.NOW, "set_by": asha}
    post.practice.message_rules.create(kind=Kind.ASK_AGAIN, **said)
    post.tick()
    post.tick(**TO_THE_DAY)
    post.tick(days=13)
    assert of(mary).to_call_since is None
    post.tick(days=1, hours=1)
    assert (of(mary).to_call_since, kinds(post)) == (post.now, [("invite", Outcome.SENT)])


def test_staff_read_the_words_without_the_link(post, mary, wave):
    post.tick()
    assert wording(post.message, "Elm Surgery") == f"{FIRST[:-4]}[link]"
