"""Whether a manager has said why people are chosen by a protected characteristic, for exactly what a run looked for."""

from outreach.criteria import Criteria
from outreach.models import CohortRun, ProtectedReason


def unreasoned(run: CohortRun) -> str:
    """The characteristics without a reason, in words; empty where none is used or a reason stands."""
    criteria = Criteria.read(run.criteria)
    if not criteria.protected:
        return ""
    given = ProtectedReason.objects.filter(practice=run.practice_id, cohort=run.cohort_id)
    stands = given.filter(protected=criteria.as_json()).exists()
    return "" if stands else " and ".join(criteria.protected)
