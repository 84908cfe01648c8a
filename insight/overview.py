"""What stands at the top of the dashboard: what to look at first, in sentences, and both ways small."""

import dataclasses
from collections.abc import Sequence
from typing import Any

from insight import dashboard as figures
from insight import funnel, funnel_groups, funnel_page, months, period
from insight.funnel_asked import Asked, lists_of
from insight.funnel_page import Told
from insight.models.ways import Aim
from insight.period import Period
from insight.sections import sections
from insight.whereabouts_page import PLACES, Row
from practice import bars, small
from practice.addresses import address
from practice.requests import Request


@dataclasses.dataclass(frozen=True, slots=True)
class Small:
    """One way, drawn small, with the address of its page."""

    id: str
    title: str
    url: str
    told: Told
    chart: bars.Drawing
    anybody: bool


def year(request: Request) -> Period:
    return period.ending(months.first_of(request.today), period.USUAL, request.today)


def asked(request: Request, aim: Aim) -> Asked:
    return Asked(aim, year(request), lists_of(request))


def dashboard(request: Request) -> dict[str, Any]:
    """Everything on the page."""
    found = figures.dashboard(request)
    seen = overview(request, found["waiting"], found["under"])
    return {**found, **seen, "first": seen["first"] + stuck(request, found["social"]["now"])}


def overview(request: Request, waiting: dict[str, int], under: int) -> dict[str, Any]:
    """At one statement, for both aims."""
    found = funnel.funnels(request.practice, year(request))
    way_url = address("insight:way", request.practice.ods_code)
    ways, first = [], []
    for aim in Aim:
        on = asked(request, aim)
        told = funnel_page.told(found[aim], on, under)
        url = f"{way_url}?aim={aim}"
        ways.append(
            Small(f"way-{aim}", aim.label, url, told, funnel_page.chart(told, aim), bool(found[aim].people))
        )
        stops = funnel_page.falls(found[aim], told, on, under)
        most = funnel_page.most(found[aim], stops, told.people)
        first += [(f"{aim.label}: {most[0].lower()}{most[1:]}", url)] if most else []
    return {
        "sections": sections(request, "insight:dashboard"),
        "ways": ways,
        "ways_period": year(request).words,
        "first": first + overdue(waiting, under),
        "less_url": address("insight:less", request.practice.ods_code),
    }


# Where people stand until somebody does something: the place, and what is said of one and of several.
STUCK = {
    "waiting": ("person waits to be taken by a link worker", "people wait to be taken by a link worker"),
    "sent": (
        "person was sent to a service that has not answered",
        "people were sent to a service that has not answered",
    ),
    "no-service": ("person needs another service: none is left", "people need another service: none is left"),
}


def stuck(request: Request, now: Sequence[Row]) -> list[tuple[str, str]]:
    """A sentence for each place of social prescribing where people wait for us, as far as it may be told."""
    url = address("insight:flow", request.practice.ods_code)
    told = {place: row.people for place, row in zip(PLACES, now, strict=True)}
    return [
        (f"Social prescribing: {people} {one if people == 1 else several}.", url)
        for place, (one, several) in STUCK.items()
        if (people := told[place])
    ]


def overdue(waiting: dict[str, int], under: int) -> list[tuple[str, str]]:
    """A sentence where follow-ups are past their day; its list stands with the figure."""
    number = small.shown(waiting["overdue"], under)
    if not number:
        return []
    return [
        (
            f"Follow-ups: {number} {'is' if number == 1 else 'are'} past {'its' if number == 1 else 'their'} day.",
            "",
        )
    ]


def less(request: Request, under: int) -> dict[str, Any]:
    """For whom it works less well, of both aims: the sentences of their pages, at a statement for each."""
    found = []
    for aim in Aim:
        told = funnel_groups.of_page(request, asked(request, aim), under)
        found += [f"{aim.label}: {line}" for line in told["less"]]
    return {
        "sections": sections(request, "insight:less"),
        "less": found,
        "ways_period": year(request).words,
        "counted_at": request.now,
    }
