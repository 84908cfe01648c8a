"""Whom a list adds and what it changes about whom, as the page shows it: 25 people at a time."""

import dataclasses
import datetime as dt
from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404

from patients import nhs_number
from patients.glass import standing_blocks
from patients.incoming.changes import PLACES
from patients.incoming.findings import label
from patients.models import ImportChange, ImportRun
from patients.models.person import EthnicCategory, Gender
from practice import trail, wording
from practice.requests import Request

KIND = ImportChange.Kind
A_PAGE = 25
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


def changes_page(request: Request, run: ImportRun, kind: str) -> dict[str, Any]:
    """One page of the people of one kind; that it was read is in the trail, by whom and how many."""
    if kind not in TITLES:
        raise Http404
    found = run.changes.filter(kind=kind).select_related("patient").order_by("line", "pk")
    number = request.GET.get("page", "1")
    people = Paginator(found, A_PAGE).get_page(number if number.isascii() and number.isdigit() else 1)
    shut = shut_to(request, [one.patient_id for one in people.object_list if one.patient_id])
    lines = [
        {"one": one, "fields": fields_of(one, is_shut=one.patient_id in shut)} for one in people.object_list
    ]
    details = {"kind": kind, "count": len(lines)}
    trail.record(
        "import.changes_read",
        by=request.member,
        now=request.now,
        practice=run.practice_id,
        subject=run,
        details=details,
    )
    title = TITLES[KIND(kind)][bool(run.applied_at)]
    around = {
        "previous_url": f"?page={people.previous_page_number()}" if people.has_previous() else "",
        "next_url": f"?page={people.next_page_number()}" if people.has_next() else "",
    }
    return {"run": run, "title": title, "people": people, "lines": lines, "kind": kind} | around


def shut_to(request: Request, ids: list[int]) -> set[int]:
    """Records of colleagues, and of people close to the reader."""
    blocks = standing_blocks(request.practice).filter(patient__in=ids)
    mine = blocks.filter(Q(user=request.user) | Q(kind="own"))
    return set(mine.values_list("patient_id", flat=True))


def fields_of(one: ImportChange, *, is_shut: bool) -> list[Field]:
    """In the order of the alphabet of their labels, so that the same field stands in the same place."""
    hides = one.patient is not None and one.patient.restricted
    fields = [field_of(name, pair, is_shut=is_shut, hides=hides) for name, pair in one.fields.items()]
    return sorted(fields, key=lambda field: field.label)


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
