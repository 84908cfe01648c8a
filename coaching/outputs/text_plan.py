"""The plan as one text message. Somebody else may be holding the telephone: practice and day only, unless agreed."""

import dataclasses
import datetime as dt

from coaching.outputs.facts import Facts
from coaching.outputs.plan import first, words
from practice import gsm7
from practice.wording import MONTHS, WEEKDAYS

NAME_LIMIT, PRACTICE_LIMIT = 24, 40
STEP_AT_LEAST = 20  # below, a step that was cut says nothing that helps
RESTRICTED = "Nothing is sent to this person: their details are restricted."
WITH_CARE = "Nothing is sent to this person: contact with care."


@dataclasses.dataclass(frozen=True, slots=True)
class TextPlan:
    """At most one message; or none, and why."""

    words: str = ""
    says_more: bool = False
    none_because: str = ""

    @property
    def length(self) -> int:
        return gsm7.length(self.words)


def text_plan(facts: Facts) -> TextPlan:
    """More than practice and day only where the person agreed, and never from a note that is delicate."""
    if facts.restricted or facts.contact_with_care:
        return TextPlan(none_because=RESTRICTED if facts.restricted else WITH_CARE)
    step = gsm7.plain(first(words(facts, "next_step")))
    if facts.agreed_to_more_words and step and not facts.is_delicate:
        fuller = with_step(facts, step)
        if fuller:
            return TextPlan(fuller, says_more=True)
    return TextPlan(neutral(facts))


def neutral(facts: Facts) -> str:
    return f"{name(facts)}: your plan is ready at {practice(facts)}. Ask us for it.{in_touch(facts)}"


def with_step(facts: Facts, step: str) -> str:
    """The step whole, or cut between words; nothing where too little of it would be left."""
    start, end = f"{name(facts)}, your next step: ", f"{in_touch(facts)} {practice(facts)}"
    room = gsm7.LIMIT - gsm7.length(start + end)
    step = step.rstrip(".")
    if gsm7.length(step) + 1 <= room:
        return f"{start}{step}.{end}"
    short = gsm7.shortened(step, room - 3)
    return f"{start}{short}...{end}" if gsm7.length(short) >= STEP_AT_LEAST else ""


def name(facts: Facts) -> str:
    return gsm7.shortened(gsm7.plain(facts.called), NAME_LIMIT) or "Hello"


def practice(facts: Facts) -> str:
    return gsm7.shortened(gsm7.plain(facts.practice), PRACTICE_LIMIT) or "your GP practice"


def in_touch(facts: Facts) -> str:
    coming = facts.next
    if coming is None:
        return ""
    who = "Please ring us by" if coming.they_contact_us else "We speak next on"
    return f" {who} {short_day(coming.on)}."


def short_day(day: dt.date) -> str:
    """Thu 5 March: the weekday prevents mistakes, the year would cost room."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1]}"
