"""What the parameters of insight's addresses stand for."""

from collections.abc import Callable
from typing import Any

from practice.models import Practice
from tests.insight import rows

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


MAKERS: dict[str, Maker] = {
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
