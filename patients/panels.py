"""The panels of a record: each room registers its own, the record page shows them all at once."""

import dataclasses
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from patients.models import Patient
from practice.permissions import Permission

Query = Callable[[HttpRequest, Patient], dict[str, Any]]


@dataclasses.dataclass(frozen=True, slots=True)
class Panel:
    """`query` returns the template's context; it may cost a fixed number of queries only."""

    name: str
    title: str
    permission: Permission
    query: Query
    template: str
    order: int


_panels: dict[str, Panel] = {}


def register(
    name: str, title: str, *, permission: Permission, query: Query, template: str, order: int
) -> None:
    """Called from AppConfig.ready()."""
    _panels[name] = Panel(name, title, permission, query, template, order)


def gathered(request: HttpRequest, patient: Patient) -> list[dict[str, Any]]:
    """All panels this member may see, each with its context, in order."""
    shown = sorted(_panels.values(), key=lambda panel: panel.order)
    return [
        {"panel": panel, "context": panel.query(request, patient)}
        for panel in shown
        if panel.permission in request.permissions
    ]
