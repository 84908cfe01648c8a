"""What the pages of the directory look up: everything starts at the network of the practice."""

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from practice.requests import Request
from prescribing import searching
from prescribing.actions.services import PARTS
from prescribing.models import Address, Service, ServiceNote, SocialNeed, Venue
from prescribing.search_forms import root
from prescribing.search_queries import stale_after, with_everything
from prescribing.words import words_of

A_PAGE = 25
DAYS_OF_A_MONTH = 30
SHOWN = {
    "all": "All",
    "check": "To check again",
    "mine": "With an address to send to",
    "doubted": "Address to confirm again",
    "gone": "Taken out",
}


def directory(request: Request) -> QuerySet[Service]:
    return Service.objects.filter(network=request.practice.network_id)


def shown(request: Request, which: str) -> QuerySet[Service]:
    """One of the lists of SHOWN."""
    rows = directory(request)
    if which == "gone":
        return rows.filter(Q(withdrawn_at__isnull=False) | Q(status__in=("defunct", "inactive")))
    rows = rows.listed()  # type: ignore[attr-defined]
    addresses = Address.objects.filter(practice=request.practice, service=OuterRef("pk"), ended_at=None)
    if which == "check":
        since = request.now - dt.timedelta(days=stale_after(request) * DAYS_OF_A_MONTH)
        return rows.filter(Q(checked_at=None) | Q(checked_at__lt=since))
    if which == "mine":
        return rows.filter(Exists(addresses.usable()))
    if which == "doubted":
        return rows.filter(Exists(addresses.filter(doubted_at__isnull=False)))
    return rows


def page_of(request: Request, rows: QuerySet[Service], after: str) -> tuple[list[Service], int | None]:
    """By name, from the one after which the last page ended; and the one after which the next begins."""
    last = directory(request).filter(pk=int(after)).first() if is_number(after) else None
    if last is not None:
        rows = rows.filter(Q(name__gt=last.name) | Q(name=last.name, pk__gt=last.pk))
    shown = rows.select_related("organisation").order_by("name", "pk")[: A_PAGE + 1]
    found = with_everything(shown, request)
    return found[:A_PAGE], (found[A_PAGE - 1].pk if len(found) > A_PAGE else None)


def is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 15


def found_by(request: Request, words: str) -> list[Service]:
    """The best that these words find."""
    sought = searching.Sought(words=tuple(root(word) for word in words_of(words)[:6]))
    if not sought.words:
        return []
    hits, _more = searching.find(
        sought, network=request.practice.network_id, today=request.today, most=A_PAGE
    )
    rows = directory(request).filter(pk__in=[hit.service_id for hit in hits]).select_related("organisation")
    known = {service.pk: service for service in with_everything(rows, request)}
    return [known[hit.service_id] for hit in hits if hit.service_id in known]


def in_full(request: Request, service_id: int) -> Service:
    found = directory(request).filter(pk=service_id)
    service = with_everything(found.select_related("organisation", "source", "changed_user"), request)
    if not service:
        raise Http404
    return service[0]


def service_here(request: Request, service_id: int) -> Service:
    found = directory(request).filter(pk=service_id).select_related("organisation", "source").first()
    if found is None:
        raise Http404
    return found


def needs_of(service: Service) -> list[SocialNeed]:
    met = service.needs.filter(withdrawn_at=None).values("need_id")
    return list(SocialNeed.objects.filter(code__in=met))


def places_of(service: Service) -> list[Venue]:
    """Where it meets now."""
    return list(Venue.objects.filter(service=service, withdrawn_at=None).order_by("pk"))


def part_here(request: Request, service: Service, kind: str, part_id: int) -> Any:
    """A place, a time or a contact that stands now."""
    if kind not in PARTS:
        raise Http404
    rows = PARTS[kind]._default_manager.filter(service=service, withdrawn_at=None, pk=part_id)
    found = rows.first()
    if found is None:
        raise Http404
    return found


def address_of(request: Request, service: Service) -> Address | None:
    """The one that stands, whether it may be used or not."""
    rows = request.practice.service_addresses.filter(service=service, ended_at=None)
    return rows.select_related("confirmed_by__user").first()


def note_here(request: Request, note_id: int) -> ServiceNote:
    rows = request.practice.service_notes.filter(pk=note_id, ended_at=None).select_related("service")
    found = rows.first()
    if found is None:
        raise Http404
    return found
