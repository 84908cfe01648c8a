"""Referrals for tests, made through the actions."""

import datetime as dt
from typing import Any

from patients.models import Patient
from practice.models import Membership, Practice
from practice.public import VISITOR
from prescribing.actions.arriving import receive
from prescribing.actions.referring import refer
from prescribing.models import Arrival, Referral, ReferralStep
from tests import build


def referred(patient: Patient, by: Membership, now: dt.datetime = build.NOW, **given: Any) -> Referral:
    """New, and nobody's yet."""
    said = {"route": "colleague", "reason": "On her own since the autumn"} | given
    return refer(patient=patient, by=by, now=now, **said)


def steps_of(referral: Referral) -> list[tuple[str, str]]:
    rows = ReferralStep.objects.filter(referral=referral).order_by("pk")
    return list(rows.values_list("kind", "because"))


def arrived(practice: Practice, now: dt.datetime = build.NOW, **given: Any) -> Arrival:
    """Sent from the practice's public page."""
    said = {
        "who": "self",
        "name": "Mary Webb",
        "birth_date": dt.date(1970, 5, 4),
        "telephone": "07700 900123",
        "best_times": "Mornings",
        "words": "I am on my own a lot",
    } | given
    return receive(practice=practice, said=said, by=VISITOR, now=now)
