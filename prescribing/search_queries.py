"""What the pages about a service for a person look up, each at a fixed number of queries."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Prefetch, QuerySet
from django.http import Http404

from patients.models import Circumstance, Patient
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

LATELY = dt.timedelta(days=365)
OFTEN = 8
STALE_AFTER = 6  # months, where the practice has set no terms
BESIDE = (Circumstance.Kind.MONEY, Circumstance.Kind.TRAVEL, Circumstance.Kind.CARING, Circumstance.Kind.WORK)


def needs() -> QuerySet[SocialNeed]:
    return SocialNeed.objects.filter(ended_on=None)


def open_referral(request: Request, patient: Patient) -> Referral | None:
    return request.practice.referrals.open().filter(patient=patient).first()


def first_need(referral: Referral | None) -> str:
    """What they were referred for first: a search begins with it."""
    named = referral and referral.needs.filter(ended_at=None).order_by("pk").first()
    return named.need_id if named else ""


def service_here(request: Request, service_id: int) -> Service:
    """One of our network's, whether it is listed still or not."""
    rows = Service.objects.filter(network=request.practice.network_id, pk=service_id)
    found = with_everything(rows, request).first()
    if found is None:
        raise Http404
    return found


def services_of(request: Request, ids: Iterable[int]) -> dict[int, Service]:
    wanted = list(ids)
    rows = Service.objects.filter(network=request.practice.network_id, pk__in=wanted)
    return {service.pk: service for service in with_everything(rows, request)}


def with_everything(rows: QuerySet[Service], request: Request) -> QuerySet[Service]:
    """Places, times, people to speak with, and what we ourselves know of each."""
    network = {"network": request.practice.network_id, "withdrawn_at": None}
    addresses = Address.objects.usable().filter(practice=request.practice)
    notes = ServiceNote.objects.filter(practice=request.practice, ended_at=None)
    return rows.select_related("organisation").prefetch_related(
        Prefetch("venues", Venue.objects.filter(**network).order_by("pk"), "places"),
        Prefetch("schedules", Schedule.objects.filter(**network).order_by("pk"), "meetings"),
        Prefetch("contacts", ServiceContact.objects.filter(**network).order_by("pk"), "people"),
        Prefetch("addresses", addresses, "usable"),
        Prefetch("notes", notes.select_related("noted_by__user").order_by("-happened_on", "-pk"), "seen"),
    )


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
    rows = Circumstance.objects.open().filter(practice=request.practice, patient=patient, kind__in=BESIDE)
    return list(rows.exclude(words="").order_by("kind"))


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
