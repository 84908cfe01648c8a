"""What every kind of write may be made of."""

from typing import Any

from practice.models import Membership, Practice
from tests.trials.writes import Things


def day(name: str, number: int = 1, month: int = 3, year: int = 2026) -> Things:
    """Yesterday, as three fields."""
    return {f"{name}_day": str(number), f"{name}_month": str(month), f"{name}_year": str(year)}


def named(practice: Practice, **ids: Any) -> Things:
    return {"ods_code": practice.ods_code, **ids}


def somebody(name: str, practice: Practice) -> Membership:
    return Membership.objects.select_related("user").get(
        practice=practice, user__email=f"{name}@elm.example.org", ended_at=None, role__in=ROLES[name]
    )


ROLES = {"asha": ["coach"], "lena": ["link_worker"], "ben": ["clinician"], "mo": ["manager"]}
