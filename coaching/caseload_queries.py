"""Who works with whom, and how much that is: a caseload, a team's load, and what somebody who left still holds."""

import dataclasses
from collections.abc import Iterable

from django.db import models
from django.db.models import Case, Count, IntegerField, Q, QuerySet, Sum, Value, When
from django.urls import reverse

from coaching.enrolment_queries import shut_to
from coaching.models import Capacity, Enrolment, FollowUp, GroupSeries, Session
from coaching.models import programmes as ways
from coaching.queries import colleagues_with
from coaching.way import POINTS, Stands
from patients.models import HelpAsked, Patient
from practice.models import Membership, Practice
from practice.open_work import OpenWork
from practice.permissions import Permission
from practice.requests import Request


def points_of() -> Case:
    """Light counts 1, usual 2, heavy 3."""
    return Case(
        *(When(weight=weight, then=Value(points)) for weight, points in POINTS.items()),
        default=Value(POINTS[Enrolment.Weight.USUAL]),
        output_field=IntegerField(),
    )


@dataclasses.dataclass(slots=True)
class Load:
    """How much lies with one colleague. Numbers only: never who, and never how well it goes."""

    member: Membership
    people: int = 0
    points: int = 0
    waiting: int = 0
    sessions: int = 0
    follow_ups: int = 0
    begun: int = 0
    asked: int = 0
    groups: int = 0
    capacity: int | None = None
    works_here: bool = True

    @property
    def anything(self) -> bool:
        return bool(self.left)

    @property
    def over(self) -> bool:
        return self.capacity is not None and self.points > self.capacity

    @property
    def left(self) -> str:
        """All that is open, for whoever hands it over."""
        people = counted((self.people, "person", "people"))
        return ", ".join(filter(None, (people, self.besides)))

    @property
    def besides(self) -> str:
        """What is open beside the programmes."""
        return counted(
            (self.sessions, "session to come", "sessions to come"),
            (self.begun, "note not finished", "notes not finished"),
            (self.follow_ups, "follow-up", "follow-ups"),
            (self.asked, "thing a patient sent", "things patients sent"),
            (self.groups, "group", "groups"),
        )

    @property
    def said(self) -> str:
        """12 people, 25 of 60 points."""
        people = "1 person" if self.people == 1 else f"{self.people} people"
        of = f" of {self.capacity}" if self.capacity is not None else ""
        return f"{people}, {self.points}{of} points"


def counted(*numbers: tuple[int, str, str]) -> str:
    """1 person, 2 follow-ups; nothing of what there is none of."""
    return ", ".join(f"{number} {one if number == 1 else many}" for number, one, many in numbers if number)


def loads(practices: list[Practice], members: list[Membership]) -> dict[int, Load]:
    """As many queries however many colleagues there are."""
    found = {member.pk: Load(member) for member in members}
    here = {"practice__in": practices}
    open_ones = Enrolment.objects.open().filter(patient__merged_at=None, **here)
    for row in open_ones.filter(coach__in=found).values("coach").annotate(**what_counts()):
        load = found[row["coach"]]
        load.people, load.points, load.waiting = row["people"], row["weighs"] or 0, row["waiting"]
    begun, to_come = Q(started_at__isnull=False), Q(started_at=None)
    sessions = Session.objects.open().filter(coach__in=found, **here).values("coach")
    for row in sessions.annotate(begun=Count("pk", filter=begun), to_come=Count("pk", filter=to_come)):
        found[row["coach"]].sessions, found[row["coach"]].begun = row["to_come"], row["begun"]
    for what, rows, whose in (
        ("follow_ups", FollowUp.objects.open(), "owner"),
        ("asked", HelpAsked.objects.open(), "owner"),
        ("groups", groups_led(), "facilitator"),
    ):
        theirs = rows.filter(**{f"{whose}__in": found}, **here)
        for row in theirs.order_by().values(whose).annotate(number=Count("pk")):
            setattr(found[row[whose]], what, row["number"])
    for capacity in Capacity.objects.filter(member__in=found, **here):
        found[capacity.member_id].capacity = capacity.points
    return found


def what_counts() -> dict[str, models.Aggregate]:
    """Who is referred or invited waits; those who lapsed are nobody's work until they come back."""
    waits = Q(stands__in=(Stands.REFERRED, Stands.INVITED))
    return {
        "people": Count("pk", filter=Q(stands__in=ways.UNDER_WAY)),
        "weighs": Sum(points_of(), filter=Q(stands__in=ways.UNDER_WAY)),
        "waiting": Count("pk", filter=waits),
    }


def team_load(request: Request) -> list[Load]:
    """Everybody who holds sessions here, by name."""
    members = list(colleagues_with(request, Permission.WRITE_NOTES))
    return list(loads([request.practice], members).values())


def left_behind(request: Request) -> list[Load]:
    """Work that lies with somebody who does not hold sessions here any more."""
    working = colleagues_with(request, Permission.WRITE_NOTES).values("pk")
    others = request.practice.memberships.exclude(pk__in=working).filter(
        Q(pk__in=Enrolment.objects.open().filter(patient__merged_at=None).values("coach"))
        | Q(pk__in=Session.objects.open().values("coach"))
        | Q(pk__in=FollowUp.objects.open().values("owner"))
        | Q(pk__in=groups_led().values("facilitator"))
        | Q(pk__in=HelpAsked.objects.open().values("owner"), ended_at__isnull=False)
    )
    found = loads([request.practice], list(others.select_related("user").order_by("user__name", "pk")))
    return [dataclasses.replace(load, works_here=False) for load in found.values() if load.anything]


def open_work(members: Iterable[Membership]) -> list[OpenWork]:
    """For the page of the team: what would stay behind, or did."""
    asked = list(members)
    practices = list({member.practice_id: member.practice for member in asked}.values())
    found = loads(practices, asked).values()
    return [
        OpenWork(load.member, load.left, hand_over_address(load.member)) for load in found if load.anything
    ]


def hand_over_address(member: Membership) -> str:
    return reverse("coaching:hand-over", args=[member.practice.ods_code, member.pk])


def waiting_for_anybody(request: Request) -> int:
    """Referred, and nobody has been asked."""
    here = Enrolment.objects.filter(practice=request.practice, coach=None, patient__merged_at=None)
    return here.filter(stands__in=(Stands.REFERRED, Stands.INVITED)).count()


@dataclasses.dataclass(slots=True)
class Held:
    """What is open with one colleague about one person."""

    patient_id: int
    name: str = ""
    enrolments: int = 0
    sessions: int = 0
    begun: int = 0
    follow_ups: int = 0
    asked: int = 0
    points: int = 0

    @property
    def said(self) -> str:
        return counted(
            (self.enrolments, "programme", "programmes"),
            (self.sessions, "session to come", "sessions to come"),
            (self.begun, "note not finished", "notes not finished"),
            (self.follow_ups, "follow-up", "follow-ups"),
            (self.asked, "thing they sent", "things they sent"),
        )


def work_of(request: Request, giver: Membership) -> dict[int, Held]:
    """Everybody with whom something of this colleague's is open; as many queries however much it is."""
    found: dict[int, Held] = {}

    def of(patient_id: int) -> Held:
        return found.setdefault(patient_id, Held(patient_id))

    here = {"practice": request.practice}
    weighed = Enrolment.objects.open().filter(coach=giver, **here).annotate(points=points_of())
    for patient_id, points in weighed.values_list("patient", "points"):
        of(patient_id).enrolments += 1
        of(patient_id).points += points
    sessions = Session.objects.open().filter(coach=giver, **here)
    for patient_id, started_at in sessions.values_list("patient", "started_at"):
        if started_at:
            of(patient_id).begun += 1
        else:
            of(patient_id).sessions += 1
    for (patient_id,) in FollowUp.objects.open().filter(owner=giver, **here).values_list("patient"):
        of(patient_id).follow_ups += 1
    for (patient_id,) in HelpAsked.objects.open().filter(owner=giver, **here).values_list("patient"):
        of(patient_id).asked += 1
    name_them(request, found)
    return dict(sorted(found.items(), key=lambda pair: (pair[1].name, pair[0])))


def name_them(request: Request, found: dict[int, Held]) -> None:
    """Names for those who work with people, never of a record that is shut to them."""
    if Permission.WRITE_NOTES not in request.permissions:
        return
    shown = Patient.objects.filter(practice=request.practice, pk__in=found)
    shut = set(
        Enrolment.objects.filter(shut_to(request.user.pk), patient__in=found).values_list(
            "patient", flat=True
        )
    )
    for kind in (Session, HelpAsked):
        shut |= set(
            kind.objects.filter(shut_to(request.user.pk), patient__in=found).values_list("patient", flat=True)
        )
    for patient in shown:
        found[patient.pk].name = "A record that is shut to you" if patient.pk in shut else patient.name


def groups_led() -> QuerySet[GroupSeries]:
    """Those that still meet."""
    return GroupSeries.objects.filter(ended_at=None)


def groups_of(request: Request, giver: Membership) -> list[str]:
    """The names of the groups that this colleague leads."""
    led = groups_led().filter(practice=request.practice, facilitator=giver)
    return list(led.order_by("name", "pk").values_list("name", flat=True))
