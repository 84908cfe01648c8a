"""What the pages about a service for a person look up, each at a fixed number of queries."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, QuerySet
from django.http import Http404

from patients.models import Circumstance, Patient
from practice.composed import composed
from practice.permissions import Permission
from practice.requests import Request
from prescribing.models import (
    Address,
    Placement,
    Referral,
    Schedule,
    Service,
    ServiceContact,
    ServiceNote,
    Signpost,
    SocialNeed,
    Terms,
    Venue,
)
from prescribing.search_words import checked, costs, times

Ids = tuple[int, ...]
LATELY = dt.timedelta(days=365)
OFTEN = 8
STALE_AFTER = 6  # months, where the practice has set no terms
BESIDE = (Circumstance.Kind.MONEY, Circumstance.Kind.TRAVEL, Circumstance.Kind.CARING, Circumstance.Kind.WORK)


def needs() -> QuerySet[SocialNeed]:
    return SocialNeed.objects.filter(ended_on=None)


def open_referral(request: Request, patient: Patient) -> Referral | None:
    return next(iter(_open_referrals(practice=request.practice.pk, patient=patient.pk)), None)


@composed
def _open_referrals(practice: int, patient: int) -> QuerySet[Referral]:
    return Referral.objects.open().filter(practice=practice, patient=patient).order_by("pk")[:1]


def first_need(referral: Referral | None) -> str:
    """What they were referred for first: a search begins with it."""
    named = referral and referral.needs.filter(ended_at=None).order_by("pk").first()
    return named.need_id if named else ""


def service_here(request: Request, service_id: int) -> Service:
    """One of our network's, whether it is listed still or not."""
    found = services_of(request, [service_id]).get(service_id)
    if found is None:
        raise Http404
    return found


def services_of(request: Request, ids: Iterable[int]) -> dict[int, Service]:
    wanted, network = tuple(ids), request.practice.network_id
    if network is None or not wanted:
        return {}
    rows = _services(network=network, services=wanted)
    return {service.pk: service for service in with_everything(rows, request)}


def with_everything(rows: Iterable[Service], request: Request) -> list[Service]:
    """Each with its places, times, people to speak with, and what we ourselves know of it."""
    found = {service.pk: service for service in rows}
    wanted, network = tuple(found), request.practice.network_id
    if network is None or not wanted:
        return []
    for name, ask in THEIRS.items():
        share_out(found, name, ask(network=network, services=wanted))
    for name, ask in OURS.items():
        share_out(found, name, ask(practice=request.practice.pk, services=wanted))
    return list(found.values())


def share_out(found: dict[int, Service], name: str, rows: list[Any]) -> None:
    for service in found.values():
        setattr(service, name, [])
    for row in rows:
        getattr(found[row.service_id], name).append(row)


@composed
def _services(network: int, services: Ids) -> QuerySet[Service]:
    return Service.objects.filter(network=network, pk__in=services).select_related("organisation")


@composed
def _places(network: int, services: Ids) -> QuerySet[Venue]:
    return Venue.objects.filter(network=network, service__in=services, withdrawn_at=None).order_by("pk")


@composed
def _meetings(network: int, services: Ids) -> QuerySet[Schedule]:
    return Schedule.objects.filter(network=network, service__in=services, withdrawn_at=None).order_by("pk")


@composed
def _people(network: int, services: Ids) -> QuerySet[ServiceContact]:
    found = ServiceContact.objects.filter(network=network, service__in=services, withdrawn_at=None)
    return found.order_by("pk")


@composed
def _usable(practice: int, services: Ids) -> QuerySet[Address]:
    return Address.objects.usable().filter(practice=practice, service__in=services)


@composed
def _seen(practice: int, services: Ids) -> QuerySet[ServiceNote]:
    notes = ServiceNote.objects.filter(practice=practice, service__in=services, ended_at=None)
    return notes.select_related("noted_by__user").order_by("-happened_on", "-pk")


THEIRS = {"places": _places, "meetings": _meetings, "people": _people}
OURS = {"usable": _usable, "seen": _seen}


def stale_after(request: Request) -> int:
    terms = Terms.objects.filter(practice=request.practice).first()
    return terms.stale_after_months if terms else STALE_AFTER


def told(service: Service, *, today: dt.date, months: int) -> dict[str, Any]:
    """One service as a page says it; `service` came with everything."""
    words, stale = checked(service, today, months)
    return {
        "service": service,
        "costs": costs(service),
        "times": [said for meeting in service.meetings if (said := times(meeting))],  # type: ignore[attr-defined]
        "paused": service.is_paused(today),
        "takes_people": service.takes_people(today),
        "checked": words,
        "stale": stale,
        "by_email": bool(service.usable),  # type: ignore[attr-defined]
    }


def life_beside(request: Request, patient: Patient) -> list[Circumstance]:
    """What they said of money, getting about, caring and work: cost and fares are read beside it."""
    if Permission.SEE_LIFE not in request.permissions:
        return []
    return _life_beside(practice=request.practice.pk, patient=patient.pk)


@composed
def _life_beside(practice: int, patient: int) -> QuerySet[Circumstance]:
    rows = Circumstance.objects.open().filter(practice=practice, patient=patient, kind__in=BESIDE)
    return rows.exclude(words="").order_by("kind")


def often_named(request: Request) -> list[Service]:
    """What people here were told of or sent to most in the last year, then the first of the directory by name."""
    since = request.now - LATELY
    told_of = Signpost.objects.filter(practice=request.practice, told_at__gte=since, entered_in_error_at=None)
    sent_to = Placement.objects.filter(practice=request.practice, chosen_at__gte=since)
    counts: dict[int, int] = {}
    for rows in (told_of, sent_to):
        for service_id, number in rows.values_list("service").annotate(Count("pk")).order_by():
            counts[service_id] = counts.get(service_id, 0) + number
    best = sorted(counts, key=lambda pk: (-counts[pk], pk))[: OFTEN * 2]
    known = services_of(request, best)
    listed = [known[pk] for pk in best if pk in known and known[pk].takes_people(request.today)]
    return listed[:OFTEN]


def signposts_of(request: Request, patient: Patient) -> list[Signpost]:
    """What they were told of, newest first; wrong presses stay, marked."""
    rows = request.practice.signposts.filter(patient=patient)
    return list(rows.select_related("service", "told_by__user").order_by("-told_at", "-pk")[:OFTEN])
