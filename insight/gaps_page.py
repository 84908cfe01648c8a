"""Gaps in services on a plain map: where something was missing, as wide as a postcode district, and for which need."""

from typing import Any

from django.conf import settings

from insight.sections import sections
from practice.requests import Request
from prescribing.gap_queries import counted
from prescribing.search_map import Map, drawn
from prescribing.search_place import NoSuchPlace, Spot, spot

FARTHEST = 100_000.0  # metres from the middle: what lies farther is said in the table, not drawn
SEVERAL, MOST = 2, 20  # districts on the map


def gaps(request: Request) -> dict[str, Any]:
    """The counts that prescribing says too; small numbers are hidden for everybody."""
    under = settings.SMALL_NUMBERS_UNDER
    found = {table["by"]: table["rows"] for table in counted(request.practice, under)}
    places = [(number, words, times) for number, (words, times) in enumerate(found.get("Place", []), start=1)]
    drawn_map = mapped(places)
    return {
        "sections": sections(request, "insight:gaps"),
        "places": [
            [words, number, times] if drawn_map else [words, times] for number, words, times in places
        ],
        "place_columns": columns("Place", *(["Number on the map"] if drawn_map else []), "Times noted"),
        "needs": [list(row) for row in found.get("Need", [])],
        "need_columns": columns("Need", "Times noted"),
        "map": drawn_map,
        "under": under,
        "counted_at": request.now,
    }


def columns(first: str, *numbers: str) -> list[dict[str, Any]]:
    """Of ui/table.html."""
    return [{"label": first}, *({"label": label, "numeric": True} for label in numbers)]


def mapped(places: list[tuple[int, str, int | None]]) -> Map | None:
    """Where a number may be shown and the middle of the district is known; one district alone needs no map."""
    known = [(number, at) for number, words, times in places[:MOST] if times and (at := middle(words))]
    if len(known) < SEVERAL:
        return None
    centre = (
        sum(at.latitude for _number, at in known) / len(known),
        sum(at.longitude for _number, at in known) / len(known),
    )
    return drawn(centre, [(number, at.words, at.degrees) for number, at in known], FARTHEST)


def middle(words: str) -> Spot | None:
    """Of a district; nothing where no place was said or the file of postcodes does not know it."""
    try:
        return spot(words)
    except NoSuchPlace:
        return None
