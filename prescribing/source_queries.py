"""What the pages of sources look up."""

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.http import Http404

from practice.requests import Request
from prescribing.models import Run, Source


def sources(request: Request) -> QuerySet[Source]:
    """Each with how many services it has in the directory, and its last reading."""
    last = Run.objects.filter(source=OuterRef("pk")).order_by("-began_at", "-pk")
    rows = Source.objects.filter(network=request.practice.network_id)
    return rows.annotate(
        listed=Count("services", filter=Q(services__withdrawn_at=None)),
        last_id=Subquery(last.values("pk")[:1]),
        last_began=Subquery(last.values("began_at")[:1]),
        last_ended=Subquery(last.values("ended_at")[:1]),
        last_failed=Subquery(last.values("failed_because")[:1]),
    ).order_by("-ended_at", "name")


def source_here(request: Request, source_id: int) -> Source:
    found = Source.objects.filter(network=request.practice.network_id, pk=source_id).first()
    if found is None:
        raise Http404
    return found


def reading_here(request: Request, reading_id: int) -> Run:
    rows = Run.objects.filter(network=request.practice.network_id, pk=reading_id)
    found = rows.select_related("source", "asked_by", "asked_at_practice").first()
    if found is None:
        raise Http404
    return found
