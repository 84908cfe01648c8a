"""Something of everything that insight/ keeps, for addresses and for the trials of every table."""

import datetime as dt

from insight import models
from practice.models import Practice
from tests import build
from tests.build import a_colleague

TODAY = build.NOW.date()


def a_chart(practice: Practice) -> models.Chart:
    said = {
        "name": "Sessions",
        "measure": "sessions",
        "by": "month",
        "kind": "run",
        "since": dt.date(2025, 3, 1),
    }
    return models.Chart.objects.create(
        practice=practice, **said, made_at=build.NOW, made_by=a_colleague(practice)
    )


def limits(practice: Practice) -> models.ChartLimits:
    said = {"chart": a_chart(practice), "from_on": dt.date(2025, 3, 1), "because": "First year"}
    return models.ChartLimits.objects.create(
        practice=practice, **said, set_at=build.NOW, set_by=a_colleague(practice)
    )


def a_note(practice: Practice) -> models.ChartNote:
    said = {"chart": a_chart(practice), "happened_on": TODAY, "words": "A second coach began"}
    return models.ChartNote.objects.create(
        practice=practice, **said, noted_at=build.NOW, noted_by=a_colleague(practice)
    )


def a_project(practice: Practice) -> models.Project:
    by = a_colleague(practice)
    said = {"name": "Seen sooner", "who": "People referred", "how_much": "from 20 to 10 days"}
    times = {"by_on": TODAY + dt.timedelta(days=90), "started_at": build.NOW, "started_by": by}
    return models.Project.objects.create(practice=practice, lead=by, **said, **times)


def a_team_member(practice: Practice) -> models.ProjectMember:
    by, project = a_colleague(practice), a_project(practice)
    return models.ProjectMember.objects.create(
        practice=practice, project=project, member=by, added_at=build.NOW, added_by=by
    )


def a_driver(practice: Practice) -> models.Driver:
    said = {"project": a_project(practice), "kind": "primary", "words": "Enough times to offer"}
    return models.Driver.objects.create(
        practice=practice, **said, added_at=build.NOW, added_by=a_colleague(practice)
    )


def a_project_measure(practice: Practice) -> models.ProjectMeasure:
    said = {"project": a_project(practice), "kind": "outcome", "chart": a_chart(practice)}
    return models.ProjectMeasure.objects.create(
        practice=practice, **said, added_at=build.NOW, added_by=a_colleague(practice)
    )


def a_cycle(practice: Practice) -> models.Cycle:
    said = {
        "project": a_project(practice),
        "number": 1,
        "plan": "Ring on the day",
        "prediction": "Half answer",
    }
    return models.Cycle.objects.create(
        practice=practice, **said, starts_on=TODAY, planned_at=build.NOW, planned_by=a_colleague(practice)
    )


def a_case_study(practice: Practice) -> models.CaseStudy:
    by, project = a_colleague(practice), a_project(practice)
    texts = ("title", "aim", "what_we_did", "what_happened", "how_it_helped", "next_steps")
    said = {
        "result": "not",
        "published_at": build.NOW,
        "published_by": by.user,
        **dict.fromkeys(texts, "Words"),
    }
    return models.CaseStudy.objects.create(
        network=practice.network, from_practice=practice, project=project.pk, **said
    )


def a_reader(practice: Practice) -> models.SummaryReader:
    by = a_colleague(practice)
    return models.SummaryReader.objects.create(practice=practice, member=by, asked_at=build.NOW, asked_by=by)


def something_of_everything(practice: Practice) -> None:
    """Of every table of a practice."""
    for make in (limits, a_note, a_team_member, a_driver, a_project_measure, a_cycle):
        make(practice)
    sent = {"reader": a_reader(practice), "month": dt.date(2026, 2, 1)}
    models.SummarySent.objects.create(practice=practice, **sent, made_at=build.NOW)
