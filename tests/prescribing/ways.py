"""Referrals for tests, made through the actions."""

import datetime as dt
from typing import Any

from patients.models import Patient
from practice.models import Membership
from prescribing.actions.referring import refer
from prescribing.models import Referral, ReferralStep
from tests import build


def referred(patient: Patient, by: Membership, now: dt.datetime = build.NOW, **given: Any) -> Referral:
    """New, and nobody's yet."""
    said = {"route": "colleague", "reason": "On her own since the autumn"} | given
    return refer(patient=patient, by=by, now=now, **said)


def steps_of(referral: Referral) -> list[tuple[str, str]]:
    rows = ReferralStep.objects.filter(referral=referral).order_by("pk")
    return list(rows.values_list("kind", "because"))
