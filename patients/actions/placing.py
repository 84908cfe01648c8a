"""Postcodes and deprivation are loaded, and the people on the lists get the decile of where they live."""

import datetime as dt
from collections.abc import Iterable

from django.db import connection

from patients.deprivation import AreaRow, PostcodeRow
from practice import trail
from practice.acting import action
from practice.actors import Actor
from practice.models import Practice

# Public reference data, no practice's own, so it leaves no trail; it is the owner's log-in that may write it.
_PLACES = """
INSERT INTO patients_place (postcode, area, area_edition, latitude, longitude)
SELECT DISTINCT ON (postcode) postcode, area, area_edition, latitude, longitude FROM new_places
ON CONFLICT (postcode) DO UPDATE SET area = excluded.area, area_edition = excluded.area_edition,
latitude = coalesce(excluded.latitude, patients_place.latitude),
longitude = coalesce(excluded.longitude, patients_place.longitude)
"""
_AREAS = """
INSERT INTO patients_area (code, edition, decile) SELECT code, edition, decile FROM new_areas
ON CONFLICT (code, edition) DO UPDATE SET decile = excluded.decile
"""
# A restricted person's area is not kept. Nobody's is guessed: a postcode that is not loaded has none.
_PEOPLE = """
UPDATE patients_patient p
SET area = found.code, deprivation = found.decile, deprivation_edition = found.edition
FROM patients_place place JOIN LATERAL (
    SELECT code, decile, edition FROM patients_area a WHERE a.code = place.area ORDER BY a.edition DESC LIMIT 1
) found ON true
WHERE p.practice_id = %s AND p.postcode = place.postcode AND NOT p.restricted
AND (p.area, p.deprivation, p.deprivation_edition) IS DISTINCT FROM (found.code, found.decile, found.edition)
"""


def load_places(rows: Iterable[PostcodeRow]) -> int:
    """Each postcode with its small area and its middle; returns how many were read."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE new_places (postcode text, area text, area_edition text,"
            " latitude float8, longitude float8) ON COMMIT DROP"
        )
        count = 0
        with cursor.copy("COPY new_places FROM STDIN") as copy:
            for count, row in enumerate(rows, start=1):  # noqa: B007 - counted on the way
                copy.write_row(row)
        cursor.execute(_PLACES)
    return count


def load_areas(rows: Iterable[AreaRow]) -> int:
    """Each small area with its decile in one edition of the index; returns how many were read."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE new_areas (code text, edition text, decile int) ON COMMIT DROP")
        count = 0
        with cursor.copy("COPY new_areas FROM STDIN") as copy:
            for count, row in enumerate(rows, start=1):  # noqa: B007 - counted on the way
                copy.write_row((row.area, row.edition, row.deprivation))
        cursor.execute(_AREAS)
    return count


@action
def place_patients(*, practice: Practice, by: Actor, now: dt.datetime) -> int:
    """Everybody on one list whose postcode is known gets its area and decile; returns how many changed."""
    with connection.cursor() as cursor:
        cursor.execute(_PEOPLE, [practice.pk])
        changed: int = cursor.rowcount
    trail.record("deprivation.loaded", by=by, now=now, practice=practice, details={"changed": changed})
    return changed
