"""What our own feed holds: listed services of the network, none that must stay confidential."""

import dataclasses
import datetime as dt

from django.db.models import Prefetch, QuerySet
from django.http import QueryDict

from practice.clock import LONDON
from practice.models import Practice
from prescribing.models import Schedule, Service, ServiceContact, ServiceNeed, Venue

USUAL, MOST = 50, 100


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """Which page, how many on it, and only what changed since."""

    page: int
    size: int
    since: dt.datetime | None

    @classmethod
    def of(cls, said: QueryDict) -> "Asked | None":
        """None where it makes no sense."""
        page, size = (
            whole(said.get("page", "1")),
            whole(said.get("per_page") or said.get("size") or str(USUAL)),
        )
        since = said.get("modified_after", "")
        try:
            moment = dt.datetime.fromisoformat(since) if since else None
        except ValueError:
            return None
        if not page or not size:
            return None
        if moment and moment.tzinfo is None:
            moment = moment.replace(tzinfo=LONDON)
        return cls(page, min(size, MOST), moment)


def whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0


def open_services(practice: Practice) -> QuerySet[Service]:
    rows = Service.objects.listed().filter(network=practice.network_id, confidential=False)
    return rows.select_related("organisation")


def page_of(practice: Practice, asked: Asked) -> tuple[int, list[Service]]:
    rows = open_services(practice)
    if asked.since:
        rows = rows.filter(changed_at__gte=asked.since)
    first = (asked.page - 1) * asked.size
    return rows.count(), list(rows.order_by("pk")[first : first + asked.size])


def service_of(practice: Practice, pk: int) -> Service | None:
    here = {"network": practice.network_id, "withdrawn_at": None}
    rows = open_services(practice).filter(pk=pk)
    return rows.prefetch_related(
        Prefetch("venues", Venue.objects.filter(**here).order_by("pk"), "places"),
        Prefetch("schedules", Schedule.objects.filter(**here).order_by("pk"), "meetings"),
        Prefetch("contacts", ServiceContact.objects.filter(**here).order_by("pk"), "people"),
        Prefetch("needs", ServiceNeed.objects.filter(**here).select_related("need"), "met"),
    ).first()
