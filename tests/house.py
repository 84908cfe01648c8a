"""What the rules of the house are asked about: rooms, files, addresses, models."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

from practice.models import NetworkModel, TenantModel

ROOT = Path(__file__).resolve().parent.parent
# Real and realistic input, which may lie beside the project and is no part of it.
SHARED = ROOT.parent / "shared" / "data"
ROOMS = (
    "practice",
    "patients",
    "activation",
    "prescribing",
    "coaching",
    "reminders",
    "outreach",
    "insight",
)


def python_files(*names: str) -> list[Path]:
    """All Python files of the rooms, without migrations; with names, only files or folders so named."""
    found = []
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            inside = path.relative_to(ROOT / room)
            if "migrations" in inside.parts:
                continue
            if not names or inside.parts[0] in names or path.name in names:
                found.append(path)
    return found


def view_files() -> list[Path]:
    return [path for path in python_files() if path.stem == "views" or path.stem.endswith("_views")]


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))


def short(path: Path) -> str:
    return str(path.relative_to(ROOT))


def patterns(resolver: URLResolver | None = None, prefix: str = "", space: str = "") -> Iterator[tuple]:
    """(name, route, view) of every address of the site."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from patterns(entry, route, inner)
        elif isinstance(entry, URLPattern):
            yield f"{space}{entry.name}", route, entry.callback


def room_models() -> list[type[models.Model]]:
    return [model for room in ROOMS for model in apps.get_app_config(room).get_models()]


def tenant_models() -> list[type[TenantModel]]:
    return [model for model in room_models() if issubclass(model, TenantModel)]


def network_models() -> list[type[NetworkModel]]:
    return [model for model in room_models() if issubclass(model, NetworkModel)]
