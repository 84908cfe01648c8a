"""The fit check of one service for one person, with what is known of both."""

import dataclasses
import datetime as dt

from patients.models import Circumstance, Need, Patient
from prescribing.fit import Finding, Person, check
from prescribing.models import Service, Venue
from prescribing.search_place import home_of
from prescribing.searching import metres_between

# What somebody needs to take part; how we reach them ourselves is another matter.
TO_TAKE_PART = (Need.Kind.ADJUSTMENT, Need.Kind.IMPAIRMENT, Need.Kind.SUPPORT, Need.Kind.PROFESSIONAL)


@dataclasses.dataclass(frozen=True, slots=True)
class Fit:
    """The lines, and how far it is from home in metres where that may be said."""

    findings: list[Finding]
    metres: float | None


def fit_of(patient: Patient, service: Service, today: dt.date) -> Fit:
    """Nothing of where somebody lives goes in if their details are protected."""
    venues = list(Venue.objects.filter(service=service, withdrawn_at=None).order_by("pk"))
    metres = how_far(patient, venues)
    step_free = service.step_free if service.step_free is not None else step_free_at(venues)
    findings = check(person_of(patient, today), service, step_free=step_free, metres=metres, today=today)
    return Fit(findings, metres)


def person_of(patient: Patient, today: dt.date) -> Person:
    needs = Need.objects.open().filter(practice=patient.practice_id, patient=patient, kind__in=TO_TAKE_PART)
    money = Circumstance.objects.open().filter(
        practice=patient.practice_id, patient=patient, kind=Circumstance.Kind.MONEY
    )
    return Person(
        age=patient.age(today),
        gender=patient.gender,
        language=patient.language,
        needs_interpreter=bool(patient.interpreter_needed),
        access=tuple(needs.order_by("pk").values_list("words", flat=True)),
        money=next(iter(money.values_list("words", flat=True)), ""),
    )


def how_far(patient: Patient, venues: list[Venue]) -> float | None:
    """To the nearest place that is not confidential."""
    home = home_of(patient)
    if home is None:
        return None
    places = [
        (venue.latitude, venue.longitude)
        for venue in venues
        if venue.latitude is not None and venue.longitude is not None and not venue.confidential
    ]
    return min((metres_between(home.degrees, place) for place in places), default=None)


def step_free_at(venues: list[Venue]) -> bool | None:
    """Yes if one of its places is, no if none is, else not known."""
    known = [venue.step_free for venue in venues if venue.step_free is not None]
    return any(known) if known else None
