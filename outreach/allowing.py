"""Choosing by a protected characteristic: whether a manager has given a reason for exactly these criteria."""

from typing import Any

from outreach.criteria import Criteria, same
from outreach.models import Cohort, ProtectedReason


def protected_reason_for(cohort: Cohort, criteria: dict[str, Any] | None = None) -> ProtectedReason | None:
    """The latest that stands for these criteria (of a run, say), or for the search as it is now."""
    wanted = cohort.criteria if criteria is None else criteria
    given = cohort.protected_reasons.select_related("given_by__user").order_by("-given_at", "-pk")
    return next((one for one in given if same(one.protected, wanted)), None)


def waits_for_reason(cohort: Cohort) -> bool:
    """The same of a search as it is now, from the reasons that are at hand: for lists of searches."""
    if not Criteria.read(cohort.criteria).protected:
        return False
    return not any(same(one.protected, cohort.criteria) for one in cohort.protected_reasons.all())


def needs_reason(cohort: Cohort, criteria: dict[str, Any] | None = None) -> bool:
    """Whether nobody may be invited before a manager has said why."""
    wanted = cohort.criteria if criteria is None else criteria
    return bool(Criteria.read(wanted).protected) and protected_reason_for(cohort, wanted) is None
