"""The month's figures as a mail: headline measures of one month beside the month before, small numbers hidden.

Nothing in it names or points at anybody, and it leaves as plain text.
"""

import datetime as dt
from collections.abc import Iterator

from django.conf import settings

from insight import cuts, months
from insight.catalogue import MEASURES, Kind, Measure, asking
from insight.charting import points
from insight.cuts import Cuts
from practice.clock import LONDON
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
        lines="\n".join(lines(practice, month, now.astimezone(LONDON).date())),
        most=settings.SMALL_NUMBERS_UNDER - 1,
        definitions=page(practice, "figures/definitions"),
        dashboard=page(practice, "dashboard"),
        stop=page(practice, "figures/summary"),
    )


def page(practice: Practice, where: str) -> str:
    """From the setting: nobody's request stands behind it."""
    return f"{settings.PUBLIC_URL.rstrip('/')}/{practice.ods_code}/{where}"


def lines(practice: Practice, month: dt.date, today: dt.date) -> Iterator[str]:
    """Each measure beside the month before; cut where charts are."""
    before, measures = months.earlier(month, 1), [MEASURES[name] for name in HEADLINES]
    told, then = (
        asking.totals(practice, measures, since=one, until=months.earlier(one, -1)) for one in (month, before)
    )
    cut = cuts.of_measures(practice, measures, today, settings.SMALL_NUMBERS_UNDER)
    for one in measures:
        words = (said(one, found[one.name], cut[one.name]) for found in (told, then))
        yield f"- {one.title}: {next(words)} ({months.name(before)}: {next(words)})"


def said(measure: Measure, found: asking.Point, cut: Cuts) -> str:
    """One number in words; hidden where few people stand behind it, beside it, or between it and another."""
    after = months.earlier(found.start, -1)
    if not (points.nothing(found) or points.may_show(found, after, settings.SMALL_NUMBERS_UNDER, cut)):
        return "not shown"
    if measure.kind in (Kind.COUNT, Kind.PEOPLE):
        return str(int(found.value or 0))
    if found.value is None:
        return "nothing to count"
    return f"{found.value:.0f}%" if measure.kind is Kind.SHARE else f"{found.value:.1f} {measure.unit}"
