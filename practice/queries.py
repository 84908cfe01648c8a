"""What the pages of practice/ ask: who works here, who holds which duty."""

import dataclasses
import datetime as dt

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Lower

from practice.cover import Span, gaps
from practice.models import Duty, Invitation, Membership, Practice, User
from practice.permissions import DutyKind

LOOK_AHEAD = dt.timedelta(days=28)


def team(practice: Practice, today: dt.date) -> QuerySet[Membership]:
    """Who works here now, whether they have a second step, and how their account mail went."""
    second_steps = Authenticator.objects.filter(user=OuterRef("user")).exclude(
        type=Authenticator.Type.RECOVERY_CODES
    )
    latest = Invitation.objects.filter(member=OuterRef("pk")).order_by("-pk")
    return (
        practice.memberships.current(today)
        .select_related("user", "practice")
        .annotate(
            two_step=Exists(second_steps),
            asked_at=Subquery(latest.values("asked_at")[:1]),
            sent_at=Subquery(latest.values("sent_at")[:1]),
        )
        .order_by(Lower("user__name"), "pk")
    )


def past_team(practice: Practice, today: dt.date) -> QuerySet[Membership]:
    """Who worked here, the last to leave first."""
    return (
        practice.memberships.filter(Q(ended_at__isnull=False) | Q(ends_on__lt=today))
        .select_related("user", "practice", "ended_by__user")
        .order_by("-ended_at", "-pk")
    )


@dataclasses.dataclass(frozen=True, slots=True)
class Rota:
    """One duty: who holds it now or later, and the days of the next four weeks without anybody."""

    kind: DutyKind
    duties: list[Duty]
    gaps: list[Span]


def rotas(practice: Practice, today: dt.date) -> list[Rota]:
    """Every duty of the practice, from today on."""
    standing = practice.duties.standing(today).select_related("holder__user").order_by("starts_on", "pk")
    held: dict[str, list[Duty]] = {kind: [] for kind in DutyKind}
    for duty in standing:
        held[duty.kind].append(duty)
    return [
        Rota(kind, duties, gaps([(d.starts_on, d.ends_on) for d in duties], today, today + LOOK_AHEAD))
        for kind, duties in ((DutyKind(kind), duties) for kind, duties in held.items())
    ]


def colleagues(practice: Practice, today: dt.date) -> QuerySet[User]:
    """Everybody who works here today, each once, whatever their roles."""
    here = practice.memberships.current(today).values("user")
    return User.objects.filter(pk__in=here).order_by(Lower("name"), "pk")
