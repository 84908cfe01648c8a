"""Placements for tests that are about something else than how they were chosen and sent."""

import datetime as dt
from typing import Any

from patients.models import Patient
from practice.models import Membership
from prescribing.actions import placing
from prescribing.models import Address, Placement, PlacementEvent, Referral, Service
from tests import build
from tests.prescribing import services, ways

AGREED = {
    "share_name": "Mary Webb",
    "share_contact": "07700 900123, after ten",
    "share_reason": "Would like company on walks",
    "agreed_on": build.NOW.date(),
    "agreed_by": Placement.GivenBy.PERSON,
}


def a_chosen(
    patient: Patient, by: Membership, service: Service | None = None, referral: Referral | None = None
) -> Placement:
    """Chosen, and nothing sent."""
    mine = referral or Referral.objects.open().filter(patient=patient).first() or ways.referred(patient, by)
    return Placement.objects.create(
        practice=by.practice,
        referral=mine,
        patient=patient,
        service=service or services.a_service(by.practice),
        stands=Placement.Stands.CHOSEN,
        stands_since=build.NOW,
        chosen_at=build.NOW,
        chosen_by=by,
    )


def a_sent(patient: Patient, by: Membership, address: Address | None = None, **values: Any) -> Placement:
    """Sent with the person's agreement to an address that a colleague confirmed."""
    now: dt.datetime = values.pop("now", build.NOW)
    where = address or services.an_address(services.a_service(by.practice), by)
    placement = a_chosen(patient, by, where.service)
    filled = AGREED | {"address": where, "sent_to": where.email, "sent_at": now, "sent_by": by} | values
    for name, value in filled.items():
        setattr(placement, name, value)
    placing.note(placement, kind=PlacementEvent.Kind.SENT, who=PlacementEvent.Who.COLLEAGUE, by=by, now=now)
    return placement
