"""The practice's queue: one state at a time, how many for which reason, and whose."""

import dataclasses
import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q

from patients import caseload
from practice.permissions import Permission
from practice.requests import Request
from reminders import queries, rules, services, why
from reminders.kinds import Channel, Kind, Outcome
from reminders.models import Message, MessageQuerySet
from reminders.models.message import TO_DO
from reminders.shelf_forms import MINE, FilterForm

LIST = 25
LATELY = dt.timedelta(days=30)  # of what was not sent there may be years
WITH = ("patient", "contact_point", "member__user", "done_by__user", "kept_by__user", "address__service")


@dataclasses.dataclass(frozen=True, slots=True)
class Shelf:
    """One state, what to say when nothing is in it, and what can be pressed for several at once."""

    name: str
    label: str
    pick: Callable[[MessageQuerySet], MessageQuerySet]
    order: tuple[str, ...]
    empty: str
    many: str = ""
    counted: bool = True
    lately: bool = False


OLDEST_FIRST, NEWEST_FIRST = ("due_at", "pk"), ("-settled_at", "-pk")
FAILED = (Outcome.FAILED, Outcome.UNKNOWN)
SHELVES = {
    shelf.name: shelf
    for shelf in (
        Shelf(
            "to-do",
            "To do",
            MessageQuerySet.to_do,
            OLDEST_FIRST,
            "Nobody has to ring or look at anything. Calls and messages that did not arrive come here.",
            many="Those ticked are dealt with",
        ),
        Shelf(
            "failed",
            "Did not arrive",
            lambda messages: messages.to_do().by_outcome(*FAILED),
            OLDEST_FIRST,
            "Everything that was sent has been taken. What did not arrive, or perhaps did not, comes here.",
            many="Those ticked are dealt with",
        ),
        Shelf(
            "planned",
            "Planned",
            MessageQuerySet.planned,
            OLDEST_FIRST,
            "Nothing is planned. Book a session or agree a follow-up, and its message is planned by itself.",
        ),
        Shelf("held", "Held", MessageQuerySet.held, OLDEST_FIRST, "No message is held back."),
        Shelf(
            "kept",
            "Kept back",
            MessageQuerySet.kept_back,
            OLDEST_FIRST,
            "Nobody has kept a message back. That is done from a person’s messages.",
        ),
        Shelf(
            "sent",
            "Sent",
            lambda messages: messages.by_outcome(Outcome.SENT),
            NEWEST_FIRST,
            "Nothing has been sent yet.",
            counted=False,
        ),
        Shelf(
            "not-sent",
            "Not sent",
            lambda messages: messages.by_outcome(Outcome.DROPPED),
            NEWEST_FIRST,
            "No message was left unsent.",
            lately=True,
        ),
        Shelf(
            "dealt-with",
            "Dealt with",
            MessageQuerySet.dealt_with,
            ("-done_at", "-pk"),
            "Nobody has dealt with a call or a failed message yet.",
            many="Those ticked are to be done again",
            counted=False,
        ),
    )
}


@dataclasses.dataclass(frozen=True, slots=True)
class Chosen:
    """What is asked for; nothing in it that is not one of a few words."""

    shelf: Shelf
    kind: str = ""
    way: str = ""
    whose: str = ""
    why: str = ""

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Chosen":
        """Whatever else stands in an address is as if it were not there."""
        return cls(
            shelf=SHELVES.get(data.get("show", ""), SHELVES["to-do"]),
            kind=one_of(data.get("kind", ""), Kind.values),
            way=one_of(data.get("way", ""), Channel.values),
            whose=one_of(data.get("whose", ""), [MINE]),
            why=one_of(data.get("why", ""), list(why.BY_NAME)),
        )

    @property
    def fields(self) -> dict[str, str]:
        said = {"show": self.shelf.name}
        said |= {name: getattr(self, name) for name in ("kind", "way", "whose", "why")}
        return {name: value for name, value in said.items() if value}

    @property
    def is_narrow(self) -> bool:
        return bool(self.kind or self.way or self.whose or self.why)

    @property
    def wide(self) -> str:
        return f"?show={self.shelf.name}"

    def query(self, **other: object) -> str:
        """The same with something else, as it stands in an address."""
        return "?" + urlencode({name: value for name, value in (self.fields | other).items() if value})


def one_of(value: str, known: list[str]) -> str:
    return value if value in known else ""


@rules.read_once()
def messages_page(request: Request, chosen: Chosen, number: int) -> dict[str, Any]:
    """One page of a shelf."""
    first = (number - 1) * LIST
    found = asked_for(request, chosen)
    listed = found.filter(why.BY_NAME[chosen.why].q) if in_words(chosen.why) else found
    if chosen.why == why.OTHER.name:
        listed = found.alias(why=why.group()).filter(why=why.OTHER.name)
    shown = listed.select_related(*WITH).prefetch_related(services.mentions_in(request.practice))
    rows = list(shown.order_by(*chosen.shelf.order)[first : first + LIST + 1])
    return {
        "shelf": chosen.shelf,
        "chosen": chosen,
        "tabs": tabs(request, chosen),
        "whys": whys(request, chosen, found),
        "form": FilterForm(initial=chosen.fields),
        "rows": queries.shown(request, rows[:LIST]),
        "previous_url": chosen.query(page=number - 1) if number > 1 else "",
        "next_url": chosen.query(page=number + 1) if len(rows) > LIST else "",
        "may_act": Permission.EDIT_PATIENT in request.permissions,
        "may_prescribe": Permission.PRESCRIBE in request.permissions,
    }


def in_words(name: str) -> bool:
    return bool(name) and name != why.OTHER.name


def asked_for(request: Request, chosen: Chosen) -> MessageQuerySet:
    """All but the reason."""
    found: MessageQuerySet = chosen.shelf.pick(request.practice.messages.all())
    if chosen.kind:
        found = found.filter(kind=chosen.kind)
    if chosen.way:
        found = found.filter(channel=chosen.way)
    return found.filter(caseload.people_of(request)) if chosen.whose else found


def tabs(request: Request, chosen: Chosen) -> list[dict[str, Any]]:
    """The states, and how many messages are in those that somebody may have to think of."""
    counts = counted(request)
    return [
        {
            "shelf": shelf,
            "url": f"?show={shelf.name}",
            "count": counts.get(shelf.name.replace("-", "_")),
            "current": shelf is chosen.shelf,
        }
        for shelf in SHELVES.values()
    ]


def counted(request: Request) -> dict[str, int]:
    """Two questions, so that each has an index that holds nothing else, however long the history is."""
    mine = request.practice.messages
    to_do = mine.filter(TO_DO).aggregate(to_do=Count("pk"), failed=Count("pk", filter=Q(outcome__in=FAILED)))
    waiting = mine.filter(outcome="").aggregate(
        planned=Count("pk", filter=Q(held_until=None, kept_at=None)),
        held=Count("pk", filter=Q(held_until__isnull=False, kept_at=None)),
        kept=Count("pk", filter=Q(kept_at__isnull=False)),
    )
    return to_do | waiting


def whys(request: Request, chosen: Chosen, found: MessageQuerySet) -> list[dict[str, Any]]:
    """How many for which reason, the most first."""
    if not chosen.shelf.counted:
        return []
    if chosen.shelf.lately:
        found = found.filter(settled_at__gte=request.now - LATELY)
    rows = found.order_by().values(why=why.group()).annotate(count=Count("pk")).order_by("-count", "why")
    return [
        {
            "label": why.BY_NAME[row["why"]].label,
            "count": row["count"],
            "url": chosen.query(why="" if row["why"] == chosen.why else row["why"]),
            "current": row["why"] == chosen.why,
        }
        for row in rows
    ]


def picked(request: Request, ids: list[str]) -> list[Message]:
    """Those that were ticked on one page, but for records that are shut to this reader."""
    numbers = [int(text) for text in ids[:LIST] if text.isascii() and text.isdigit() and len(text) < 19]
    found = list(request.practice.messages.filter(pk__in=numbers).order_by("pk"))
    closed = queries.shut(request, found)
    return [message for message in found if message.patient_id not in closed]
