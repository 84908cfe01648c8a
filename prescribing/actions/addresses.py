"""Where referrals to a service go: noted and confirmed by a colleague, doubted when the service changes, ended."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from practice import trail
from practice.acting import action
from practice.actions import NotPossible
from practice.actors import System
from practice.models import Membership, Practice
from practice.tenancy import in_view
from prescribing.models import Address, Service

DIRECTORY = System("directory")


@action
def confirm(
    *, service: Service, practice: Practice, values: dict[str, Any], by: Membership, now: dt.datetime
) -> Address:
    """They agreed to take referrals at this address: who, and when. Another address ends the one before."""
    if service.withdrawn_at:
        raise NotPossible("This service is in the directory no more.")
    before = open_address(service, practice)
    if before and before.email.lower() != values["email"].lower():
        before.ended_at, before.ended_by = now, by
        before.save(update_fields=["ended_at", "ended_by"])
        before = None
    address = before or Address(practice=practice, service=service, noted_at=now, noted_by=by)
    for name in ("email", "agreed_who", "agreed_on"):
        setattr(address, name, values[name])
    address.confirmed_at, address.confirmed_by = now, by
    address.doubted_at, address.doubted_because = None, ""
    address.save()
    trail.record("address.confirmed", by=by, now=now, practice=practice, subject=address)
    return address


@action
def end_address(*, address: Address, by: Membership, now: dt.datetime) -> Address:
    """Nothing is sent to it any more."""
    locked = Address.objects.select_for_update().get(pk=address.pk)
    if locked.ended_at:
        raise NotPossible("This address has ended already.")
    locked.ended_at, locked.ended_by = now, by
    locked.save(update_fields=["ended_at", "ended_by"])
    trail.record("address.ended", by=by, now=now, practice=locked.practice_id, subject=locked)
    return locked


def open_address(service: Service, practice: Practice) -> Address | None:
    return (
        Address.objects.select_for_update().filter(practice=practice, service=service, ended_at=None).first()
    )


def doubt(*, service_ids: Iterable[int], because: str, now: dt.datetime) -> int:
    """How to reach these services changed: no practice of their network sends there until it was confirmed again.

    Whoever changed it may have one practice in view; the rule of care holds for all of them.
    """
    wanted = list(service_ids)
    if not wanted:
        return 0
    network = Service.objects.get(pk=wanted[0]).network_id
    count = 0
    for practice in Practice.objects.filter(network_id=network).order_by("pk"):
        with in_view([practice], DIRECTORY):
            usable = Address.objects.usable().filter(practice=practice, service_id__in=wanted)
            for address in usable.select_for_update().order_by("pk"):
                address.doubted_at, address.doubted_because = now, because
                address.save(update_fields=["doubted_at", "doubted_because"])
                trail.record("address.doubted", by=DIRECTORY, now=now, practice=practice, subject=address)
                count += 1
    return count
