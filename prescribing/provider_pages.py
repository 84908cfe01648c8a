"""What a service sees of one person: the words that were agreed, and what was said since. Nothing else."""

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from practice.clock import day_of
from practice.requests import Request
from practice.wording import long_date
from prescribing.actions.placing import Kind, Who
from prescribing.link_pages import A_PRACTICE, link_page, token_of
from prescribing.models import Placement, PlacementEvent, Schedule
from prescribing.search_words import CODES

SHARED = (
    ("share_name", "Their name"),
    ("share_contact", "How to reach them"),
    ("share_access", "What helps them to take part"),
    ("share_reason", "Why they would like to come"),
    ("share_risk", "What you need to know"),
)
BETWEEN_US = (Kind.GOT_IT, Kind.BOOKED, Kind.FINISHED, Kind.CANNOT_HELP, Kind.TOO_MANY, Kind.MESSAGE)
OF_A_DAY = (Kind.CAME, Kind.DID_NOT_COME)
WAYS = (
    ("got-it", "We have it"),
    ("booked", "A place is booked"),
    ("attendance", "They came, or did not come"),
    ("finished", "They have finished"),
    ("cannot-help", "We cannot help"),
    ("too-many", "Too many, or the wrong people"),
    ("message", "Write to us"),
)
TITLES = dict(WAYS)
OWN_WORDS: dict[str, str] = {
    Kind.GOT_IT: "You have it",
    Kind.CANNOT_HELP: "You cannot help",
    Kind.CAME: "They came",
    Kind.DID_NOT_COME: "They did not come",
}
LOOK_BACK, MOST_DAYS = dt.timedelta(weeks=8), 6


def addresses(request: Request) -> dict[str, str]:
    """Not through practice.addresses: that keeps what it was asked for, and this holds the token."""
    token = token_of(request)
    return {
        "page": reverse("prescribing:provider", args=[token]),
        "places": reverse("prescribing:provider-places", args=[token]),
        "thanks": reverse("prescribing:provider-thanks", args=[token]),
    }


def way_to(request: Request, kind: str) -> str:
    return reverse("prescribing:provider-answer", args=[token_of(request), kind])


def provider_page(
    request: Request, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    return link_page(request, template, context, addresses=addresses(request), status=status)


def named(request: Request, placement: Placement) -> str:
    """Who writes to the service; not of somebody whose details are protected."""
    return A_PRACTICE if placement.patient.restricted else request.practice.name


def shown(request: Request, placement: Placement) -> dict[str, Any]:
    """The whole page of one person at one service."""
    said, ours = list(said_with(placement)), named(request, placement)
    return {
        "practice_name": ours,
        "service": placement.service,
        "facts": [
            {"key": key, "value": getattr(placement, name)}
            for name, key in SHARED
            if getattr(placement, name)
        ],
        "has_it": any(event.kind != Kind.MESSAGE for event in said),
        "got_it": way_to(request, "got-it"),
        "ways": [{"label": label, "url": way_to(request, kind)} for kind, label in WAYS if kind != "got-it"],
        "events": [line(ours, event) for event in reversed(said)],
        "telephone": "" if placement.patient.restricted else request.practice.telephone,
    }


def said_with(placement: Placement) -> list[PlacementEvent]:
    """What passed between service and practice. What the person said to us is not the service's to read."""
    mine = placement.events.filter(practice_id=placement.practice_id)
    ours = mine.filter(who=Who.PROVIDER, kind__in=(*BETWEEN_US, *OF_A_DAY))
    theirs = mine.filter(who=Who.COLLEAGUE, kind=Kind.MESSAGE)
    return list((ours | theirs).order_by("noted_at", "pk"))


def days_of(placement: Placement, today: dt.date) -> list[dt.date]:
    """The latest days on which it has met since they were sent, and of which nothing was said yet."""
    weekly = Schedule.objects.filter(
        service=placement.service_id, withdrawn_at=None, freq=Schedule.Freq.WEEKLY
    )
    met = {code for schedule in weekly for code in schedule.days.split(",")}
    mine = placement.events.filter(practice_id=placement.practice_id, who=Who.PROVIDER, kind__in=OF_A_DAY)
    said = set(mine.values_list("happened_on", flat=True))
    first = max(day_of(placement.sent_at or placement.stands_since), today - LOOK_BACK)
    days = [first + dt.timedelta(days=number) for number in range((today - first).days + 1)]
    return [day for day in reversed(days) if CODES[day.weekday()] in met and day not in said][:MOST_DAYS]


def line(ours: str, event: PlacementEvent) -> dict[str, Any]:
    by_us = event.who == Who.COLLEAGUE
    read = "Read by the practice" if event.read_at else ""
    return {
        "at": event.noted_at,
        "title": title(event, by_us),
        "by": ours if by_us else "",
        "text": event.words,
        "tag": "" if by_us else read,
        "meaning": "quiet",
    }


def title(event: PlacementEvent, by_us: bool) -> str:
    if event.kind == Kind.MESSAGE:
        return "We wrote" if by_us else "You wrote"
    said: str = OWN_WORDS.get(event.kind) or event.get_kind_display()
    if event.happened_on:
        return f"{said}: {long_date(event.happened_on)}"
    return said
