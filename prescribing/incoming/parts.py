"""Where and when, as Open Referral UK writes it (3.0 and 1.0)."""

import re
from typing import Any

from prescribing.incoming.cleaning import Cleaner, number
from prescribing.incoming.entry import held, listed
from prescribing.models import Schedule

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY = re.compile(r"(-?[1-5])?(MO|TU|WE|TH|FR|SA|SU)[A-Z]*")
_NAMED = re.compile(r"\b(mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?|s)?\b", re.IGNORECASE)
_RANGE = re.compile(r"^\s*(?:-|–|to|until|through)\s*$", re.IGNORECASE)
# Words that mean some weeks only, or all but some days: then no day is read out of them.
_NOT_EVERY_WEEK = re.compile(
    r"every other|alternate|fortnight|monthly|month|first|second|third|fourth|last|1st|2nd|3rd|4th|except|closed|not ",
    re.IGNORECASE,
)
# 1.0 numbers weekdays in words or from 1.
_NUMBERED = {str(place): day for place, day in enumerate(DAYS, start=1)}


def venues_of(raw: dict[str, Any], clean: Cleaner) -> list[dict[str, Any]]:
    """Each place once."""
    found: list[dict[str, Any]] = []
    for one in listed(raw.get("service_at_locations")):
        place = held(one.get("location"))
        if place and str(place.get("location_type") or "").lower() != "virtual":
            venue = venue_of(place, clean)
            if any(venue.values()) and venue not in found:
                found.append(venue)
    return found


def venue_of(place: dict[str, Any], clean: Cleaner) -> dict[str, Any]:
    written = listed(place.get("addresses") or place.get("physical_addresses"))
    address = written[0] if written else {}
    lines = [clean.line("address", address.get(name), 150) for name in ("address_1", "address_2", "city")]
    where = clean.where(place.get("latitude"), place.get("longitude"))
    return {
        "name": clean.line("location", place.get("name")),
        "address": ", ".join(dict.fromkeys(line for line in lines if line))[:300],
        "postcode": clean.postcode("postal_code", address.get("postal_code")),
        "latitude": where[0] if where else None,
        "longitude": where[1] if where else None,
    }


def access_of(raw: dict[str, Any], clean: Cleaner) -> str:
    """What the feed says about getting in; whether that is step-free is for a colleague to judge."""
    words = []
    for one in listed(raw.get("service_at_locations")):
        place = held(one.get("location"))
        for said in listed(place.get("accessibility") or place.get("accessibility_for_disabilities")):
            text = said.get("description") or said.get("accessibility")
            words.append(clean.line("accessibility", text, 500))
    return "; ".join(dict.fromkeys(word for word in words if word))[:500]


def schedules_of(raw: dict[str, Any], clean: Cleaner) -> list[dict[str, Any]]:
    """Times of the service and of its places, each once."""
    holders = [raw, *listed(raw.get("service_at_locations"))]
    found: list[dict[str, Any]] = []
    for holder in holders:
        for said in (*listed(holder.get("schedules")), *listed(holder.get("regular_schedules"))):
            one = schedule_of(said, clean)
            if (one["days"] or one["month_days"] or one["opens_at"] or one["words"]) and one not in found:
                found.append(one)
    return found


def schedule_of(said: dict[str, Any], clean: Cleaner) -> dict[str, Any]:
    days, month_days = days_of(said, clean)
    freq = clean.line("schedules", said.get("freq"), 20).upper()
    if freq not in Schedule.Freq.values:
        freq = Schedule.Freq.MONTHLY if month_days else Schedule.Freq.WEEKLY if days else ""
    words = [clean.line("schedules", said.get(name), 300) for name in ("description", "notes")]
    if not (days or month_days or freq):
        days = days_in_words(words[0])
        freq = Schedule.Freq.WEEKLY if days else ""
    begins, ends = (
        clean.day("valid_from", said.get("valid_from")),
        clean.day("valid_to", said.get("valid_to")),
    )
    if begins and ends and ends < begins:
        clean.say("schedules", "ends before it begins, days left out")
        begins = ends = None
    return {
        "freq": freq,
        "interval": min(max(int(number(said.get("interval")) or 1), 1), 52),
        "days": days if freq != Schedule.Freq.MONTHLY else "",
        "month_days": month_days or (days if freq == Schedule.Freq.MONTHLY else ""),
        "opens_at": clean.time("opens_at", said.get("opens_at")),
        "closes_at": clean.time("closes_at", said.get("closes_at")),
        "from_on": begins,
        "until_on": ends,
        "words": ". ".join(dict.fromkeys(word.rstrip(".") for word in words if word))[:300],
    }


def days_of(said: dict[str, Any], clean: Cleaner) -> tuple[str, str]:
    """Weekdays in their order, and days of the month ("1,15", "2TU")."""
    raw = said.get("byday") or said.get("weekday") or ""
    raw = ",".join(str(one) for one in raw) if isinstance(raw, list) else str(raw)
    raw = _NUMBERED.get(raw.strip(), raw).upper()[:200]
    found = _DAY.findall(raw)
    plain = [day for day in DAYS if ("", day) in found]
    counted = [f"{count}{day}" for count, day in found if count]
    dates = [d for d in re.findall(r"\d+", str(said.get("bymonthday") or "")) if 1 <= int(d[:4]) <= 31]
    if raw and not found:
        clean.say("byday", "was not a day, left out")
    if plain and str(said.get("freq") or "").upper() != Schedule.Freq.MONTHLY:
        return ",".join(plain), ""
    month = ",".join(dict.fromkeys((*counted, *([] if counted or plain else dates))))[:100]
    return ",".join(plain), month


def days_in_words(words: str) -> str:
    """“Tues 11am - 2pm, Fri” and “Mon-Fri”: weekdays that are named; nothing where they are not every week's."""
    if _NOT_EVERY_WEEK.search(words):
        return ""
    named = list(_NAMED.finditer(words))
    found: set[int] = set()
    before: re.Match[str] | None = None
    for one in named:
        end = DAYS.index(one[1][:2].upper())
        begin = DAYS.index(before[1][:2].upper()) if before else end
        if before and begin < end and _RANGE.match(words[before.end() : one.start()]):
            found |= set(range(begin, end))
        found.add(end)
        before = one
    return ",".join(DAYS[place] for place in sorted(found))
