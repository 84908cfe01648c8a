"""Looking back: who did, read or tried what, newest first, a page at a time."""

import dataclasses
import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from practice.clock import LONDON
from practice.models import Membership, Practice, SignInEvent, TrailEvent, User
from practice.verbs import verbs_of

PAGE = 50


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to see of the trail. Ids only: it stands in an address."""

    patient: int | None = None
    person: int | None = None
    kind: str = ""
    first: dt.date | None = None
    last: dt.date | None = None
    before: int | None = None

    @property
    def is_narrowed(self) -> bool:
        """Whether the form was used, so that it is shown open."""
        return bool(self.person or self.kind or self.first or self.last)

    def as_details(self) -> dict[str, Any]:
        """For the trail itself, which keeps what was asked of it."""
        given = dataclasses.asdict(self).items()
        return {
            name: value.isoformat() if isinstance(value, dt.date) else value for name, value in given if value
        }


@dataclasses.dataclass(frozen=True, slots=True)
class Page:
    """One page of events, and the id from which the next goes on."""

    events: list[Any]
    older: int | None


def events(practice: Practice, asked: Asked) -> Page:
    """What was done and read in this practice."""
    found = between(practice.trail.all(), asked)
    if asked.patient:
        found = found.filter(patient_id=asked.patient)
    if asked.person:
        theirs = practice.memberships.filter(user_id=asked.person).values_list("pk", flat=True)
        found = found.filter(actor_kind="member", actor_id__in=list(theirs))
    if asked.kind:
        found = found.filter(verb__in=verbs_of(asked.kind))
    return paged(found, practice.trail.filter(pk=asked.before or 0))


def sign_ins(practice: Practice, asked: Asked) -> Page:
    """What happened at the door to the people who work here, and to leavers until they left.

    After that only what they tried at this practice: how they work elsewhere is not ours to see.
    """
    worked_here = Membership.objects.filter(practice=practice, user=OuterRef("user")).filter(
        Q(ended_at=None) | Q(ended_at__gte=OuterRef("at"))
    )
    once_here = Membership.objects.filter(practice=practice, user=OuterRef("user"))
    tried_here = Q(kind=SignInEvent.Kind.REFUSED, place__contains=practice.ods_code)
    theirs = SignInEvent.objects.filter(Exists(worked_here) | (tried_here & Exists(once_here)))
    found = between(theirs.select_related("user"), asked)
    if asked.person:
        found = found.filter(user_id=asked.person)
    return paged(found, theirs.filter(pk=asked.before or 0))


def between(found: QuerySet[Any], asked: Asked) -> QuerySet[Any]:
    """From the first day to the end of the last, by the clock on the surgery's wall."""
    if asked.first:
        found = found.filter(at__gte=midnight(asked.first))
    if asked.last:
        found = found.filter(at__lt=midnight(asked.last + dt.timedelta(days=1)))
    return found


def midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.min, tzinfo=LONDON)


def paged(found: QuerySet[Any], before: QuerySet[Any]) -> Page:
    """By key, not by counting: a page in the middle of years costs what the first one does."""
    if edge := before.values_list("at", "pk").first():
        at, key = edge
        found = found.filter(at__lte=at).exclude(at=at, pk__gte=key)
    rows = list(found.order_by("-at", "-pk")[: PAGE + 1])
    return Page(rows[:PAGE], rows[PAGE - 1].pk if len(rows) > PAGE else None)


def members_named(practice: Practice, shown: list[TrailEvent]) -> dict[int, Membership]:
    """The members who acted or were acted upon, each once."""
    wanted = {e.actor_id for e in shown if e.actor_kind == "member"}
    wanted |= {e.subject_id for e in shown if e.subject_type == "practice.membership"}
    return practice.memberships.select_related("user").in_bulk([pk for pk in wanted if pk])


def people_of(practice: Practice) -> QuerySet[User]:
    """Everybody who works or worked here, for choosing one."""
    return User.objects.filter(memberships__practice=practice).distinct().order_by("name", "pk")
