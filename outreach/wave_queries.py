"""What the pages of waves look up, always from the practice in view."""

import dataclasses
import datetime as dt
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404

from coaching.models import Programme, Session
from outreach.models import Invitation, OfferedTime, Wave
from patients.shut import shut_among, shut_to
from patients.waiting import midnight
from practice.requests import Request

A_PAGE = 25
PEOPLE = 50
SHUT = "A record that is shut to you"
FINISHED = "Finished"  # everybody is settled: there is nothing to stop


def waves(request: Request) -> QuerySet[Wave]:
    rows = Wave.objects.filter(practice=request.practice).select_related(
        "run__cohort", "programme", "made_by__user"
    )
    return rows.order_by("-made_at", "-pk")


def page_of_waves(request: Request, number: int) -> list[Wave]:
    """One page and one more, each with how far it has come; one query."""
    of = Count("invitations", filter=~Q(invitations__closed=Invitation.Closed.TAKEN_OUT))
    asked = Count("invitations", filter=Q(invitations__asked_at__isnull=False))
    answered = Count("invitations", filter=~Q(invitations__answer=""))
    left = Count("invitations", filter=Q(invitations__closed_at=None))
    found = waves(request).annotate(of=of, asked=asked, answered=answered, left=left)
    first = (number - 1) * A_PAGE
    return list(found[first : first + A_PAGE + 1])


def names_of_day(request: Request) -> set[str]:
    """Of the waves that were made here today."""
    today = Wave.objects.filter(practice=request.practice, made_at__gte=midnight(request.now))
    return set(today.values_list("name", flat=True))


def going_on(request: Request) -> list[tuple[Wave, str, str]]:
    """Of the latest, those that ask people now or were not started yet."""
    newest = [wave for wave in page_of_waves(request, 1) if not wave.stopped_at]
    return [(wave, *told) for wave in newest if (told := state(wave))[0] != FINISHED]


def wave_here(request: Request, wave_id: int) -> Wave:
    rows = waves(request).select_related("started_by__user", "stopped_by__user")
    wave = rows.annotate(left=Count("invitations", filter=Q(invitations__closed_at=None))).filter(pk=wave_id)
    found = wave.first()
    if found is None:
        raise Http404
    found.practice = found.run.practice = request.practice
    return found


def state(wave: Any) -> tuple[str, str]:
    """How it stands, and what that means, for a tag."""
    if wave.stopped_at:
        return ("Stopped", "stop") if wave.started_at else ("Thrown away", "quiet")
    if not wave.started_at:
        return "Not started", "new"
    return ("Going out", "act") if wave.left else (FINISHED, "good")


def invitation_here(request: Request, invitation_id: int) -> Invitation:
    rows = Invitation.objects.filter(practice=request.practice, pk=invitation_id)
    found = rows.select_related("wave", "patient").first()
    if found is None:
        raise Http404
    return found


@dataclasses.dataclass(slots=True)
class Line:
    """One person of a wave as its list shows them."""

    invitation: Any
    name: str

    @property
    def shut(self) -> bool:
        return self.name == SHUT


def people(request: Request, wave: Wave, number: int) -> list[Line]:
    """One page of them and one more, in their order; names but of records that are shut to the reader."""
    rows = wave.invitations.select_related("patient").annotate(shut=shut_to(request.user))
    first = (number - 1) * PEOPLE
    found: list[Any] = list(rows.order_by("position")[first : first + PEOPLE + 1])
    return [Line(one, SHUT if one.shut else one.patient.name) for one in found]


def names(request: Request, patients: list[int]) -> dict[int, str]:
    """For a look ahead: names but of records that are shut to the reader."""
    closed = shut_among(request.user, request.practice, patients)
    found = request.practice.patients.filter(pk__in=patients)
    return {one.pk: SHUT if one.pk in closed else one.name for one in found}


def programmes(request: Request) -> QuerySet[Programme]:
    return request.practice.programmes.filter(ended_at=None).order_by("name", "pk")


def times(request: Request, wave: Wave) -> list[OfferedTime]:
    """Those that are offered, the soonest first: who has taken each, and what else is in the coach's book then."""
    taken = Invitation.objects.filter(practice=OuterRef("practice"), time=OuterRef("pk"), closed="came")
    rows = wave.times.filter(ended_at=None, starts_at__gt=request.now).select_related("coach__user")
    found: list[Any] = list(rows.annotate(taken=Exists(taken)).order_by("starts_at", "pk"))
    clashes = booked(request, [(one.coach_id, one.starts_at, one.minutes) for one in found if not one.taken])
    for one in found:
        one.clashes = (one.coach_id, one.starts_at) in clashes
        one.how = Session.Mode(one.mode).label
    return found


Time = tuple[int, dt.datetime, int]


def booked(request: Request, wanted: list[Time]) -> set[tuple[int, dt.datetime]]:
    """Those of these times at which their coach has a session; one query."""
    if not wanted:
        return set()
    day = dt.timedelta(days=1)
    first, last = min(at for _coach, at, _long in wanted), max(at for _coach, at, _long in wanted)
    here = Session.objects.open().filter(practice=request.practice, coach__in={one[0] for one in wanted})
    sessions = list(here.between(first - day, last + day))
    return {
        (coach, at)
        for coach, at, minutes in wanted
        if any(
            session.coach_id == coach
            and session.booked_for < at + dt.timedelta(minutes=minutes)
            and session.ends_at > at
            for session in sessions
        )
    }


def time_here(request: Request, time_id: int) -> OfferedTime:
    rows = OfferedTime.objects.filter(practice=request.practice, pk=time_id)
    found = rows.select_related("wave__run__cohort", "coach__user").first()
    if found is None:
        raise Http404
    return found
