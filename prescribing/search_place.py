"""From where a distance is measured: the middle of a postcode, or of a district that somebody types."""

import dataclasses
import re

from django.db.models import Avg

from patients import postcode
from patients.models import Patient, Place

_DISTRICT = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?")
MILE = 1609.344


@dataclasses.dataclass(frozen=True, slots=True)
class Spot:
    """A place by the words for it, and its middle."""

    words: str
    latitude: float
    longitude: float

    @property
    def degrees(self) -> tuple[float, float]:
        return self.latitude, self.longitude


class NoSuchPlace(ValueError):
    """What was typed is no place that is known here; says what to type."""


def spot(text: str) -> Spot:
    """The middle of a full postcode or of a district such as M33; raises NoSuchPlace in words."""
    typed = " ".join(text.upper().split())
    if _DISTRICT.fullmatch(typed):
        return middle_of_district(typed)
    try:
        full = postcode.read(typed)
    except postcode.WrongPostcode:
        raise NoSuchPlace("Enter a postcode or its first part, such as M33 6GQ or M33") from None
    found = Place.objects.filter(pk=full).first()
    if found is None or found.latitude is None or found.longitude is None:
        return middle_of_district(postcode.district(full))
    return Spot(full, found.latitude, found.longitude)


def middle_of_district(district: str) -> Spot:
    """The mean of its postcodes. The space after it keeps M3 apart from M33."""
    rows = Place.objects.filter(postcode__startswith=f"{district} ")
    middle = rows.aggregate(latitude=Avg("latitude"), longitude=Avg("longitude"))
    if middle["latitude"] is None or middle["longitude"] is None:
        raise NoSuchPlace(f"We do not know where {district} is. Try another, or any distance")
    return Spot(district, middle["latitude"], middle["longitude"])


def home_of(patient: Patient) -> Spot | None:
    """Where this person's distances begin; never of somebody whose details are protected."""
    if patient.restricted or not patient.postcode:
        return None
    try:
        return spot(patient.postcode)
    except NoSuchPlace:
        return None


def district_of(patient: Patient) -> str:
    """As wide as a gap may say it."""
    return "" if patient.restricted or not patient.postcode else postcode.district(patient.postcode)


def miles(metres: float | None) -> str:
    """As people say a distance here, with the metres."""
    if metres is None:
        return ""
    far = metres / MILE
    said = f"{far:.1f}" if far < 10 else f"{far:.0f}"
    return f"{said} mile{'' if said == '1.0' else 's'} ({round(metres, -1):,.0f} metres)"
