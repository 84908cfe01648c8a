"""Risk alerts as pages show them: those that concern the reader, those of one session, those of one person."""

import dataclasses
from collections.abc import Iterable

from django.conf import settings
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.http import Http404
from django.urls import reverse

from coaching.models import RiskAlert, RiskTold, Session
from coaching.models.risk import RiskAlertQuerySet
from coaching.risk import ORDER
from patients.models import Patient
from patients.reading import refuse_blocked
from patients.shut import shut_to
from patients.waiting import anything, midnight
from practice.gate import Refused
from practice.notices import Notice
from practice.permissions import DutyKind, Permission, Role
from practice.requests import Request

AT_ONCE = 50
Kind = RiskAlert.Kind


@dataclasses.dataclass(frozen=True, slots=True)
class Told:
    """One line of who knows."""

    name: str
    duty: str
    raised_it: bool
    sent: bool
    failed: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Shown:
    """An alert, and what a page says about it to this reader."""

    alert: RiskAlert
    told: list[Told]
    on_duty: bool  # somebody held the duty when it was raised
    overdue: bool
    mine: bool  # the reader was told
    by_me: bool

    @property
    def is_open(self) -> bool:
        return not (self.alert.acknowledged_at or self.alert.taken_back_at)

    @property
    def not_reached(self) -> list[str]:
        return [told.name for told in self.told if told.failed]


@dataclasses.dataclass(frozen=True, slots=True)
class Ticks:
    """What risk_ticks.html shows: where a press goes, and for each kind whether it was pressed already."""

    url: str
    kinds: list[dict[str, object]]
    minutes: int
    crisis: dict[str, str]

    @property
    def is_raised(self) -> bool:
        return any(kind["shown"] for kind in self.kinds)


def shown(request: Request, alert: RiskAlert) -> Shown:
    rows = list(alert.told.all())
    duties = {duty for circle in ORDER[alert.kind][:1] for duty in circle}
    raiser, me = alert.raised_by.user_id, request.user.pk
    return Shown(
        alert,
        [line(row, raiser) for row in rows],
        on_duty=any(row.duty in duties for row in rows),
        overdue=alert.answer_by < request.now,
        mine=any(row.member.user_id == me for row in rows),
        by_me=raiser == me,
    )


def line(row: RiskTold, raiser: int) -> Told:
    duty = DutyKind(row.duty).label if row.duty else ""
    failed = row.sent_at is None and row.failed_at is not None
    return Told(row.member.name, duty, row.member.user_id == raiser, row.sent_at is not None, failed)


def with_names(alerts: RiskAlertQuerySet) -> RiskAlertQuerySet:
    told = RiskTold.objects.select_related("member__user").order_by("told_at", "pk")
    people = (
        "patient",
        "practice",
        "session",
        "raised_by__user",
        "acknowledged_by__user",
        "taken_back_by__user",
    )
    return alerts.select_related(*people).prefetch_related(Prefetch("told", told))


def concerning(request: Request) -> RiskAlertQuerySet:
    """Told to the reader or raised by them; nothing of records that are shut to them."""
    told = RiskTold.objects.filter(alert=OuterRef("pk"), member__user_id=request.user.pk)
    here = RiskAlert.objects.filter(~shut_to(request.user), practice__in=request.practices)
    return here.filter(Exists(told) | Q(raised_by__user_id=request.user.pk))


def open_alerts(request: Request) -> list[Shown]:
    """What nobody has answered, the longest waiting first. No query of its own where nothing is open."""
    if not anything(request).risk:
        return []
    found = with_names(concerning(request).open()).order_by("answer_by", "pk")[:AT_ONCE]
    return [shown(request, alert) for alert in found]


def over_today(request: Request) -> list[Shown]:
    """Answered or taken back today: those who were told see it. No query where none was raised today or waits."""
    if not anything(request).risk:
        return []
    since = midnight(request.now)
    over = concerning(request).filter(Q(acknowledged_at__gte=since) | Q(taken_back_at__gte=since))
    return [shown(request, alert) for alert in with_names(over).order_by("-pk")[:AT_ONCE]]


def all_alerts(request: Request) -> list[Shown]:
    """The last ones that concern the reader, open ones first."""
    found = with_names(concerning(request)).order_by("-pk")[:AT_ONCE]
    listed = [shown(request, alert) for alert in found]
    return sorted(listed, key=lambda one: not one.is_open)


def notices(request: Request) -> list[Notice]:
    """One red line a practice, on every page, until somebody has answered. Never a name, never what it is."""
    found = open_alerts(request)
    lines: list[Notice] = []
    for practice in dict.fromkeys(one.alert.practice for one in found):
        here = [one for one in found if one.alert.practice_id == practice.pk]
        lines += notice_of(here)
    return lines


def notice_of(here: list[Shown]) -> Iterable[Notice]:
    """For those who were told at once; for the one who raised it, when it was not answered in time."""
    practice = here[0].alert.practice
    mine = [one for one in here if one.mine and not one.by_me]
    unanswered = [one for one in here if one.by_me and one.overdue]
    if mine:
        late = ": overdue" if any(one.overdue for one in mine) else ""
        yield Notice(f"Somebody at {practice.name} needs you now{late}", address(mine))
    if unanswered:
        yield Notice(f"Nobody has answered you yet at {practice.name}: call somebody", address(unanswered))


def address(found: list[Shown]) -> str:
    """Straight to it, if it is only one."""
    code = found[0].alert.practice.ods_code
    if len(found) == 1:
        return reverse("coaching:risk", args=[code, found[0].alert.pk])
    return reverse("coaching:risks", args=[code])


def alert_here(request: Request, alert_id: int) -> Shown:
    """One alert, for those whom it concerns and those who read notes here."""
    alert = with_names(request.practice.risk_alerts.filter(pk=alert_id)).first()
    if alert is None:
        raise Http404
    refuse_blocked(request, alert.patient)
    found = shown(request, alert)
    if not (found.mine or found.by_me or Permission.READ_NOTES in request.permissions):
        raise Refused("risk alert of others")
    return found


def may_answer(request: Request, one: Shown) -> bool:
    """Those who were told; and a clinician who was fetched from next door. Not whoever raised it, unless on duty."""
    roles = {m.role for m in request.memberships if m.practice_id == one.alert.practice_id}
    return one.is_open and (one.mine or (Role.CLINICIAN in roles and not one.by_me))


def may_take_back(one: Shown) -> bool:
    return one.is_open and one.by_me


def of_session(request: Request, session: Session) -> Ticks:
    url = reverse("coaching:session-risk", args=[request.practice.ods_code, session.pk])
    return ticks(request, url, session.risk_alerts.open())


def of_patient(request: Request, patient: Patient) -> Ticks:
    """From the record: a contact, or somebody who rings."""
    url = reverse("coaching:patient-risk", args=[request.practice.ods_code, patient.pk])
    return ticks(request, url, patient.risk_alerts.open().filter(session=None))


def ticks(request: Request, url: str, alerts: RiskAlertQuerySet) -> Ticks:
    is_any = anything(request).risk  # nearly never: then this costs no query of its own
    found = {alert.kind: shown(request, alert) for alert in (with_names(alerts) if is_any else ())}
    kinds: list[dict[str, object]] = [
        {"value": kind.value, "label": kind.label, "shown": found.get(kind.value)} for kind in Kind
    ]
    return Ticks(url, kinds, settings.RISK_ANSWER_MINUTES, crisis())


def crisis() -> dict[str, str]:
    """Whom to call, from the settings; who checked that it holds here."""
    return {
        "nhs": settings.CRISIS_NHS,
        "listener": settings.CRISIS_SAMARITANS,
        "local": settings.CRISIS_LINE,
        "checked": settings.CRISIS_CHECKED,
    }


def open_here(request: Request, patient: Patient, *, but: Session | None = None) -> list[Shown]:
    """Open alerts about this person, for the banner on their record and sessions; a session shows its own apart."""
    if not anything(request).risk:
        return []
    found = with_names(patient.risk_alerts.open().filter(practice=request.practice)).order_by("pk")
    return [shown(request, alert) for alert in found if but is None or alert.session_id != but.pk]


def record_panel(request: Request, patient: Patient) -> dict[str, object] | None:
    """Nothing where nobody waits; no query of its own then."""
    found = open_here(request, patient)
    return {"alerts": found} if found else None
