"""Two records side by side: the details that differ, in words, and which of the two is the likelier."""

import dataclasses
import datetime as dt
from typing import Any

from patients.models import Patient
from practice import wording

NOTHING = "Nothing"
PROTECTED = "Protected"


@dataclasses.dataclass(frozen=True, slots=True)
class Line:
    """One detail: the columns that are chosen together. `careful`: yes wins over no."""

    name: str
    label: str
    columns: tuple[str, ...]
    careful: bool = False
    tells_where: bool = False


LINES = (
    Line("number", "NHS number", ("nhs_number", "no_nhs_number_because")),
    Line("given_name", "First name", ("given_name",)),
    Line("middle_names", "Middle names", ("middle_names",)),
    Line("family_name", "Last name", ("family_name",)),
    Line("known_as", "Likes to be called", ("known_as",)),
    Line("birth_date", "Date of birth", ("birth_date",)),
    Line("gender", "Gender", ("gender",)),
    Line("ethnic_category", "Ethnic category", ("ethnic_category",)),
    Line("language", "Preferred language", ("language",)),
    Line("interpreter", "Needs an interpreter", ("interpreter_needed",)),
    Line(
        "address",
        "Address",
        ("address", "postcode", "area", "deprivation", "deprivation_edition"),
        tells_where=True,
    ),
    Line("usual_gp", "Usual GP", ("usual_gp",), tells_where=True),
    Line("registered", "Registered on", ("registered_on",)),
    Line("restricted", "Details protected", ("restricted",), careful=True),
    Line("caution", "Contact with care", ("contact_with_care",), careful=True),
    Line("source", "Number in the clinical system", ("source_id",)),
    Line("left", "Left", ("left_on", "left_for"), tells_where=True),
    Line("died", "Died", ("died_on", "death_day_not_known")),
)
_EMPTY = {"gender": "X", "ethnic_category": "99"}


def differing(kept: Patient, gone: Patient) -> list[dict[str, Any]]:
    """What has to be chosen: each with both sides in words and the side that is suggested."""
    protected = kept.restricted or gone.restricted
    return [
        {
            "name": line.name,
            "label": line.label,
            "kept": PROTECTED if protected and line.tells_where else words(kept, line),
            "gone": PROTECTED if protected and line.tells_where else words(gone, line),
            "suggested": suggested(kept, gone, line),
        }
        for line in LINES
        if differ(kept, gone, line)
    ]


def differ(kept: Patient, gone: Patient, line: Line) -> bool:
    return any(getattr(kept, column) != getattr(gone, column) for column in line.columns)


def suggested(kept: Patient, gone: Patient, line: Line) -> str:
    """What the record that stays says, unless it says nothing, or the other is the more careful."""
    if line.careful:
        return "gone" if getattr(gone, line.columns[0]) else "kept"
    return "gone" if is_empty(kept, line) else "kept"


def is_empty(patient: Patient, line: Line) -> bool:
    column = line.columns[0]
    return getattr(patient, column) in (None, "", _EMPTY.get(column, ""))


def words(patient: Patient, line: Line) -> str:
    """The detail as people read it."""
    if line.name == "number":
        return wording.spaced_nhs_number(patient.nhs_number or "") or f"None: {patient.no_nhs_number_because}"
    if line.name == "died" and patient.death_day_not_known:
        return "Yes, day not known"
    said = [said_of(patient, column) for column in line.columns if column not in _NOT_SAID]
    return ", ".join(part for part in said if part) or NOTHING


_NOT_SAID = {"area", "deprivation", "deprivation_edition", "death_day_not_known"}


def said_of(patient: Patient, column: str) -> str:
    if hasattr(patient, f"get_{column}_display"):
        return str(getattr(patient, f"get_{column}_display")())
    value = getattr(patient, column)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, dt.date):
        return wording.long_date(value)
    return str(value or "")
