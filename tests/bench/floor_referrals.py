"""The floor of social prescribing: the board, one referral, and the page behind a service's link."""

from types import SimpleNamespace
from typing import Any

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse

from patients.sheet import needs_and_alerts
from practice import clock
from practice.links import fingerprint
from practice.models import SignedLink
from prescribing import board_queries as lookup
from prescribing.actions.linking import SERVICE, is_shut
from prescribing.models import Placement, PlacementEvent, Referral
from prescribing.provider_pages import said_with
from prescribing.referral_pages import other_open
from prescribing.referral_queries import needs_of, question_of, workers_of
from tests.bench.floor import answer, door, keep, opened, view
from tests.bench.minimal import BOARD, PROVIDER, REFERRAL


def board(request: HttpRequest) -> HttpResponse:
    with door(request) as member:
        mine, asker = [member.pk], asks(request, member)
        rows, waiting = lookup.caseload(asker, mine), lookup.nobodys(asker)
        context = {
            "asks": [lookup.placements_to_do(asker, mine), lookup.hanging(asker, mine)],
            "parts": [lookup.due(rows, asker.today), *(s.shown for s in lookup.stages(rows))],
            "waiting": waiting[: lookup.SHOWN],
            "arrived": lookup.arrivals_held(asker),
            "bands": lookup.bands(asker, asker.practices),
            "colleagues": workers_of(asker),
        }
        return answer(BOARD, **context)


def asks(request: HttpRequest, member: Any) -> Any:
    """What the page's own questions read of a request."""
    days = {"now": member.now, "today": member.now.date()}
    return SimpleNamespace(practices=[member.practice], memberships=[member], user=request.user, **days)


def referral(request: HttpRequest, code: str, referral_id: int) -> HttpResponse:
    with door(request, code) as member:
        rows = Referral.objects.filter(practice_id=member.practice_id)
        rows = rows.select_related("worker__user", "referred_by__user", "member__user", "closed_by__user")
        one = rows.get(pk=referral_id)
        one.patient = opened(request, member, one.patient_id)
        theirs = {
            "steps": one.steps.select_related("member__user").order_by("-happened_at"),
            "contacts": one.contacts.select_related("noted_by__user").order_by("-happened_at"),
            "placements": one.placements.select_related("service").prefetch_related("events"),
        }
        sheet, others = needs_and_alerts(one.patient), [other_open(one), question_of(one)]
        parts = [needs_of(one), others, one.arrivals.order_by("received_at"), sheet.needs, sheet.alerts]
        parts += [one.messages_back.select_related("given_by__user")]
        parts += [one.signposts.select_related("service", "told_by__user").filter(entered_in_error_at=None)]
        return answer(REFERRAL, p=one.patient, r=one, parts=parts, **theirs)


def provider(request: HttpRequest, token: str) -> HttpResponse:
    """Without anybody's name: the link alone leads in."""
    with transaction.atomic():
        link = link_of(token)
        rows = Placement.objects.filter(practice_id=link.practice_id)
        placement = rows.select_related("patient", "service", "referral").get(pk=link.subject_id)
        if is_shut(placement, link.now):
            raise PermissionError
        note_opened(placement, link)
        said = said_with(placement)
        return answer(PROVIDER, p=placement, said=said, practice=link.practice)


def link_of(token: str) -> Any:
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM signed_link_of(%s, %s)", [fingerprint(token), SERVICE])
        key, practice = cursor.fetchone()
    view(str(practice), 0)
    link: Any = SignedLink.objects.usable(now).select_related("practice").get(pk=key)
    link.now = now
    return link


def note_opened(placement: Placement, link: Any) -> None:
    """Once a day, with both rows held."""
    Referral.objects.select_for_update().get(pk=placement.referral_id)
    held = Placement.objects.select_for_update(of=("self",)).select_related("referral", "patient", "service")
    locked = held.get(pk=placement.pk)
    events = PlacementEvent.objects.filter(practice_id=link.practice_id, placement=placement)
    day = link.now.replace(hour=0, minute=0, second=0, microsecond=0)
    if not events.filter(kind="opened", link_id=link.pk, noted_at__gte=day).exists():
        said = {"kind": "opened", "who": "provider", "link_id": link.pk, "noted_at": link.now}
        theirs = {"practice_id": link.practice_id, "patient_id": locked.patient_id}
        PlacementEvent.objects.create(placement=locked, **theirs, **said)
        locked.version += 1
        locked.save()
    keep(link, "placement.opened", locked.patient_id)
