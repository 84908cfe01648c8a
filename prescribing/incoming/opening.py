"""Opens a source (an address, a file, a folder of pages) and hands out what is in it, one thing after the other."""

import dataclasses
import functools
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from prescribing.incoming import table
from prescribing.incoming.cleaning import Cleaner
from prescribing.incoming.entry import Entry, held
from prescribing.incoming.fetching import Fetcher, NotRead
from prescribing.incoming.oruk import entry_of
from prescribing.incoming.pages import Feed, is_of_1, is_thin, services_in
from prescribing.models import Source

MOST_BYTES = 400_000_000
TABLES = {".csv", ".tsv", ".txt"}


@dataclasses.dataclass(frozen=True, slots=True)
class Item:
    """One thing as it stood there: its key and name for the report, how it is made clean, what went wrong."""

    key: str
    name: str
    make: Callable[[Cleaner], Entry]
    trouble: str = ""


@dataclasses.dataclass(slots=True)
class Opened:
    """A source that can be read once."""

    kind: str
    items: Iterator[Item]
    mapping: dict[str, str] = dataclasses.field(default_factory=dict)


def opened(where: str, *, mapping: dict[str, str] | None = None, inside: bool = False) -> Opened:
    """Raises NotRead, in words."""
    if re.match(r"^[a-zA-Z][a-zA-Z0-9+.\-]*://", where):
        return from_address(where, Fetcher(inside=inside), mapping)
    path = Path(where)
    if path.is_dir():
        return from_folder(path, mapping)
    if not path.is_file():
        raise NotRead(f"There is no file, folder or address {where}.")
    return from_bytes(path.name, content_of(path), mapping)


def name_of(where: str) -> str:
    """What a source is called when nobody names it: its host and path, or its file."""
    if "://" in where:
        parts = urlsplit(where)
        return f"{parts.hostname or ''}{parts.path.rstrip('/')}"[:120]
    return Path(where).resolve().name[:120]


def content_of(path: Path) -> bytes:
    if path.stat().st_size > MOST_BYTES:
        raise NotRead(f"{path.name} is larger than {MOST_BYTES // 1_000_000} MB.")
    return path.read_bytes()


def from_address(where: str, fetch: Fetcher, mapping: dict[str, str] | None) -> Opened:
    if urlsplit(where).path.lower().endswith((".csv", ".tsv", ".geojson")):
        return from_bytes(urlsplit(where).path, fetch.body(where), mapping)
    feed = Feed(where, fetch)
    kind = Source.Kind.ORUK_1 if feed.is_of_1 else Source.Kind.ORUK_3
    return Opened(kind, (item_of(service, trouble) for service, trouble in feed.services()))


def from_bytes(name: str, content: bytes, mapping: dict[str, str] | None) -> Opened:
    """A file: JSON by its first sign, else a table."""
    if Path(name).suffix.lower() in TABLES or content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in (b"{", b"["):
        return from_rows(rows_in(content), mapping)
    held_there = as_json(name, content)
    if held(held_there).get("type") == "FeatureCollection":
        return from_rows(table.rows_of_features(held_there.get("features") or []), mapping)
    return from_pages([held_there])


def rows_in(content: bytes) -> list[table.Row]:
    try:
        return table.rows_of(content)
    except table.NoTable as wrong:
        raise NotRead(str(wrong)) from wrong


def as_json(name: str, content: bytes) -> Any:
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as wrong:
        raise NotRead(f"{name} is not JSON.") from wrong


def from_folder(path: Path, mapping: dict[str, str] | None) -> Opened:
    """Pages of a list and single services beside one another; where there are none, tables."""
    files = sorted((p for p in path.rglob("*") if p.is_file()), key=in_order)
    pages = [as_json(p.name, content_of(p)) for p in files if p.suffix.lower() == ".json"]
    if pages:
        return from_pages(pages)
    found = [(p, rows_in(content_of(p))) for p in files if p.suffix.lower() == ".csv"]
    if not found:
        raise NotRead(f"There is no JSON or CSV file in {path.name}.")
    items = (
        dataclasses.replace(
            item, key=f"{p.stem}:{item.key}"[:200], make=functools.partial(prefixed, p.stem, item)
        )
        for p, rows in found
        for item in from_rows(rows, mapping).items
    )
    return Opened(Source.Kind.CSV, items, mapping or {})


def prefixed(stem: str, item: Item, clean: Cleaner) -> Entry:
    """Two tables of a folder may number their rows alike."""
    entry = item.make(clean)
    entry.key = f"{stem}:{entry.key}"[:200]
    return entry


def in_order(path: Path) -> list[Any]:
    """page_2 before page_10."""
    parts = re.split(r"(\d+)", str(path))
    return [(1, int(part), "") if part.isdecimal() else (0, 0, part) for part in parts]


def from_pages(pages: list[Any]) -> Opened:
    """A service told in full on a page of its own goes before its line in a list."""
    found = [service for page in pages for service in services_in(page) or []]
    if not found:
        raise NotRead("There is no list of services in it.")
    full = {str(one["id"]) for one in found if isinstance(one, dict) and one.get("id") and not is_thin(one)}
    told = [one for one in found if not (is_thin(one) and str(one.get("id")) in full)]
    kind = Source.Kind.ORUK_1 if is_of_1(pages[0]) else Source.Kind.ORUK_3
    return Opened(kind, (item_of(one) for one in told))


def item_of(service: Any, trouble: str = "") -> Item:
    said = held(service)
    names = [
        str(value)[:200] if isinstance(value, str | int) else ""
        for value in (said.get("id"), said.get("name"))
    ]
    return Item(names[0], names[1], functools.partial(entry_of, service), trouble)


def from_rows(rows: list[table.Row], mapping: dict[str, str] | None) -> Opened:
    """A table, by what its columns are said to mean or seem to mean."""
    if not rows:
        raise NotRead("There is nothing in this table.")
    meant = table.meant(rows[0], mapping or {})
    items = (
        Item(key, row.get("name", "")[:200], functools.partial(table.entry_of_row, key, row))
        for key, row in table.keyed(rows, meant)
    )
    return Opened(Source.Kind.CSV, items, meant)
