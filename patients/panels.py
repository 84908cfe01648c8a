"""The panels of a record: each room registers its own, the record page shows them all at once."""

import dataclasses
from collections.abc import Callable
from typing import Any

from patients import sheet, together
from patients.models import Patient
from practice.permissions import Permission
from practice.requests import Request

Query = Callable[[Request, Patient], dict[str, Any] | None]


@dataclasses.dataclass(frozen=True, slots=True)
class Panel:
    """`query` returns the template's context, or None to leave the panel out; it costs a fixed number of queries.

    The template sees that context, `patient`, `panel` and the page's own. It is drawn inside a section with the
    title as its heading; `wide` runs over the whole page.
    """

    name: str
    title: str
    permission: Permission
    query: Query
    template: str
    order: int
    wide: bool = False


_panels: dict[str, Panel] = {}


def register(
    name: str,
    title: str,
    *,
    permission: Permission,
    query: Query,
    template: str,
    order: int,
    wide: bool = False,
) -> None:
    """Called from AppConfig.ready(). A name belongs to one panel: another room's would vanish without a word."""
    if name in _panels and _panels[name].template != template:
        raise ValueError(f"{template} and {_panels[name].template} are both called {name}")
    _panels[name] = Panel(name, title, permission, query, template, order, wide)


def gathered(request: Request, patient: Patient, *, only: str = "") -> list[dict[str, Any]]:
    """All panels this member may see, each with its context, in order; or only the one named."""
    if not only:
        sheet.keep(patient, together.ask(request, patient)[sheet.PART])
    found = []
    for panel in sorted(_panels.values(), key=lambda panel: panel.order):
        if panel.permission not in request.permissions or only not in ("", panel.name):
            continue
        context = panel.query(request, patient)
        if context is not None:
            found.append({"panel": panel, "context": context})
    return found
