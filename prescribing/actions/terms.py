"""How a practice prescribes: what it opens to the outside, and when things are asked again."""

import datetime as dt
from typing import Any

from practice import trail
from practice.acting import Stale, action
from practice.models import Membership, Practice
from prescribing.models import Terms

SAID = (
    *("feed_open", "public_page", "public_words", "chase_after_days"),
    *("ask_days_after_date", "ask_days_without_date", "stale_after_months"),
)
CHASE_AFTER = [3, 7, 14]


@action
def set_terms(
    *, practice: Practice, version: int, values: dict[str, Any], by: Membership, now: dt.datetime
) -> Terms:
    """All of them at once; nobody's words vanish under another's."""
    terms = Terms.objects.select_for_update().filter(practice=practice).first()
    if terms is not None and terms.version != version:
        raise Stale(terms)
    if terms is None:
        terms = Terms(practice=practice, version=0)
    for name in SAID:
        setattr(terms, name, values[name])
    terms.set_at, terms.set_by = now, by
    terms.version += 1
    terms.save()
    opened = {name: values[name] for name in ("feed_open", "public_page")}
    trail.record("terms.set", by=by, now=now, practice=practice, subject=terms, details=opened)
    return terms
