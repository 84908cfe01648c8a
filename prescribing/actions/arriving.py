"""Somebody asks from outside: kept until a person has found the record, or settled it another way."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import connection

from patients.models import Patient
from patients.working_day import due_by
from practice import trail
from practice.acting import action
from practice.actions import NotPossible
from practice.actors import Actor
from practice.clock import day_of
from practice.models import Membership, Practice
from prescribing.actions.moving import lock, note_step, record, save
from prescribing.actions.referring import refer
from prescribing.models import Arrival, Referral

SAME = dt.timedelta(days=1)
SETTLED = "Somebody has settled this already."
AGAIN = "Asked again from the public page"
COLUMNS = ["settled", "settled_words", "settled_by", "settled_at", "referral"]


@action
def receive(*, practice: Practice, said: dict[str, Any], by: Actor, now: dt.datetime) -> Arrival:
    """Kept as it was sent. The same words again within a day are one and the same. Harm is due at once."""
    one_at_a_time(practice)
    arrival = kept_before(practice=practice, said=said, now=now)
    if arrival is None:
        arrival = Arrival(practice=practice, **said, received_at=now, due_at=due_by(now))
        arrival.due_at = now if arrival.names_harm else arrival.due_at
        arrival.save(force_insert=True)
    tell("arrival.received", arrival, by, now)
    return arrival


def one_at_a_time(practice: Practice) -> None:
    """Of two presses at the same moment the second sees what the first has kept."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('skerry arrival'), %s)", [practice.pk])


def kept_before(*, practice: Practice, said: dict[str, Any], now: dt.datetime) -> Arrival | None:
    """The same words, within a day, which nobody has settled yet."""
    return practice.arrivals.held().filter(**said, received_at__gt=now - SAME).first()


@action
def match(
    *,
    arrival: Arrival,
    patient: Patient,
    reason: str,
    needs: Iterable[str],
    urgency: str,
    by: Membership,
    now: dt.datetime,
) -> Referral:
    """A person said whose record this is: a referral begins, or the open one hears of it."""
    held = lock_held(arrival)
    open_one = patient.referrals.open().filter(practice_id=patient.practice_id).order_by("opened_at").first()
    if open_one is not None:
        referral = heard_again(open_one, by, now)
    else:
        said: dict[str, Any] = {
            "reason": reason,
            "needs": needs,
            "urgency": urgency,
            "best_times": held.best_times,
        }
        referral = refer(patient=patient, **said, **whence(held), by=by, now=now)
    held.referral = referral
    end(held, Arrival.Settled.MATCHED, by=by, now=now)
    return referral


def heard_again(referral: Referral, by: Membership, now: dt.datetime) -> Referral:
    """They go on from there; what they wrote stands on its page."""
    locked = lock(referral)
    locked.next_on, locked.next_words = day_of(now), AGAIN
    save(locked, "next_on", "next_words")
    note_step(locked, now, by, AGAIN)
    record("referral.next", locked, by=by, now=now)
    return locked


def whence(arrival: Arrival) -> dict[str, Any]:
    """Who asked, and whether the person knows of it."""
    if arrival.who == Arrival.Who.SELF:
        return {"route": Referral.Route.SELF, "knows_of_it": True}
    sender = ", ".join(part for part in (arrival.sender_name, arrival.sender_from) if part)
    return {
        "route": Referral.Route.OUTSIDE,
        "knows_of_it": arrival.they_know,
        "third_party": True,
        "referred_by_words": sender[:200],
    }


@action
def settle(*, arrival: Arrival, settled: str, words: str, by: Membership, now: dt.datetime) -> Arrival:
    """It became no referral, and why."""
    held = lock_held(arrival)
    if settled == Arrival.Settled.MATCHED:
        raise NotPossible("Choose the record first.")
    return end(held, settled, words=words, by=by, now=now)


@action
def hold_again(*, arrival: Arrival, by: Membership, now: dt.datetime) -> Arrival:
    """Settled by mistake: it waits for somebody again. A referral that came of it has been struck before."""
    locked = Arrival.objects.select_for_update().get(pk=arrival.pk)
    if locked.settled_at is None:
        raise NotPossible("This waits for somebody already.")
    if locked.referral is not None and locked.referral.stands != Referral.Stands.IN_ERROR:
        raise NotPossible("Mark the referral that came of it as entered in error first.")
    locked.settled, locked.settled_words, locked.referral = "", "", None
    locked.settled_at, locked.settled_by = None, None
    locked.save(update_fields=COLUMNS)
    tell("arrival.held_again", locked, by, now)
    return locked


def lock_held(arrival: Arrival) -> Arrival:
    """Of two who settle it at once, the second is told."""
    locked = Arrival.objects.select_for_update().get(pk=arrival.pk)
    if locked.settled_at is not None:
        raise NotPossible(SETTLED)
    return locked


def end(arrival: Arrival, settled: str, *, words: str = "", by: Membership, now: dt.datetime) -> Arrival:
    """Settled so, by this person."""
    arrival.settled, arrival.settled_words = settled, words
    arrival.settled_at, arrival.settled_by = now, by
    arrival.save(update_fields=COLUMNS)
    tell("arrival.settled", arrival, by, now)
    return arrival


def tell(verb: str, arrival: Arrival, by: Actor, now: dt.datetime) -> None:
    patient = arrival.referral.patient_id if arrival.referral else None
    about: dict[str, Any] = {"subject": arrival, "patient": patient}
    trail.record(verb, by=by, now=now, practice=arrival.practice_id, **about)
