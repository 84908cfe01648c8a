"""Writes of insight/ into whose forms something is typed, or before which something has happened."""

from typing import Any

from insight.actions.projects import finish
from insight.models import AccessRequest
from practice.models import Practice
from tests import build
from tests.insight import projects
from tests.insight.whole import asked
from tests.prescribing import ways as referrals
from tests.things import a_colleague
from tests.trials.writes import Things, Write, after
from tests.trials.writes_common import day, named, somebody


def something_happened(practice: Practice) -> Things:
    referrals.referred(build.a_patient(practice), a_colleague(practice), needs=["money"])
    return named(practice)


def a_project(practice: Practice) -> Any:
    return projects.a_project(a_colleague(practice))


def a_finished_project(practice: Practice) -> Things:
    project = a_project(practice)
    said = {"result": "worked", "texts": projects.TEXTS}
    finish(project=project, version=1, **said, by=a_colleague(practice), now=build.NOW)
    return named(practice, project_id=project.pk)


def two_drivers(practice: Practice) -> Things:
    project, by = a_project(practice), a_colleague(practice)
    projects.a_driver(project, by, "Times")
    return named(practice, driver_id=projects.a_driver(project, by, "Words").pk)


def ready_to_approve(practice: Practice) -> Things:
    request = asked.gathered(practice)
    asked.checked(request)
    asked.all_given(request, asked.clinician(practice))
    return named(practice, access_request_id=request.pk)


def ready_to_go(practice: Practice) -> Things:
    things = ready_to_approve(practice)
    asked.approved(AccessRequest.objects.get(pk=things["access_request_id"]), somebody("mo", practice))
    return things


CYCLE = day("starts_on", 2) | day("ends_on", 9) | {"idea": ""}
OF_INSIGHT: dict[str, Write] = {
    "insight:access-text": Write(who="ben"),
    "insight:activity": Write(things=something_happened),
    "insight:add-project-measure": Write(typed={"target": "8"}),
    "insight:approve-access-request": Write(things=ready_to_approve),
    "insight:change-cycle": Write(typed=CYCLE),
    "insight:cycle": Write(
        typed={"did": "Rang", "learned": "Three came", "decision": "adapt", **day("ends_on", 9)}
    ),
    "insight:extend-access-request": Write(typed={"told": "on"}),
    "insight:hand-over-access-request": Write(things=ready_to_go),
    "insight:move-driver": Write(things=two_drivers),
    "insight:open-access-request": Write(typed=day("came_on")),
    "insight:open-project-again": Write(things=a_finished_project),
    "insight:plan-cycle": Write(typed=CYCLE),
    "insight:publish-case-study": Write(page="insight:case-study", things=a_finished_project),
    "insight:put-driver-back": Write(first=after("insight:end-driver")),
    "insight:put-measure-back": Write(first=after("insight:end-project-measure")),
    "insight:set-chart-limits": Write(typed={"baseline_to": ""}),
    "insight:set-meeting": Write(typed={"time": "1pm"}),
    "insight:set-target": Write(typed={"target": "5"}),
    "insight:start-project": Write(typed={"how_much": "missed sessions fall to 8%"}),
    "insight:summary-stop": Write(first=after("insight:summary-ask")),
    "insight:take-chart-up": Write(first=after("insight:put-chart-away")),
}
