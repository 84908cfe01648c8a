"""Whom a list adds and what it changes about whom, as the page shows it: 25 people at a time."""

import dataclasses
import datetime as dt
from collections.abc import Callable
from typing import Any

from django.http import Http404

from patients import nhs_number
from patients.incoming.changes import PLACES
from patients.incoming.findings import label
from patients.models import ImportChange, ImportRun
from patients.models.person import EthnicCategory, Gender
from patients.shut import shut_among
from practice import trail, wording
from practice.requests import Request

KIND = ImportChange.Kind
NOTHING = "nothing"
# Before it is brought in, and after.
TITLES = {
    KIND.NEW: ("People who would be added", "People who were added"),
    KIND.UPDATED: ("What would change about whom", "What changed about whom"),
}
_DAYS = {"registered_on", "left_on", "died_on", "back"}
_SAID = {"back": "Left on", "conditions": "Conditions"}


@dataclasses.dataclass(frozen=True, slots=True)
class Field:
    """One field: what stood there and what takes its place. `instead` is said where neither may be shown."""

    label: str
    was: str = ""
    becomes: str = ""
    instead: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Person:
    """One of them, as the list found them; `patient_id` once there is a record."""

    line: int
    patient_id: int | None
    given_name: str
    family_name: str
    birth_date: dt.date
    fields: list[Field]


def changes_page(request: Request, run: ImportRun, kind: str) -> dict[str, Any]:
    """One page of the people of one kind; that it was read is in the trail, by whom and how many."""
    if kind not in TITLES:
        raise Http404
    pages = run.changes.filter(kind=kind).count()
    number = wanted(request.GET.get("page", ""), pages)
    rows = [row for change in run.changes.filter(kind=kind, page=number) for row in change.people]
    people = people_of(request, rows)
    about: dict[str, Any] = {"practice": run.practice_id, "subject": run}
    details = {"kind": kind, "count": len(people)}
    trail.record("import.changes_read", by=request.member, now=request.now, details=details, **about)
    before = (number - 1) * ImportChange.A_PAGE
    return {
        "run": run,
        "kind": kind,
        "title": TITLES[KIND(kind)][bool(run.applied_at)],
        "people": people,
        "first": before + 1,
        "last": before + len(people),
        "total": run.counts.get("created" if kind == KIND.NEW else "updated", 0),
        "previous_url": f"?page={number - 1}" if number > 1 else "",
        "next_url": f"?page={number + 1}" if number < pages else "",
    }


def wanted(typed: str, pages: int) -> int:
    """The page that was asked for; the nearest where there is no such page."""
    number = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 9 else 1
    return max(1, min(number, pages))


def people_of(request: Request, rows: list[dict[str, Any]]) -> list[Person]:
    """With what may be told of each today: who is restricted or shut to the reader may be so only since."""
    ids = [row["patient"] for row in rows if row["patient"]]
    shut = shut_among(request.user, request.practice, ids)
    here = request.practice.patients.filter(pk__in=ids, restricted=True)
    hidden = set(here.values_list("pk", flat=True))
    return [person_of(row, is_shut=row["patient"] in shut, hides=row["patient"] in hidden) for row in rows]


def person_of(row: dict[str, Any], *, is_shut: bool, hides: bool) -> Person:
    """The fields in the order of their labels, so that the same field stands in the same place."""
    fields = [field_of(name, pair, is_shut=is_shut, hides=hides) for name, pair in row["fields"].items()]
    return Person(
        line=row["line"],
        patient_id=row["patient"],
        given_name=row["given"],
        family_name=row["family"],
        birth_date=dt.date.fromisoformat(row["born"]),
        fields=sorted(fields, key=lambda field: field.label),
    )


def field_of(name: str, pair: list[Any], *, is_shut: bool, hides: bool) -> Field:
    said = _SAID.get(name) or label(name)
    if name == "conditions":
        return Field(said, instead="new ones")
    if is_shut:
        return Field(said, instead="not open to you")
    if not pair or (hides and name in PLACES):
        return Field(said, instead="protected: use the GP record")
    was, becomes = (in_words(name, value) for value in pair)
    return Field(said, was, becomes)


def in_words(name: str, value: str | None) -> str:
    """A value as the rest of the product says it."""
    if not value:
        return NOTHING
    if name in _DAYS:
        return wording.long_date(dt.date.fromisoformat(value))
    return _WORDS[name](value) if name in _WORDS else value


def yes_or_no(value: str) -> str:
    return "yes" if value == "true" else "no"


_WORDS: dict[str, Callable[[str], str]] = {
    "nhs_number": nhs_number.show,
    "gender": lambda value: str(Gender(value).label),
    "ethnic_category": lambda value: str(EthnicCategory(value).label),
    "interpreter_needed": yes_or_no,
    "restricted": yes_or_no,
}
