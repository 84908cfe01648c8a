"""One thing of each kind for a practice, so that every address can be asked for."""

import re
from collections.abc import Callable
from typing import Any

from practice.models import Membership, Practice
from tests import build

Maker = Callable[[Practice, dict[str, Any]], Any]


def a_patient(practice: Practice, made: dict[str, Any]) -> int:
    return build.a_patient(practice).pk


def a_member(practice: Practice, made: dict[str, Any]) -> int:
    return Membership.objects.filter(practice=practice, ended_at=None).order_by("-pk")[0].pk


MAKERS: dict[str, Maker] = {
    "ods_code": lambda practice, made: practice.ods_code,
    "patient_id": a_patient,
    "member_id": a_member,
}


def things_for(route: str, practice: Practice) -> dict[str, Any]:
    """Values for the parameters of an address, from left to right; later ones may use earlier ones."""
    made: dict[str, Any] = {}
    for name in re.findall(r"<(?:\w+:)?(\w+)>", route):
        made[name] = MAKERS[name](practice, made)
    return made
