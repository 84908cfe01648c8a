"""Whether anything waits for somebody in the practices in view: asked by every page, so in one query for all of it.

In plain SQL: a queryset takes longer to compose than to answer. Nearly always the answer is no.
"""

import dataclasses

from django.db import connection

from practice.requests import Request

_ANY = """
SELECT EXISTS (SELECT FROM patients_glassbreak WHERE practice_id = ANY(%(here)s) AND seen_at IS NULL),
       EXISTS (SELECT FROM patients_helpasked WHERE practice_id = ANY(%(here)s) AND dealt_at IS NULL)
"""


@dataclasses.dataclass(frozen=True, slots=True)
class Waiting:
    """Broken glass that nobody has looked into; what patients sent and nobody has dealt with."""

    glass: bool
    asked: bool


def anything(request: Request) -> Waiting:
    """Once a request."""
    found: Waiting | None = getattr(request, "waiting", None)
    if found is None:
        with connection.cursor() as cursor:
            cursor.execute(_ANY, {"here": [practice.pk for practice in request.practices]})
            found = Waiting(*cursor.fetchone())
        request.waiting = found  # type: ignore[attr-defined]
    return found
