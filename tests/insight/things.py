"""What the parameters of insight's addresses stand for."""

from collections.abc import Callable
from typing import Any

from practice.models import Practice
from tests.insight import rows
from tests.insight.whole import asked

Maker = Callable[[Practice, dict[str, Any]], Any]


def a_chart(practice: Practice, made: dict[str, Any]) -> int:
    return rows.a_chart(practice).pk


def limits(practice: Practice, made: dict[str, Any]) -> int:
    return rows.limits(practice).pk


def a_note(practice: Practice, made: dict[str, Any]) -> int:
    return rows.a_note(practice).pk


def a_project(practice: Practice, made: dict[str, Any]) -> int:
    return rows.a_project(practice).pk


def a_driver(practice: Practice, made: dict[str, Any]) -> int:
    return rows.a_driver(practice).pk


def a_project_measure(practice: Practice, made: dict[str, Any]) -> int:
    return rows.a_project_measure(practice).pk


def a_cycle(practice: Practice, made: dict[str, Any]) -> int:
    return rows.a_cycle(practice).pk


def a_case_study(practice: Practice, made: dict[str, Any]) -> int:
    return rows.a_case_study(practice).pk


def a_measure(practice: Practice, made: dict[str, Any]) -> str:
    return "sessions"


def an_access_request(practice: Practice, made: dict[str, Any]) -> int:
    return asked.gathered(practice).pk


def an_access_text(practice: Practice, made: dict[str, Any]) -> int:
    """Of the request in the same address."""
    return asked.a_text(practice, made["access_request_id"]).pk


def a_part(practice: Practice, made: dict[str, Any]) -> int:
    return 1


MAKERS: dict[str, Maker] = {
    "access_request_id": an_access_request,
    "access_text_id": an_access_text,
    "part": a_part,
    "chart_id": a_chart,
    "measure": a_measure,
    "limits_id": limits,
    "chart_note_id": a_note,
    "project_id": a_project,
    "driver_id": a_driver,
    "project_measure_id": a_project_measure,
    "cycle_id": a_cycle,
    "case_study_id": a_case_study,
}
