"""What a project is measured by: a measure of the catalogue on a chart, as outcome, process or balancing measure."""

import datetime as dt

from django.db import IntegrityError, transaction

from insight import months
from insight.actions import charts
from insight.actions.projects import record, running
from insight.catalogue import Measure
from insight.models import Chart, Project, ProjectMeasure
from practice.acting import Stale, action
from practice.actions import NotPossible
from practice.models import Membership

TWICE = "This measure is one of the project’s already."
BACK = 12


@action
def add(
    *,
    project: Project,
    measure: Measure,
    kind: str,
    period: str,
    target: float | None,
    by: Membership,
    now: dt.datetime,
) -> ProjectMeasure:
    """On the chart that somebody draws of it already, or on a new one."""
    locked = running(project)
    chart = chart_of(locked, measure, period) or draw(locked, measure, period, by, now)
    kept = ProjectMeasure(
        practice_id=locked.practice_id, project=locked, kind=kind, chart=chart, target=target
    )
    kept.added_at, kept.added_by = now, by
    once(kept)
    record("project_measure.added", kept, by=by, now=now, kind=kind, chart=chart.pk)
    return kept


@action
def aim_for(
    *, measure: ProjectMeasure, was: float | None, target: float | None, by: Membership, now: dt.datetime
) -> ProjectMeasure:
    """Another target, than the one that was shown."""
    locked = lock(measure)
    if locked.target != was:
        raise Stale(locked)
    locked.target = target
    locked.save(update_fields=["target"])
    record("project_measure.target_set", locked, by=by, now=now)
    return locked


@action
def end(*, measure: ProjectMeasure, by: Membership, now: dt.datetime) -> ProjectMeasure:
    """Taken away from the project; its chart stays."""
    locked = lock(measure)
    if locked.ended_at:
        raise NotPossible("A colleague has taken this measure away.")
    locked.ended_at, locked.ended_by = now, by
    locked.save(update_fields=["ended_at", "ended_by"])
    record("project_measure.ended", locked, by=by, now=now)
    return locked


@action
def put_back(*, measure: ProjectMeasure, by: Membership, now: dt.datetime) -> ProjectMeasure:
    locked = lock(measure)
    if locked.ended_at:
        locked.ended_at, locked.ended_by = None, None
        once(locked)
    record("project_measure.put_back", locked, by=by, now=now)
    return locked


def once(measure: ProjectMeasure) -> None:
    try:
        with transaction.atomic():
            measure.save()
    except IntegrityError:
        raise NotPossible(TWICE) from None


def lock(measure: ProjectMeasure) -> ProjectMeasure:
    running(measure.project)
    return ProjectMeasure.objects.select_for_update().get(pk=measure.pk)


def chart_of(project: Project, measure: Measure, period: str) -> Chart | None:
    mine = Chart.objects.filter(
        practice_id=project.practice_id, measure=measure.name, by=period, ended_at=None
    )
    return mine.order_by("pk").first()


def draw(project: Project, measure: Measure, period: str, by: Membership, now: dt.datetime) -> Chart:
    """A run chart of the last year: what anybody can read; its own page changes it."""
    since = months.earlier(months.first_of(now.date()), BACK)
    values = {
        "name": measure.title,
        "by": period,
        "kind": Chart.Kind.RUN,
        "since": since,
        "screen_ranges": False,
    }
    return charts.keep(practice=project.practice, measure=measure.name, values=values, by=by, now=now)
