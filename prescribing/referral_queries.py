"""What the pages of one referral look up, always from the practice in view."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from patients.models import ContactPoint, Patient
from patients.reading import open_record, refuse_blocked
from patients.shut import shut_to
from practice import trail
from practice.models import Membership
from practice.permissions import ROLE_PERMISSIONS, Permission
from practice.requests import Request
from prescribing.actions.triaging import ANSWER, QUESTION
from prescribing.life import life_of
from prescribing.models import (
    Arrival,
    Placement,
    Referral,
    ReferralContact,
    ReferralStep,
    SocialNeed,
    Workload,
)
from prescribing.models.referral import OVER
from prescribing.waiting import Room

TELEPHONES = (ContactPoint.Kind.MOBILE, ContactPoint.Kind.HOME, ContactPoint.Kind.WORK)
PEOPLE = ("worker__user", "referred_by__user", "member__user", "closed_by__user")
WORKS = [role for role, held in ROLE_PERMISSIONS.items() if Permission.PRESCRIBE in held]


def referral_here(request: Request, referral_id: int) -> Referral:
    """One of this practice, with its person; refuses a blocked record."""
    found = request.practice.referrals.filter(pk=referral_id).select_related("patient", *PEOPLE)
    referral = found.first()
    if referral is None:
        raise Http404
    referral.practice = referral.patient.practice = request.practice
    refuse_blocked(request, referral.patient)
    return referral


def referral_opened(request: Request, referral_id: int) -> Referral:
    """The same, with the opening of the record written to the trail."""
    referral = referral_here(request, referral_id)
    open_record(request, referral.patient_id)
    return referral


def arrival_opened(request: Request, arrival: Arrival) -> Arrival:
    """It names somebody: who reads it stands in the trail."""
    patient = arrival.referral.patient_id if arrival.referral else None
    trail.record(
        "arrival.opened",
        by=request.member,
        now=request.now,
        practice=request.practice,
        subject=arrival,
        patient=patient,
    )
    return arrival


def may_read(request: Request, referral: Referral) -> bool:
    """The reason and the words: for who reads notes; of a sensitive one, for who works or made it."""
    if Permission.READ_NOTES not in request.permissions:
        return False
    mine = {m.pk for m in request.memberships}
    its_own = bool(mine & {referral.referred_by_id, referral.member_id, referral.worker_id})
    return not referral.sensitive or its_own or Permission.PRESCRIBE in request.permissions


def numbers_of(patient: Patient) -> list[ContactPoint]:
    """Where somebody can be rung; nothing where their details are protected."""
    if patient.restricted:
        return []
    points = ContactPoint.objects.open().filter(practice=patient.practice_id, patient=patient)
    return list(points.filter(kind__in=TELEPHONES).order_by("pk"))


def contact_here(request: Request, reached_id: int) -> ReferralContact:
    """One contact of a referral of this practice; refuses a blocked record."""
    here = ReferralContact.objects.filter(practice=request.practice, pk=reached_id)
    contact = here.select_related("patient").first()
    if contact is None:
        raise Http404
    refuse_blocked(request, contact.patient)
    return contact


def contacts_of(referral: Referral) -> list[ReferralContact]:
    """The newest first; asked once for the timeline and for what can be struck through."""
    return list(referral.contacts.select_related("noted_by__user").order_by("-happened_at", "-pk"))


def placements_of(referral: Referral) -> list[Placement]:
    """Services in the order in which they were chosen, each with what happened there."""
    rows = referral.placements.select_related("service").prefetch_related("events__member__user")
    return list(rows.order_by("chosen_at", "pk"))


def needs_list() -> list[SocialNeed]:
    """What can be chosen now."""
    return list(SocialNeed.objects.filter(ended_on=None).order_by("position"))


def words_of(codes: list[str]) -> list[str]:
    return [need.words for need in SocialNeed.objects.filter(code__in=codes).order_by("position")]


def needs_of(referral: Referral) -> list[str]:
    standing = referral.needs.filter(ended_at=None).select_related("need").order_by("need__position")
    return [one.need.words for one in standing]


def codes_of(referral: Referral) -> list[str]:
    return list(referral.needs.filter(ended_at=None).values_list("need_id", flat=True))


def workers(request: Request) -> QuerySet[Membership]:
    """Who can take referrals here."""
    here = request.practice.memberships.current(request.today).filter(role__in=WORKS)
    return here.select_related("user").order_by("user__name", "pk")


def rooms(request: Request, members: list[Membership]) -> dict[int, Room]:
    """What each carries and can carry; two queries."""
    here = Referral.objects.open().filter(practice=request.practice, worker__in=members)
    carried = dict(here.values_list("worker").annotate(count=Count("pk")).values_list("worker", "count"))
    said = Workload.objects.filter(practice=request.practice, member__in=members)
    people = dict(said.values_list("member", "people"))
    return {m.pk: Room(m.pk, carried.get(m.pk, 0), people.get(m.pk)) for m in members}


def question_of(referral: Referral) -> ReferralStep | None:
    """What was asked back and has no answer yet."""
    asked = Q(because__startswith=QUESTION) | Q(because__startswith=ANSWER)
    last = referral.steps.filter(asked).select_related("member__user").order_by("-happened_at", "-pk").first()
    return last if last is not None and last.because.startswith(QUESTION) else None


def asked_of(request: Request) -> list[ReferralStep]:
    """What was asked back of me, as whoever referred them, and has no answer yet; one query."""
    mine = [member.pk for member in request.memberships]
    asked = Q(because__startswith=QUESTION) | Q(because__startswith=ANSWER)
    open_ones = ReferralStep.objects.filter(
        ~shut_to(request.user), asked, practice__in=request.practices, referral__referred_by__in=mine
    ).exclude(referral__stands__in=OVER)
    latest = open_ones.order_by("practice", "referral", "-happened_at", "-pk").distinct(
        "practice", "referral"
    )
    rows = latest.select_related("patient", "practice", "member__user")
    return [step for step in rows if step.because.startswith(QUESTION)]


def worked_with(member_ids: list[int]) -> QuerySet[Referral]:
    """Whose link worker one of these memberships is: their caseload."""
    return Referral.objects.open().filter(worker__in=member_ids)


def record_panel(request: Request, patient: Patient) -> dict[str, Any]:
    """Where they stand, the newest first; what was asked back of whoever referred."""
    referrals = life_of(request, patient).referrals
    open_ones = [one for one in referrals if one.stands not in OVER]
    on_list = not (patient.died_on or patient.left_on or patient.merged_at)
    old_enough = patient.age(request.today) >= request.practice.minimum_age
    return {
        "patient": patient,
        "referrals": referrals,
        "question": question_of(open_ones[0]) if open_ones and open_ones[0].next_on else None,
        "asked": open_ones[0] if open_ones else None,
        "can_refer": on_list and old_enough and not open_ones,
        "too_young": on_list and not old_enough,
        "beside": len(open_ones) > 1,
        "readable": {one.pk for one in referrals if may_read(request, one)},
    }


def workers_of(request: Request) -> list[Membership]:
    """Everybody who works referrals in the practices in view."""
    current = Membership.objects.current(request.today).filter(practice__in=request.practices, role__in=WORKS)
    return list(current.select_related("user", "practice").order_by("practice__name", "user__name", "pk"))
