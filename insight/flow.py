"""What the page of load and flow asks beside the catalogue's own totals: rows by colleague, band, service and need."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from statistics import median
from typing import NamedTuple

from django.db.models import Count

from insight.catalogue import MEASURES, Measure
from insight.catalogue.asking import asked, together
from insight.catalogue.days import day, within
from insight.catalogue.standing import STANDING
from insight.period import Period
from practice.clock import LONDON
from practice.models import Membership, Practice
from prescribing.waiting import BANDS, LONGEST
from reminders.models import Message

NOBODY = "Nobody yet"
OFTEN = ((1, 1, "1 session"), (2, 3, "2 or 3"), (4, 6, "4 to 6"), (7, 10**6, "7 and more"))
# Of people sent to a service in these days: whether it answered, and after how many days.
_SERVICES = f"""
SELECT s.name, count(*), count(e.heard_at),
    percentile_cont(0.5) WITHIN GROUP (ORDER BY {day("e.heard_at")} - {day("p.sent_at")}),
    count(*) FILTER (WHERE p.stands = 'sent' AND e.heard_at IS NULL)
FROM prescribing_placement p
JOIN prescribing_referral r ON r.practice_id = p.practice_id AND r.id = p.referral_id AND r.stands <> 'in_error'
JOIN prescribing_service s ON s.id = p.service_id
LEFT JOIN LATERAL (SELECT min(v.noted_at) AS heard_at FROM prescribing_placementevent v
    WHERE v.practice_id = p.practice_id AND v.placement_id = p.id AND v.who = 'provider' AND v.kind <> 'opened'
        AND v.noted_at >= p.sent_at) e ON true
WHERE p.practice_id = %(practice)s AND {within("p.sent_at")} GROUP BY s.id, s.name ORDER BY s.name, s.id
"""  # noqa: S608 - our own words


Now = dict[str, list[tuple[int | None, float]]]
Colleague = tuple[bool, str, int]  # whether it is nobody, the name, the person
Colleagues = dict[int | None, Colleague]
_EACH = "SELECT worker, n FROM ({rows}) standing"


class Reply(NamedTuple):
    """One service: people sent to it, answered for, the middle number of days, and still silent."""

    service: str
    sent: int
    answered: int
    days: float | None
    silent: int


class Carries(NamedTuple):
    """One colleague: people, of whom so many wait, the longest so many days."""

    name: str
    people: int
    waiting: int
    longest: int


def standing(practice: Practice, today: dt.date) -> Now:
    """By measure who carries each person, and the days or the one that they count."""
    tomorrow = today + dt.timedelta(days=1)
    found: Now = {name: [] for name in STANDING}
    for name, worker, n in together(_EACH, practice, STANDING.values(), today, tomorrow):
        found[name].append((worker, n))
    return found


def carried(whose: Colleagues, now: Now, all_of: str, waiting: str) -> list[Carries]:
    """By colleague, whatever memberships they have; in the order of names, never a ranking."""
    people = Counter(whose[worker] for worker, _n in now[all_of])
    waits: dict[Colleague, list[float]] = {}
    for worker, days in now[waiting]:
        waits.setdefault(whose[worker], []).append(days)
    return [
        Carries(one[1], people[one], len(waits.get(one, ())), int(max(waits.get(one, (0,)))))
        for one in sorted(people)
    ]


def colleagues(practice: Practice) -> Colleagues:
    """By membership whose it is: two of one name stay two."""
    rows = Membership.objects.filter(practice=practice).values_list("pk", "user__name", "user_id")
    return {None: (True, NOBODY, 0), **{pk: (False, name, user) for pk, name, user in rows}}


def waits(now: Now, name: str) -> list[int]:
    """Days of everybody who waits, the shortest first."""
    return sorted(int(days) for _worker, days in now[name])


def banded(days: Iterable[int]) -> list[tuple[str, int]]:
    """People by how long they have waited: the bands of the waiting list."""
    found = Counter(next((words for most, words in BANDS if one < most), LONGEST) for one in days)
    return [(words, found[words]) for words in (*(words for _most, words in BANDS), LONGEST)]


def middle(days: list[int]) -> float | None:
    return float(median(days)) if days else None


def sessions_a_person(practice: Practice, period: Period) -> list[tuple[str, int]]:
    """People seen in these days, by how many sessions they had in them."""
    rows = MEASURES["sessions"].rows
    sql = f"SELECT count(*) FROM ({rows}) held GROUP BY patient_id"  # noqa: S608 - our own words
    times = [times for (times,) in asked(sql, practice, period.since, period.until)]
    return [(words, sum(least <= one <= most for one in times)) for least, most, words in OFTEN]


def replies(practice: Practice, period: Period) -> list[Reply]:
    return [Reply(*row) for row in asked(_SERVICES, practice, period.since, period.until)]


def gaps_by_need(practice: Practice, period: Period) -> list[tuple[str, int]]:
    """The most first; then by name."""
    first, after = (dt.datetime.combine(one, dt.time(), LONDON) for one in (period.since, period.until))
    rows = practice.gaps.filter(found_at__gte=first, found_at__lt=after).order_by()
    found = rows.values_list("need__words").annotate(times=Count("pk"))
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def held_now(practice: Practice) -> int:
    """Messages to people that wait because of a rule."""
    return Message.objects.held().filter(practice=practice, patient__isnull=False).count()


def every() -> dict[str, Measure]:
    """What a list may stand behind: the measures, and how it stands now."""
    return MEASURES | STANDING
