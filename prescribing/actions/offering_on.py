"""Somebody moved within the network: what was open is offered to their new practice, if they agree."""

import datetime as dt

from practice.acting import action
from practice.actions import NotPossible
from practice.actors import System
from practice.models import Membership, Practice
from practice.tenancy import in_view
from prescribing.actions.arriving import receive
from prescribing.actions.moving import Stands, lock, note_step, record
from prescribing.models import Arrival, Referral

NETWORK = System("network")
OFFERED = "Offered to {name}"
NOT_MOVED = "Only the referral of somebody who has moved is offered to another practice."
NOT_OURS = "This practice is not of our network."
PROTECTED = "Their details are protected: nothing goes to another practice by itself. Ring them."
TWICE = "It was offered to {name} already."


@action
def offer_on(
    *, referral: Referral, to: Practice, telephone: str, words: str, by: Membership, now: dt.datetime
) -> Referral:
    """They agree. It waits there for somebody to find the record, as what comes from the public page does.

    Nothing else of theirs crosses: no note, no plan, no service, only what is said here.
    """
    locked = lock(referral)
    refuse_staying(locked, to, by)
    done = OFFERED.format(name=to.name)
    if locked.steps.filter(because=done).exists():
        raise NotPossible(TWICE.format(name=to.name))
    said = offered(locked, by) | {"telephone": telephone, "words": words}
    with in_view([to], NETWORK):
        receive(practice=to, said=said, by=NETWORK, now=now)
    note_step(locked, now, by, done)
    record("referral.handed_over", locked, by=by, now=now, practice=to.pk)
    return locked


def refuse_staying(referral: Referral, to: Practice, by: Membership) -> None:
    if referral.stands != Stands.CLOSED or referral.outcome != Referral.Outcome.MOVED:
        raise NotPossible(NOT_MOVED)
    if to.network_id != by.practice.network_id or to.pk == referral.practice_id:
        raise NotPossible(NOT_OURS)
    if referral.patient.restricted:
        raise NotPossible(PROTECTED)


def offered(referral: Referral, by: Membership) -> dict[str, object]:
    """Who they are, what they need, and whom to ask here."""
    person = referral.patient
    needs = referral.needs.filter(ended_at=None).order_by("pk")
    return {
        "who": Arrival.Who.OTHER,
        "name": person.name,
        "birth_date": person.birth_date,
        "best_times": referral.best_times,
        "needs": list(needs.values_list("need_id", flat=True)),
        "sender_name": by.name,
        "sender_from": by.practice.name,
        "sender_contact": by.practice.telephone,
        "they_know": True,
    }
