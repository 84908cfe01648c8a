"""What messages are about: the facts that ask for one, and whether such a fact still stands.

Rooms record facts in their own transactions; this looks down at them. One rule for each kind.
"""

import datetime as dt
from collections.abc import Iterator

from practice.models import Practice
from reminders.kinds import Kind
from reminders.queue import Job
from reminders.rules import rule_for, rules_of
from reminders.subjects.again import Again, looks_after
from reminders.subjects.base import Fact, Rule
from reminders.subjects.pressed import Glass, Plans
from reminders.subjects.promises import FollowUps, Steps
from reminders.subjects.questions import GotThere, Measures
from reminders.subjects.sessions import Changed, Missed, Sessions, Soon
from reminders.subjects.staff import IN_ORDER, Daily

__all__ = ["RULES", "Fact", "Measures", "Plans", "Rule", "looks_after", "new_facts", "register", "standing"]

RULES: dict[Kind, Rule] = {}


def register(rule: Rule) -> None:
    """A room to the left of this one brings its own kinds when it starts."""
    RULES[rule.kind] = rule


for one in (
    *(Sessions(), Soon(), Changed(), Missed(), FollowUps(), Steps()),
    *(Glass(), Measures(), Plans(), GotThere(), Again()),
    *(Daily(kind) for kind in IN_ORDER),
):
    register(one)


def new_facts(practice: Practice, now: dt.datetime) -> Iterator[Fact]:
    """Of all kinds that are switched on there."""
    rules = rules_of(practice.pk)
    for kind, rule in RULES.items():
        if rules[kind].is_on:
            yield from rule.new(practice, now)


def standing(job: Job) -> Fact | None:
    """What the message is about as it is now; None when it does not ask for a message any more."""
    if not rule_for(job.claim.practice_id, job.kind).is_on:
        return None
    fact = RULES[job.kind].of(job)
    patient_id = job.person.id if job.person else None
    return fact if fact and fact.patient_id == patient_id else None
