"""The month's figures as a mail: headline measures of one month beside the month before, small numbers hidden.

Nothing in it names or points at anybody, and it leaves as plain text.
"""

import datetime as dt
from collections.abc import Iterator

from django.conf import settings

from insight import months
from insight.catalogue import MEASURES, Kind, Measure, asking
from practice import small
from practice.models import Practice
from practice.wording import date_and_time

HEADLINES = (
    *("sessions", "people-seen", "coaching-offered", "coaching-attended", "missed", "follow-ups-kept"),
    *("days-to-first-session", "referrals", "days-to-contact", "prescribing-attended", "gaps"),
    *("people-measured", "messages-failing"),
)
FRAME = """{title}
Counted on {counted}.

{lines}

Numbers from 1 to {most} are not shown, nor shares of few people, so that nobody can be recognised.
Nobody is named here, and figures may change when notes are finished later.

How each is counted: {definitions}
All figures: {dashboard}

You get this because you asked for it. To stop it: {stop}
"""


def subject(practice: Practice, month: dt.date) -> str:
    return f"{practice.name}: figures for {months.name(month)}"


def words(practice: Practice, month: dt.date, now: dt.datetime) -> str:
    """The whole mail."""
    return FRAME.format(
        title=subject(practice, month),
        counted=date_and_time(now),
        lines="\n".join(lines(practice, month)),
        most=settings.SMALL_NUMBERS_UNDER - 1,
        definitions=page(practice, "figures/definitions"),
        dashboard=page(practice, "dashboard"),
        stop=page(practice, "figures/summary"),
    )


def page(practice: Practice, where: str) -> str:
    """From the setting: nobody's request stands behind it."""
    return f"{settings.PUBLIC_URL.rstrip('/')}/{practice.ods_code}/{where}"


def lines(practice: Practice, month: dt.date) -> Iterator[str]:
    """Each measure beside the month before."""
    before, measures = months.earlier(month, 1), [MEASURES[name] for name in HEADLINES]
    told, then = (
        asking.totals(practice, measures, since=one, until=months.earlier(one, -1)) for one in (month, before)
    )
    for one in measures:
        words = said(one, told[one.name]), said(one, then[one.name])
        yield f"- {one.title}: {words[0]} ({months.name(before)}: {words[1]})"


def said(measure: Measure, found: asking.Point) -> str:
    """One number in words; hidden where few people stand behind it, or beside it."""
    if measure.kind in (Kind.COUNT, Kind.PEOPLE):
        value = small.shown(int(found.value or 0), settings.SMALL_NUMBERS_UNDER)
        return "not shown" if value is None else str(value)
    if not found.d:
        return "nothing to count"
    part = int(found.n) if measure.kind is Kind.SHARE else 0
    ((whole, shown),) = small.shown_parts([(int(found.d), part)], settings.SMALL_NUMBERS_UNDER)
    if whole is None or shown is None or found.value is None:
        return "not shown"
    return f"{found.value:.0f}%" if measure.kind is Kind.SHARE else f"{found.value:.1f} {measure.unit}"
