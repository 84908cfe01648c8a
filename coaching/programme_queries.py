"""What the pages of programmes look up."""

from collections.abc import Iterable

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import Http404

from activation.shelf import in_use
from coaching.models import Programme, ProgrammeMeasure
from coaching.models.programmes import UNDER_WAY
from practice.models import Practice
from practice.requests import Request


def offered(request: Request) -> QuerySet[Programme]:
    """What is offered here, with what it asks and how many are on their way."""
    return with_counts(request).filter(ended_at=None).order_by("name", "pk")


def ended(request: Request) -> QuerySet[Programme]:
    return with_counts(request).filter(ended_at__isnull=False).order_by("-ended_at", "-pk")[:20]


def with_counts(request: Request) -> QuerySet[Programme]:
    # Start, middle, end: the alphabet backwards.
    asked = ProgrammeMeasure.objects.filter(ended_at=None).order_by("-moment", "instrument")
    under_way = Count("enrolments", filter=Q(enrolments__stands__in=UNDER_WAY))
    with_measures = Prefetch("measures", asked, to_attr="asked")
    found = request.practice.programmes.select_related("started_by__user", "ended_by__user")
    return found.annotate(under_way=under_way).prefetch_related(with_measures)


def named(programmes: Iterable[Programme], names: dict[str, str]) -> list[Programme]:
    """Each with its questionnaires by their full names; one that is out of use keeps its short one."""
    found = list(programmes)
    for programme in found:
        for measure in programme.asked:  # type: ignore[attr-defined]
            measure.name = names.get(measure.instrument, measure.instrument)
    return found


def programme_here(request: Request, programme_id: int) -> Programme:
    """One that is offered. Raises Http404 for another practice's, and for one that has ended."""
    found = offered(request).filter(pk=programme_id).first()
    if found is None:
        raise Http404
    return found


def instruments(practice: Practice) -> list[tuple[str, str]]:
    """The questionnaires in use here, by their short names."""
    names = dict(in_use(practice).order_by("name", "pk").values_list("key", "name"))
    return sorted(names.items(), key=lambda pair: pair[1])
