"""Our own directory for other systems: Open Referral UK 3.0, where the practice allows it."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from practice.models import Practice
from practice.public import public_of_practice
from practice.requests import Request
from prescribing import feed_queries as lookup
from prescribing.feed_shape import in_full, in_short, pk_in

CANNOT = "This page cannot be read. Ask for ?page=1"
NOT_HERE = "There is no such service here, or not any more"


def feed_open(practice: Practice) -> bool:
    """Whether the practice's terms allow it."""
    terms = getattr(practice, "terms", None)
    return bool(terms and terms.feed_open)


def answer(said: dict[str, Any], status: int = 200) -> HttpResponse:
    response = JsonResponse(said, status=status)
    response["Access-Control-Allow-Origin"] = "*"  # a directory is there to be read
    return response


@require_GET
@public_of_practice(feed_open)
def feed(request: Request) -> HttpResponse:
    """What this is."""
    profile = "https://docs.openreferraluk.org/en/latest/"
    return answer({"version": "HSDS-UK-3.0", "profile": profile, "openapi_url": ""})


@require_GET
@public_of_practice(feed_open)
def feed_services(request: Request) -> HttpResponse:
    """A page of the list."""
    asked = lookup.Asked.of(request.GET)
    if asked is None:
        return answer({"error": CANNOT}, 400)
    total, found = lookup.page_of(request.practice, asked)
    pages = max(1, -(-total // asked.size))
    said = {
        "total_items": total,
        "total_pages": pages,
        "page_number": asked.page,
        "size": len(found),
        "first_page": asked.page == 1,
        "last_page": asked.page >= pages,
        "empty": not found,
        "contents": [in_short(service) for service in found],
    }
    return answer(said)


@require_GET
@public_of_practice(feed_open)
def feed_service(request: Request, feed_id: str) -> HttpResponse:
    """One service in full."""
    pk = pk_in(feed_id)
    service = lookup.service_of(request.practice, pk) if pk else None
    return answer({"error": NOT_HERE}, 404) if service is None else answer(in_full(service))
