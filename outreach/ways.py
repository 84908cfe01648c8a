"""How each person of a wave would be asked as things stand today: by text, by email, or by a colleague who rings."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from practice.models import Practice
from reminders import may_send, people
from reminders.kinds import Channel, Kind
from reminders.rules import rule_for
from reminders.subjects.base import Fact

WORDS = {
    Channel.TEXT: "by text message",
    Channel.EMAIL: "by email",
    Channel.LETTER: "by letter",
    Channel.CALL: "by a call",
}


def ways(practice: Practice, patients: Iterable[int], now: dt.datetime) -> dict[int, Channel]:
    """The sender's own question, asked of all of them in one statement; it is asked again on their day."""
    wants = rule_for(practice.pk, Kind.INVITE).channels
    fact = Fact(Kind.INVITE, "outreach.invitation", 0, about_at=now, due_at=now, wants=wants)
    known = people.known(practice.pk, patients)
    return {pk: may_send.way(fact, person, now).channel for pk, person in known.items()}


def said(found: dict[int, Channel]) -> list[str]:
    """12 by text message, 3 by a call."""
    numbers = Counter(found.values())
    return [f"{numbers[way]} {words}" for way, words in WORDS.items() if numbers[way]]
