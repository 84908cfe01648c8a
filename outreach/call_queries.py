"""What the list of calls and the page of one call look up. No condition, no search and no wave is in it."""

import dataclasses
import datetime as dt
from typing import Any

from django.db.models import Case, Count, Exists, IntegerField, Max, Q, QuerySet, Value, When
from django.http import Http404

from outreach.actions.calling import ANSWERS, MISSED
from outreach.days import working_days
from outreach.free_times import free
from outreach.messages import KINDS, texts_back
from outreach.models import CallTry, Invitation, Wave
from patients.models import HelpAsked
from patients.reading import refuse_blocked
from patients.shut import shut_to
from patients.waiting import midnight
from practice.requests import Request
from prescribing.referral_queries import numbers_of
from reminders import reasons
from reminders.reply_link import SUBJECT as A_MESSAGE

AT_ONCE = 100
DAYS = 10  # so many working days to choose from, when somebody asks to be rung another time
Answer = Invitation.Answer
WANTED = Case(When(answer="", then=Value(1)), default=Value(0), output_field=IntegerField())
WENT_ON = Q(wave__stopped_at=None) | ~Q(answer="")  # who wants to be rung is, though the wave was stopped


@dataclasses.dataclass(frozen=True, slots=True)
class Row:
    """One person to ring. `why` says how they came here, never why they were chosen."""

    invitation: Any
    why: str
    mine: bool
    taken_by: str

    @property
    def patient(self) -> Any:
        return self.invitation.patient


def to_ring(request: Request) -> QuerySet[Invitation]:
    """In all my practices; nothing of records that are shut to me."""
    here = Invitation.objects.to_call().filter(
        WENT_ON, ~shut_to(request.user), practice__in=request.practices
    )
    wrote = Exists(texts_back())
    in_vain = Q(calls__outcome__in=MISSED, calls__taken_back_at=None)
    tries = Count("calls", filter=in_vain)
    rows = here.select_related("patient", "practice", "wave", "caller__user")
    last = Max("calls__called_at", filter=Q(calls__taken_back_at=None))
    return rows.annotate(tries=tries, last_rung_at=last, wrote=wrote)


def lists(request: Request) -> dict[str, Any]:
    """Now, who asked for it first, then the longest waiting; and those for a later day."""
    rows = to_ring(request).order_by(WANTED, "to_call_since", "pk")[: 2 * AT_ONCE]
    now: list[Row] = []
    later: list[Row] = []
    for one in rows:
        due = one.call_on is None or one.call_on <= request.today
        (now if due else later).append(row(request, one))
    later.sort(key=lambda line: (line.invitation.call_on, line.invitation.pk))
    mine_first = sorted(now, key=lambda line: (not line.mine, bool(line.taken_by)))
    return {
        "rows": mine_first[:AT_ONCE],
        "later": later[:AT_ONCE],
        "more": len(now) > AT_ONCE,
        "done": done_today(request),
        "elsewhere": shut_here(request),
    }


def row(request: Request, one: Any) -> Row:
    caller = one.caller if one.caller and one.caller.ended_at is None else None
    mine = caller is not None and caller.user_id == request.user.pk
    return Row(one, why(one), mine, "" if mine or caller is None else caller.name)


def why(one: Any) -> str:
    if one.answer == Answer.CALL:
        return "Asked us to ring"
    if one.answer == Answer.YES:
        return "Said yes, and could not begin by themselves"
    if one.wrote:
        return "Wrote back in their own words"
    return "Did not answer" if one.asked_at else "Cannot be written to"


def done_today(request: Request) -> list[CallTry]:
    """My own calls of today, the last of each person: what may be taken back from the list."""
    mine = [member.pk for member in request.memberships]
    here = CallTry.objects.filter(practice__in=request.practices, called_by__in=mine, taken_back_at=None)
    today = here.filter(~shut_to(request.user), called_at__gte=midnight(request.now))
    rows = today.select_related("patient", "practice", "invitation").order_by("-called_at", "-pk")[:AT_ONCE]
    newest: dict[int, CallTry] = {}
    for one in rows:
        newest.setdefault(one.invitation_id, one)
    return list(newest.values())


def shut_here(request: Request) -> int:
    """How many there are whom somebody else has to ring."""
    here = Invitation.objects.to_call().filter(WENT_ON, shut_to(request.user), practice__in=request.practices)
    return here.count()


def call_here(request: Request, invited_id: int) -> Invitation:
    """One of this practice that has to be rung, or was; refuses a blocked record."""
    here = Invitation.objects.filter(practice=request.practice, pk=invited_id)
    rows = here.filter(Q(to_call_since__isnull=False) | Q(calls__isnull=False))
    rows = rows.annotate(wrote=Exists(texts_back()))
    found = rows.select_related("patient", "wave", "caller__user", "enrolment", "time").first()
    if found is None:
        raise Http404
    found.practice = found.patient.practice = request.practice
    refuse_blocked(request, found.patient)
    return found


def try_here(request: Request, call_try_id: int) -> CallTry:
    rows = CallTry.objects.filter(practice=request.practice, pk=call_try_id)
    found = rows.select_related("invitation", "patient").first()
    if found is None:
        raise Http404
    refuse_blocked(request, found.patient)
    return found


def call_page(request: Request, found: Invitation) -> dict[str, Any]:
    """Numbers, what was tried, what to say, and the presses."""
    tries = list(
        found.calls.select_related("called_by__user", "taken_back_by__user").order_by("-called_at", "-pk")
    )
    standing = [one for one in tries if one.taken_back_at is None]
    numbers = numbers_of(found.patient)
    return {
        "invitation": found,
        "row": row(request, found),
        "coaching": found.wave.aim == Wave.Aim.COACHING,
        "numbers": numbers,
        "voicemail": [one for one in numbers if one.may_leave_voicemail],
        "unsent": unsent(found),
        "words": words_of(found),
        "tries": tries,
        "last": standing[0] if standing else None,
        "left": found.wave.most_tries - sum(one.outcome in MISSED for one in standing),
        "times": free(found.wave, request.now) if found.closed_at is None else [],
        "days": days(request.today),
        "answered": any(one.outcome in ANSWERS for one in standing),
    }


def unsent(found: Invitation) -> str:
    """Why no message went to them, where none did."""
    about = found.practice.messages.filter(subject_id=found.pk, kind__in=KINDS)
    last = about.filter(reason__endswith=reasons.ON_CALL_LIST).order_by("-pk").first()
    return last.reason.removesuffix(reasons.ON_CALL_LIST).strip() if last else ""


def words_of(found: Invitation) -> list[HelpAsked]:
    """What they wrote back to an invitation: whoever rings knows it before they speak."""
    mine = HelpAsked.objects.filter(practice=found.practice, patient=found.patient, kind=HelpAsked.Kind.TEXT)
    told = found.practice.messages.filter(subject_id=found.pk, kind__in=KINDS).values("pk")
    here = mine.filter(subject_type=A_MESSAGE, subject_id__in=told).select_related("dealt_by__user")
    return list(here.order_by("asked_at", "pk"))


def days(today: dt.date) -> list[dt.date]:
    """The next working days, this one with them."""
    coming = working_days(today)
    return [next(coming) for _day in range(DAYS)]
