"""What the pages about a person's way through a programme look up, always from the practice in view."""

import dataclasses
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from coaching.life import life_of
from coaching.models import Enrolment, EnrolmentStep, Programme, Session
from coaching.way import MEANS, is_over, presses
from patients.models import Patient
from patients.reading import open_record, refuse_blocked
from patients.shut import blocks_beside
from practice.apart import Apart
from practice.permissions import Permission
from practice.requests import Request


def open_ones(request: Request, patient: Patient) -> list[Enrolment]:
    """Every programme they are in now, lapsed ones too: whoever comes back goes on with the same."""
    mine = patient.enrolments.open().filter(practice=request.practice).select_related("programme")
    return list(mine.order_by("opened_at", "pk"))


def programmes(request: Request) -> QuerySet[Programme]:
    """What somebody can begin here."""
    return request.practice.programmes.filter(ended_at=None).order_by("name", "pk")


def enrolment_here(request: Request, enrolment_id: int) -> Enrolment:
    """One of this practice, with its person; refuses a blocked record."""
    found = request.practice.enrolments.filter(pk=enrolment_id)
    enrolment = found.select_related("patient", "programme", "coach__user").first()
    if enrolment is None:
        raise Http404
    enrolment.practice = enrolment.patient.practice = request.practice
    refuse_blocked(request, enrolment.patient)
    return enrolment


def enrolment_opened(request: Request, enrolment_id: int) -> Enrolment:
    """The same, with the opening of the record written to the trail."""
    enrolment = enrolment_here(request, enrolment_id)
    open_record(request, enrolment.patient_id)
    return enrolment


@dataclasses.dataclass(frozen=True, slots=True)
class Shown:
    """One way through a programme, as the record and its own page say it."""

    enrolment: Enrolment
    held: int

    @property
    def meaning(self) -> str:
        return MEANS[self.enrolment.stands]

    @property
    def is_over(self) -> bool:
        return is_over(self.enrolment.stands)

    @property
    def presses(self) -> list[tuple[str, str]]:
        return presses(self.enrolment.stands)

    @property
    def of(self) -> str:
        """3 of 6 sessions."""
        planned = self.enrolment.programme.sessions_planned
        return f"{self.held} of {planned} sessions" if planned > 1 else f"{self.held} of 1 session"


def shown_of(enrolments: QuerySet[Enrolment]) -> list[Shown]:
    counted = Q(sessions__finished_at__isnull=False, sessions__entered_in_error_at=None)
    found = enrolments.annotate(held=Count("sessions", filter=counted)).select_related(
        "programme", "coach__user"
    )
    return [Shown(enrolment, enrolment.held) for enrolment in found]


def record_panel(request: Request, patient: Patient) -> dict[str, Any]:
    """Where they stand in each programme, the newest first."""
    life = life_of(request, patient)
    on_list = not (patient.died_on or patient.left_on or patient.merged_at)
    too_young = patient.age(request.today) < request.practice.minimum_age
    return {
        "patient": patient,
        "shown": [Shown(enrolment, held) for enrolment, held in life.ways],
        "can_begin": on_list and not too_young and life.offers_programmes,
        "too_young": on_list and too_young,
        "reads": Permission.READ_NOTES in request.permissions,
    }


def steps_of(enrolment: Enrolment) -> list[EnrolmentStep]:
    """Every step, the last one noted first."""
    return list(enrolment.steps.select_related("member__user").order_by("-noted_at", "-pk"))


def sessions_to_come(request: Request, enrolment: Enrolment) -> QuerySet[Session]:
    """Booked, and not begun."""
    return enrolment.sessions.open().filter(practice=request.practice, started_at=None).order_by("booked_for")


def shut_to(user_id: int) -> Apart:
    """Nothing of records that are shut to the reader: for `filter(~shut_to(request.user.pk))`."""
    return Apart(blocks_beside(user_id))
