"""What else Today looks up: who waits to begin, who has gone quiet, what has to be arranged, what comes next."""

import dataclasses
import datetime as dt

from django.conf import settings
from django.db.models import OuterRef, Q, QuerySet

from coaching.caseload_list import coached_by
from coaching.enrolment_queries import shut_to
from coaching.models import Contact, Enrolment, FollowUp, Session
from coaching.queries import AT_ONCE, Practices, mine, sessions_in, start_of
from coaching.way import Stands
from patients.models import Patient
from practice import wording
from practice.addresses import address
from practice.apart import Apart
from practice.composed import composed
from practice.requests import Request, at_home

ARRANGE_AHEAD = dt.timedelta(days=14)
SOON = dt.timedelta(minutes=30)
AT_RISK = dt.timedelta(days=28)


def waiting(request: Request) -> list[Enrolment]:
    """Referred to me or to anybody, the longest waiting first."""
    return at_home(request, _waiting(**mine(request)))


@composed
def _waiting(practices: Practices, user: int) -> QuerySet[Enrolment]:
    here = Enrolment.objects.filter(practice__in=practices, patient__merged_at=None)
    for_me = here.filter(Q(coach=None) | Q(coach__user_id=user), stands=Stands.REFERRED)
    found = for_me.filter(~shut_to(user)).select_related("patient", "programme")
    return found.order_by("stands_since", "pk")[:AT_ONCE]


def gone_quiet(request: Request) -> list[Enrolment]:
    """Enrolled with me, and for weeks no session, no contact, and nothing planned: somebody might be lost."""
    since = request.today - dt.timedelta(weeks=settings.GONE_QUIET_WEEKS)
    return at_home(request, _quiet(**mine(request), since=since))


@composed
def _quiet(practices: Practices, user: int, since: dt.date) -> QuerySet[Enrolment]:
    same = {"practice": OuterRef("practice"), "patient": OuterRef("patient")}
    heard = Contact.objects.filter(**same, made_at__date__gte=since, entered_in_error_at=None)
    seen = Session.objects.counted().filter(**same, held_on__gte=since)
    planned = Session.objects.open().filter(**same)
    promised = FollowUp.objects.open().filter(**same)
    quiet = coached_by(practices, user).filter(
        ~Apart(seen), ~Apart(heard), ~Apart(planned), ~Apart(promised),
        stands=Stands.ENROLLED, stands_since__lt=since,
    )  # fmt: skip
    found = quiet.select_related("patient", "programme")
    return found.order_by("stands_since", "pk")[:AT_ONCE]


def to_arrange(request: Request) -> list[Session]:
    """My sessions of the next two weeks, after today, with somebody who needs an interpreter and has none."""
    tomorrow = start_of(request.today + dt.timedelta(days=1))
    until = request.now + ARRANGE_AHEAD
    return at_home(request, _to_arrange(**mine(request), tomorrow=tomorrow, until=until))


@composed
def _to_arrange(
    practices: Practices, user: int, tomorrow: dt.datetime, until: dt.datetime
) -> QuerySet[Session]:
    soon = sessions_in(practices).of_user(user).open().between(tomorrow, until)
    lacking = soon.filter(patient__interpreter_needed=True, interpreter_booked=False, started_at=None)
    return lacking.order_by("booked_for", "pk")[:AT_ONCE]


def of_today(near: list[Session], today: dt.date) -> list[Session]:
    tomorrow = start_of(today + dt.timedelta(days=1))
    return [session for session in near if session.booked_for < tomorrow]


def freed(near: list[Session], now: dt.datetime) -> list[Session]:
    """Times of today and tomorrow that were cancelled, and that nobody has been given since."""
    booked = [session for session in near if session.is_open]
    off = [session for session in near if session.cancelled_at and session.booked_for > now]
    return [session for session in off if not any(overlap(session, other) for other in booked)]


def overlap(one: Session, other: Session) -> bool:
    return one.booked_for < other.ends_at and other.booked_for < one.ends_at


def at_risk(request: Request, patient: Patient) -> bool:
    """A risk was ticked lately, answered or not, and nobody took it back."""
    lately = patient.risk_alerts.filter(practice=request.practice, taken_back_at=None)
    return lately.filter(raised_at__gte=request.now - AT_RISK).exists()


@dataclasses.dataclass(frozen=True, slots=True)
class NextThing:
    """The one thing to do now: what, about whom, and where."""

    says: str
    url: str


def next_thing(
    *,
    sessions: list[Session],
    unfinished: list[Session],
    due: list[FollowUp],
    waiting: list[Enrolment],
    now: dt.datetime,
) -> NextThing | None:
    """Who sits here comes first; then words that are not signed; then those we promised to be in touch with."""
    booked = [session for session in sessions if session.is_open]
    begun = [session for session in booked if session.started_at]
    here = [session for session in booked if session.booked_for <= now + SOON]
    for found, says in ((begun, "Go on with the note"), (here, "Start the session")):
        if found:
            return of_session(says, found[0], found[0].pk)
    if unfinished:
        return of_session("Finish the note", unfinished[0], unfinished[0].pk)
    if due:
        return of_session("Be in touch", due[0], due[0].session_id)
    if waiting:
        return of_enrolment("Answer the referral", waiting[0])
    if booked:
        return of_session(f"At {wording.clock_time(booked[0].booked_for)}", booked[0], booked[0].pk)
    return None


def of_session(says: str, about: Session | FollowUp, session_id: int) -> NextThing:
    url = address("coaching:session", about.practice.ods_code, session_id)
    return NextThing(f"{says}: {about.patient.name}", url)


def of_enrolment(says: str, enrolment: Enrolment) -> NextThing:
    url = address("coaching:enrolment", enrolment.practice.ods_code, enrolment.pk)
    return NextThing(f"{says}: {enrolment.patient.name}", url)
