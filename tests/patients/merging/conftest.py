"""Two records of one person, each with a life, and how they come together and apart."""

import datetime as dt

import pytest

from patients.actions import merging
from patients.actions.blocks import set_block
from patients.actions.glass import break_glass
from patients.actions.noting import note
from patients.actions.reaching import add_contact_point
from patients.models import (
    Circumstance,
    Condition,
    ContactPoint,
    Merge,
    Need,
    Patient,
    RecordBlock,
)
from practice import links
from practice.models import Membership
from tests import build
from tests.coaching import made as sessions

OLD, NEW = "9990000034", "9990000042"


@pytest.fixture
def kept(elm) -> Patient:
    return build.a_patient(
        elm,
        given_name="Mina",
        family_name="Rao",
        nhs_number=NEW,
        birth_date=dt.date(1970, 5, 4),
        postcode="M33 6GQ",
    )


@pytest.fixture
def gone(elm) -> Patient:
    return build.a_patient(
        elm,
        given_name="Meena",
        family_name="Rao",
        nhs_number=OLD,
        known_as="Mini",
        language="Hindi",
        address="1 Old Road",
    )


@pytest.fixture
def merge(asha, now):
    """`merge(kept, gone, "number", …)`: Asha puts them together; named details are taken from the other."""

    def together(kept: Patient, gone: Patient, *take: str) -> Merge:
        kept.refresh_from_db()
        gone.refresh_from_db()
        versions = (kept.version, gone.version)
        return merging.merge(kept=kept, gone=gone, take=take, versions=versions, by=asha, now=now)

    return together


@pytest.fixture
def unmerge(asha, now):
    return lambda done: merging.unmerge(done=done, by=asha, now=now)


@pytest.fixture
def both(kept, gone) -> tuple[Patient, Patient]:
    """The record that stays and the other one."""
    return kept, gone


@pytest.fixture
def lives(both, asha, now):
    """Both have a life: needs, contacts, conditions, blocks, broken glass, links, counts."""
    _kept, gone = both
    for patient in both:
        note_of(patient, asha, now)
        sessions.a_finished(patient, asha, now=now - dt.timedelta(days=patient.pk))
    set_block(patient=gone, user=asha.user, kind=RecordBlock.Kind.RELATION, by=asha, now=now)
    break_glass(patient=gone, reason="Nobody else was here this morning", by=asha, now=now)
    links.issue(practice=gone.practice, purpose="q", subject=gone, patient=gone, expires_at=now)
    return both


def note_of(patient: Patient, by: Membership, now: dt.datetime) -> None:
    who = {"by": by, "now": now}
    large = {"kind": Need.Kind.FORMAT, "words": "Large print", "code": ""}
    money = {
        "kind": Circumstance.Kind.MONEY,
        "answer": Circumstance.Answer.ASKED,
        "words": f"Record {patient.pk}",
    }
    note(patient=patient, model=Need, values=large, **who)
    note(patient=patient, model=Circumstance, values=money, **who)
    phone = {"kind": ContactPoint.Kind.MOBILE, "value": "07700900123", "whose": ContactPoint.Whose.OWN}
    add_contact_point(patient=patient, values=phone, **who)
    Condition.objects.create(
        practice=patient.practice, patient=patient, code="44054006", term="Diabetes type 2"
    )
