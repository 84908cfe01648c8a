"""What the search shows of each service, with its number on the map; and one service beside one person."""

from typing import Any

from patients.models import Patient
from patients.strip import about
from practice.requests import Request
from prescribing import search_queries as lookup
from prescribing.fit_of import Fit
from prescribing.models import Service
from prescribing.search_forms import SearchForm
from prescribing.search_map import drawn
from prescribing.search_place import MILE, miles
from prescribing.search_wider import wider
from prescribing.searching import PAGE, Hit, find

FARTHEST_DRAWN = 20 * MILE


def found(request: Request, patient: Patient, form: SearchForm) -> dict[str, Any]:
    """One page of the answer. Of somebody whose details are protected no distance and no map is shown."""
    first = (form.first - 1) * PAGE
    hits, more = find(
        form.sought, network=request.practice.network_id, today=request.today, first=first, most=PAGE
    )
    known = lookup.services_of(request, [hit.service_id for hit in hits])
    months = lookup.stale_after(request)
    rows = [
        lookup.told(known[hit.service_id], today=request.today, months=months)
        | {"number": number, "far": "" if patient.restricted else miles(hit.metres), "doubts": hit.doubts}
        for number, hit in enumerate(hits, start=first + 1)
    ]
    return {
        "answered": True,
        "rows": rows,
        "wider": [] if rows else wider(form, network=request.practice.network_id, today=request.today),
        "next_page": form.first + 1 if more else None,
        "previous_page": form.first - 1 if form.first > 1 else None,
        "map": None if patient.restricted else map_of(form, hits, rows),
        "place": "" if patient.restricted or not form.spot else form.spot.words.partition(" ")[0],
    }


def map_of(form: SearchForm, hits: list[Hit], rows: list[dict[str, Any]]) -> Any:
    """Places that are nobody else's to know are on no map."""
    if form.spot is None:
        return None
    places = [
        (row["number"], row["service"].name, (venue.latitude, venue.longitude))
        for row in rows
        for venue in row["service"].places
        if venue.latitude is not None and not venue.confidential and not row["service"].confidential
    ]
    farthest = max((hit.metres for hit in hits if hit.metres is not None), default=0.0)
    reach = min(FARTHEST_DRAWN, max(farthest, float(form.sought.within or 0)))
    return drawn(form.spot.degrees, places, reach) if places else None


def service_page(request: Request, patient: Patient, service: Service, fit: Fit) -> dict[str, Any]:
    """All that is known of it, what was seen there, and the check."""
    chosen = request.practice.placements.open().filter(patient=patient, service=service).first()
    told = lookup.told(service, today=request.today, months=lookup.stale_after(request))
    return {
        "service": service,
        "told_all": told | {"far": miles(fit.metres)},
        "findings": fit.findings,
        "chosen": chosen,
        "life": lookup.life_beside(request, patient),
        **about(request, patient),
    }
