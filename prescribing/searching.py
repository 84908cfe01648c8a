"""Services are looked for in a network's directory: by words, need, distance, and what must fit.

Written in SQL: under a row policy only ranges on plain columns use an index, so words are ranges and a distance is
first a box of degrees. What is not known about a service does not hide it: it stands after those that are known to fit.
"""

import dataclasses
import datetime as dt
import math
from typing import Any

from django.db import connection

PAGE = 20
METRES_OF_A_DEGREE = math.radians(1) * 6371008.8  # of latitude, on the sphere that is reckoned with

# A place that is nobody else's to know is measured for nobody.
_PLACES = "v.network_id = %(network)s AND v.withdrawn_at IS NULL AND NOT v.confidential"
_HAVERSINE = """2 * 6371008.8 * asin(least(1.0, sqrt(
    power(sin(radians(v.latitude - %(latitude)s) / 2), 2)
    + cos(radians(%(latitude)s)) * cos(radians(v.latitude))
    * power(sin(radians(v.longitude - %(longitude)s) / 2), 2))))"""
# What is shown is measured on the sphere; after the sort, so only of what is shown.
_METRES = f"(SELECT min({_HAVERSINE}) FROM prescribing_venue v WHERE {_PLACES} AND v.service_id = s.id)"  # noqa: S608
# What is sorted and cut off is measured on a plane that leans with the latitude, in squared degrees of it: within
# ten miles both are the same to the metre, and this takes a tenth of the time.
_EAST = "((v.longitude - %(longitude)s) * (%(lean)s - %(leaning)s * (v.latitude - %(latitude)s)))"
_FLAT = f"(v.latitude - %(latitude)s) * (v.latitude - %(latitude)s) + {_EAST} * {_EAST}"
_IN_THE_BOX = " AND v.latitude BETWEEN %(south)s AND %(north)s AND v.longitude BETWEEN %(west)s AND %(east)s"
_NEAR = f"""JOIN (SELECT v.service_id, min({_FLAT}) AS flat FROM prescribing_venue v
    WHERE {_PLACES}{_IN_THE_BOX} GROUP BY 1) near ON near.service_id = s.id AND near.flat <= %(within)s"""  # noqa: S608
_HOW_FAR = f"""LEFT JOIN (SELECT v.service_id, min({_FLAT}) AS flat FROM prescribing_venue v
    WHERE {_PLACES} GROUP BY 1) near ON near.service_id = s.id"""  # noqa: S608 - ours
_WORD = "w.network_id = %(network)s AND w.word >= %(word_{n})s AND w.word < %(end_{n})s"
_HEARD = f"""JOIN (SELECT w.service_id, max(w.weight) AS weight FROM prescribing_serviceword w
    WHERE {_WORD} GROUP BY 1) said_{{n}} ON said_{{n}}.service_id = s.id"""  # noqa: S608 - ours
_SAID = f"s.id IN (SELECT w.service_id FROM prescribing_serviceword w WHERE {_WORD})"  # noqa: S608 - ours
_MEETS = """JOIN prescribing_serviceneed n ON n.network_id = %(network)s AND n.need_id = %(need)s
    AND n.withdrawn_at IS NULL AND n.service_id = s.id"""
_OPEN = """(SELECT bool_or(strpos(t.days || ' ' || t.month_days, %(day)s) > 0) FROM prescribing_schedule t
    WHERE t.network_id = %(network)s AND t.service_id = s.id AND t.withdrawn_at IS NULL
    AND (t.until_on IS NULL OR t.until_on >= %(today)s) AND (t.days <> '' OR t.month_days <> ''))"""
_STEP_FREE = """coalesce(s.step_free, (SELECT bool_or(v.step_free) FROM prescribing_venue v
    WHERE v.network_id = %(network)s AND v.service_id = s.id AND v.withdrawn_at IS NULL))"""
_SPOKEN = "CASE WHEN s.languages = '[]' THEN NULL ELSE strpos(lower(s.languages::text), %(language)s) > 0 END"
_SHUT = """(s.status <> 'active' OR (s.paused_at IS NOT NULL
    AND (s.paused_until IS NULL OR s.paused_until >= %(today)s)))"""


@dataclasses.dataclass(frozen=True, slots=True)
class Sought:
    """What somebody looks for; what is left out does not matter. `near` is (latitude, longitude)."""

    words: tuple[str, ...] = ()
    need: str = ""
    near: tuple[float, float] | None = None
    within: int | None = None
    day: str = ""
    age: int | None = None
    language: str = ""
    free: bool = False
    step_free: bool = False
    women_only: bool = False
    online: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Hit:
    """One service that was found: how far it is (metres from the middle of a postcode), and whether all is known."""

    service_id: int
    metres: float | None
    doubts: int


def find(
    sought: Sought, *, network: int, today: dt.date, first: int = 0, most: int = PAGE
) -> tuple[list[Hit], bool]:
    """The services that fit, best first, from the one numbered `first`; and whether there are more."""
    sql, params = question(sought, network=network, today=today, first=first, most=most + 1)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        hits = [Hit(*row) for row in cursor.fetchall()]
    return hits[:most], len(hits) > most


def question(
    sought: Sought, *, network: int, today: dt.date, first: int = 0, most: int = PAGE
) -> tuple[str, dict[str, Any]]:
    """The statement and its values."""
    maybe = known_to_fit(sought)
    doubts = " + ".join(f"({fits} IS NULL)::int" for fits in maybe) or "0"
    must = ["s.network_id = %(network)s", "s.withdrawn_at IS NULL", *surely(sought)]
    must += [f"{fits} IS NOT FALSE" for fits in maybe]
    metres = _METRES if sought.near else "NULL::float8"
    sql = (
        f"SELECT s.id, {metres} AS metres, {doubts} AS doubts"  # noqa: S608 - ours; values are parameters
        f" FROM prescribing_service s {' '.join(joined(sought))} WHERE {' AND '.join(must)}"
        f" ORDER BY {_SHUT}, doubts, {best(sought)} s.name, s.id LIMIT %(most)s OFFSET %(first)s"
    )
    return sql, values_of(sought) | {"network": network, "today": today, "first": first, "most": most}


def best(sought: Sought) -> str:
    """The nearest; where nothing is near anything, what says the words most plainly."""
    if sought.near:
        return "near.flat NULLS LAST,"
    return "".join(f"said_{n}.weight DESC, " for n in range(len(sought.words)))


def joined(sought: Sought) -> list[str]:
    """What a service must be found by."""
    joins = [] if sought.near else [_HEARD.format(n=n) for n in range(len(sought.words))]
    if sought.need:
        joins.append(_MEETS)
    if sought.near:
        joins.append(_NEAR if sought.within else _HOW_FAR)
    return joins


def surely(sought: Sought) -> list[str]:
    """What no service is shown without."""
    must = ["s.status IN ('active', 'temporarily closed')"]
    if sought.near:
        must += [_SAID.format(n=n) for n in range(len(sought.words))]
    if sought.age is not None:
        must.append(
            "(s.age_from IS NULL OR s.age_from <= %(age)s) AND (s.age_to IS NULL OR s.age_to >= %(age)s)"
        )
    if sought.women_only:
        must.append("s.women_only")
    if sought.online:
        must.append("s.online")
    return must


def known_to_fit(sought: Sought) -> list[str]:
    """What is yes, no or not known of a service: no hides it."""
    asked = {"free": sought.free, _STEP_FREE: sought.step_free, _OPEN: sought.day, _SPOKEN: sought.language}
    return [f"({'s.free' if fits == 'free' else fits})" for fits, wanted in asked.items() if wanted]


def values_of(sought: Sought) -> dict[str, Any]:
    """A word is found by its beginning: all that lies between it and it with the letter after z."""
    values: dict[str, Any] = {
        "need": sought.need,
        "age": sought.age,
        "day": sought.day,
        "language": f'"{sought.language.lower()}"',
    }
    for n, word in enumerate(sought.words):
        values |= {f"word_{n}": word, f"end_{n}": f"{word}{{"}
    return values | box(sought)


def box(sought: Sought) -> dict[str, float | int]:
    """The degrees between which everything so near must lie."""
    if sought.near is None:
        return {}
    latitude, longitude = sought.near
    within = sought.within or 0
    up = within / METRES_OF_A_DEGREE + 1e-6
    beside = up / max(0.01, math.cos(math.radians(latitude)))
    at = math.radians(latitude)
    return {
        "latitude": latitude,
        "longitude": longitude,
        "within": (within / METRES_OF_A_DEGREE) ** 2,
        "lean": math.cos(at),
        "leaning": math.sin(at) * math.radians(0.5),
        "south": latitude - up,
        "north": latitude + up,
        "west": longitude - beside,
        "east": longitude + beside,
    }


def metres_between(one: tuple[float, float], other: tuple[float, float]) -> float:
    """As the statement reckons it."""
    (lat, lon), (to_lat, to_lon) = ((math.radians(a), math.radians(b)) for a, b in (one, other))
    across = math.sin((to_lat - lat) / 2) ** 2
    across += math.cos(lat) * math.cos(to_lat) * math.sin((to_lon - lon) / 2) ** 2
    return 2 * 6371008.8 * math.asin(min(1.0, math.sqrt(across)))
