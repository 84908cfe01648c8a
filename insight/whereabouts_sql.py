"""Where everybody is who was referred, in SQL and without a model: the bench asks the same question by itself.

Each statement is given the practice, the first moment, and the practice again. What services answered is put together
once for the practice: asked of one referral after the other it took half of the time.
"""

EVER = ("accepted", "in_touch", "planned", "sent", "answered", "attending")
PLACED = """
SELECT one.id, one.accepted_at IS NOT NULL AS accepted, one.first_contact_at IS NOT NULL AS in_touch,
    one.planned_at IS NOT NULL AS planned, one.sent_on_at IS NOT NULL AS sent, coalesce(at.heard, false) AS answered,
    one.attended_on IS NOT NULL AS attending,
    CASE WHEN one.stands = 'closed' AND one.outcome = 'died' THEN 'died'
    WHEN one.stands = 'closed' AND (one.attended_on IS NOT NULL OR one.outcome IN ('better', 'going'))
        THEN 'went-' || one.outcome
    WHEN one.stands = 'closed' THEN 'not-there-' || one.outcome
    WHEN one.stands IN ('asked', 'waiting') THEN 'waiting'
    WHEN one.stands <> 'referred' THEN one.stands
    WHEN at.answers THEN 'answered' WHEN at.silent THEN 'sent' ELSE 'no-service' END AS place
FROM (SELECT DISTINCT ON (patient_id) id, practice_id, stands, outcome, accepted_at, first_contact_at,
        planned_at, sent_on_at, attended_on FROM prescribing_referral
    WHERE practice_id = %s AND opened_at >= %s AND stands <> 'in_error'
    ORDER BY patient_id, stands = 'closed', opened_at DESC, id DESC) one
LEFT JOIN (SELECT referral_id, bool_or(heard_at IS NOT NULL OR stands NOT IN ('chosen', 'sent', 'withdrawn')) AS heard,
        bool_or(stands IN ('got_it', 'booked', 'came', 'did_not_come') OR stands = 'sent' AND heard_at IS NOT NULL)
            AS answers, bool_or(stands = 'sent') AS silent
    FROM prescribing_placement
    WHERE practice_id = %s GROUP BY referral_id) at ON at.referral_id = one.id AND one.sent_on_at IS NOT NULL
"""
_FAR = ", ".join(f"count(*) FILTER (WHERE {name})" for name in EVER)
# Words of our own only; what is asked about goes in beside them.
COUNTED = f"SELECT place, count(*), {_FAR} FROM ({PLACED}) placed GROUP BY place"  # noqa: S608
THERE = f"SELECT id FROM ({PLACED}) placed WHERE place = %s OR place LIKE %s"  # noqa: S608
CAME_SO_FAR = {name: f"SELECT id FROM ({PLACED}) placed WHERE {name}" for name in EVER}  # noqa: S608
ALL = f"SELECT id FROM ({PLACED}) placed"  # noqa: S608
