"""Questionnaires for tests, as plain values that a test may bend."""

import copy
import json
from pathlib import Path
from typing import Any

SHIPPED = Path(__file__).resolve().parent.parent.parent / "activation" / "shipped"

SMALL: dict[str, Any] = {
    "format": 1,
    "key": "our-three",
    "version": "1",
    "name": "Three of our own",
    "owner": "Elm Surgery",
    "licence": "open",
    "source": "Written at Elm Surgery.",
    "languages": ["en", "pl"],
    "stages": [{"id": "one", "name": "Step one"}],
    "options": [
        {"value": 0, "text": {"en": "No", "pl": "Nie"}},
        {"value": 1, "text": {"en": "Yes", "pl": "Tak"}},
    ],
    "not_applicable": {"en": "Does not apply", "pl": "Nie dotyczy"},
    "items": [
        {"id": "a", "stage": "one", "text": {"en": "First", "pl": "Pierwsze"}},
        {"id": "b", "stage": "one", "text": {"en": "Second", "pl": "Drugie"}},
        {"id": "c", "stage": "one", "text": {"en": "Third", "pl": "Trzecie"}},
    ],
    "scoring": {"kind": "table", "minimum_answered": 3, "table": {"0": 0, "1": 30.5, "2": 60, "3": 100}},
    "bands": [
        {"id": "1", "name": "Level 1", "upper": 30.5, "source": "Ours"},
        {"id": "2", "name": "Level 2", "upper": 100, "source": "Ours"},
    ],
}


def small(**changes: Any) -> dict[str, Any]:
    """The small one, with some of its fields replaced."""
    return copy.deepcopy(SMALL) | changes


def bent(*path: str | int, to: Any = None, drop: bool = False) -> dict[str, Any]:
    """The small one with one place changed, or taken out."""
    raw = small()
    place: Any = raw
    for step in path[:-1]:
        place = place[step]
    if drop:
        del place[path[-1]]
    else:
        place[path[-1]] = to
    return raw


def shipped(key: str) -> dict[str, Any]:
    return json.loads((SHIPPED / f"{key}.json").read_text())
