"""A person's own details are changed by staff: two people at once see both versions."""

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction

from patients.actions.adding import NumberTaken, remember_surname, set_area, set_keys
from patients.models import Patient
from practice import trail
from practice.acting import Stale, action
from practice.actors import Actor

DETAILS = (
    *("given_name", "middle_names", "family_name", "known_as", "birth_date", "nhs_number"),
    *("no_nhs_number_because", "gender", "ethnic_category", "language", "interpreter_needed"),
    *("address", "postcode", "usual_gp", "restricted", "contact_with_care"),
)
_DERIVED = ("family_key", "given_key", "known_key", "area", "deprivation", "deprivation_edition")


@action
def change_details(
    *, patient: Patient, version: int, values: dict[str, Any], by: Actor, now: dt.datetime
) -> Patient:
    """Change what differs. Raises Stale if somebody saved since `version`, NumberTaken for a number in use."""
    locked = Patient.objects.select_for_update().get(pk=patient.pk)
    if locked.version != version:
        raise Stale(locked)
    changed = [name for name, value in values.items() if name in DETAILS and getattr(locked, name) != value]
    for name in changed:
        setattr(locked, name, values[name])
    if changed:
        keep_here(locked, changed)
        set_keys(locked)
        set_area(locked)
        locked.version += 1
        save_details(locked, changed)
        remember_surname(locked)
    trail.record(
        "patient.changed",
        by=by,
        now=now,
        practice=locked.practice_id,
        subject=locked,
        patient=locked,
        details={"fields": changed},
    )
    return locked


def keep_here(patient: Patient, changed: list[str]) -> None:
    """What staff wrote is not overwritten by the next list. A restriction that was lifted may come back with it."""
    kept = [name for name in changed if name != "restricted" or patient.restricted]
    dropped = {"restricted"} if "restricted" in changed and not patient.restricted else set()
    patient.kept_here = sorted({*patient.kept_here, *kept} - dropped)


def save_details(patient: Patient, changed: list[str]) -> None:
    """Write the named fields; another standing record may already have the number."""
    try:
        with transaction.atomic():
            patient.save(update_fields=[*changed, *_DERIVED, "kept_here", "version"])
    except IntegrityError as error:
        if "patient_one_nhs_number" not in str(error):
            raise
        other = Patient.objects.standing().get(practice=patient.practice_id, nhs_number=patient.nhs_number)
        raise NumberTaken(other) from None
