"""Answers that a person has to look at become a task in the moment they are sent; so does a link that locked."""

import datetime as dt

from activation.definition import definition_of
from activation.harm import asks_to_look, words_in
from activation.kinds import Mode
from activation.models import Measurement
from patients.actions import asking
from patients.models import HelpAsked
from practice.actors import Actor
from practice.models import Membership

ALONE_WITH_IT = (Mode.LINK, Mode.TABLET)


def ask_to_look(measurement: Measurement, *, by: Actor, now: dt.datetime) -> None:
    """What names harm; and, where nobody sat with them, answers to check with them and whatever they wrote."""
    alone = measurement.mode in ALONE_WITH_IT
    names_harm = asks_to_look(definition_of(measurement.instrument), measurement.answers)
    if names_harm or (alone and measurement.to_check):
        kind = HelpAsked.Kind.LOOK
    elif alone and words_in(measurement.answers):
        kind = HelpAsked.Kind.WROTE
    else:
        return
    make_task(measurement, kind, by=by, now=now)


def make_task(
    measurement: Measurement, kind: HelpAsked.Kind, *, by: Actor, now: dt.datetime, words: str = ""
) -> HelpAsked:
    """Its owner is whoever asked for the answers."""
    return asking.ask(
        patient=measurement.patient,
        kind=kind,
        words=words,
        owner=measurement.asked_by,
        subject=measurement,
        by=by,
        now=now,
    )


def unlock_tasks(measurement: Measurement, *, by: Membership, now: dt.datetime) -> None:
    """A new link was made: nobody has to be told about the locked one any more."""
    about = {"subject_type": measurement._meta.label_lower, "subject_id": measurement.pk}
    locked = HelpAsked.objects.open().filter(
        practice_id=measurement.practice_id, kind=HelpAsked.Kind.LOCKED, **about
    )
    for task in locked:
        asking.deal_with(asked=task, by=by, now=now, words="A new link was made")
