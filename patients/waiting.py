"""Whether anything waits for somebody in the practices in view: asked by every page, so in one query for all of it.

In plain SQL: a queryset takes longer to compose than to answer. Nearly always the answer is no.
"""

import dataclasses
import datetime as dt

from practice import prepared
from practice.requests import Request

_ANY = """
SELECT EXISTS (SELECT FROM patients_glassbreak WHERE practice_id = ANY(%(here)s) AND seen_at IS NULL),
       EXISTS (SELECT FROM patients_helpasked WHERE practice_id = ANY(%(here)s) AND dealt_at IS NULL),
       EXISTS (SELECT FROM patients_helpasked WHERE practice_id = ANY(%(here)s) AND dealt_at >= %(midnight)s),
       EXISTS (SELECT FROM coaching_riskalert
               WHERE practice_id = ANY(%(here)s)
               AND (acknowledged_at IS NULL AND taken_back_at IS NULL OR raised_at >= %(midnight)s)),
       EXISTS (SELECT FROM outreach_invitation
               WHERE practice_id = ANY(%(here)s) AND closed_at IS NULL AND to_call_since IS NOT NULL AND answer <> '')
"""


@dataclasses.dataclass(frozen=True, slots=True)
class Waiting:
    """Broken glass that nobody has looked into; what patients sent, and nobody or somebody has dealt with today;
    risk alerts that nobody has answered, or that were raised today; people whom we invited and who wait for a call."""

    glass: bool
    asked: bool
    dealt: bool
    risk: bool
    ring: bool


def midnight(now: dt.datetime) -> dt.datetime:
    """When the day of this moment began."""
    return now.replace(hour=0, minute=0, second=0, microsecond=0)


def anything(request: Request) -> Waiting:
    """Once a request."""
    found: Waiting | None = getattr(request, "waiting", None)
    if found is None:
        with prepared.cursor() as cursor:
            here = [practice.pk for practice in request.practices]
            cursor.execute(_ANY, {"here": here, "midnight": midnight(request.now)})
            found = Waiting(*cursor.fetchone())
        request.waiting = found  # type: ignore[attr-defined]
    return found
