"""Everything that hangs on a record, in whatever room: found by walking the relations of Patient.

So a table that is added tomorrow in a room to the left moves too, and nobody has to remember it.
"""

import dataclasses
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db.models import Exists, Field, Model, OuterRef, Q, QuerySet, UniqueConstraint
from django.db.models.fields.reverse_related import ForeignObjectRel

from patients.models import Merge, Patient, Summary
from practice.models import SignedLink

# The merges themselves stay as they were; the counts of both records are counted anew.
NOT_MOVED: tuple[type[Model], ...] = (Merge, Summary)
# Columns that hold a patient's id without being a key.
LOOSE: tuple[tuple[type[Model], str], ...] = ((SignedLink, "patient_id"),)


@dataclasses.dataclass(frozen=True, slots=True)
class Part:
    """One column of one table that points at a person."""

    model: type[Model]
    column: str

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    def rows(self, patient: Patient) -> QuerySet[Any]:
        """What hangs on this person here."""
        everything = self.model._default_manager.filter(practice_id=patient.practice_id)
        return everything.filter(**{self.column: patient.pk})

    @property
    def can_be_ended(self) -> bool:
        """Whether a row that has ended may stand beside an open one."""
        names = {field.name for field in self.model._meta.local_fields}
        return {"ended_at", "ended_by"} <= names and all(
            "ended_at" in str(rule.condition) for rule in rules_of(self)
        )

    @property
    def may_stand_beside(self) -> bool:
        """Whether a row that came with another record may go on beside the one that is open: a person decides."""
        return any("beside_since" in str(rule.condition) for rule in rules_of(self))


def parts() -> list[Part]:
    """Every table that points at a person, in a fixed order."""
    relations = Patient._meta.get_fields(include_hidden=True)
    keys = [relation.field for relation in relations if isinstance(relation, ForeignObjectRel)]
    found = [Part(key.model, key.attname) for key in keys if is_moved(key.model)]
    found += [Part(model, column) for model, column in LOOSE]
    return sorted(found, key=lambda part: (part.label, part.column))


def is_moved(model: type[Model]) -> bool:
    """What the database itself keeps from other rows follows them."""
    return model not in NOT_MOVED and not getattr(model, "made_from_rows", False)


def part_named(label: str, column: str) -> Part:
    return Part(apps.get_model(label), column)


def clashing(part: Part, kept: Patient, gone: Patient) -> QuerySet[Any]:
    """Rows that cannot stand beside what the other record already has."""
    clash = Q(pk__in=[])
    for rule in rules_of(part):
        same = {name: OuterRef(name) for name in others(part, rule)}
        condition = rule.condition or Q()
        clash |= condition & Q(Exists(part.rows(kept).filter(condition, **same)))
    return part.rows(gone).filter(clash)


def rules_of(part: Part) -> Iterable[UniqueConstraint]:
    """The rules of "only one" in which this column takes part."""
    for rule in part.model._meta.constraints:
        if isinstance(rule, UniqueConstraint) and column_name(part) in rule.fields:
            yield rule


def others(part: Part, rule: UniqueConstraint) -> list[str]:
    return [name for name in rule.fields if name not in (column_name(part), "practice")]


def column_name(part: Part) -> str:
    """As constraints name it: `patient` for `patient_id`."""
    return fields_of(part.model)[part.column].name


def fields_of(model: type[Model]) -> dict[str, Field]:
    """The columns of a table, by the name that rows use."""
    return {field.attname: field for field in model._meta.local_fields}
