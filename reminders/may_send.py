"""May we write to this person, now, in this way? Asked here alone, at the moment of sending.

The answer is always kept in words that staff can read. Where the answer is no, a person takes
over, so that nobody is simply missed; only what would be wrong or senseless is dropped.
"""

import dataclasses
import datetime as dt

from practice.wording import years_between
from reminders import hours, reach, reasons
from reminders.kinds import Channel, Kind
from reminders.people import Person, Point
from reminders.subjects import Fact

LATE = dt.timedelta(days=14)
DAY = dt.timedelta(days=1)
# Never more than one message a day because of these: they wait for a day on which nothing else went.
YIELDING = (Kind.MEASURE, Kind.GOT_THERE)


@dataclasses.dataclass(frozen=True, slots=True)
class Send:
    """Yes, in this way."""

    channel: Channel
    point: Point

    def is_by(self, channel: Channel, point_id: int | None) -> bool:
        """Whether that is the way that the message was to go."""
        return (self.channel, self.point.id) == (channel, point_id)


@dataclasses.dataclass(frozen=True, slots=True)
class Hold:
    """Not now."""

    until: dt.datetime
    reason: str


@dataclasses.dataclass(frozen=True, slots=True)
class Drop:
    """Not at all."""

    reason: str


@dataclasses.dataclass(frozen=True, slots=True)
class ByHand:
    """Only by a person."""

    channel: Channel
    reason: str


Verdict = Send | Hold | Drop | ByHand


def decide(
    fact: Fact | None, *, about_at: dt.datetime, person: Person, told_at: dt.datetime | None, now: dt.datetime
) -> Verdict:
    """The whole question, in order: what forbids, what needs a person, which way, which hour.

    `told_at` is when this person last had a message that counts against this one.
    """
    reason = senseless(fact, about_at, person, now)
    if fact is None or reason:
        return Drop(reason)
    if told_at and fact.kind not in YIELDING:
        return Drop(reasons.TOLD)
    verdict = way(fact, person, now)
    return (later(told_at, now) or verdict) if isinstance(verdict, Send) else verdict


def later(told_at: dt.datetime | None, now: dt.datetime) -> Hold | None:
    """Not at this hour, or not on top of another message."""
    if hours.is_quiet(now):
        return Hold(hours.next_opening(now), reasons.QUIET)
    return Hold(told_at + DAY, reasons.YIELDS) if told_at else None


def decide_for_staff(fact: Fact | None, point: Point, *, active: bool) -> Verdict:
    """A colleague who works here is told at any hour, as long as there is something to tell."""
    if fact is None or not active:
        return Drop(reasons.GONE)
    if reach.not_carried(Channel.EMAIL):
        return ByHand(Channel.CALL, reach.not_carried(Channel.EMAIL))
    return Send(Channel.EMAIL, point)


def senseless(fact: Fact | None, about_at: dt.datetime, person: Person | None, now: dt.datetime) -> str:
    """Why this would reach the wrong person or say something wrong; empty if it would not."""
    if person and gone(person):
        return gone(person)
    if person and years_between(person.birth_date, now.date()) < person.minimum_age:
        return reasons.YOUNG
    return over(fact, about_at, now)


def gone(person: Person) -> str:
    """Why there is nobody to write to."""
    checks = (
        (person.died, reasons.DIED),
        (person.merged, reasons.MERGED),
        (person.left, reasons.LEFT),
    )
    return next((reason for holds, reason in checks if holds), "")


def over(fact: Fact | None, about_at: dt.datetime, now: dt.datetime) -> str:
    """Why there is nothing to say any more."""
    if fact is None:
        return reasons.GONE
    if fact.about_at != about_at:
        return reasons.MOVED
    return reasons.BEGUN if fact.until and now >= fact.until else ""


def way(fact: Fact, person: Person, now: dt.datetime) -> Send | ByHand:
    """The first of the wanted ways that is open, else a person."""
    reason = needs_a_person(fact, person, now)
    if reason:
        return ByHand(Channel.CALL, reason)
    if fact.wants[0] == Channel.CALL:
        return ByHand(Channel.CALL, fact.by_hand or reasons.AGREED_CALL)
    refusals = []
    for channel in dict.fromkeys((*fact.wants, *reach.asked_for(person))):
        refusal = reach.closed(channel, person, now.date())
        if not refusal and channel == Channel.LETTER:
            return ByHand(channel, reasons.AGREED_LETTER if channel in fact.wants else reasons.ASKED_LETTER)
        point, refusal = (None, refusal) if refusal else reach.usable(channel, person.points)
        if point:
            return Send(channel, point)
        refusals.append(refusal)
    return ByHand(Channel.CALL, " ".join(dict.fromkeys(refusals)))


def needs_a_person(fact: Fact, person: Person, now: dt.datetime) -> str:
    """Why nothing automatic may go to them at all; empty if it may."""
    if person.restricted:
        return reasons.RESTRICTED
    if person.contact_with_care:
        return reasons.WITH_CARE
    if needs_translation(person):
        return reasons.INTERPRETER.format(language=person.language or "their language")
    return reasons.LATE if now - fact.about_at > LATE else ""


def needs_translation(person: Person) -> bool:
    """English is never the default for somebody who has not said that it will do."""
    language = person.language.lower()
    other = bool(language) and language not in ("en", "eng") and "english" not in language
    return bool(person.interpreter_needed) or (other and person.interpreter_needed is None)
