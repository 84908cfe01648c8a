"""Broken glass: whom it concerns, and what they see of it."""

import dataclasses
import datetime as dt
from collections.abc import Iterable

from django.db.models import Exists, F, OuterRef, QuerySet
from django.urls import reverse

from patients.models import GlassBreak, Patient, RecordBlock
from patients.reading import find, shown
from patients.waiting import anything
from practice.models import Duty, Membership, Practice, User
from practice.notices import Notice
from practice.permissions import DutyKind, Role
from practice.requests import Request

LEADS = (DutyKind.SAFEGUARDING_LEAD, DutyKind.SAFEGUARDING_DEPUTY)
MANAGES = (Role.MANAGER, Role.ADMINISTRATOR)
SHOWN = 100


def identify(request: Request, patient_id: int) -> Patient:
    """Whose record this is, and nothing else of it: shown before something is done to a record that stays shut.

    Kept in the trail, and counted like an opened record: names must not be copied one by one either.
    """
    patient = find(request, patient_id)
    shown(request, patient)
    return patient


def standing_blocks(practice: Practice) -> QuerySet[RecordBlock]:
    """Every record that is shut to somebody here."""
    standing = RecordBlock.objects.filter(practice=practice, ended_at=None)
    return standing.select_related("patient", "user", "set_by__user").order_by("user__name", "pk")


def breaks_of(practice: Practice) -> QuerySet[GlassBreak]:
    return GlassBreak.objects.filter(practice=practice).select_related(
        "patient", "member__user", "seen_by__user"
    )


@dataclasses.dataclass(frozen=True, slots=True)
class Concerned:
    """Whom broken glass concerns in a practice, in circles: leads, deputies, those who manage it.

    `blocked` says for each record who must not look into it, because it is theirs or a relation's.
    """

    circles: list[list[Membership]]
    blocked: dict[int, set[int]]

    def includes(self, user: User) -> bool:
        """Whether somebody sees the list of broken glass at all."""
        return any(member.user_id == user.pk for circle in self.circles for member in circle)

    def responders(self, glass: GlassBreak) -> list[Membership]:
        """Who is told and answers: the first circle that has anybody left.

        Never the one who broke it, nor anybody for whom that record is blocked.
        """
        apart = {glass.member.user_id, *self.blocked.get(glass.patient_id, ())}
        left = ([member for member in circle if member.user_id not in apart] for circle in self.circles)
        return next((circle for circle in left if circle), [])

    def waits_for(self, user: User, glass: GlassBreak) -> bool:
        """Whether it is this person who should look into it."""
        return glass.seen_at is None and any(m.user_id == user.pk for m in self.responders(glass))


def concerned(practice: Practice, today: dt.date, broken: Iterable[GlassBreak]) -> Concerned:
    """Three queries, however much is broken."""
    blocks = RecordBlock.objects.filter(
        practice=practice, patient__in=[glass.patient_id for glass in broken], ended_at=None
    )
    blocked: dict[int, set[int]] = {}
    for patient_id, user_id in blocks.values_list("patient_id", "user_id"):
        blocked.setdefault(patient_id, set()).add(user_id)
    return Concerned(circles_of(practice, today), blocked)


def circles_of(practice: Practice, today: dt.date) -> list[list[Membership]]:
    """Leads, deputies, and managers with administrators, as of today; each person once in a circle."""
    held = Duty.objects.held(today).filter(practice=practice, kind__in=LEADS)
    circles: dict[str, dict[int, Membership]] = {kind: {} for kind in LEADS}
    for duty in held.select_related("holder__user").order_by("pk"):
        circles[duty.kind].setdefault(duty.holder.user_id, duty.holder)
    current = Membership.objects.current(today).filter(practice=practice, role__in=MANAGES)
    manage = {member.user_id: member for member in current.select_related("user").order_by("-pk")}
    return [list(circle.values()) for circle in (*circles.values(), manage)]


def broken(request: Request) -> list[GlassBreak]:
    """Open ones first, then the newest; none of records that are blocked for the reader."""
    mine = RecordBlock.objects.filter(
        practice=OuterRef("practice"), patient=OuterRef("patient"), user=request.user, ended_at=None
    )
    found = breaks_of(request.practice).filter(~Exists(mine))
    return list(found.order_by(F("seen_at").asc(nulls_first=True), "-at", "-pk")[:SHOWN])


def notices(request: Request) -> list[Notice]:
    """For those whom it waits for. One query where nothing is broken."""
    if not anything(request).glass:
        return []
    unseen = GlassBreak.objects.filter(practice__in=request.practices, seen_at=None).select_related("member")
    waiting: dict[int, list[GlassBreak]] = {}
    for glass in unseen:
        waiting.setdefault(glass.practice_id, []).append(glass)
    found = []
    for practice in (p for p in request.practices if p.pk in waiting):
        here = concerned(practice, request.today, waiting[practice.pk])
        count = sum(here.waits_for(request.user, glass) for glass in waiting[practice.pk])
        found += [notice_of(practice, count)] if count else []
    return found


def notice_of(practice: Practice, count: int) -> Notice:
    records = "A blocked record was" if count == 1 else f"{count} blocked records were"
    return Notice(f"{records} opened at {practice.name}", reverse("patients:glass", args=[practice.ods_code]))
