"""Who stands behind a measure, for those who may see names; looking leaves a trail event."""

import dataclasses
from typing import Any
from urllib.parse import urlencode

from insight import flow, period
from insight.behind import PAGE
from insight.catalogue import Kind, Measure, asking
from insight.period import Period
from patients.models import Patient
from practice import trail
from practice.addresses import address
from practice.permissions import Permission
from practice.requests import Request


@dataclasses.dataclass(frozen=True, slots=True)
class Row:
    """A person, how often they count, with how much, and when last."""

    patient: Patient
    times: int
    value: float
    last_on: Any


def url(request: Request, name: str, time: Period) -> str:
    """Where the list is; nothing for those who may not see names, and where no list stands behind."""
    measure = flow.every().get(name)
    if measure is None or not measure.names or Permission.NAMES_BEHIND_FIGURES not in request.permissions:
        return ""
    return f"{address('insight:behind-measure', request.practice.ods_code)}?of={name}&{time.query}"


def look(request: Request, number: int) -> dict[str, Any] | None:
    """One page of it; nothing where there is no such list."""
    measure = flow.every().get(request.GET.get("of", ""))
    if measure is None or not measure.names:
        return None
    time = period.of(request)
    others = measure.kind is Kind.SHARE and request.GET.get("who") == "others"
    rows = page_of(request, measure, time, others=others, number=number)
    details = {"figure": measure.name, "from": time.since.isoformat(), "others": others}
    trail.record(
        "figure.opened", by=request.member, now=request.now, practice=request.practice, details=details
    )
    asked = {"of": measure.name, "months": time.length, "to": f"{time.last:%Y-%m}"}
    asked |= {"who": "others"} if others else {}
    return {
        "measure": measure,
        "others": others,
        "is_share": measure.kind is Kind.SHARE,
        "is_mean": measure.kind is Kind.MEAN,
        "when": "" if measure.name.startswith("now-") else time.words,
        "rows": rows[:PAGE],
        "other_url": turned(asked),
        "previous_url": f"?{urlencode(asked)}&page={number - 1}" if number > 1 else "",
        "next_url": f"?{urlencode(asked)}&page={number + 1}" if len(rows) > PAGE else "",
    }


def turned(asked: dict[str, Any]) -> str:
    """The other half of a share."""
    rest = {name: value for name, value in asked.items() if name != "who"}
    return f"?{urlencode(rest if 'who' in asked else {**rest, 'who': 'others'})}"


def page_of(request: Request, measure: Measure, time: Period, *, others: bool, number: int) -> list[Row]:
    """One more than a page holds, so that it is known whether another comes."""
    until = request.today + period.A_DAY if measure.name.startswith("now-") else time.until
    found = asking.people(
        request.practice,
        measure,
        since=time.since,
        until=until,
        user=request.member.user_id,
        others=others,
        first=(number - 1) * PAGE,
        most=PAGE + 1,
    )
    people = request.practice.patients.in_bulk([one.patient_id for one in found])
    return [
        Row(people[one.patient_id], one.times, one.n, one.last_on)
        for one in found
        if one.patient_id in people
    ]
