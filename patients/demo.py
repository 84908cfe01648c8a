"""A made-up list moves in: whole people, in a few statements."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models

from patients import made_up, names
from patients.made_up.places import PLACES
from patients.models import (
    Alert,
    Area,
    Circumstance,
    Condition,
    Consent,
    ContactPoint,
    Need,
    Patient,
    Place,
    Summary,
    Supporter,
    Surname,
)
from practice import trail
from practice.actors import Actor
from practice.models import Membership, Practice

EDITION = "IMD 2025"
OWN = (
    "nhs_number",
    "no_nhs_number_because",
    "source_id",
    "family_name",
    "given_name",
    "middle_names",
    "known_as",
    "birth_date",
    "gender",
    "ethnic_category",
    "language",
    "interpreter_needed",
    "address",
    "postcode",
    "area",
    "deprivation",
    "usual_gp",
    "registered_on",
    "left_on",
    "left_for",
    "died_on",
    "restricted",
    "contact_with_care",
)
PARTS: tuple[tuple[str, type[models.Model]], ...] = (
    ("needs", Need),
    ("supporters", Supporter),
    ("circumstances", Circumstance),
    ("conditions", Condition),
    ("consents", Consent),
    ("alerts", Alert),
)
FROM_LIST = {Condition}
OF_LONG_AGO = 8  # a list of their own, so that nobody shares a number with the practices


def places_move_in() -> None:
    """The made-up town's postcodes and how deprived they are; reference data is the owner's to write."""
    places = [Place(p.postcode, p.lsoa, "2021", p.latitude, p.longitude) for p in PLACES]
    Place.objects.using("owner").bulk_create(places, ignore_conflicts=True)
    areas = {p.lsoa: p.decile for p in PLACES}
    Area.objects.using("owner").bulk_create(
        [Area(code=code, edition=EDITION, decile=decile) for code, decile in areas.items()],
        ignore_conflicts=True,
    )


def list_moves_in(
    practice: Practice, *, index: int, count: int, noted_by: Membership, by: Actor, now: dt.datetime
) -> list[Patient]:
    """`count` people on the practice's list; Pat and Omar join the first practice."""
    listed = made_up.people(seed=made_up.DEMO_SEED, count=count, practice_index=index, today=now.date())
    people = [*([made_up.PAT, made_up.OMAR] if index == 0 else []), *listed]
    patients = Patient.objects.bulk_create([as_patient(practice, p, now) for p in people], batch_size=500)
    Summary.objects.bulk_create([Summary(practice=practice, patient=p) for p in patients], batch_size=1000)
    Surname.objects.bulk_create(surnames(practice, patients), ignore_conflicts=True, batch_size=1000)
    together = list(zip(patients, people, strict=True))
    ContactPoint.objects.bulk_create(contacts(practice, together), batch_size=1000)
    for field, model in PARTS:
        noted = {} if model in FROM_LIST else {"noted_at": now, "noted_by": noted_by}
        model._default_manager.bulk_create(parts(practice, together, field, model, noted), batch_size=1000)
    trail.record("demo.moved_in", by=by, now=now, practice=practice, details={"patients": len(patients)})
    return patients


def left_long_ago(practice: Practice, now: dt.datetime) -> list[Patient]:
    """Nine who came thirteen years ago, died or left nine and more years ago, and were not heard of since."""
    came, today = now.replace(year=now.year - 13, month=1, day=15), now.date()
    listed = made_up.people(seed=made_up.DEMO_SEED, count=90, practice_index=OF_LONG_AGO, today=today)
    grown = [one for one in listed if one.birth_date.year < today.year - 40 and not one.restricted][:9]
    patients = [as_patient(practice, person, came) for person in grown]
    for place, patient in enumerate(patients):
        day = dt.date(today.year - 9, 1, 20) - dt.timedelta(days=47 * place)
        patient.registered_on, patient.source_id, patient.left_for = came.date(), "", ""
        patient.died_on, patient.left_on = (day, None) if place % 3 == 1 else (None, day)
    Patient.objects.bulk_create(patients)
    Summary.objects.bulk_create([Summary(practice=practice, patient=patient) for patient in patients])
    Surname.objects.bulk_create(surnames(practice, patients), ignore_conflicts=True)
    points = list(contacts(practice, list(zip(patients, grown, strict=True))))
    for point in points:
        point.confirmed_on = None
    ContactPoint.objects.bulk_create(points)
    return patients


def as_patient(practice: Practice, person: made_up.MadeUpPerson, now: dt.datetime) -> Patient:
    patient = Patient(practice=practice, added_at=now, **{name: getattr(person, name) for name in OWN})
    patient.family_key = names.key(person.family_name)
    patient.given_key = names.key(person.given_name)
    patient.known_key = names.key(person.known_as)
    patient.deprivation_edition = EDITION if person.deprivation else ""
    return patient


def surnames(practice: Practice, patients: Iterable[Patient]) -> list[Surname]:
    pairs = {(word, p.family_key) for p in patients for word in names.words(p.family_name)}
    return [Surname(practice=practice, word=word, family_key=key) for word, key in sorted(pairs)]


def contacts(practice: Practice, together: list[tuple[Patient, Any]]) -> Iterator[ContactPoint]:
    for patient, person in together:
        for point in person.contact_points:
            yield ContactPoint(practice=practice, patient=patient, from_list=True, **point._asdict())


def parts(
    practice: Practice,
    together: list[tuple[Patient, Any]],
    field: str,
    model: type[models.Model],
    noted: dict[str, Any],
) -> Iterator[models.Model]:
    known = {f.name for f in model._meta.local_fields}
    for patient, person in together:
        for part in getattr(person, field):
            values = {name: value for name, value in part._asdict().items() if name in known}
            yield model(practice=practice, patient=patient, **noted, **values)
