"""A service of the demo that has gone quiet: five people were sent there, and nobody there answers any more."""

import datetime as dt
from typing import Any

from patients.models import Consent, Patient
from practice.demo import DEMO
from practice.models import Membership, Practice
from prescribing.actions import chasing, choosing, contacting, noting, referring, sending, triaging
from prescribing.models import Placement, Referral, Service, ServiceNote

QUIET = "Money advice"
PEOPLE = 5  # a manager, who sees no smaller numbers, sees that they wait
REASON = (
    "Bills in a drawer since the hours at work were cut. Would like somebody to go through them together."
)
FIT = "Nobody else around here goes through bills with people"
PLAN = "An hour with the adviser, with the letters sorted into three heaps before."
NOTED = "Rang on Tuesday and on Friday: an answerphone that is full. The library says that the adviser has moved on."
DAY = dt.timedelta(days=1)


def a_service_goes_quiet(
    practice: Practice,
    services: list[Service],
    people: list[Patient],
    *,
    referrer: Membership,
    worker: Membership,
    now: dt.datetime,
) -> int:
    """How many people wait for its answer."""
    quiet = next(one for one in services if one.name == QUIET)
    address = quiet.addresses.filter(practice=practice, ended_at=None).first()
    if address is None:
        return 0
    no = Consent.objects.open().filter(practice=practice, kind=Consent.Kind.SHARING, agreed=False)
    said_no = set(no.values_list("patient", flat=True))
    waiting = [one for one in people if one.pk not in said_no][-PEOPLE:]
    for number, patient in enumerate(waiting):
        began = now - (31 - number) * DAY
        said: dict[str, Any] = {
            "route": "colleague",
            "reason": REASON,
            "needs": ["money"],
            "urgency": "usual",
        }
        referral = referring.refer(patient=patient, **said, by=referrer, now=began)
        planned(referral, worker, began + DAY)
        waits(sent(referral, quiet, address.email, worker, began + 3 * DAY), began + 3 * DAY)
    about: dict[str, Any] = {"kind": ServiceNote.Kind.NOTE, "words": NOTED, "happened_on": (now - DAY).date()}
    noting.note_service(service=quiet, practice=practice, **about, by=worker, now=now - DAY)
    return len(waiting)


def planned(referral: Referral, worker: Membership, now: dt.datetime) -> None:
    """Taken, spoken with, a plan made: on one day."""
    about: dict[str, Any] = {"by": worker, "now": now}
    triaging.take(referral=referral, worker=worker, **about)
    again: dict[str, Any] = {"next_on": now.date() + 45 * DAY, "next_words": "How it went"}
    contacting.note_contact(referral=referral, mode="phone", result="spoke", minutes=20, **again, **about)
    version = Referral.objects.get(pk=referral.pk).version
    contacting.agree_plan(referral=referral, version=version, plan=PLAN, **again, **about)


def sent(referral: Referral, service: Service, email: str, worker: Membership, now: dt.datetime) -> Placement:
    about: dict[str, Any] = {"by": worker, "now": now}
    placement = choosing.choose(referral=referral, service=service, fit_because=FIT, **about)
    agreed = sending.Agreed(
        share_name=referral.patient.called, share_contact="Through the practice", share_access="",
        share_reason="Help with bills and letters", share_risk="", agreed_on=now.date(), agreed_until=None,
        agreed_by=Placement.GivenBy.PERSON,
    )  # fmt: skip
    agree = sending.agree(placement=placement, version=placement.version, agreed=agreed, **about)
    sending.send(placement=agree, version=agree.version, sent_to=email, **about)
    return placement


def waits(placement: Placement, since: dt.datetime) -> None:
    """Asked again, and then it is work for somebody."""
    chasing.asked_again(placement=placement, by=DEMO, now=since + 7 * DAY)
    chasing.fall_silent(placement=placement, by=DEMO, now=since + 17 * DAY)
