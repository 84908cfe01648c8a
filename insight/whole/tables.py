"""Which tables hold something about a person: found by walking the keys of every table of a practice.

So a table that is added tomorrow, in whatever room, is part of the answer without anybody remembering it. What is not
stands in LEFT_OUT with its reason, and a test reads both.
"""

import dataclasses
import functools
from typing import Any

from django.apps import apps
from django.db.models import Field, ForeignKey, Model, Q, QuerySet

from patients.models import Patient
from practice.models import TenantModel

# Told apart from the others, because they are about the rows of all tables.
OF_THEIR_OWN = {
    "practice.TrailEvent": "who opened or changed the record, and when",
    "practice.History": "what rows said before they were changed",
}
LEFT_OUT = {
    "patients.Summary": "counted from sessions and answers, which are given themselves",
    "insight.Way": "counted from offers, sessions and answers, which are given themselves",
    "patients.MergeMove": "numbers of rows that moved when two records became one; the rows are given",
    "reminders.Due": "a place in the queue of a message; the message is given",
    "coaching.SessionDraft": "words on their way into a note, signed by nobody; the note is given once it is",
    "coaching.HeldPost": "words on their way into a note, which the database shows to their writer alone",
    "coaching.Reflection": "how a colleague thinks they worked, which the database shows to its writer alone",
    "insight.AccessText": "what a clinician said of each text of such a request",
    "insight.AccessCopy": "the copies that were given before: the same rows once more",
}
# Columns that hold a patient's number without being a key.
LOOSE = "patient_id"


@dataclasses.dataclass(frozen=True, slots=True)
class Table:
    """One table, and by which ways its rows lead to a person."""

    model: type[Model]
    ways: tuple[str, ...]

    @property
    def label(self) -> str:
        return self.model._meta.label

    def rows(self, practice_id: int, people: list[int]) -> QuerySet:
        """What it holds about these records, which are one person's."""
        theirs = Q()
        for way in self.ways:
            theirs |= Q(**{f"{way}__in": people})
        found = self.model._base_manager.filter(theirs, practice_id=practice_id)
        return found.order_by("pk")


@functools.cache
def about_people() -> dict[str, Table]:
    """Every table of a practice that leads to a person, by its label; asked once all rooms have started."""
    found: dict[str, Table] = {"patients.Patient": Table(Patient, ("pk",))}
    for model in apps.get_models():
        if model is not Patient and (ways := ways_to_patient(model)):
            found[model._meta.label] = Table(model, ways)
    return found


@functools.cache
def ways_to_patient(model: type[Model]) -> tuple[str, ...]:
    """Its own keys to a person where it has one; else those of the rows on which it hangs."""
    if not issubclass(model, TenantModel):
        return ()
    if own := own_keys(model):
        return own
    return tuple(
        f"{key.name}__{way}"
        for key in keys_of(model)
        if key.related_model not in (model, Patient)
        for way in ways_to_patient(key.related_model)
    )


def own_keys(model: type[Model]) -> tuple[str, ...]:
    names = [key.attname for key in keys_of(model) if key.related_model is Patient]
    loose = any(field.attname == LOOSE for field in model._meta.local_fields)
    return tuple(names) or ((LOOSE,) if loose else ())


def keys_of(model: type[Model]) -> list[ForeignKey]:
    return [field for field in model._meta.local_fields if isinstance(field, ForeignKey)]


def points_at(key: Field) -> Any:
    """The table at the other end."""
    return key.related_model


def given() -> list[Table]:
    """Those whose rows are given, in the order of the rooms."""
    apart = LEFT_OUT.keys() | OF_THEIR_OWN.keys()
    return [table for label, table in about_people().items() if label not in apart]
