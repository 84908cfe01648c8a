"""Whose conditions a link worker may see: the people of their own caseload.

The rooms to the left know who works with whom; each registers a query when it starts.
"""

from collections.abc import Callable

from django.db.models import Q, QuerySet

from patients.models import Patient
from practice.requests import Request

# Takes the ids of one person's memberships; answers rows with `patient_id` of the people they work with.
Query = Callable[[list[int]], QuerySet]

_queries: dict[str, Query] = {}


def register(name: str, query: Query) -> None:
    """Called from AppConfig.ready(); the same name again changes nothing."""
    _queries.setdefault(name, query)


def includes(request: Request, patient: Patient) -> bool:
    """Whether this member works with the patient; one query for each room that knows."""
    mine = [m.pk for m in request.memberships if m.practice_id == patient.practice_id]
    return any(
        query(mine).filter(practice=patient.practice_id, patient_id=patient.pk).exists()
        for query in _queries.values()
    )


def people_of(request: Request) -> Q:
    """For a query over rows with `patient_id`: of the people whom this member works with here."""
    mine = [m.pk for m in request.memberships if m.practice_id == request.practice.pk]
    found = Q(pk__in=[])
    for query in _queries.values():
        found |= Q(patient_id__in=query(mine).filter(practice=request.practice).values("patient_id"))
    return found
