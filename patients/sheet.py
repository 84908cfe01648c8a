"""What is noted about one person and not ended, and what they sent, read in one query for panels and strip."""

import dataclasses
import datetime as dt
from typing import Any

from django.db import connection

from patients.models import Patient

# Table, columns, order; each a list of its own in one answer. The indexes begin with practice and patient.
_PARTS = {
    "needs": ("need", "id, kind, words", "kind, id"),
    "contact_points": (
        "contactpoint",
        "id, kind, value, whose, may_send, may_leave_voicemail, safe_times, confirmed_on, failures",
        "kind, id",
    ),
    "supporters": (
        "supporter",
        "id, name, relation, telephone, may_be_told, authority, evidence_seen, expires_on, gets_messages",
        "id",
    ),
    "circumstances": ("circumstance", "id, kind, answer, words, noted_at", "id"),
    "conditions": ("condition", "id, term, code, since", "term, id"),
    "consents": ("consent", "id, kind, agreed, given_by, words, from_on, until_on", "kind, from_on, id"),
    "alerts": ("alert", "id, kind", "id"),
}


def _list(table: str, columns: str, order: str) -> str:
    return (
        f"(SELECT json_agg(row_to_json(n)) FROM (SELECT {columns} FROM patients_{table}"  # noqa: S608 - ours
        f" WHERE practice_id = %(practice)s AND patient_id = %(patient)s AND ended_at IS NULL ORDER BY {order}) n)"
    )


# What they sent stays when somebody has dealt with it; what waits stands first.
_ASKED = (
    "(SELECT json_agg(row_to_json(n)) FROM (SELECT a.id, a.kind, a.words, a.subject_id, a.asked_at,"
    " a.due_at, a.dealt_at, a.dealt_words, u.name AS dealt_by_name FROM patients_helpasked a"
    " LEFT JOIN practice_membership m ON m.id = a.dealt_by_id LEFT JOIN practice_user u ON u.id = m.user_id"
    " WHERE a.practice_id = %(practice)s AND a.patient_id = %(patient)s"
    " ORDER BY a.dealt_at IS NOT NULL, a.asked_at DESC, a.id DESC LIMIT 20) n)"
)
PART = "sheet"
ASKS = f"SELECT json_build_array({', '.join([*(_list(*part) for part in _PARTS.values()), _ASKED])})"
_FEW = f"SELECT json_build_array({', '.join(_list(*_PARTS[name]) for name in ('needs', 'alerts'))})"


class Note(dict[str, Any]):
    """One thing noted; templates read it like an object. Days are days, not text."""

    def __init__(self, row: dict[str, Any]) -> None:
        super().__init__(row)
        for name, value in row.items():
            if value and name.endswith(("_on", "since")):
                self[name] = dt.date.fromisoformat(value)
            elif value and name.endswith("_at"):
                self[name] = dt.datetime.fromisoformat(value)


@dataclasses.dataclass(slots=True)
class Sheet:
    """What stands now; and the latest that they sent."""

    needs: list[Note] = dataclasses.field(default_factory=list)
    contact_points: list[Note] = dataclasses.field(default_factory=list)
    supporters: list[Note] = dataclasses.field(default_factory=list)
    circumstances: list[Note] = dataclasses.field(default_factory=list)
    conditions: list[Note] = dataclasses.field(default_factory=list)
    consents: list[Note] = dataclasses.field(default_factory=list)
    alerts: list[Note] = dataclasses.field(default_factory=list)
    asked: list[Note] = dataclasses.field(default_factory=list)


def sheet_of(patient: Patient) -> Sheet:
    """All parts; asked once for each patient that was fetched, however many panels look."""
    known: Sheet | None = getattr(patient, "_sheet", None)
    return known or keep(patient, _read(patient, ASKS))


def keep(patient: Patient, lists: list[Any]) -> Sheet:
    """What was asked with this patient's other parts, or alone."""
    sheet = _sheet([*_PARTS, "asked"], lists)
    patient._sheet = sheet  # type: ignore[attr-defined]
    return sheet


def needs_and_alerts(patient: Patient) -> Sheet:
    """The two parts that every page about a person shows."""
    known: Sheet | None = getattr(patient, "_sheet", None)
    return known or _sheet(["needs", "alerts"], _read(patient, _FEW))


def _read(patient: Patient, sql: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, {"practice": patient.practice_id, "patient": patient.pk})
        return cursor.fetchone()[0]


def _sheet(names: list[str], lists: list[Any]) -> Sheet:
    pairs = zip(names, lists, strict=True)
    return Sheet(**{name: [Note(row) for row in rows or []] for name, rows in pairs})
