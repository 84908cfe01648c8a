"""Sessions by month in one statement, without a model: the bench asks the same question by itself.

Month by month: each sorts its own few people. All of a year at once would be sorted by month and person, which took
three times as long. What counts is what Session.counted says; an index of the same condition holds all that is read.
"""

import datetime as dt

from insight import months

BY_MONTH = """
SELECT month.first, held.* FROM unnest(%(firsts)s::date[], %(nexts)s::date[]) month (first, next)
CROSS JOIN LATERAL (SELECT count(*), count(DISTINCT patient_id) FROM coaching_session
    WHERE practice_id = %(practice)s AND finished_at IS NOT NULL AND entered_in_error_at IS NULL
    AND held_on >= month.first AND held_on < month.next) held
"""


def edges(year: list[dt.date]) -> dict[str, list[dt.date]]:
    """Where each month begins, and where the one after it does."""
    return {"firsts": year, "nexts": [months.earlier(month, -1) for month in year]}
