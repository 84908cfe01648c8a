"""What must be right before anything of a person goes to a service: said in words, all of it at once."""

import datetime as dt

from patients.models import Consent, Supporter
from prescribing.models import Address, Placement

NOT_AGREED = "It is not noted yet what may be shared. Agree the words first."
NOTHING_SHARED = "A service needs at least a name. Agree the words first."
ENDED = "The agreement to share was ended. Agree the words again first."
EXPIRED = "The agreement to share ended on its last day. Agree the words again first."
SAID_NO = "They said no to sharing with community services. Note a new answer on their record first."
NO_ADDRESS = "No colleague has confirmed an address for this service that agreed to take referrals."
DOUBTED = "The address may have changed. A colleague must confirm it again first."
NOT_THERE = "The service is not in the directory any more."
TAKES_NOBODY = "The service takes nobody now. Choose it again and say why, or choose another."
ALREADY_SENT = "This was sent before. It cannot be sent twice."
OVER = "This has ended."
NO_AUTHORITY = (
    "Nobody with authority to decide for them is noted, with the evidence seen and not expired."
    " Note that on their record first."
)


def address_of(placement: Placement) -> Address | None:
    """The one open address that this practice holds for the service, whether it can be used or not."""
    rows = Address.objects.filter(practice=placement.practice_id, service=placement.service_id)
    return rows.filter(ended_at=None).first()


def hindrances(placement: Placement, address: Address | None, today: dt.date) -> list[str]:
    """Why it cannot be sent now; none where it can."""
    if placement.sent_at is not None:
        return [ALREADY_SENT]
    if placement.ended_at is not None:
        return [OVER]
    return [*of_the_agreement(placement, today), *of_the_address(address), *of_the_service(placement, today)]


def of_the_agreement(placement: Placement, today: dt.date) -> list[str]:
    if placement.agreed_on is None:
        return [NOT_AGREED]
    if placement.agreement_ended_at is not None:
        return [ENDED]
    if placement.agreed_until is not None and placement.agreed_until < today:
        return [EXPIRED]
    found = [] if placement.share_name else [NOTHING_SHARED]
    return found + ([SAID_NO] if said_no(placement, today) else [])


def said_no(placement: Placement, today: dt.date) -> bool:
    """Their latest word on sharing with community services, from the day it counts; a no counts until a new yes."""
    said = Consent.objects.open().filter(
        practice=placement.practice_id,
        patient=placement.patient_id,
        kind=Consent.Kind.SHARING,
        from_on__lte=today,
    )
    latest = said.order_by("-from_on", "-pk").first()
    return latest is not None and not latest.agreed


def of_the_address(address: Address | None) -> list[str]:
    if address is None or address.confirmed_at is None:
        return [NO_ADDRESS]
    return [DOUBTED] if address.doubted_at is not None else []


def of_the_service(placement: Placement, today: dt.date) -> list[str]:
    """Gone is gone; paused or closed for now may be answered with a reason when it is chosen."""
    service = placement.service
    if service.withdrawn_at is not None or service.status not in service.LISTED:
        return [NOT_THERE]
    return [] if service.takes_people(today) or placement.fit_because else [TAKES_NOBODY]


def somebody_decides(placement: Placement, today: dt.date) -> bool:
    """A supporter with authority whose evidence was seen and has not expired."""
    may = Supporter.objects.open().filter(practice=placement.practice_id, patient=placement.patient_id)
    may = may.exclude(authority=Supporter.Authority.NONE).exclude(evidence_seen="")
    return any(one.expires_on is None or one.expires_on >= today for one in may)
