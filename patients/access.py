"""The access report of one person: who saw or changed the record, who broke the glass, what changed."""

import dataclasses
import datetime as dt
import functools
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db.models import Field, ForeignKey, Model

from patients.glass import breaks_of, identify, standing_blocks
from patients.models import GlassBreak, Patient
from practice import trail, trail_queries, wording
from practice.gate import Refused
from practice.models import History, Membership
from practice.permissions import Permission
from practice.requests import Request
from practice.trail_queries import Page
from practice.trail_rows import Row, trail_rows

P = Permission
# Whose old values a reader of the trail may see besides the names of the fields; of other tables nobody here.
OLD_VALUES: dict[str, Permission] = {
    "patients_patient": P.OPEN_RECORD,
    "patients_contactpoint": P.OPEN_RECORD,
    "patients_need": P.OPEN_RECORD,
    "patients_supporter": P.SEE_LIFE,
    "patients_circumstance": P.SEE_LIFE,
    "patients_consent": P.OPEN_RECORD,
    "patients_condition": P.SEE_CONDITIONS,
    "patients_alert": P.READ_NOTES,
}
# Where a restricted person is, or might be found.
PLACES = {
    "address",
    "postcode",
    "area",
    "deprivation",
    "usual_gp",
    "left_for",
    "value",
    "telephone",
    "source_id",
}
NOT_SAID = {"version", "family_key", "given_key", "known_key", "deprivation_edition", "kept_here", "dialled"}
OPERATIONS = {"insert": "Added", "update": "Changed", "delete": "Thrown away"}


def whose(request: Request, patient_id: int) -> Patient:
    """The person whose report is read; nobody reads their own or a relation's. The record itself stays shut."""
    patient = identify(request, patient_id)
    if standing_blocks(request.practice).filter(patient=patient, user=request.user).exists():
        raise Refused("their own report")
    about: dict[str, Any] = {"practice": patient.practice_id, "subject": patient, "patient": patient}
    trail.record("patient.report_read", by=request.member, now=request.now, **about)
    return patient


def record_ids(patient: Patient) -> list[int]:
    """This record and those that became part of it."""
    merged = Patient.objects.filter(practice_id=patient.practice_id, merged_into=patient)
    return [patient.pk, *merged.values_list("pk", flat=True)]


def who_came(request: Request, patient: Patient, before: int) -> tuple[list[Row], int | None]:
    """Everything that was done with the record or read of it."""
    mine = request.practice.trail.filter(patient_id__in=record_ids(patient))
    found = trail_queries.paged(mine, mine.filter(pk=before))
    members = trail_queries.members_named(request.practice, found.events)
    return trail_rows(found.events, members), found.older


def glass_of(request: Request, patient: Patient) -> list[GlassBreak]:
    return list(breaks_of(request.practice).filter(patient=patient).order_by("-at", "-pk"))


@dataclasses.dataclass(frozen=True, slots=True)
class Change:
    """One change of one row: which fields, and what they said before as far as the reader may know."""

    at: dt.datetime
    who: str
    what: str
    fields: list[tuple[str, str]]


def what_changed(request: Request, patient: Patient, before: int) -> tuple[list[Change], int | None]:
    """From the history that triggers keep, so that no way of changing is missing."""
    mine = History.objects.filter(practice=request.practice, patient_id__in=record_ids(patient))
    found = trail_queries.paged(mine, mine.filter(pk=before))
    names = actors_named(request, found)
    shut = standing_blocks(request.practice).filter(patient=patient, kind="own").exists()
    readable = frozenset() if shut else request.permissions
    return [change_of(row, patient, names, readable) for row in found.events], found.older


def actors_named(request: Request, found: Page) -> dict[str, str]:
    labels = {row.actor for row in found.events if row.actor.startswith("member:")}
    ids = [int(label.removeprefix("member:")) for label in labels]
    members: dict[int, Membership] = request.practice.memberships.select_related("user").in_bulk(ids)
    return {
        member.actor_label: f"{member.name}, {member.get_role_display().lower()}"
        for member in members.values()
    }


def change_of(
    row: History, patient: Patient, names: dict[str, str], readable: Iterable[Permission]
) -> Change:
    model = models_by_table()[row.table_name]
    permission = OLD_VALUES.get(row.table_name)
    shown = permission is not None and permission in readable
    columns = {field.attname: field for field in model._meta.local_fields}
    fields = [
        (label_of(columns[name]), old_value(columns[name], value, patient) if shown else "")
        for name, value in (row.before or {}).items()
        if name in columns and name not in NOT_SAID
    ]
    thing = str(model._meta.verbose_name)
    return Change(
        row.at, names.get(row.actor, said_of(row.actor)), f"{OPERATIONS[row.operation]}: {thing}", fields
    )


@functools.cache
def models_by_table() -> dict[str, type[Model]]:
    """Asked when a page is shown, when all rooms have started."""
    return {model._meta.db_table: model for model in apps.get_models()}


def label_of(field: Field) -> str:
    return str(field.verbose_name)


def old_value(field: Field, value: Any, patient: Patient) -> str:
    """What stood there, in words; not where somebody is who must not be found, and no bare ids."""
    if patient.restricted and field.attname in PLACES:
        return "protected"
    if isinstance(field, ForeignKey):
        return ""
    if value in (None, ""):
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    chosen = dict(field.flatchoices).get(value)
    parsed = field.to_python(value)
    if isinstance(parsed, dt.datetime):
        return wording.date_and_time(parsed)
    return wording.long_date(parsed) if isinstance(parsed, dt.date) else str(chosen or value)


def said_of(actor: str) -> str:
    kind, _colon, name = actor.partition(":")
    return {"system": f"Skerry itself ({name})", "link": "Somebody with a link"}.get(kind, "Not known")
