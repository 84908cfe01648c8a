"""What would become of messages that wait, by what is known today: told before it happens, and asked again then."""

import dataclasses
import datetime as dt
from collections.abc import Sequence

from practice.models import Practice
from reminders import may_send, people, rules, subjects
from reminders.kinds import Channel, Kind
from reminders.may_send import Asked, Send
from reminders.models import Message, Refusal


@dataclasses.dataclass(frozen=True, slots=True)
class Outlook:
    """Where it would go; or, in `instead`, what would happen instead and why."""

    channel: Channel
    to: str = ""
    instead: str = ""


def outlooks(practice: Practice, messages: Sequence[Message], now: dt.datetime) -> dict[int, Outlook]:
    """Of those that go to people, by their ids. One query for each kind among them, and three for all."""
    ours = [message for message in messages if message.patient_id]
    facts = facts_of(practice, ours)
    patients = {message.patient_id for message in ours if message.patient_id}
    known, refused = people.known(practice.pk, patients), refusals(practice, patients)
    shipped = rules.rules_of(practice.pk)
    return {
        message.pk: outlook(
            message,
            facts.get((message.kind, message.subject_id)),
            known[message.patient_id or 0],
            Asked(
                about_at=message.about_at,
                rule=shipped[Kind(message.kind)],
                wanted=Channel(message.wanted) if message.wanted else None,
                refused=(message.patient_id, message.kind) in refused,
            ),
            now,
        )
        for message in ours
    }


def facts_of(practice: Practice, messages: Sequence[Message]) -> dict[tuple[str, int], subjects.Fact]:
    """What they are about, as that is now."""
    return {
        (kind, fact.subject_id): fact
        for kind in {message.kind for message in messages}
        for fact in subjects.RULES[Kind(kind)].standing(
            practice.pk, [one.subject_id for one in messages if one.kind == kind]
        )
    }


def refusals(practice: Practice, patients: set[int]) -> set[tuple[int | None, str]]:
    rows = Refusal.objects.filter(practice=practice, patient_id__in=patients, ended_at=None)
    return set(rows.values_list("patient_id", "kind"))


def outlook(
    message: Message, fact: subjects.Fact | None, person: people.Person, asked: Asked, now: dt.datetime
) -> Outlook:
    """What forbids it, who has to do it, or where it goes. Hours and caps are asked when it is due."""
    reason = may_send.unwanted(asked) or may_send.senseless(fact, message.about_at, person, now)
    if fact is None or reason:
        return Outlook(Channel(message.channel), instead=f"As things stand it does not go: {reason}")
    verdict = may_send.way(fact, person, max(message.due_at, now), asked)
    if isinstance(verdict, Send):
        return Outlook(verdict.channel, to=verdict.point.value)
    does = "write" if verdict.channel == Channel.LETTER else "ring"
    return Outlook(
        verdict.channel, instead=f"As things stand a person is asked to {does} instead: {verdict.reason}"
    )
