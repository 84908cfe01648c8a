"""Where everybody is who was referred to social prescribing: each person once, in one statement.

Of somebody's referrals of these twelve months the open one counts, else the latest; those entered in error never do.
`place` is where it stands now; the columns of EVER say how far it came at some time, whatever came before or after.
"""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Count, Q, QuerySet
from django.db.models.expressions import RawSQL

from insight import months
from insight.whereabouts_sql import ALL, CAME_SO_FAR, COUNTED, EVER, THERE
from practice.clock import LONDON
from practice.models import Practice
from prescribing.models import Referral


@dataclass(slots=True)
class Whereabouts:
    """People by where they stand now, and by how far they came at some time."""

    now: Counter[str] = field(default_factory=Counter)
    ever: Counter[str] = field(default_factory=Counter)

    @property
    def people(self) -> int:
        return self.now.total()

    def closed(self, which: str) -> dict[str, int]:
        """The outcomes of those who went, or are not there."""
        start = f"{which}-"
        return {place.removeprefix(start): n for place, n in self.now.items() if place.startswith(start)}


def since(today: dt.date) -> dt.datetime:
    """The first moment of the twelve months that the dashboard shows."""
    return dt.datetime.combine(months.year_up_to(today)[0], dt.time(), LONDON)


def asked(practice: Practice, today: dt.date) -> list[Any]:
    """What each of the statements is given, in its order."""
    return [practice.pk, since(today), practice.pk]


def whereabouts(practice: Practice, today: dt.date) -> Whereabouts:
    found = Whereabouts()
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, asked(practice, today))
        for place, people, *far in cursor.fetchall():
            found.now[place] = people
            found.ever.update(dict(zip(EVER, far, strict=True)))
    return found


def behind(practice: Practice, today: dt.date, of: str) -> QuerySet[Referral]:
    """The referrals that one number counts, the longest standing so first."""
    about = asked(practice, today)
    sql = ALL if of == "all" else CAME_SO_FAR.get(of.removeprefix("ever-"), "") if "ever-" in of else THERE
    if sql is THERE:
        about += [of, f"{of}-%"]
    theirs = RawSQL(sql, about)  # noqa: S611 - words of our own; what is asked goes in beside them
    rows = Referral.objects.filter(practice=practice, pk__in=theirs)
    return rows.select_related("patient").order_by("stands_since", "pk")


def gaps(practice: Practice, today: dt.date) -> dict[str, int]:
    """Times that nothing suitable was found, and for how many of them there is a service now."""
    found = practice.gaps.filter(found_at__gte=since(today))
    return found.aggregate(noted=Count("pk"), met=Count("pk", filter=Q(met_by__isnull=False)))
