"""What the pages behind a link have in common: where somebody stands, and where they go on."""

import dataclasses
import datetime as dt
import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from activation import visits
from activation.actions.answering import sheet_of
from activation.actions.linking import PURPOSE
from activation.definition import Definition, Item, definition_of
from activation.kinds import Mode
from activation.models import Measurement
from practice.errors import NoLink, link_says
from practice.links import signed
from practice.pages import page
from practice.requests import Request

View = Callable[..., HttpResponse]


@dataclasses.dataclass(frozen=True, slots=True)
class Here:
    """Somebody before their questionnaire: what is asked, and which of it has an answer. Never which answer."""

    token: str
    measurement: Measurement
    definition: Definition
    answered: frozenset[str]
    until: dt.datetime

    @property
    def items(self) -> tuple[Item, ...]:
        return self.definition.items

    @property
    def unanswered(self) -> list[int]:
        """Their numbers, from 1."""
        return [place for place, item in enumerate(self.items, 1) if item.id not in self.answered]

    @property
    def on_tablet(self) -> bool:
        return bool(self.measurement.mode == Mode.TABLET)

    @property
    def has_easier_words(self) -> bool:
        language = self.measurement.language
        return any(item.easy.get(language) for item in self.items)

    def item(self, number: int) -> Item:
        if not 1 <= number <= len(self.items):
            raise NoLink
        return self.items[number - 1]

    def address(self, name: str, *values: object) -> str:
        """Not through practice.addresses: that keeps what it was asked for, and this holds the token."""
        return reverse(f"activation:{name}", args=[self.token, *values])

    def on(self, after: int = 0) -> str:
        """The next statement without an answer; when there is none, the page before sending."""
        following = [number for number in self.unanswered if number > after]
        return self.address("link-statement", following[0]) if following else self.address("link-check")


def here_of(request: Request) -> Here:
    """The questionnaire that the link is about."""
    measurement = measurement_of(request)
    sheet = sheet_of(measurement)
    return Here(
        token=request.resolver_match.kwargs["token"],
        measurement=measurement,
        definition=definition_of(measurement.instrument),
        answered=frozenset(sheet.answers if sheet else ()),
        until=request.link.expires_at,
    )


def measurement_of(request: Request) -> Measurement:
    if request.link.subject_type != Measurement._meta.label_lower:
        raise NoLink
    mine = request.practice.measurements.filter(pk=request.link.subject_id)
    measurement = mine.select_related("instrument", "patient").first()
    if measurement is None or measurement.patient.died_on or measurement.patient.left_on:
        raise NoLink
    return measurement


def by_link(view: View) -> View:
    """For every page of a link that is still to be answered: shut, sent and ended ones lead elsewhere."""

    @functools.wraps(view)
    def inside(request: Request, **kwargs: Any) -> HttpResponse:
        here, state = here_of(request), visits.state_of(request)
        if not here.measurement.is_open:  # sent, perhaps, after the link was looked up and before this was
            request.link.refresh_from_db(fields=["used_at"])
        if state == visits.SENT or (state and request.link.used_at):
            return visits.keep(request, HttpResponseRedirect(here.address("link-sent")), visits.SENT)
        if not here.measurement.is_open or request.link.used_at:
            raise NoLink
        if here.measurement.locked_at:
            return visits.forget(request, locked(request, here))
        return view(request, here, **kwargs)

    return signed(PURPOSE)(inside)


def locked(request: Request, here: Here) -> HttpResponse:
    """A tablet is handed back; the link of somebody at home says the same as every other."""
    return link_page(request, here, "locked", {}, status=410) if here.on_tablet else link_says(410)


def trusted(view: View) -> View:
    """Only behind the right birth date; each page seen there begins the thirty minutes anew."""

    @functools.wraps(view)
    def inside(request: Request, here: Here, **kwargs: Any) -> HttpResponse:
        if visits.state_of(request) != visits.TRUSTED:
            return HttpResponseRedirect(here.address("link"))
        return renewed(request, view(request, here, **kwargs))

    return by_link(inside)


def renewed(request: Request, response: HttpResponse) -> HttpResponse:
    """Whoever is trusted has another thirty minutes, unless the view has just said otherwise."""
    said = visits.name_of(request) in response.cookies
    is_trusted = visits.state_of(request) == visits.TRUSTED
    return visits.keep(request, response, visits.TRUSTED) if is_trusted and not said else response


def link_page(
    request: Request, here: Here, name: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """The frame takes no practice from the request: nothing here says where the link comes from."""
    around = {
        "address": addresses(here),
        "on_tablet": here.on_tablet,
        "until": here.until,
        "now": request.now,
    }
    return page(request, f"activation/link_{name}.html", around | context, status=status)


def addresses(here: Here) -> dict[str, str]:
    names = ("help", "later", "words", "check", "sent")
    return {"link": here.address("link")} | {name: here.address(f"link-{name}") for name in names}
