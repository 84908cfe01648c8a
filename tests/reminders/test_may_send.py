"""May we write to this person, now, in this way: every answer, and what each says to staff."""

import dataclasses
import datetime as dt

import pytest

from practice.clock import LONDON
from reminders import may_send, reach, reasons
from reminders.caps import Other
from reminders.kinds import Channel, Kind
from reminders.may_send import ByHand, Drop, Hold, Send, Verdict
from reminders.people import Agreed, Person, Point
from reminders.rules import merged
from reminders.subjects import Fact
from tests import build

NOW = build.NOW
ABOUT = NOW + dt.timedelta(days=2)
MOBILE = Point(1, "mobile", "07700 900123", "own", True, "", 0)
EMAIL = Point(2, "email", "mary@example.org", "own", True, "", 0)
MARY = Person(
    id=7,
    called="Mary",
    birth_date=dt.date(1970, 5, 4),
    died=False,
    left=False,
    merged=False,
    restricted=False,
    contact_with_care=False,
    language="",
    interpreter_needed=None,
    has_address=True,
    minimum_age=18,
    points=(MOBILE, EMAIL),
    consents=(),
    contact_needs=(),
)
SESSION = Fact(Kind.SESSION, "coaching.session", 1, ABOUT, NOW, (Channel.TEXT, Channel.EMAIL), patient_id=7)
FOLLOW_UP = dataclasses.replace(SESSION, kind=Kind.FOLLOW_UP, about_at=NOW, wants=(Channel.TEXT,))


@pytest.fixture(autouse=True)
def carried(settings):
    settings.MESSAGE_PROVIDERS = {"text": "somebody", "email": "somebody"}


def asked(person: Person = MARY, fact: Fact | None = SESSION, now: dt.datetime = NOW, **more) -> Verdict:
    of = {"about_at": fact.about_at if fact else ABOUT, "rule": merged(fact.kind if fact else Kind.SESSION)}
    return may_send.decide(fact, may_send.Asked(**of | more), person, now)


def but(**changed) -> Person:
    return dataclasses.replace(MARY, **changed)


def with_mobile(**changed) -> Person:
    return but(points=(dataclasses.replace(MOBILE, **changed),))


def said(kind: str, agreed: bool = True, **more) -> Agreed:
    return Agreed(
        **{"kind": kind, "agreed": agreed, "ended": False, "from_on": "2025-01-01", "until_on": None} | more
    )


def test_yes():
    assert asked() == Send(Channel.TEXT, MOBILE)


@pytest.mark.care(15)
@pytest.mark.parametrize(
    ("person", "reason"),
    [
        (but(died=True), reasons.DIED),
        (but(left=True), reasons.LEFT),
        (but(merged=True), reasons.MERGED),
        (but(birth_date=dt.date(2008, 3, 3)), reasons.YOUNG),  # eighteen tomorrow
    ],
)
def test_nothing_goes_to_somebody_who_is_not_there(person, reason):
    assert asked(person) == Drop(reason)


def test_somebody_who_is_eighteen_today_is_written_to():
    assert isinstance(asked(but(birth_date=dt.date(2008, 3, 2))), Send)


def test_a_practice_may_lower_the_age():
    assert isinstance(asked(but(birth_date=dt.date(2008, 3, 3), minimum_age=16)), Send)


def test_nothing_is_said_of_what_is_over():
    assert asked(fact=None) == Drop(reasons.GONE)
    assert asked(about_at=ABOUT + dt.timedelta(hours=1)) == Drop(reasons.MOVED)
    assert asked(fact=dataclasses.replace(SESSION, until=ABOUT), now=ABOUT) == Drop(reasons.BEGUN)
    just_now = [Other(Kind.FOLLOW_UP, NOW, has_gone=True)]
    assert asked(fact=FOLLOW_UP, others=just_now) == Drop(reasons.TOLD)


def test_nothing_is_said_that_nobody_wants():
    """A refusal of one kind leaves the others as they are; it is obeyed whoever presses."""
    off = dataclasses.replace(merged(Kind.SESSION), is_on=False)
    assert asked(refused=True, pressed=True) == Drop(reasons.REFUSED)
    assert asked(rule=off) == Drop(reasons.SWITCHED_OFF)


@pytest.mark.parametrize(
    ("chosen", "verdict"),
    [
        (Channel.EMAIL, Send(Channel.EMAIL, EMAIL)),
        (Channel.CALL, ByHand(Channel.CALL, reasons.CHOSEN_CALL)),
        (Channel.LETTER, ByHand(Channel.LETTER, reasons.CHOSEN_LETTER)),
    ],
)
def test_the_way_that_a_colleague_chose_comes_first(chosen, verdict):
    assert asked(wanted=chosen) == verdict
    declined = said("text", agreed=False)
    assert asked(but(consents=(declined,)), wanted=Channel.TEXT) == Send(Channel.EMAIL, EMAIL)


def test_a_call_between_two_ways_is_where_automatic_ones_end():
    fact = dataclasses.replace(SESSION, wants=(Channel.TEXT, Channel.CALL, Channel.EMAIL))
    assert asked(with_mobile(may_send=False), fact) == ByHand(
        Channel.CALL, "It is not safe to write to the mobile number."
    )


def test_pressing_send_now_passes_holidays_others_and_lateness_only():
    easter, weeks_ago = dt.datetime(2026, 4, 3, 9, tzinfo=LONDON), NOW - dt.timedelta(days=20)
    old = dataclasses.replace(FOLLOW_UP, about_at=weeks_ago)
    others = [Other(Kind.FOLLOW_UP, easter, has_gone=True)] * 3
    assert asked(fact=old, now=easter, others=others, pressed=True) == Send(Channel.TEXT, MOBILE)
    night = asked(now=NOW.replace(hour=22), pressed=True)
    assert night == Hold(NOW.replace(day=3, hour=8), reasons.QUIET)
    for changed, reason in (({"died": True}, reasons.DIED), ({"left": True}, reasons.LEFT)):
        assert asked(but(**changed), pressed=True) == Drop(reason)
    assert asked(but(restricted=True), pressed=True) == ByHand(Channel.CALL, reasons.RESTRICTED)
    no_text = but(points=(MOBILE,), consents=(said("text", agreed=False),))
    assert isinstance(asked(no_text, pressed=True), ByHand)


def test_what_can_wait_waits_for_a_working_day_unless_it_would_be_too_late():
    """Good Friday; the next working day is Tuesday, at the same time on a clock that has changed meanwhile."""
    friday = dt.datetime(2026, 4, 3, 9, 30, tzinfo=LONDON)
    tuesday = dt.datetime(2026, 4, 7, 9, 30, tzinfo=LONDON)
    due = dataclasses.replace(FOLLOW_UP, about_at=friday)
    assert asked(fact=due, now=friday) == Hold(tuesday, reasons.HOLIDAY)
    rule = dataclasses.replace(merged(Kind.SESSION), working_days_only=True)
    monday = dataclasses.replace(SESSION, about_at=friday + dt.timedelta(days=3), until=None)
    assert asked(fact=monday, now=friday, rule=rule) == Send(Channel.TEXT, MOBILE)


@pytest.mark.parametrize(
    ("need", "reads"),
    [
        ("Braille, grade 2", False),
        ("Cannot read", False),
        ("Has letters read out", False),
        ("Large print", True),
    ],
)
def test_who_cannot_read_is_rung(need, reads):
    verdict = asked(but(other_needs=(need,)))
    assert verdict == (Send(Channel.TEXT, MOBILE) if reads else ByHand(Channel.CALL, reasons.CANNOT_READ))
    assert isinstance(asked(but(other_needs=(need,), contact_needs=("Text only",))), Send)


@pytest.mark.care(8)
@pytest.mark.parametrize(
    ("changed_on", "confirmed_on", "sends"),
    [
        (("2026-02-01", "2026-02-20"), None, False),
        (("2026-02-01", "2026-02-20"), "2026-02-10", True),
        (("2026-02-01", "2026-02-20"), "2026-02-20", True),
        (("2025-07-01", "2026-02-20"), None, True),  # half a year is long enough
        (("2026-02-20",), None, True),
    ],
)
def test_a_number_that_keeps_changing_is_checked_first(changed_on, confirmed_on, sends):
    verdict = asked(with_mobile(changed_on=changed_on, confirmed_on=confirmed_on), FOLLOW_UP)
    again = "The mobile number has changed again and again: check it first."
    assert verdict == ByHand(Channel.CALL, again) or (sends and isinstance(verdict, Send))


@pytest.mark.care(8, 12)
@pytest.mark.parametrize(
    ("person", "reason"),
    [
        (but(restricted=True), reasons.RESTRICTED),
        (but(contact_with_care=True), reasons.WITH_CARE),
        (but(interpreter_needed=True, language="Polish"), reasons.INTERPRETER.format(language="Polish")),
        (but(language="Polish"), reasons.INTERPRETER.format(language="Polish")),  # nobody has asked
        (but(interpreter_needed=True), reasons.INTERPRETER.format(language="their language")),
    ],
)
def test_only_a_person_may_reach_them(person, reason):
    assert asked(person) == ByHand(Channel.CALL, reason)


@pytest.mark.parametrize("language", ["English", "en", "Main spoken language English (finding)"])
def test_english_needs_no_interpreter(language):
    assert isinstance(asked(but(language=language)), Send)


@pytest.mark.care(12)
def test_who_said_that_english_will_do_is_written_to():
    assert isinstance(asked(but(language="Polish", interpreter_needed=False)), Send)


@pytest.mark.care(8)
@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"whose": "shared"}, "The mobile number is not confirmed as their own."),
        ({"whose": "carer"}, "The mobile number is not confirmed as their own."),
        ({"whose": "parent"}, "The mobile number is not confirmed as their own."),
        ({"whose": "not_known"}, "The mobile number is not confirmed as their own."),
        ({"may_send": False}, "It is not safe to write to the mobile number."),
        ({"may_send": None}, "Nobody has asked whether it is safe to write to the mobile number."),
        ({"failures": 2}, "The mobile number failed before: check it first."),
        ({"safe_times": "after 3pm"}, "There are safe times to reach them: after 3pm."),
        ({"value": "020 7946 0123"}, "The mobile number does not look right: check it."),
        ({"kind": "home"}, "No mobile number is known."),
    ],
)
def test_a_number_that_will_not_do(changed, reason):
    assert asked(with_mobile(**changed), FOLLOW_UP) == ByHand(Channel.CALL, reason)


def test_a_session_is_told_by_email_where_a_text_will_not_do():
    unsafe = dataclasses.replace(MOBILE, may_send=False)
    assert asked(but(points=(unsafe, EMAIL))) == Send(Channel.EMAIL, EMAIL)


def test_the_reasons_of_all_ways_are_told():
    assert asked(but(points=())) == ByHand(
        Channel.CALL, "No mobile number is known. No email address is known."
    )


@pytest.mark.parametrize(
    "consent",
    [
        said("text", agreed=False),
        said("text", ended=True),
        said("text", until_on="2026-03-01"),
        said("text", from_on="2026-03-03"),
    ],
)
def test_no_text_without_an_agreement_once_there_was_one(consent):
    assert asked(but(consents=(consent,)), FOLLOW_UP) == ByHand(Channel.CALL, "Text messages were declined.")


@pytest.mark.parametrize(
    "consents",
    [
        (said("text"),),
        (said("text", until_on="2026-03-02"),),
        (said("email", agreed=False),),
        (said("text", agreed=False, ended=True), said("text")),
        (said("text"), said("text", agreed=False, ended=True, from_on="2026-01-01")),
        (),
    ],
)
def test_a_text_where_nothing_speaks_against_it(consents):
    assert isinstance(asked(but(consents=consents), FOLLOW_UP), Send)


@pytest.mark.parametrize("need", ["Text or email only", "Text first, then telephone", "SMS please"])
def test_who_asked_for_texts_gets_one(need):
    assert asked(but(contact_needs=(need,))) == Send(Channel.TEXT, MOBILE)


@pytest.mark.parametrize("need", ["By email", "Email, no text messages"])
def test_who_asked_for_email_gets_one_though_a_text_was_agreed(need):
    assert asked(but(contact_needs=(need,)), FOLLOW_UP) == Send(Channel.EMAIL, EMAIL)


@pytest.mark.parametrize("need", ["By letter, no telephone calls", "Letters; never text or email"])
def test_who_asked_for_letters_gets_a_letter_from_a_person(need):
    assert asked(but(contact_needs=(need,))) == ByHand(Channel.LETTER, reasons.ASKED_LETTER)


@pytest.mark.parametrize("need", ["Telephone only", "No text messages"])
def test_who_asked_for_something_else_is_rung(need):
    verdict = asked(but(contact_needs=(need,)))
    assert verdict == ByHand(Channel.CALL, f"They asked to be reached otherwise: {need}.")


def test_what_was_agreed_to_be_done_by_a_person_is():
    call = dataclasses.replace(FOLLOW_UP, wants=(Channel.CALL,))
    letter = dataclasses.replace(FOLLOW_UP, wants=(Channel.LETTER,))
    assert asked(fact=call) == ByHand(Channel.CALL, reasons.AGREED_CALL)
    assert asked(fact=letter) == ByHand(Channel.LETTER, reasons.AGREED_LETTER)
    assert asked(but(has_address=False), letter) == ByHand(Channel.CALL, "No address is known.")


def test_what_was_due_weeks_ago_is_looked_at_by_a_person_first():
    assert isinstance(asked(fact=FOLLOW_UP, now=NOW + dt.timedelta(days=14)), Send)
    assert asked(fact=FOLLOW_UP, now=NOW + dt.timedelta(days=15)) == ByHand(Channel.CALL, reasons.LATE)


@pytest.mark.parametrize("hour", [0, 7, 20, 23])
def test_in_quiet_hours_it_waits_for_eight(hour):
    night = dt.datetime(2026, 3, 2, hour, 30, tzinfo=LONDON)
    verdict = asked(now=night)
    day = 2 if hour < 8 else 3
    assert verdict == Hold(dt.datetime(2026, 3, day, 8, tzinfo=LONDON), reasons.QUIET)


def test_a_person_is_asked_in_quiet_hours_too():
    """The task is there in the morning; nothing goes out by it."""
    night = dt.datetime(2026, 3, 2, 23, tzinfo=LONDON)
    assert asked(but(restricted=True), now=night) == ByHand(Channel.CALL, reasons.RESTRICTED)


def test_where_nobody_carries_texts_a_person_does(settings):
    settings.MESSAGE_PROVIDERS = {"text": "", "email": ""}
    assert asked(fact=FOLLOW_UP) == ByHand(Channel.CALL, "No service for text messages is set up here.")


@pytest.mark.parametrize(
    ("value", "fits"),
    [
        ("07700 900123", True),
        ("+44 7700 900999", True),
        ("07400 000000", True),
        ("0044 7400 000000", True),
        ("020 7946 0123", False),
        ("07700 90012", False),
        ("+1 202 555 0123", False),
        ("070 1234 5678", False),
        ("07700 900123 (mum)", False),
        ("07400 000000 ext 3", False),
        ("", False),
        ("none", False),
    ],
)
def test_a_number_is_a_uk_mobile_as_far_as_numbering_plans_tell(value, fits):
    assert reach.is_mobile(value) is fits


def test_a_provider_gets_the_number_in_one_form():
    assert reach.international("07700 900123") == "+447700900123"


@pytest.mark.parametrize(
    ("value", "fits"), [("mary@example.org", True), ("mary@", False), ("a b@c.org", False)]
)
def test_an_address_looks_like_one(value, fits):
    assert reach.is_email(value) is fits
