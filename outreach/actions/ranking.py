"""A practice gives the rules of its ranking other points."""

import datetime as dt
from collections.abc import Mapping

from outreach.models import RankRule
from outreach.ranking import SHIPPED
from outreach.ranking_queries import points_here
from practice import trail
from practice.acting import Stale, action
from practice.models import Membership, Practice


@action
def set_points(
    *,
    practice: Practice,
    seen: Mapping[str, int],
    points: Mapping[str, int],
    by: Membership,
    now: dt.datetime,
) -> dict[str, int]:
    """All rules at once. `seen` is how they stood when somebody began to change them."""
    Practice.objects.select_for_update(no_key=True).get(pk=practice.pk)
    before = points_here(practice)
    if dict(seen) != before:
        raise Stale(before)
    changed = {rule: points[rule] for rule in SHIPPED if points[rule] != before[rule]}
    for rule, given in changed.items():
        said = {"points": given, "set_at": now, "set_by": by}
        RankRule.objects.update_or_create(practice=practice, rule=rule, defaults=said)
    trail.record("ranking.set", by=by, now=now, practice=practice, details=changed)
    return changed
