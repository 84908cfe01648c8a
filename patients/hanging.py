"""What hangs on a person: every table of a practice from which a way leads to a patient, in any room and at any depth.

Found by walking the keys of all tables. So one that is added tomorrow moves when two records become one, is in the
answer to whoever asks what is held, and goes when the record goes. What each of these leaves out is its own to say.
"""

import dataclasses
import functools
from collections.abc import Iterable
from graphlib import TopologicalSorter

from django.apps import apps
from django.db.models import Field, ForeignKey, Model

from patients.models import Patient
from practice.models import TenantModel

# A patient's number that is no key: what holds it outlives the row, or is found before the practice is known.
LOOSE = "patient_id"


@dataclasses.dataclass(frozen=True, slots=True)
class Hanging:
    """A table. `own` columns hold the person's number; `links` are keys to other tables that hang on somebody."""

    model: type[Model]
    own: tuple[Field, ...]
    links: tuple[ForeignKey, ...]

    @property
    def is_derived(self) -> bool:
        """The database makes its rows of other rows, and makes them anew when those change."""
        return bool(getattr(self.model, "made_from_rows", False))


@functools.cache
def hanging() -> tuple[Hanging, ...]:
    """Parents before what hangs on them; the record itself is one, for it may have become part of another."""
    return walk(model for model in apps.get_models() if issubclass(model, TenantModel))


def walk(models: Iterable[type[Model]]) -> tuple[Hanging, ...]:
    every = sorted(models, key=lambda model: model._meta.label_lower)
    found = {model for model in every if own_columns(model)}
    while more := {model for model in every if model not in found and keys(model, found)}:
        found |= more
    tables = {m: Hanging(m, own_columns(m), links(m, found)) for m in every if m in found}
    above = {model: [points_at(link) for link in table.links] for model, table in tables.items()}
    return tuple(tables[model] for model in TopologicalSorter(above).static_order())


def own_columns(model: type[Model]) -> tuple[Field, ...]:
    """Its keys to a person; and the number where it stands without being a key."""
    loose = [field for field in model._meta.local_fields if field.name == LOOSE]
    return (*keys(model, [Patient]), *loose)


def links(model: type[Model], found: Iterable[type[Model]]) -> tuple[ForeignKey, ...]:
    return keys(model, [other for other in found if other is not Patient])


def keys(model: type[Model], targets: Iterable[type[Model]]) -> tuple[ForeignKey, ...]:
    """Its keys to these tables."""
    return tuple(key for key in keys_of(model) if points_at(key) in targets)


def keys_of(model: type[Model]) -> list[ForeignKey]:
    return [field for field in model._meta.local_fields if isinstance(field, ForeignKey)]


def points_at(key: ForeignKey) -> type[Model]:
    """The table at the other end."""
    return key.remote_field.model
