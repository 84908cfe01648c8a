"""One entry is made clean, field by field; what had to be changed or left out is said."""

import datetime as dt
import math
import re
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from patients import postcode
from practice.clock import LONDON
from prescribing.incoming.plain import LOOKS_LIKE_TAG, one_line, plain

LONGEST_TEXT = 8_000
NOTHING = {"", "n/a", "na", "none", "null", "not available", "unknown", "-", "nil", "tbc", "not known"}
# The United Kingdom with its islands, and a little sea.
SOUTH, NORTH, WEST, EAST = 49.0, 61.5, -9.0, 2.5
OLDEST = 120
_URL = URLValidator(schemes=["http", "https"])
_SCHEME = re.compile(r"^[a-z][a-z0-9+.\-]*:", re.IGNORECASE)
_TIME = re.compile(r"^(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$")


class Cleaner:
    """Gathers what was cleaned in one entry: (field, what was done)."""

    def __init__(self) -> None:
        self.cleaned: list[tuple[str, str]] = []

    def say(self, field: str, done: str) -> None:
        if (field, done) not in self.cleaned:
            self.cleaned.append((field, done))

    def line(self, field: str, value: Any, longest: int = 200) -> str:
        """Words for one line; numbers are taken as words, lists and objects are not."""
        return self._words(field, value, longest, one_line)

    def text(self, field: str, value: Any, longest: int = LONGEST_TEXT) -> str:
        """Words in several lines."""
        return self._words(field, value, longest, plain)

    def _words(self, field: str, value: Any, longest: int, way: Any) -> str:
        if not isinstance(value, str | int | float) or isinstance(value, bool):
            if value not in (None, "", [], {}) and not isinstance(value, bool):
                self.say(field, "was not words, left out")
            return ""
        raw = str(value)
        said = way(raw)
        if said.strip().lower() in NOTHING:
            return ""
        if LOOKS_LIKE_TAG.search(raw) or len(said) < len(raw) // 2:
            self.say(field, "HTML taken out")
        if len(said) > longest:
            self.say(field, f"shortened to {longest:,} characters")
            said = said[: longest - 1].rstrip() + "…"
        return said

    def email(self, field: str, value: Any) -> str:
        """The first address, without the full stop that ends a sentence."""
        raw = self.line(field, value, 400)
        said = re.sub(r"(?i)^mailto:", "", re.split(r"[;,\s]+|\s/\s", raw)[0] if raw else "").strip(
            ".,;:<>()'\""
        )
        if not said:
            return ""
        try:
            validate_email(said)
        except ValidationError:
            self.say(field, "was not an email address, left out")
            return ""
        if len(said) > 254:
            self.say(field, "was not an email address, left out")
            return ""
        if said != raw:
            self.say(field, "tidied")
        return said

    def website(self, field: str, value: Any) -> str:
        """Only http and https; an address without a scheme gets https."""
        raw = self.line(field, value, 2_000)
        said = raw.split(" ")[0].rstrip(".,;") if raw else ""
        if not said:
            return ""
        if not _SCHEME.match(said) or re.match(r"^[\w.\-]+:\d+", said):
            said = f"https://{said.lstrip('/')}"
        if not fine_url(said):
            self.say(field, "was not the address of a website, left out")
            return ""
        if said != raw:
            self.say(field, "tidied")
        return said

    def telephone(self, field: str, value: Any) -> str:
        raw = self.line(field, value, 200)
        said = re.sub(r"(?i)^tel:", "", raw).strip()
        if not said:
            return ""
        if sum(letter.isdigit() for letter in said) < 3:
            self.say(field, "was not a telephone number, left out")
            return ""
        if len(said) > 40:
            self.say(field, "shortened to the first number")
            said = re.split(r"[;/,]| or ", said)[0].strip()[:40]
        return said

    def postcode(self, field: str, value: Any) -> str:
        raw = self.line(field, value, 60)
        if not raw:
            return ""
        try:
            return postcode.read(raw)
        except postcode.WrongPostcode:
            self.say(field, "was not a full UK postcode, left out")
            return ""

    def where(self, latitude: Any, longitude: Any) -> tuple[float, float] | None:
        """Degrees in the United Kingdom, or nothing: a wrong place is worse than none."""
        if latitude in (None, "") and longitude in (None, ""):
            return None
        north, east = number(latitude), number(longitude)
        if north is None or east is None or why_nowhere(north, east):
            known = north is not None and east is not None
            why = why_nowhere(north or 0, east or 0) if known else "coordinates were not numbers, left out"
            self.say("coordinates", why)
            return None
        if isinstance(latitude, str) or isinstance(longitude, str):
            self.say("coordinates", "were text, read as numbers")
        if not in_the_kingdom(north, east):
            self.say("coordinates", "were the wrong way round, turned")
            north, east = east, north
        return round(north, 6), round(east, 6)

    def age(self, field: str, value: Any) -> int | None:
        if value in (None, ""):
            return None
        years = number(value)
        if years is None or not 0 <= years <= 150:
            self.say(field, "was not an age, left out")
            return None
        return int(years) if years < OLDEST else None

    def ages(self, youngest: Any, oldest: Any) -> tuple[int | None, int | None]:
        """From and to; 0 and 120 say nothing. Where they contradict each other, neither stands."""
        low, high = self.age("minimum_age", youngest) or None, self.age("maximum_age", oldest) or None
        if low is not None and high is not None and low > high:
            self.say("ages", "youngest above oldest, both left out")
            return None, None
        return low, high

    def day(self, field: str, value: Any) -> dt.date | None:
        moment = self.moment(field, value)
        return moment.date() if moment else None

    def moment(self, field: str, value: Any) -> dt.datetime | None:
        raw = self.line(field, value, 60)
        if not raw:
            return None
        try:
            moment = dt.datetime.fromisoformat(raw)
            return moment if moment.tzinfo else moment.replace(tzinfo=LONDON)
        except ValueError:
            self.say(field, "was not a date, left out")
            return None

    def time(self, field: str, value: Any) -> dt.time | None:
        raw = self.line(field, value, 30)
        if not raw:
            return None
        found = _TIME.match(raw)
        try:
            return dt.time(int(found[1]), int(found[2])) if found else dt.time(99)
        except ValueError:
            self.say(field, "was not a time, left out")
            return None


def number(value: Any) -> float | None:
    """A finite number, also where it came as text."""
    if isinstance(value, bool):
        return None
    try:
        said = float(str(value).strip().replace(",", ".")[:40])
    except ValueError:
        return None
    return said if math.isfinite(said) else None


def why_nowhere(north: float, east: float) -> str:
    """What is wrong with a place; "" where it is in the United Kingdom, or would be the other way round."""
    if north == 0 and east == 0:
        return "coordinates were 0 and 0, left out"
    if in_the_kingdom(north, east) or in_the_kingdom(east, north):
        return ""
    if abs(north) > 90 or abs(east) > 180:
        return "coordinates are not on earth, left out"
    return "coordinates are not in the United Kingdom, left out"


def in_the_kingdom(north: float, east: float) -> bool:
    return SOUTH <= north <= NORTH and WEST <= east <= EAST


def fine_url(text: str) -> bool:
    """A web address, without a name and password in it."""
    try:
        _URL(text)
        return len(text) <= 500 and "@" not in urlsplit(text).netloc
    except (ValidationError, ValueError):
        return False
