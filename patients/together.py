"""What several rooms ask about one person, in one question: composing eight takes longer than answering them. The
database keeps its plan, which takes ten times longer to make than to carry out.

Each room registers its part when it starts: SQL for one JSON value, in which `%(practice)s`, `%(patient)s` and
`%(user)s` stand, and whatever `more` adds. The record asks for all parts that its reader may see at once; a page
that needs one asks for that alone.
"""

import dataclasses
import datetime as dt
import functools
from collections.abc import Callable
from typing import Any, TypeVar

from patients.models import Patient
from practice import prepared
from practice.permissions import Permission
from practice.requests import Request

More = Callable[[Request], dict[str, Any]]
T = TypeVar("T")


@dataclasses.dataclass(frozen=True, slots=True)
class Part:
    """`permission` is that of the panels which read it: for nobody else it is asked with the others."""

    sql: str
    permission: Permission
    more: More


@dataclasses.dataclass(frozen=True, slots=True)
class Kept:
    """For the panels of one request about one person: what was answered, and what was made of it."""

    patient: int
    answers: dict[str, Any] = dataclasses.field(default_factory=dict)
    made: dict[str, Any] = dataclasses.field(default_factory=dict)


_parts: dict[str, Part] = {}


def register(name: str, sql: str, *, permission: Permission, more: More = lambda _request: {}) -> None:
    """Called from AppConfig.ready()."""
    _parts[name] = Part(sql, permission, more)


def ask(request: Request, patient: Patient) -> dict[str, Any]:
    """All parts that this member may see; kept for the panels of this request."""
    names = tuple(name for name, part in _parts.items() if part.permission in request.permissions)
    answers = dict(zip(names, _asked(request, patient, names), strict=True))
    request.asked_together = Kept(patient.pk, answers)  # type: ignore[attr-defined]
    return answers


def answer(request: Request, patient: Patient, name: str, make: Callable[[Any], T]) -> T:
    """What `make` makes of that part, once for all panels: asked with the others, or alone and without them."""
    kept: Kept = getattr(request, "asked_together", Kept(0))
    if kept.patient != patient.pk:
        kept = request.asked_together = Kept(patient.pk)  # type: ignore[attr-defined]
    if name not in kept.answers:
        (kept.answers[name],) = _asked(request, patient, (name,))
    if name not in kept.made:
        kept.made[name] = make(kept.answers[name])
    return kept.made[name]


def _asked(request: Request, patient: Patient, names: tuple[str, ...]) -> tuple[Any, ...]:
    values = {"practice": patient.practice_id, "patient": patient.pk, "user": request.user.pk}
    for name in names:
        values |= _parts[name].more(request)
    with prepared.cursor() as cursor:
        cursor.execute(_sql(names), values)
        return cursor.fetchone()


@functools.cache
def _sql(names: tuple[str, ...]) -> str:
    return "SELECT " + ", ".join(f"({_parts[name].sql})" for name in names)


def moment(text: str | None) -> dt.datetime | None:
    """A time as JSON has it."""
    return dt.datetime.fromisoformat(text) if text else None
