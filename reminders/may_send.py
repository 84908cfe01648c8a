"""May we write to this person, now, in this way? Asked here alone, at the moment of sending.

The answer is always kept in words that staff can read. Where the answer is no, a person takes
over, so that nobody is simply missed; only what would be wrong or senseless is dropped.
"""

import dataclasses
import datetime as dt

from practice.wording import years_between
from reminders import by_post as post
from reminders import caps, hours, reach, reasons
from reminders.kinds import Channel
from reminders.people import Person, Point
from reminders.rules import InForce
from reminders.subjects import Fact

LATE = dt.timedelta(days=14)


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


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """What there is to know of the message itself, and of the others to the same person."""

    about_at: dt.datetime
    rule: InForce
    pressed: bool = False
    wanted: Channel | None = None
    refused: bool = False
    others: caps.Others = ()
    limits: caps.Caps = caps.SHIPPED_CAPS


def decide(fact: Fact | None, asked: Asked, person: Person, now: dt.datetime) -> Verdict:
    """The whole question, in order: what forbids, what needs a person, which way, which hour, what else they had."""
    reason = unwanted(asked) or senseless(fact, asked.about_at, person, now)
    if fact is None or reason:
        return Drop(reason)
    if not asked.pressed and caps.says_the_same(fact.kind, asked.others, now):
        return Drop(reasons.TOLD)
    verdict = way(fact, person, now, asked)
    return (later(fact, asked, now) or verdict) if isinstance(verdict, Send) else verdict


def unwanted(asked: Asked) -> str:
    """Why nobody wants it; empty if somebody does."""
    if asked.refused:
        return reasons.REFUSED
    return "" if asked.rule.is_on else reasons.SWITCHED_OFF


def later(fact: Fact, asked: Asked, now: dt.datetime) -> Hold | None:
    """Not at this hour, not on this day, or not on top of others. Whoever presses *send now* asks only the hour."""
    if hours.is_quiet(now):
        return Hold(hours.next_opening(now), reasons.QUIET)
    if asked.pressed:
        return None
    wait = working_day(asked.rule, now)
    if wait and not now < fact.about_at <= wait.until:  # rather on a holiday than too late
        return wait
    full = caps.wait(fact.kind, asked.others, asked.limits, now)
    return Hold(*full) if full else None


def working_day(rule: InForce, now: dt.datetime) -> Hold | None:
    """Until the next one, at the same time of day."""
    until = hours.on_working_day(now) if rule.working_days_only else now
    return Hold(until, reasons.HOLIDAY) if until > now else None


def decide_for_staff(
    fact: Fact | None, point: Point, *, active: bool, rule: InForce, now: dt.datetime
) -> Verdict:
    """A colleague who works here is told at any hour, as long as there is something to tell."""
    if not rule.is_on:
        return Drop(reasons.SWITCHED_OFF)
    if fact is None or not active:
        return Drop(reasons.GONE)
    if reach.not_carried(Channel.EMAIL):
        return ByHand(Channel.CALL, reach.not_carried(Channel.EMAIL))
    return working_day(rule, now) or Send(Channel.EMAIL, point)


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
    # Two times of different zones are never equal in Python where one lies in the hour that autumn repeats.
    if fact.about_at.timestamp() != about_at.timestamp():
        return reasons.MOVED
    return reasons.BEGUN if fact.until and now >= fact.until else ""


def way(fact: Fact, person: Person, now: dt.datetime, asked: Asked | None = None) -> Send | ByHand:
    """The first of the wanted ways that is open, else a person."""
    reason = needs_a_person(fact, person, now, pressed=asked is not None and asked.pressed)
    if reason:
        return ByHand(Channel.CALL, reason)
    chosen = asked.wanted if asked else None
    refusals: list[str] = []
    for channel in dict.fromkeys((*filter(None, [chosen]), *fact.wants, *reach.asked_for(person))):
        if channel == Channel.CALL:
            refusals = refusals or [reasons.CHOSEN_CALL if chosen == channel else reasons.AGREED_CALL]
            break
        found = by(channel, fact, person, now)
        if not isinstance(found, str):
            return found
        refusals.append(found)
    return ByHand(Channel.CALL, " ".join(dict.fromkeys(refusals)))


def by(channel: Channel, fact: Fact, person: Person, now: dt.datetime) -> Send | ByHand | str:
    """This way, or why it is not open."""
    refusal = reach.closed(channel, person, now.date())
    if refusal:
        return refusal
    if channel == Channel.LETTER:
        return by_post(fact, person, now)
    point, refusal = reach.usable(channel, person.points, now.date())
    return Send(channel, point) if point else refusal


def by_post(fact: Fact, person: Person, now: dt.datetime) -> Send | ByHand | str:
    """Made ready for printing where a printer is set up; else somebody writes it. Not where it would come too late."""
    if post.is_late(fact.until, now):
        return reasons.POST_TOO_SLOW
    if reach.is_printed():
        return Send(Channel.LETTER, reach.BY_POST)
    if Channel.LETTER in fact.wants:
        return ByHand(Channel.LETTER, reasons.AGREED_LETTER)
    asked = Channel.LETTER in reach.asked_for(person)
    return ByHand(Channel.LETTER, reasons.ASKED_LETTER if asked else reasons.CHOSEN_LETTER)


def needs_a_person(fact: Fact, person: Person, now: dt.datetime, *, pressed: bool = False) -> str:
    """Why nothing automatic may go to them at all; empty if it may. Who presses has looked at what is late."""
    checks = (
        (person.restricted, reasons.RESTRICTED),
        (person.contact_with_care, reasons.WITH_CARE),
        (needs_translation(person), reasons.INTERPRETER.format(language=person.language or "their language")),
        (reach.cannot_read(person), reasons.CANNOT_READ),
        (bool(fact.by_hand), fact.by_hand),
        (now - fact.about_at > LATE and not pressed, reasons.LATE),
    )
    return next((reason for holds, reason in checks if holds), "")


def needs_translation(person: Person) -> bool:
    """English is never the default for somebody who has not said that it will do."""
    language = person.language.lower()
    other = bool(language) and language not in ("en", "eng") and "english" not in language
    return bool(person.interpreter_needed) or (other and person.interpreter_needed is None)
