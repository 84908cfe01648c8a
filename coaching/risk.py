"""Whom a risk alert is told to, and in which order: those whose duty it is first, then everybody who could help."""

import dataclasses
import datetime as dt
from collections.abc import Iterable

from django.conf import settings

from coaching.models import RiskAlert
from patients.models import RecordBlock
from practice.models import Duty, Membership
from practice.permissions import DutyKind, Role

Kind = RiskAlert.Kind
LEAD, DEPUTY, CLINICIAN = (
    DutyKind.SAFEGUARDING_LEAD,
    DutyKind.SAFEGUARDING_DEPUTY,
    DutyKind.DUTY_CLINICIAN,
)
# One circle is told at once; the next one when nobody has answered in time.
ORDER: dict[str, tuple[tuple[DutyKind, ...], ...]] = {
    Kind.SELF_HARM: ((CLINICIAN,), (LEAD,), (DEPUTY,)),
    Kind.SAFEGUARDING: ((LEAD, DEPUTY), (CLINICIAN,)),
}
COVER = (Role.CLINICIAN, Role.MANAGER)  # the last circle


@dataclasses.dataclass(frozen=True, slots=True)
class Holder:
    """Somebody to be told, and as what: a duty, or nothing for somebody who covers."""

    member: Membership
    duty: str = ""


Circle = list[Holder]


def answer_within() -> dt.timedelta:
    return dt.timedelta(minutes=settings.RISK_ANSWER_MINUTES)


def circles(alert: RiskAlert, today: dt.date) -> list[Circle]:
    """Each person once in a circle; nobody for whom the record is blocked. Three queries."""
    here = Membership.objects.current(today).filter(practice_id=alert.practice_id)
    shut = RecordBlock.objects.filter(
        practice_id=alert.practice_id, patient_id=alert.patient_id, ended_at=None
    )
    apart = set(shut.values_list("user_id", flat=True))
    held = Duty.objects.held(today).filter(practice_id=alert.practice_id, holder__in=here)
    duties = [Holder(d.holder, d.kind) for d in held.select_related("holder__user").order_by("kind", "pk")]
    cover = [Holder(m) for m in here.filter(role__in=COVER).select_related("user").order_by("role", "pk")]
    found = [[h for kind in kinds for h in duties if h.duty == kind] for kinds in ORDER[alert.kind]]
    return [without(circle, apart) for circle in (*found, cover)]


def without(circle: Iterable[Holder], users: set[int]) -> Circle:
    """Those of a circle who are none of these, each person once."""
    left: dict[int, Holder] = {}
    for holder in circle:
        if holder.member.user_id not in users:
            left.setdefault(holder.member.user_id, holder)
    return list(left.values())


def first_told(found: list[Circle], raiser: int) -> Circle:
    """Those whose duty it is. Where nobody holds it: whoever comes next, and those who manage the practice.

    Whoever raised it knows. Where the duty is theirs alone, they can answer for it and the next ones are told too.
    """
    mine = [holder for holder in found[0] if holder.member.user_id == raiser]
    told = next((left for circle in found if (left := without(circle, {raiser}))), [])
    if found[0]:
        return mine + told
    managers = [holder for holder in found[-1] if holder.member.role == Role.MANAGER]
    return without([*told, *managers], {raiser})


def next_told(found: list[Circle], told: set[int], raiser: int) -> Circle:
    """The first circle in which somebody has not been told yet."""
    return next((left for circle in found if (left := without(circle, {*told, raiser}))), [])
