"""Improvement projects for tests, made through the actions."""

import datetime as dt
from typing import Any

from insight.actions import cycles, drivers, measuring, projects
from insight.catalogue import MEASURES
from insight.models import Cycle, Driver, Project, ProjectMeasure
from practice.models import Membership
from tests import build

TODAY = build.NOW.date()
TEXTS = {
    "what_we_did": "We sent a text the day before.",
    "what_happened": "Missed sessions did not change.",
    "how_it_helped": "It did not.",
    "next_steps": "We ring instead.",
}


def a_project(by: Membership, **values: Any) -> Project:
    said = {
        "name": "Fewer missed sessions",
        "problem": "One in seven is missed.",
        "who": "People booked for a session",
        "how_much": "missed sessions fall from 14% to 8%",
        "by_on": TODAY + dt.timedelta(days=90),
    }
    return projects.start(practice=by.practice, **said | values, by=by, now=build.NOW)


def a_measure(
    project: Project, by: Membership, name: str = "missed", kind: str = "outcome"
) -> ProjectMeasure:
    about = {"kind": kind, "period": "month", "target": 8.0}
    return measuring.add(project=project, measure=MEASURES[name], **about, by=by, now=build.NOW)


def a_driver(
    project: Project, by: Membership, words: str, under: Driver | None = None, kind: str = "primary"
) -> Driver:
    return drivers.add(project=project, under=under, kind=kind, words=words, by=by, now=build.NOW)


def a_cycle(project: Project, by: Membership, **values: Any) -> Cycle:
    said = {
        "plan": "Ring five people",
        "prediction": "Four come",
        "starts_on": TODAY,
        "ends_on": None,
        "idea": None,
    }
    return cycles.plan(project=project, **said | values, by=by, now=build.NOW)


def studied(cycle: Cycle, by: Membership, decision: str = "adapt") -> Cycle:
    said = {
        "did": "Rang four",
        "learned": "Three came",
        "next_words": "Ring in the evening",
        "ends_on": TODAY,
    }
    version = Cycle.objects.get(pk=cycle.pk).version
    return cycles.study(cycle=cycle, version=version, **said, decision=decision, by=by, now=build.NOW)


def finished(project: Project, by: Membership, result: str = "not", **texts: str) -> Project:
    version = Project.objects.get(pk=project.pk).version
    said = {"version": version, "result": result, "texts": TEXTS | texts}
    return projects.finish(project=project, **said, by=by, now=build.NOW)
