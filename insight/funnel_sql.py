"""How far people came, in SQL and without a model: the bench asks the same question by itself."""

# The stages in their order; insight/funnel_words.py says what each is called.
ORDER = ("offered", "accepted", "reached", "planned", "attended")
_FURTHEST = " ".join(f"WHEN {stage}_on IS NOT NULL THEN '{stage}'" for stage in reversed(ORDER))
_COUNTS = ", ".join(f"count({stage}_on)" for stage in (*ORDER, "measured"))
FUNNELS = f"""
SELECT aim, CASE {_FURTHEST} END, stands, ended_how, CASE WHEN stands = '' THEN route ELSE '' END, count(*), {_COUNTS},
    count(*) FILTER (WHERE goal <> '' OR change IN ('up', 'same', 'down')), count(*) FILTER (WHERE better)
FROM insight_way WHERE practice_id = %(practice)s AND first_on >= %(since)s AND first_on < %(until)s
GROUP BY 1, 2, 3, 4, 5
"""  # noqa: S608 - our own words
