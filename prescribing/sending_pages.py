"""What stands on the pages of a placement before it is sent: the words, where they go, and what was left out."""

from typing import Any

from patients.models import Alert
from patients.strip import about
from practice.requests import Request
from prescribing import service_mail
from prescribing.models import Placement
from prescribing.provider_pages import SHARED
from prescribing.sending_checks import address_of, hindrances
from prescribing.service_mail import Line

A_LINK = "(a link for this one person)"


def shown(request: Request, placement: Placement) -> dict[str, Any]:
    """A placement with its words, and why it cannot be sent yet."""
    address = address_of(placement)
    return {
        "placement": placement,
        "words": [
            {"key": key, "value": getattr(placement, name), "nothing": "Not shared"} for name, key in SHARED
        ],
        "address": address,
        "hindrances": hindrances(placement, address, request.today),
        "by_hand": placement.patient.restricted or placement.patient.contact_with_care,
        "run_out": placement.agreement_over(request.today),
        **about(request, placement.patient),
    }


def preview(request: Request, placement: Placement) -> dict[str, Any]:
    """Who gets what at which address, and what does not go."""
    named = placement.service.name
    line = Line(service=named, why=service_mail.FIRST, link=A_LINK)
    return {
        **shown(request, placement),
        "subject": service_mail.subject(request.practice.name, [named]),
        "mail": service_mail.words(request.practice.name, request.practice.telephone, [line]),
        "left_out": left_out(placement),
    }


def left_out(placement: Placement) -> list[str]:
    """What is known here and does not go: said, so that nobody believes that it went."""
    found = [f"{key}: not shared" for name, key in SHARED if not getattr(placement, name)]
    alerts = Alert.objects.open().filter(practice=placement.practice_id, patient=placement.patient_id).count()
    if alerts:
        found.append(f"Staff notes ({alerts}): never shared by themselves")
    referral = placement.referral
    if referral.reason:
        marks = [
            mark
            for mark, stands in (
                ("sensitive", referral.sensitive),
                ("about somebody else", referral.third_party),
            )
            if stands
        ]
        marked = f" (marked {' and '.join(marks)})" if marks else ""
        found.append(f"The reason of the referral{marked}: never shared by itself")
    return [*found, "NHS number, date of birth, address, conditions and notes: never shared"]
