"""What whoever watches the installation hears of messages: how many go, and how many ended with a person."""

import datetime as dt
from collections.abc import Iterator

from practice.metrics import Figure, alone, counts, number

LATELY = dt.timedelta(minutes=5)
# By the index of each practice: outcome, and when it was settled.
SETTLED = """
SELECT outcome, count(*) FROM reminders_message
WHERE practice_id = ANY (practices_in_view()) AND outcome IN ('sent', 'failed', 'unknown', 'dropped', 'by_hand')
  AND settled_at > %s GROUP BY 1
"""
FOR_SOMEBODY = """
SELECT outcome, count(*) FROM reminders_message
WHERE practice_id = ANY (practices_in_view()) AND outcome IN ('failed', 'unknown') AND done_at IS NULL GROUP BY 1
"""
CLAIMED = """
SELECT count(*) FROM reminders_due
WHERE practice_id = ANY (practices_in_view()) AND state = 'waiting' AND lease_until > %s
"""
OUTCOMES = ("sent", "failed", "unknown", "dropped", "by_hand")


def figures(now: dt.datetime) -> Iterator[Figure]:
    """Asked with every practice in view; numbers of all of them together."""
    lately = dict.fromkeys(OUTCOMES, 0.0) | counts(SETTLED, now - LATELY)
    yield Figure(
        "messages_settled_lately", "Messages settled in five minutes, by outcome.", lately, "outcome"
    )
    waiting = dict.fromkeys(("failed", "unknown"), 0.0) | counts(FOR_SOMEBODY)
    yield Figure("messages_for_somebody", "Messages that wait for a person, by outcome.", waiting, "outcome")
    yield alone("messages_claimed", "Messages that a sender has in hand.", number(CLAIMED, now))
