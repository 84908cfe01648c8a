"""A table (CSV, or the properties of GeoJSON) made into entries by saying what each column means."""

import csv
import hashlib
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from prescribing.incoming.cleaning import Cleaner
from prescribing.incoming.entry import Entry, Refused
from prescribing.incoming.oruk import entry_of
from prescribing.words import phrase_of

Row = dict[str, str]
MOST_ROWS = 60_000
LONGEST_CELL = 500_000
# What a column may mean, in the words of the page, and headings that we know.
MEANINGS: dict[str, tuple[str, str]] = {
    "key": ("Its number or code", "id|identifier|reference|unique reference number|site id|code number"
            "|organisation data service code|registered charity number|service id|external id"),
    "name": ("Name", "name|service|service name|title|site name|charity name|pharmacy name|community hub"
             "|group name|club|club name|venue name"),
    "organisation": ("Who offers it", "organisation|organization|provider|managed by|managed|run by"
                     "|organisation name|charity"),
    "description": ("What it is", "description|details|about|summary|facilities|activities|what we do"
                    "|charity activities|information"),
    "category": ("What kind", "category|type|kind|facility type|taxonomy|tags|needs|need|theme"),
    "address": ("Address", "address|full address|street|address 1|address line 1|location|venue"),
    "town": ("Town", "town|city|address 2|address line 2"),
    "postcode": ("Postcode", "postcode|post code|postal code|zip"),
    "latitude": ("Latitude", "latitude|lat|y"),
    "longitude": ("Longitude", "longitude|lon|lng|long|x"),
    "telephone": ("Telephone", "telephone|phone|tel|phone number|telephone number|contact number|mobile"),
    "email": ("Email", "email|e mail|email address|contact email"),
    "contact": ("How to reach them (email or telephone)", "contact|contact details"),
    "website": ("Website", "website|url|web|web address|link|charity contact web|site"),
    "opening": ("When", "opening hours|opening times|times|hours|when|day and time|schedule"),
    "how_to_join": ("How to join", "referral method|how to join|how to refer|access type|booking|eligibility to join"),
    "cost": ("Cost", "cost|price|fee|fees|charge"),
    "who_for": ("Who it is for", "who for|eligibility|audience|who is it for|target group"),
    "age_from": ("Youngest age", "age from|minimum age|min age|youngest"),
    "age_to": ("Oldest age", "age to|maximum age|max age|oldest"),
    "languages": ("Languages", "languages|language"),
    "access": ("Getting in", "accessibility|access|disability notes|wheelchair access"),
    "area": ("Area it covers", "area|area name|ward|locality|district|borough|la name"),
}  # fmt: skip
_KNOWN = {phrase_of(word): field for field, (_label, words) in MEANINGS.items() for word in words.split("|")}
# A heading that begins so is one of several: opening_hours_monday.
_FAMILIES = (("opening hours", "opening"), ("opening times", "opening"))


class NoTable(ValueError):
    """This is no table that can be read; the words say why."""


def rows_of(content: bytes) -> list[Row]:
    """CSV with any of the usual separators and encodings; the first line says what the columns are."""
    text = decoded(content)
    separator = max(",;\t|", key=text.partition("\n")[0].count)
    # The limit is one for the whole process: raised for us, never lowered for whoever else reads tables.
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_CELL))
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as wrong:
        raise NoTable(f"This file cannot be read as a table: {wrong}.") from wrong
    if any(len(cell) > LONGEST_CELL for line in lines for cell in line):
        raise NoTable("A cell of this table is far too long; perhaps a quotation mark is never closed.")
    lines = [line for line in lines if any(cell.strip() for cell in line)]
    if len(lines) < 2:
        raise NoTable("This table has no line below its headings.")
    if len(lines) > MOST_ROWS:
        raise NoTable(f"This table has more than {MOST_ROWS:,} lines. Send it in parts.")
    headings = unique(lines[0])
    return [dict(zip(headings, line, strict=False)) for line in lines[1:]]


def rows_in_file(content: bytes) -> list[Row]:
    """CSV, or GeoJSON by its first sign."""
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] != b"{":
        return rows_of(content)
    return rows_of_features(json.loads(content.decode("utf-8-sig")).get("features") or [])


def decoded(content: bytes) -> str:
    if b"\x00" in content[:1000]:
        raise NoTable("This is not a text file. Save it as CSV.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def unique(headings: list[str]) -> list[str]:
    """Each heading once, the second one as “Name (2)”; an empty one by its place."""
    seen: Counter[str] = Counter()
    found = []
    for place, heading in enumerate(headings, start=1):
        name = " ".join(heading.split())[:100] or f"Column {place}"
        seen[name] += 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return found


def rows_of_features(features: Iterable[Any]) -> list[Row]:
    """The properties of GeoJSON, with the point as two columns."""
    rows = []
    for feature in features:
        if isinstance(feature, dict) and isinstance(feature.get("properties"), dict):
            row = {
                str(name): "" if value is None else str(value)
                for name, value in feature["properties"].items()
            }
            point = (feature.get("geometry") or {}).get("coordinates") or []
            if len(point) >= 2 and not isinstance(point[0], list):
                row |= {"longitude": str(point[0]), "latitude": str(point[1])}
            rows.append(row)
    return rows


def guessed(headings: Iterable[str]) -> dict[str, str]:
    """What each column seems to mean: {heading: meaning}. The first column is the name where none says so."""
    names = list(headings)
    found = {name: field for name in names if (field := meaning_of(name))}
    if "name" not in found.values() and names:
        found[names[0]] = "name"
    return found


def meant(headings: Iterable[str], said: dict[str, str]) -> dict[str, str]:
    """What somebody said of the columns goes before what they seem to be; "" leaves a column out."""
    guess = {heading: field for heading, field in guessed(headings).items() if field not in said.values()}
    return guess | said


def meaning_of(heading: str) -> str:
    said = phrase_of(heading.replace("_", " "))
    if said in _KNOWN:
        return _KNOWN[said]
    return next((field for start, field in _FAMILIES if said.startswith(f" {start} ")), "")


def by_meaning(row: Row, mapping: dict[str, str]) -> dict[str, str]:
    """Cells under what they mean; several columns of one meaning are joined, days with their day."""
    found: dict[str, list[str]] = {}
    for heading, field in mapping.items():
        cell = (row.get(heading) or "").strip()
        if field and cell and cell.upper() not in ("NA", "N/A", "CLOSED"):
            family = next(
                (start for start, _field in _FAMILIES if phrase_of(heading).startswith(f" {start} ")), ""
            )
            day = phrase_of(heading).strip().removeprefix(family).strip().capitalize() if family else ""
            found.setdefault(field, []).append(f"{day} {cell}" if day else cell)
    return {field: ", ".join(cells) for field, cells in found.items()}


def keyed(rows: list[Row], mapping: dict[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Each row by meaning, and a key that is the same when the file is read again."""
    meant = [by_meaning(row, mapping) for row in rows]
    numbers = Counter(row.get("key", "") for row in meant)
    for row in meant:
        number = row.get("key", "")
        yield (number if number and numbers[number] == 1 else made_key(row)), row


def made_key(row: dict[str, str]) -> str:
    """Where nothing numbers the rows: what a row is called, what kind and where."""
    parts = [phrase_of(row.get(name, "")) for name in ("key", "name", "category", "address", "postcode")]
    return (
        "row-" + hashlib.sha256("|".join(parts).encode()).hexdigest()[:24]
        if any(p.strip() for p in parts)
        else ""
    )


def entry_of_row(key: str, row: dict[str, str], clean: Cleaner) -> Entry:
    """The row said as Open Referral says it, so that one way of cleaning does for all."""
    if not row.get("name"):
        raise Refused("no name")
    contact = row.get("contact", "")
    place = {
        "name": "",
        "latitude": row.get("latitude"),
        "longitude": row.get("longitude"),
        "addresses": [
            {"address_1": row.get("address"), "city": row.get("town"), "postal_code": row.get("postcode")}
        ],
        "accessibility": [{"description": row.get("access")}],
    }
    entry = entry_of(
        {
            "id": key,
            "name": row["name"],
            "description": row.get("description") or row.get("category"),
            "status": "active",
            "url": row.get("website"),
            "email": row.get("email") or (contact if "@" in contact else ""),
            "phones": [{"number": row.get("telephone") or ("" if "@" in contact else contact)}],
            "application_process": row.get("how_to_join"),
            "fees": row.get("cost"),
            "eligibility_description": row.get("who_for"),
            "minimum_age": row.get("age_from"),
            "maximum_age": row.get("age_to"),
            "languages": [{"name": name} for name in row.get("languages", "").replace(";", ",").split(",")],
            "service_areas": [{"name": row.get("area")}],
            "service_at_locations": [{"location": place}],
            "schedules": [{"description": row.get("opening")}],
            "organization": {"id": f"organisation:{row['organisation']}", "name": row["organisation"]}
            if row.get("organisation")
            else {"id": f"service:{key}", "name": row["name"]},
            "attributes": [{"taxonomy_term": {"name": name}} for name in row.get("category", "").split(";")],
        },
        clean,
    )
    clean.cleaned = [one for one in clean.cleaned if one != ("coordinates", "were text, read as numbers")]
    return entry
