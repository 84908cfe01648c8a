"""Somebody asks for help; a colleague deals with it, or takes that back."""

import datetime as dt

from django.db import models

from patients.models import HelpAsked, Patient
from patients.models.asking import HelpAskedQuerySet
from patients.working_day import due_by
from practice import trail
from practice.acting import action
from practice.actions import NotPossible
from practice.actors import Actor
from practice.models import Membership, SignedLink

SAME_PRESS = dt.timedelta(minutes=10)


@action
def ask(
    *,
    patient: Patient,
    kind: HelpAsked.Kind,
    owner: Membership,
    by: Actor,
    now: dt.datetime,
    words: str = "",
    subject: models.Model | None = None,
) -> HelpAsked:
    """A task for the same working day. The same words again within minutes are the same press."""
    about = {
        "subject_type": subject._meta.label_lower if subject is not None else "",
        "subject_id": subject.pk if subject is not None else None,
    }
    mine = HelpAsked.objects.filter(practice_id=patient.practice_id, patient=patient, kind=kind, **about)
    asked = mine.open().filter(words=words, asked_at__gt=now - SAME_PRESS).first()
    if asked is None:
        asked = HelpAsked.objects.create(
            practice_id=patient.practice_id,
            patient=patient,
            kind=kind,
            words=words,
            owner=owner,
            asked_at=now,
            due_at=due_by(now),
            **about,
        )
    return tell("help.asked", asked, by, now)


@action
def deal_with(*, asked: HelpAsked, by: Membership, now: dt.datetime, words: str) -> HelpAsked:
    """Somebody has looked after it, and says how."""
    if not words.strip():
        raise NotPossible("Say what was done.")
    locked = lock(asked)
    if locked.dealt_at is not None:
        raise NotPossible("Somebody else has already dealt with this.")
    locked.dealt_at, locked.dealt_by, locked.dealt_words = now, by, words
    locked.save(update_fields=["dealt_at", "dealt_by", "dealt_words"])
    return tell("help.dealt_with", locked, by, now)


@action
def undo(*, asked: HelpAsked, by: Membership, now: dt.datetime) -> HelpAsked:
    """Pressed by mistake: it waits again, due as before."""
    locked = lock(asked)
    if locked.dealt_at is None:
        raise NotPossible("Nobody has dealt with this yet.")
    locked.dealt_at = locked.dealt_by = None
    locked.dealt_words = ""
    locked.save(update_fields=["dealt_at", "dealt_by", "dealt_words"])
    return tell("help.undone", locked, by, now)


def take_back(open_ones: HelpAskedQuerySet, words: str, by: SignedLink, now: dt.datetime) -> None:
    """They changed their mind before anybody had dealt with it: nobody is asked any more. Part of another action."""
    for asked in open_ones.select_for_update(of=("self",)).order_by("pk"):
        asked.dealt_at, asked.dealt_words = now, words
        asked.save(update_fields=["dealt_at", "dealt_words"])
        tell("help.taken_back", asked, by, now)


def lock(asked: HelpAsked) -> HelpAsked:
    return HelpAsked.objects.select_for_update().get(pk=asked.pk)


def tell(verb: str, asked: HelpAsked, by: Actor, now: dt.datetime) -> HelpAsked:
    details = {"kind": asked.kind}
    trail.record(
        verb,
        by=by,
        now=now,
        practice=asked.practice_id,
        subject=asked,
        patient=asked.patient_id,
        details=details,
    )
    return asked
