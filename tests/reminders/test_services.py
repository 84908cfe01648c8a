"""Emails to services: no name in them, a link for each person, bundled, and held where they must be."""

import re

import pytest

from patients.actions.leaving import say_died
from prescribing.actions import answering
from prescribing.actions.placing import Kind as Said
from prescribing.actions.placing import Who, note
from prescribing.models import Address, Terms
from reminders import reasons
from reminders.actions.dealing import deal_with
from reminders.kinds import Channel, Kind, Outcome
from reminders.providers import NotTaken, Refused
from tests import build
from tests.prescribing import placements, services
from tests.prescribing.visitors import Visitor


@pytest.fixture
def lena(member):
    return member("lena")


@pytest.fixture
def address(elm, lena):
    return services.an_address(services.a_service(elm), lena)


@pytest.fixture
def sent(mary, lena, address):
    """Mary's words were sent to the walking group."""
    return placements.a_sent(mary, lena, address)


def another(elm, lena, address, name="Olive", **values):
    return placements.a_sent(build.a_patient(elm, given_name=name), lena, address, **values)


def to_services(post):
    return list(post.practice.messages.filter(kind=Kind.PROVIDER).order_by("pk"))


def given(post):
    """What the mail server was handed for services."""
    references = [message.reference for message in to_services(post)]
    return [words for ref, (_to, words) in post.carrier.taken.items() if ref in references]


def tokens(words):
    return re.findall(r"/link/([A-Za-z0-9_-]{32})/service", words)


def now_of(placement):
    placement.refresh_from_db()
    return placement


def test_one_mail_goes_at_once_and_its_link_opens_the_page(post, sent):
    assert [post.tick(), post.tick(), post.tick(hours=5)] == [1, 0, 0]
    (words,) = given(post)
    jo = Visitor(tokens(words)[0])
    assert (jo.get().status_code, "Mary Webb" in jo.text) == (200, True)


@pytest.mark.care(20)
def test_the_mail_names_no_person_and_no_reason(post, sent, mary):
    post.tick()
    (words,) = given(post)
    for private in ("Mary", "Webb", "07700", "company", mary.nhs_number):
        assert private not in words
    assert "Walking group" in words and "Elm Surgery" in words and "nobody reads the answers" in words


def test_what_is_kept_and_shown_has_no_token(post, sent, browser_of):
    post.tick()
    (message,) = to_services(post)
    assert (message.outcome, tokens(message.words), "[link]" in message.words) == (Outcome.SENT, [], True)
    page = browser_of("lena").get("/A81001/messages?show=sent").content.decode()
    assert "Walking group, a service" in page and "Somebody would like to come" in page


def test_what_would_be_sent_can_be_seen_before(post, sent, browser_of):
    post.plan()
    page = browser_of("lena").get("/A81001/messages?show=planned").content.decode()
    assert "Somebody would like to come to Walking group." in page and "Mary" not in page


def test_several_people_are_one_mail_with_a_link_for_each(post, elm, sent, lena, address):
    another(elm, lena, address)
    choir = services.an_address(services.a_service(elm, "Choir"), lena, email="Walks@example.org")
    another(elm, lena, choir, "Una")
    post.tick()
    (words,) = given(post)
    assert len(set(tokens(words))) == 3
    assert "Choir" in words


def chased(post, days):
    """How often the service was asked again, after so many single days."""
    for _day in range(days):
        post.tick(days=1)
    return sum("have not heard" in words for words in given(post))


def test_silence_is_asked_about_again_then_it_is_somebodys_work(post, sent):
    post.tick()
    assert [chased(post, 2), chased(post, 1), chased(post, 6), chased(post, 1)] == [0, 1, 1, 2]
    chased(post, 8)
    placement = now_of(sent)
    assert (placement.stands, placement.chased) == ("sent", 3)
    assert placement.needs_somebody_because == "No answer from the service"


def test_a_practice_decides_when_it_asks_again(post, elm, sent, lena):
    Terms.objects.create(practice=elm, chase_after_days=[5], set_at=build.NOW, set_by=lena)
    post.tick()
    assert [chased(post, 4), chased(post, 1), chased(post, 2)] == [0, 1, 1]
    assert now_of(sent).needs_somebody_at is None
    chased(post, 2)
    assert now_of(sent).needs_somebody_at is not None


@pytest.mark.care(20)
def test_asking_again_goes_once_a_week_to_an_address(post, elm, sent, lena, address):
    post.tick()
    post.tick(days=1)
    another(elm, lena, address, now=post.now)
    post.tick()
    assert [chased(post, 2), chased(post, 1), chased(post, 5), chased(post, 1)] == [1, 1, 1, 2]
    assert len(tokens(given(post)[-1])) == 2


def test_an_answer_ends_the_asking(post, sent):
    post.tick()
    (words,) = given(post)
    Visitor(tokens(words)[0]).post("/got-it")
    assert chased(post, 20) == 0
    assert now_of(sent).needs_somebody_at is None


def test_silence_that_somebody_has_read_is_not_raised_every_round(post, sent, lena):
    post.tick()
    chased(post, 18)
    answering.read(placement=sent, by=lena, now=post.now)
    chased(post, 5)
    assert now_of(sent).needs_somebody_at is None


def test_a_message_of_a_colleague_is_told_and_stands_on_the_page(post, sent, lena):
    post.tick()
    post.tick(hours=1)
    answering.write(placement=sent, words="She likes mornings", by=lena, now=post.now)
    post.tick(days=1)
    words = given(post)[-1]
    assert "We have written you something" in words and "mornings" not in words
    jo = Visitor(tokens(words)[0])
    jo.get()
    assert "She likes mornings" in jo.text


@pytest.mark.parametrize("needs", ["restricted", "contact_with_care"])
def test_nothing_automatic_about_whom_it_could_endanger(post, sent, mary, lena, needs):
    type(mary).objects.filter(pk=mary.pk).update(**{needs: True})
    post.tick()
    post.tick(days=20)
    (message,) = to_services(post)
    assert (message.channel, message.outcome, given(post)) == (Channel.CALL, Outcome.BY_HAND, [])
    assert now_of(sent).needs_somebody_at is not None


def test_a_restriction_that_came_after_planning_holds_too(post, sent, mary):
    post.plan()
    type(mary).objects.filter(pk=mary.pk).update(restricted=True)
    post.tick()
    (message,) = to_services(post)
    assert (message.outcome, message.reason, given(post)) == (Outcome.BY_HAND, reasons.PROTECTED, [])


@pytest.mark.parametrize(
    "change",
    [{"doubted_at": build.NOW}, {"email": "other@example.org"}, {"confirmed_at": None, "confirmed_by": None}],
)
def test_an_address_that_is_not_confirmed_now_holds_sending(post, sent, address, change):
    post.plan()
    Address.objects.filter(pk=address.pk).update(**change)
    post.tick()
    (message,) = to_services(post)
    assert (message.outcome, message.reason, given(post)) == (Outcome.BY_HAND, reasons.UNCONFIRMED, [])


def test_a_call_that_was_made_is_not_asked_for_any_more(post, sent, address, lena):
    Address.objects.filter(pk=address.pk).update(doubted_at=build.NOW)
    post.tick()
    answering.answer(placement=sent, kind=Said.GOT_IT, by=lena, now=post.now)
    post.tick(minutes=1)
    (message,) = to_services(post)
    assert (message.outcome, message.reason) == (Outcome.DROPPED, reasons.GONE)


def withdraw(sent, lena, now):
    note(sent, kind=Said.WITHDRAWN, who=Who.COLLEAGUE, by=lena, now=now)


def die(sent, lena, now):
    say_died(patient=sent.patient, died_on=now.date(), by=lena, now=now)


@pytest.mark.care(22)
@pytest.mark.parametrize("happens", [withdraw, die])
def test_nothing_goes_about_who_was_withdrawn_or_died(post, sent, lena, happens):
    post.plan()
    happens(sent, lena, post.now)
    post.tick()
    assert [message.outcome for message in to_services(post)] == [Outcome.DROPPED]
    assert chased(post, 20) == 0


def test_one_who_was_withdrawn_is_left_out_of_a_mail_about_several(post, elm, sent, lena, address):
    another(elm, lena, address)
    post.plan()
    withdraw(sent, lena, post.now)
    post.tick()
    assert [len(tokens(words)) for words in given(post)] == [1]


def test_a_mail_that_was_not_taken_goes_again_with_links_that_work(post, sent):
    post.carrier.happens += [NotTaken("Busy.")]
    post.tick()
    post.tick(minutes=1)
    (words,) = given(post)
    assert Visitor(tokens(words)[0]).get().status_code == 200
    assert [message.outcome for message in to_services(post)] == [Outcome.SENT]


def test_a_mail_that_was_refused_is_somebodys_work(post, sent, lena):
    post.carrier.happens += [Refused("No such box.")]
    post.tick()
    post.tick(minutes=1)
    assert now_of(sent).needs_somebody_because == "The email to the service may not have arrived"
    answering.read(placement=sent, by=lena, now=post.now)
    deal_with(message=to_services(post)[0], by=lena, now=post.now)
    post.tick(minutes=1)
    assert now_of(sent).needs_somebody_at is None


def test_a_name_from_a_feed_makes_no_other_header(post, elm, lena, mary):
    service = services.a_service(elm, "Walks\r\nBcc: all@example.org")
    placements.a_sent(mary, lena, services.an_address(service, lena))
    post.tick()
    (words,) = given(post)
    assert "\r" not in words and "\nBcc" not in words
