"""The board: what is to do today in all my practices, my caseload by stage, and who waits for anybody."""

import dataclasses
import datetime as dt
from collections.abc import Iterable

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.urls import reverse

from patients.shut import shut_to
from patients.working_day import SATURDAY
from practice.clock import day_of
from practice.models import Membership, Practice
from practice.open_work import OpenWork
from practice.requests import Request
from prescribing.actions.moving import ORDER
from prescribing.models import Arrival, Placement, Referral, Workload
from prescribing.referral_queries import WORKS
from prescribing.waiting import Room, edges

AT_ONCE = 300  # a caseload; link workers carry about 250 people a year
SHOWN = 25
UNSENT = dt.timedelta(days=1)  # a service that was chosen and has heard nothing: somebody was called away
STAGES = ORDER[2:]
SOONEST_FIRST = Case(
    When(urgency=Referral.Urgency.SOON, then=Value(0)),
    When(urgency=Referral.Urgency.USUAL, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)


@dataclasses.dataclass(frozen=True, slots=True)
class Stage:
    """One column of the board, the longest waiting first."""

    kind: str
    label: str
    rows: list[Referral]

    @property
    def shown(self) -> list[Referral]:
        return self.rows[:SHOWN]


def here(request: Request) -> QuerySet[Referral]:
    """What is open in my practices and not shut to me."""
    found = Referral.objects.open().filter(~shut_to(request.user), practice__in=request.practices)
    return found.select_related("patient", "practice")


def my_ids(request: Request) -> list[int]:
    practices = {practice.pk for practice in request.practices}
    return [m.pk for m in request.memberships if m.practice_id in practices]


def caseload(request: Request, worker_ids: list[int]) -> list[Referral]:
    """Everything open with these memberships, by the time it stands where it stands."""
    mine = here(request).filter(worker__in=worker_ids)
    return list(mine.order_by("stands_since", "pk")[:AT_ONCE])


def stages(rows: list[Referral]) -> list[Stage]:
    return [
        Stage(kind, Referral.Stands(kind).label, [row for row in rows if row.stands == kind])
        for kind in STAGES
    ]


def due(rows: list[Referral], today: dt.date) -> list[Referral]:
    """Be in touch: its day has come, or nobody has been in touch and no day is set."""
    found = [
        row
        for row in rows
        if (row.next_on is not None and row.next_on <= today)
        or (row.next_on is None and row.stands == Referral.Stands.ACCEPTED)
    ]
    return sorted(found, key=lambda row: (row.next_on or row.stands_since.date(), row.pk))


def nobodys(request: Request) -> list[Referral]:
    """New and waiting, the most urgent first, then the longest waiting.

    Chosen before anything is joined: a list of thousands took twenty times as long with their names.
    """
    waiting = Referral.objects.nobodys().filter(~shut_to(request.user), practice__in=request.practices)
    first = waiting.order_by(SOONEST_FIRST, "opened_at", "pk").values_list("pk", flat=True)[: SHOWN + 1]
    found = here(request).filter(pk__in=list(first)).select_related("referred_by__user")
    return list(found.order_by(SOONEST_FIRST, "opened_at", "pk"))


def bands(request: Request, practices: Iterable[Practice]) -> list[tuple[str, int]]:
    """How long those whom nobody has taken have waited."""
    waiting = Referral.objects.nobodys().filter(practice__in=list(practices))
    counted = {
        f"band_{place}": Count("pk", filter=between(since, until))
        for place, (_words, since, until) in enumerate(edges(request.now))
    }
    counts = waiting.aggregate(**counted)
    return [(words, counts[f"band_{place}"]) for place, (words, _s, _u) in enumerate(edges(request.now))]


def between(since: dt.datetime | None, until: dt.datetime | None) -> Q:
    wanted = Q()
    if since is not None:
        wanted &= Q(opened_at__gt=since)
    if until is not None:
        wanted &= Q(opened_at__lte=until)
    return wanted


def placements_to_do(request: Request, worker_ids: list[int]) -> list[Placement]:
    """Where a service or a person wants somebody: mine, and those that are nobody's."""
    asks = Placement.objects.filter(
        ~shut_to(request.user), practice__in=request.practices, needs_somebody_at__isnull=False
    )
    mine = asks.filter(Q(referral__worker__in=worker_ids) | Q(referral__worker=None))
    found = mine.select_related("patient", "practice", "service", "referral")
    return list(found.order_by("needs_somebody_at", "pk")[: SHOWN + 1])


def hanging(request: Request, worker_ids: list[int]) -> list[Placement]:
    """Nothing moves by itself: chosen a while ago and never sent; or sent, and the agreement to share has ended."""
    ended = Q(agreed_until__lt=request.today) | Q(agreement_ended_at__isnull=False)
    stuck = Q(sent_at=None, chosen_at__lt=request.now - UNSENT) | (Q(sent_at__isnull=False) & ended)
    carried = Referral.objects.open().filter(practice__in=request.practices, worker__in=worker_ids)
    here = Placement.objects.open().filter(~shut_to(request.user), stuck, practice__in=request.practices)
    mine = here.filter(referral__in=carried, needs_somebody_at=None)
    found = mine.select_related("patient", "practice", "service").order_by("agreed_until", "pk")
    return list(found[: SHOWN + 1])


def late(waiting: Iterable[Referral], today: dt.date) -> set[int]:
    """Whom somebody wanted seen within two working days, and nobody has."""
    soon = [one for one in waiting if one.urgency == Referral.Urgency.SOON]
    return {one.pk for one in soon if in_two_days(day_of(one.opened_at)) < today}


def arrivals_held(request: Request) -> list[Arrival]:
    """From outside, and nobody has found the record yet."""
    held = Arrival.objects.held().filter(practice__in=request.practices).select_related("practice")
    return list(held.order_by("due_at", "pk")[: SHOWN + 1])


@dataclasses.dataclass(frozen=True, slots=True)
class Load:
    """A colleague and what lies with them."""

    member: Membership
    room: Room


def loads(request: Request) -> list[Load]:
    """Everybody who can take referrals here, and who has left and still holds some; three queries."""
    open_ones = Referral.objects.open().filter(practice=request.practice, worker__isnull=False)
    carried = dict(open_ones.values_list("worker").annotate(count=Count("pk")).values_list("worker", "count"))
    people = dict(Workload.objects.filter(practice=request.practice).values_list("member", "people"))
    working = Q(
        pk__in=request.practice.memberships.current(request.today).filter(role__in=WORKS).values("pk")
    )
    members = request.practice.memberships.filter(working | Q(pk__in=carried)).select_related(
        "user", "practice"
    )
    return [
        Load(m, Room(m.pk, carried.get(m.pk, 0), people.get(m.pk)))
        for m in members.order_by("user__name", "pk")
    ]


def open_ids(request: Request, giver: Membership) -> list[int]:
    """The most urgent and the longest waiting first: they are shared out first."""
    mine = Referral.objects.open().filter(practice=request.practice, worker=giver)
    return list(mine.order_by(SOONEST_FIRST, "opened_at", "pk").values_list("pk", flat=True))


def open_work(members: Iterable[Membership]) -> list[OpenWork]:
    """For the page of the team: what would stay behind, or did."""
    asked = {member.pk: member for member in members}
    rows = Referral.objects.open().filter(
        worker__in=asked, practice__in={member.practice_id for member in asked.values()}
    )
    counts = rows.values_list("worker").annotate(count=Count("pk")).values_list("worker", "count")
    return [
        OpenWork(
            asked[worker],
            "1 referral is open" if count == 1 else f"{count} referrals are open",
            reverse("prescribing:hand-all-over", args=[asked[worker].practice.ods_code, worker]),
        )
        for worker, count in counts
    ]


def in_two_days(today: dt.date) -> dt.date:
    """Two working days from now."""
    day = today
    for _day in range(2):
        day += dt.timedelta(days=1)
        while day.weekday() >= SATURDAY:
            day += dt.timedelta(days=1)
    return day
