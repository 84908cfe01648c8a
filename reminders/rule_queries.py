"""What the pages of rules show: each kind as this practice has it, and how it was before."""

import dataclasses
import datetime as dt
from typing import Any

from practice.clock import LONDON
from practice.models import History, Membership
from practice.requests import Request
from practice.wording import clock_time
from reminders import hours, rule_words
from reminders.kinds import Channel, Kind
from reminders.models import MessageRule
from reminders.rules import InForce, merged
from reminders.shipped import SHIPPED, To, Unit

GROUPS = {
    To.PERSON: "To patients",
    To.STAFF: "To colleagues",
    To.SERVICE: "To services",
}
BEFORE = 10  # so many earlier versions are shown
WHEN = {
    Kind.CHANGED: "Five minutes after the change",
    Kind.FOLLOW_UP: "On the agreed day",
    Kind.GOT_THERE: "As the terms of your practice say",
    Kind.PROVIDER: "As the terms of your practice say",
    Kind.INVITE: "On the day that the wave gives each person",
    Kind.ASK_AGAIN: "Some days after the first, as the wave says",
    Kind.UNFINISHED: "In the morning",
    Kind.OVERDUE: "In the morning",
    Kind.DIGEST: "On the first day of the week",
}


@dataclasses.dataclass(frozen=True, slots=True)
class Line:
    """One kind in the list."""

    here: InForce
    own: bool

    @property
    def when(self) -> str:
        return when(self.here)

    @property
    def how(self) -> str:
        names = [channel.label.lower() for channel in self.here.channels]
        if self.here.shipped.agreed_way:
            return "The way that was agreed"
        return ", else ".join(names).capitalize()


def when(here: InForce) -> str:
    """When it goes, in words."""
    shipped = here.shipped
    at = f", at {clock_time(here.at)}" if here.at else ""
    if shipped.timing is None:
        return WHEN.get(here.kind, "At once") + at
    unit, number = shipped.timing.unit, here.amount
    if unit is Unit.HOURS_BEFORE:
        return f"{number} {'hour' if number == 1 else 'hours'} before"
    days = f"{number} {'day' if number == 1 else 'days'}"
    if unit is Unit.DAYS_BEFORE:
        return f"{days} before, at the same time of day"
    return f"{days} after{at}" if number else f"On the day{at}"


def listed(request: Request) -> list[dict[str, Any]]:
    """All kinds, by whom they are for; one query."""
    own = {rule.kind: rule for rule in request.practice.message_rules.all()}
    lines = [Line(merged(kind, own.get(kind)), is_own(own.get(kind))) for kind in SHIPPED]
    return [
        {"title": title, "lines": [line for line in lines if line.here.shipped.to is to]}
        for to, title in GROUPS.items()
    ]


def is_own(rule: MessageRule | None) -> bool:
    """Whether anything stands otherwise than it was shipped."""
    return rule is not None and merged(Kind(rule.kind), rule) != merged(Kind(rule.kind))


def own_rule(request: Request, kind: Kind) -> MessageRule | None:
    return request.practice.message_rules.filter(kind=kind).select_related("set_by__user").first()


def preview(request: Request, kind: Kind, template: str, *, cancelled: str = "") -> dict[str, Any]:
    """How words read, how long they are, and what is wrong with them; those of a cancelled session too."""
    practice, shipped = request.practice.name, SHIPPED[kind]
    wrong = rule_words.problems(kind, template, practice)
    readable = not wrong or all("too long" in one for one in wrong)
    shown = rule_words.example(kind, template, practice, example_moment(request.now)) if readable else ""
    return {
        "shown": shown,
        "wrong": wrong,
        "longest": rule_words.longest(kind, template, practice) if readable else 0,
        "cancelled": off(request, kind, cancelled) if shipped.cancelled else None,
        "by_text": Channel.TEXT in shipped.channels,
        "read_by": rule_words.read_by(shipped),
    }


def off(request: Request, kind: Kind, template: str) -> dict[str, Any]:
    """How the words of a cancelled session read."""
    practice = request.practice.name
    wrong = rule_words.cancelled_problems(kind, template, practice)
    readable = not wrong or all("too long" in one for one in wrong)
    moment = example_moment(request.now)
    return {
        "shown": rule_words.example(kind, template, practice, moment) if readable else "",
        "wrong": wrong,
        "longest": rule_words.longest(kind, template, practice) if readable else 0,
    }


def example_moment(now: dt.datetime) -> dt.datetime:
    return hours.at_wall(now.astimezone(LONDON).date() + dt.timedelta(days=2), dt.time(10))


def waiting(request: Request, kind: Kind) -> int:
    """How many of these wait to go."""
    return request.practice.messages.filter(kind=kind, outcome="").count()


def versions(rule: MessageRule | None) -> list[dict[str, Any]]:
    """How it stood before, the latest first: the history knows."""
    if rule is None:
        return []
    changes = History.objects.filter(
        practice=rule.practice_id, table_name=rule._meta.db_table, row_id=rule.pk, operation="update"
    )
    names = {
        member.pk: member.name
        for member in Membership.objects.filter(practice=rule.practice_id).select_related("user")
    }
    plain = ("is_on", "amount", "words", "cancelled", "channels", "set_by_id")
    state = {name: getattr(rule, name) for name in plain}
    state |= {"at": rule.at, "set_at": rule.set_at, "working_days_only": rule.working_days_only}
    found = []
    for before in changes.order_by("-pk").values_list("before", flat=True)[:BEFORE]:
        state = state | {name: value for name, value in (before or {}).items() if name in state}
        found.append(version(rule, state, names))
    return found


def version(rule: MessageRule, state: dict[str, Any], names: dict[int, str]) -> dict[str, Any]:
    at, set_at = state["at"], state["set_at"]
    own = MessageRule(
        kind=rule.kind,
        is_on=state["is_on"],
        amount=state["amount"],
        at=dt.time.fromisoformat(at) if isinstance(at, str) else at,
        channels=state["channels"],
        working_days_only=state["working_days_only"],
        words=state["words"],
        cancelled=state["cancelled"],
    )
    return {
        "line": Line(merged(Kind(rule.kind), own), own=True),
        "by": names.get(state["set_by_id"], "Somebody"),
        "at": dt.datetime.fromisoformat(set_at) if isinstance(set_at, str) else set_at,
    }
