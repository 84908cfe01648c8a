"""Something of everything that insight/ keeps, for addresses and for the trials of every table."""

import datetime as dt

from insight import models
from insight.actions import charts
from insight.actions.sharing import LookAgain, publish
from practice.models import Practice
from tests import build
from tests.build import a_colleague
from tests.insight import projects

TODAY = build.NOW.date()


def a_chart(practice: Practice, measure: str = "sessions", **otherwise: object) -> models.Chart:
    said = {
        "name": "Sessions",
        "by": "month",
        "kind": "run",
        "since": dt.date(2025, 3, 1),
        "screen_ranges": False,
    }
    by = {"by": a_colleague(practice), "now": build.NOW}
    return charts.keep(practice=practice, measure=measure, values=said | otherwise, **by)


def limits(practice: Practice) -> models.ChartLimits:
    said = {"from_on": dt.date(2025, 3, 1), "baseline_to": None, "because": "First year"}
    return charts.set_limits(chart=a_chart(practice), **said, by=a_colleague(practice), now=build.NOW)


def a_note(practice: Practice) -> models.ChartNote:
    said = {"happened_on": TODAY, "words": "A second coach began"}
    return charts.note(chart=a_chart(practice), **said, by=a_colleague(practice), now=build.NOW)


def a_project(practice: Practice) -> models.Project:
    return projects.a_project(a_colleague(practice))


def a_team_member(practice: Practice) -> models.ProjectMember:
    return a_project(practice).team.get()


def a_driver(practice: Practice) -> models.Driver:
    return projects.a_driver(a_project(practice), a_colleague(practice), "Enough times to offer")


def a_project_measure(practice: Practice) -> models.ProjectMeasure:
    return projects.a_measure(a_project(practice), a_colleague(practice))


def a_cycle(practice: Practice) -> models.Cycle:
    return projects.a_cycle(a_project(practice), a_colleague(practice))


def a_case_study(practice: Practice) -> models.CaseStudy:
    """On the shelf; a plain word of it may be somebody's surname."""
    by = a_colleague(practice)
    done = projects.finished(a_project(practice), by)
    try:
        return publish(project=done, looked="", by=by, now=build.NOW)
    except LookAgain as again:
        return publish(project=done, looked=again.mark, by=by, now=build.NOW)


def a_reader(practice: Practice) -> models.SummaryReader:
    by = a_colleague(practice)
    return models.SummaryReader.objects.create(practice=practice, member=by, asked_at=build.NOW, asked_by=by)


def something_of_everything(practice: Practice) -> None:
    """Of every table of a practice."""
    for make in (limits, a_note, a_team_member, a_driver, a_project_measure, a_cycle):
        make(practice)
    sent = {"reader": a_reader(practice), "month": dt.date(2026, 2, 1)}
    models.SummarySent.objects.create(practice=practice, **sent, made_at=build.NOW)
