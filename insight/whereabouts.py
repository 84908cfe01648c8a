"""Where everybody is who was referred to social prescribing: each person once, in one statement.

Of somebody's referrals of these twelve months the open one counts, else the latest; those entered in error never do.
`place` is where it stands now; the columns of EVER say how far it came at some time, whatever came before or after.
"""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Count, Q, QuerySet
from django.db.models.expressions import RawSQL

from insight import months
from practice.clock import LONDON
from practice.models import Practice
from prescribing.models import Referral

EVER = ("accepted", "in_touch", "planned", "sent", "answered", "attending")
_PLACED = """
SELECT one.id, one.accepted_at IS NOT NULL AS accepted, one.first_contact_at IS NOT NULL AS in_touch,
    one.planned_at IS NOT NULL AS planned, one.sent_on_at IS NOT NULL AS sent, coalesce(at.heard, false) AS answered,
    one.attended_on IS NOT NULL AS attending,
    CASE WHEN one.stands = 'closed' AND one.outcome = 'died' THEN 'died'
    WHEN one.stands = 'closed' AND (one.attended_on IS NOT NULL OR one.outcome IN ('better', 'going'))
        THEN 'went-' || one.outcome
    WHEN one.stands = 'closed' THEN 'not-there-' || one.outcome
    WHEN one.stands IN ('asked', 'waiting') THEN 'waiting'
    WHEN one.stands <> 'referred' THEN one.stands
    WHEN at.answers THEN 'answered' WHEN at.silent THEN 'sent' ELSE 'no-service' END AS place
FROM (SELECT DISTINCT ON (patient_id) id, practice_id, stands, outcome, accepted_at, first_contact_at,
        planned_at, sent_on_at, attended_on FROM prescribing_referral
    WHERE practice_id = %s AND opened_at >= %s AND stands <> 'in_error'
    ORDER BY patient_id, stands = 'closed', opened_at DESC, id DESC) one
LEFT JOIN LATERAL (SELECT bool_or(heard_at IS NOT NULL OR stands NOT IN ('chosen', 'sent', 'withdrawn')) AS heard,
        bool_or(stands IN ('got_it', 'booked', 'came', 'did_not_come') OR stands = 'sent' AND heard_at IS NOT NULL)
            AS answers, bool_or(stands = 'sent') AS silent
    FROM prescribing_placement
    WHERE one.sent_on_at IS NOT NULL AND practice_id = one.practice_id AND referral_id = one.id) at ON true
"""
_FAR = ", ".join(f"count(*) FILTER (WHERE {name})" for name in EVER)
# Words of our own only; what is asked about goes in beside them.
_COUNTED = f"SELECT place, count(*), {_FAR} FROM ({_PLACED}) placed GROUP BY place"  # noqa: S608
_THERE = f"SELECT id FROM ({_PLACED}) placed WHERE place = %s OR place LIKE %s"  # noqa: S608
_CAME_SO_FAR = {name: f"SELECT id FROM ({_PLACED}) placed WHERE {name}" for name in EVER}  # noqa: S608
_ALL = f"SELECT id FROM ({_PLACED}) placed"  # noqa: S608


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


def whereabouts(practice: Practice, today: dt.date) -> Whereabouts:
    found = Whereabouts()
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED, [practice.pk, since(today)])
        for place, people, *far in cursor.fetchall():
            found.now[place] = people
            found.ever.update(dict(zip(EVER, far, strict=True)))
    return found


def behind(practice: Practice, today: dt.date, of: str) -> QuerySet[Referral]:
    """The referrals that one number counts, the longest standing so first."""
    asked: list[object] = [practice.pk, since(today)]
    sql = _ALL if of == "all" else _CAME_SO_FAR.get(of.removeprefix("ever-"), "") if "ever-" in of else _THERE
    if sql is _THERE:
        asked += [of, f"{of}-%"]
    theirs = RawSQL(sql, asked)  # noqa: S611 - words of our own; what is asked goes in beside them
    rows = Referral.objects.filter(practice=practice, pk__in=theirs)
    return rows.select_related("patient").order_by("stands_since", "pk")


def gaps(practice: Practice, today: dt.date) -> dict[str, int]:
    """Times that nothing suitable was found, and for how many of them there is a service now."""
    found = practice.gaps.filter(found_at__gte=since(today))
    return found.aggregate(noted=Count("pk"), met=Count("pk", filter=Q(met_by__isnull=False)))
