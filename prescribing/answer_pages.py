"""What colleagues see of one placement: what the service was told, and everything that came back."""

from typing import Any

from django.http import Http404

from patients.reading import open_record, refuse_blocked
from patients.strip import about
from practice.requests import Request
from practice.wording import long_date
from prescribing.actions.linking import is_closed, is_shut
from prescribing.actions.placing import Kind, Who
from prescribing.models import Placement, PlacementEvent, Service
from prescribing.models.referral import OVER
from prescribing.provider_pages import SHARED


def placement_here(request: Request, placement_id: int) -> Placement:
    mine = request.practice.placements.filter(pk=placement_id)
    placement = mine.select_related("patient", "service", "referral", "sent_by__user").first()
    if placement is None:
        raise Http404
    refuse_blocked(request, placement.patient)
    return placement


def placement_opened(request: Request, placement_id: int) -> Placement:
    """The same, with the opening of the record written to the trail."""
    placement = placement_here(request, placement_id)
    open_record(request, placement.patient_id)
    return placement


def shown(request: Request, placement: Placement) -> dict[str, Any]:
    mine = placement.events.filter(practice_id=placement.practice_id)
    events = list(mine.select_related("member__user", "read_by__user").order_by("-noted_at", "-pk"))
    return {
        "placement": placement,
        "events": [line(event) for event in events],
        "to_read": bool(placement.needs_somebody_at) or any(map(is_new, events)),
        "sent": [
            {"key": key, "value": getattr(placement, name), "nothing": "Not shared"} for name, key in SHARED
        ]
        + gone_to(placement),
        "silent": is_silent(placement),
        "shut": is_shut(placement, request.now),
        "closed": is_closed(placement),
        "run_out": placement.agreement_over(request.today),
        "numbers": numbers(placement.service),
        **about(request, placement.patient),
    }


def is_silent(placement: Placement) -> bool:
    """No answer, and somebody still waits for one."""
    return placement.silent_since is not None and placement.referral.stands not in OVER


def numbers(service: Service) -> list[dict[str, str]]:
    """Where a colleague can ring them, and whom: what an unanswered mail leads to."""
    people = service.contacts.filter(network=service.network_id, withdrawn_at=None).exclude(telephone="")
    named = [{"who": one.name or one.role, "number": one.telephone} for one in people.order_by("pk")]
    return ([{"who": "", "number": service.telephone}] if service.telephone else []) + named


def gone_to(placement: Placement) -> list[dict[str, Any]]:
    """Where it went; nothing of a restricted person's way there."""
    where = "" if placement.patient.restricted else placement.sent_to
    return [{"key": "Sent to", "value": where, "nothing": "Not sent by email"}]


def is_new(event: PlacementEvent) -> bool:
    """Said by somebody else, and read by nobody."""
    asks = event.kind not in (Kind.OPENED, Kind.CHASED)
    return event.who in (Who.PROVIDER, Who.PERSON) and asks and event.read_at is None


def line(event: PlacementEvent) -> dict[str, Any]:
    on = event.happened_on
    return {
        "at": event.noted_at,
        "title": event.get_kind_display() + (f": {long_date(on)}" if on else ""),
        "by": event.member.name if event.member else event.get_who_display().lower(),
        "text": event.words,
        "tag": "New" if is_new(event) else "",
        "meaning": "act",
    }
