"""What the parameters of outreach's addresses stand for."""

from collections.abc import Callable
from typing import Any

from practice.models import Practice
from tests.outreach import rows

Maker = Callable[[Practice, dict[str, Any]], Any]


def a_cohort(practice: Practice, made: dict[str, Any]) -> int:
    return rows.a_cohort(practice).pk


def a_cohort_run(practice: Practice, made: dict[str, Any]) -> int:
    return rows.a_run(practice).pk


def a_people_list(practice: Practice, made: dict[str, Any]) -> int:
    return rows.a_list(practice).pk


def a_wave(practice: Practice, made: dict[str, Any]) -> int:
    return rows.a_wave(practice).pk


def an_invitation(practice: Practice, made: dict[str, Any]) -> int:
    return rows.an_invitation(practice).pk


def somebody_to_ring(practice: Practice, made: dict[str, Any]) -> int:
    return rows.to_ring(practice).pk


def a_call(practice: Practice, made: dict[str, Any]) -> int:
    return rows.a_call(practice).pk


def an_offered_time(practice: Practice, made: dict[str, Any]) -> int:
    return rows.an_offered_time(practice).pk


MAKERS: dict[str, Maker] = {
    "cohort_id": a_cohort,
    "cohort_run_id": a_cohort_run,
    "people_list_id": a_people_list,
    "wave_id": a_wave,
    "invitation_id": an_invitation,
    "offered_time_id": an_offered_time,
    "invited_id": somebody_to_ring,
    "call_try_id": a_call,
}
