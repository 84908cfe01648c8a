"""What a practice opens to the outside, for tests."""

from typing import Any

from practice.models import Membership
from prescribing.actions.terms import set_terms
from prescribing.models import Terms
from tests import build


def usual_terms(**values: Any) -> dict[str, Any]:
    """Nothing open, the usual numbers; give only what the test is about."""
    return {
        "feed_open": False,
        "public_page": False,
        "public_words": "",
        "chase_after_days": [3, 7, 14],
        "ask_days_after_date": 7,
        "ask_days_without_date": 14,
        "stale_after_months": 6,
    } | values


def opened(by: Membership, **values: Any) -> Terms:
    return set_terms(practice=by.practice, version=0, values=usual_terms(**values), by=by, now=build.NOW)
