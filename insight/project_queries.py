"""What the pages of improvement projects look up: everything starts at the practice of the address."""

import datetime as dt

from django.db.models import Prefetch, QuerySet
from django.db.models.functions import Lower
from django.http import Http404

from insight.models import CaseStudy, Cycle, Driver, Project, ProjectMeasure, ProjectMember
from practice.models import Membership, Practice
from practice.requests import Request

PEOPLE = ("lead__user", "started_by__user", "finished_by__user")
A_PAGE = 100


def projects(practice: Practice) -> QuerySet[Project]:
    """Each with its team as `people`."""
    team = (
        ProjectMember.objects.filter(ended_at=None).select_related("member__user").order_by("added_at", "pk")
    )
    rows = Project.objects.filter(practice=practice).select_related(*PEOPLE)
    return rows.prefetch_related(Prefetch("team", team, to_attr="people"))


def open_projects(practice: Practice) -> QuerySet[Project]:
    return projects(practice).filter(finished_at=None).order_by("by_on", "pk")


def finished_projects(practice: Practice) -> QuerySet[Project]:
    return projects(practice).filter(finished_at__isnull=False).order_by("-finished_at", "-pk")[:A_PAGE]


def meetings(projects: list[Project], now: dt.datetime) -> list[Project]:
    """Those that meet from today on, the next first; a meeting of today stays until the day is over."""
    began = now.replace(hour=0, minute=0, second=0, microsecond=0)
    ahead = [one for one in projects if one.next_meeting_at and one.next_meeting_at >= began]
    return sorted(ahead, key=lambda one: (one.next_meeting_at, one.pk))


def project_here(request: Request, project_id: int) -> Project:
    found = projects(request.practice).filter(pk=project_id).first()
    if found is None:
        raise Http404
    found.practice = request.practice
    return found


def drivers(project: Project) -> list[Driver]:
    """Those that stand."""
    rows = Driver.objects.filter(practice_id=project.practice_id, project=project, ended_at=None)
    return list(rows.order_by("position", "pk"))


def taken_away(project: Project) -> list[Driver]:
    """The uppermost of what went together: what stood above them stands, or nothing did. The newest first."""
    rows = Driver.objects.filter(practice_id=project.practice_id, project=project, ended_at__isnull=False)
    gone = list(rows.select_related("parent", "ended_by__user").order_by("-ended_at", "position", "pk"))
    return [one for one in gone if not (one.parent and one.parent.ended_at)]


def driver_here(request: Request, driver_id: int) -> Driver:
    rows = Driver.objects.filter(practice=request.practice, pk=driver_id)
    found = rows.select_related("project", "parent").first()
    if found is None:
        raise Http404
    return found


def ideas(project: Project) -> QuerySet[Driver]:
    rows = Driver.objects.filter(practice_id=project.practice_id, project=project, ended_at=None)
    return rows.filter(kind=Driver.Kind.IDEA).order_by("position", "pk")


def measures(project: Project) -> list[ProjectMeasure]:
    """Outcome, process, balancing, each in the order in which they came."""
    rows = ProjectMeasure.objects.filter(practice_id=project.practice_id, project=project, ended_at=None)
    order = list(ProjectMeasure.Kind.values)
    return sorted(rows.select_related("chart"), key=lambda one: (order.index(one.kind), one.pk))


def measures_ended(project: Project) -> QuerySet[ProjectMeasure]:
    rows = ProjectMeasure.objects.filter(practice_id=project.practice_id, project=project)
    return rows.filter(ended_at__isnull=False).select_related("chart", "ended_by__user").order_by("-ended_at")


def measure_here(request: Request, project_measure_id: int) -> ProjectMeasure:
    rows = ProjectMeasure.objects.filter(practice=request.practice, pk=project_measure_id)
    found = rows.select_related("project", "chart").first()
    if found is None:
        raise Http404
    return found


def cycles(project: Project) -> list[Cycle]:
    rows = Cycle.objects.filter(practice_id=project.practice_id, project=project)
    return list(rows.select_related("idea", "planned_by__user", "decided_by__user").order_by("number"))


def cycle_here(request: Request, cycle_id: int) -> Cycle:
    rows = Cycle.objects.filter(practice=request.practice, pk=cycle_id)
    found = rows.select_related("project", "idea", "planned_by__user", "decided_by__user").first()
    if found is None:
        raise Http404
    return found


def people(practice: Practice, today: dt.date) -> QuerySet[Membership]:
    """Everybody who works here today, each once, whatever their roles."""
    once = practice.memberships.current(today).order_by("user", "pk").distinct("user")
    here = Membership.objects.filter(practice=practice, pk__in=once.values("pk"))
    return here.select_related("user").order_by(Lower("user__name"), "pk")


def published(project: Project) -> CaseStudy | None:
    rows = CaseStudy.objects.filter(
        from_practice_id=project.practice_id, project=project.pk, withdrawn_at=None
    )
    return rows.first()


def shelf(practice: Practice, result: str) -> QuerySet[CaseStudy]:
    """All of the network, whether they worked or not."""
    rows = CaseStudy.objects.filter(network=practice.network_id, withdrawn_at=None)
    rows = rows.filter(result=result) if result else rows
    return rows.select_related("from_practice").order_by("-published_at", "-pk")[:A_PAGE]


def case_here(request: Request, case_study_id: int) -> CaseStudy:
    rows = CaseStudy.objects.filter(network=request.practice.network_id, withdrawn_at=None, pk=case_study_id)
    found = rows.select_related("from_practice", "published_by").first()
    if found is None:
        raise Http404
    return found
