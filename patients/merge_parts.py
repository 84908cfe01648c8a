"""What moves when two records become one: every column of what hangs on a person that holds the person's number."""

import dataclasses
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db.models import Exists, Field, Model, OuterRef, Q, QuerySet, UniqueConstraint

from patients.hanging import hanging
from patients.models import Merge, Patient, Summary
from practice.models import History, TrailEvent

# What happened, happened to the record of that time; the counts of both records are counted anew.
NOT_MOVED: tuple[type[Model], ...] = (Merge, TrailEvent, History, Summary)


@dataclasses.dataclass(frozen=True, slots=True)
class Part:
    """One column of one table that holds a person's number."""

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
    """In a fixed order. What the database itself keeps from other rows follows them."""
    moved = (one for one in hanging() if one.model not in NOT_MOVED and not one.is_derived)
    found = [Part(one.model, field.attname) for one in moved for field in one.own]
    return sorted(found, key=lambda part: (part.label, part.column))


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
