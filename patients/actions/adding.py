"""A person is put on the list by hand."""

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction

from patients import names
from patients.models import Patient, Place, Summary, Surname
from patients.models.areas import Area
from practice import trail
from practice.acting import action
from practice.actors import Actor
from practice.models import Practice


class NumberTaken(ValueError):
    """Another record of this practice has the NHS number; `patient` is that record."""

    def __init__(self, patient: Patient) -> None:
        super().__init__("Another record here already has this NHS number.")
        self.patient = patient


@action
def add_patient(*, practice: Practice, values: dict[str, Any], by: Actor, now: dt.datetime) -> Patient:
    """A new record. `values` are fields of Patient; raises NumberTaken for a number in use."""
    patient = Patient(practice=practice, added_at=now, **values)
    set_keys(patient)
    set_area(patient)
    try:
        with transaction.atomic():
            patient.save(force_insert=True)
    except IntegrityError as error:
        if "patient_one_nhs_number" not in str(error):
            raise
        raise NumberTaken(
            Patient.objects.standing().get(practice=practice, nhs_number=patient.nhs_number)
        ) from None
    Summary.objects.create(practice=practice, patient=patient)
    remember_surname(patient)
    trail.record("patient.added", by=by, now=now, practice=practice, subject=patient, patient=patient)
    return patient


def set_keys(patient: Patient) -> None:
    """What searches compare, made from the names."""
    patient.family_key = names.key(patient.family_name)
    patient.given_key = names.key(patient.given_name)
    patient.known_key = names.key(patient.known_as)


def set_area(patient: Patient) -> None:
    """Postcode to small area to decile, with the edition; nothing for a restricted person."""
    patient.area, patient.deprivation, patient.deprivation_edition = "", None, ""
    if patient.restricted or not patient.postcode:
        return
    place = Place.objects.filter(pk=patient.postcode).first()
    area = place and Area.objects.filter(code=place.area).order_by("-edition").first()
    if area:
        patient.area, patient.deprivation = area.code, area.decile
        patient.deprivation_edition = area.edition


def remember_surname(patient: Patient) -> None:
    """Keep the practice's dictionary of surnames complete."""
    Surname.objects.bulk_create(
        [
            Surname(practice_id=patient.practice_id, word=word, family_key=patient.family_key)
            for word in names.words(patient.family_name)
        ],
        ignore_conflicts=True,
    )
