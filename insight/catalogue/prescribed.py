"""Measures of social prescribing: referrals, providers, gaps."""

from insight.catalogue.days import ONE, day, share, within
from insight.catalogue.measure import Good, Kind, Measure

OF = "Social prescribing"
# Words of our own only; what is asked about goes in beside them.
_OPENED = f"""
SELECT {day("opened_at")} AS day, patient_id, {ONE} FROM prescribing_referral
WHERE practice_id = %(practice)s AND stands <> 'in_error' AND {within("opened_at")}
"""  # noqa: S608
_CONTACT = f"""
SELECT {day("first_contact_at")} AS day, patient_id,
    ({day("first_contact_at")} - {day("opened_at")})::float8 AS n, 1::float8 AS d FROM prescribing_referral
WHERE practice_id = %(practice)s AND stands <> 'in_error' AND {within("first_contact_at")}
"""  # noqa: S608
_ANSWER = f"""
SELECT {day("e.heard_at")} AS day, e.patient_id,
    ({day("e.heard_at")} - {day("e.sent_at")})::float8 AS n, 1::float8 AS d
FROM (SELECT p.id, p.patient_id, p.sent_at, min(v.noted_at) AS heard_at FROM prescribing_placement p
    JOIN prescribing_referral r ON r.practice_id = p.practice_id AND r.id = p.referral_id AND r.stands <> 'in_error'
    JOIN prescribing_placementevent v ON v.practice_id = p.practice_id AND v.placement_id = p.id
        AND v.who = 'provider' AND v.kind <> 'opened' AND v.noted_at >= p.sent_at
    WHERE p.practice_id = %(practice)s AND p.sent_at IS NOT NULL GROUP BY p.id, p.patient_id, p.sent_at) e
WHERE {within("e.heard_at")}
"""  # noqa: S608
_ATTENDING = f"""
SELECT {day("opened_at")} AS day, patient_id, {share("attended_on IS NOT NULL")} FROM prescribing_referral
WHERE practice_id = %(practice)s AND stands <> 'in_error' AND {within("opened_at")}
"""  # noqa: S608
_CLOSED = f"""
SELECT {day("closed_at")} AS day, patient_id,
    {share("attended_on IS NOT NULL OR outcome IN ('better', 'going')")} FROM prescribing_referral
WHERE practice_id = %(practice)s AND stands = 'closed' AND outcome <> 'died' AND {within("closed_at")}
"""  # noqa: S608
_GAPS = f"""
SELECT {day("found_at")} AS day, patient_id, {ONE} FROM prescribing_gap
WHERE practice_id = %(practice)s AND {within("found_at")}
"""  # noqa: S608
_SIGNPOSTS = f"""
SELECT {day("told_at")} AS day, patient_id, {ONE} FROM prescribing_signpost
WHERE practice_id = %(practice)s AND entered_in_error_at IS NULL AND {within("told_at")}
"""  # noqa: S608

MEASURES = (
    Measure(
        "referrals",
        "Referrals opened",
        "Referrals to social prescribing by the day they were opened, without those entered in error. A person"
        " referred twice counts twice.",
        "referrals",
        Kind.COUNT,
        Good.NEITHER,
        OF,
        _OPENED,
    ),
    Measure(
        "days-to-contact",
        "Days to first contact",
        "Of referrals whose person a link worker first spoke with in these days: days since the referral was opened, on"
        " average. Who is still waiting is on the page of waiting times.",
        "days",
        Kind.MEAN,
        Good.DOWN,
        OF,
        _CONTACT,
    ),
    Measure(
        "days-to-answer",
        "Days to a provider’s answer",
        "Of people sent to a service that answered for the first time in these days: days since it was written to, on"
        " average. A link that was only opened is no answer; services that are silent are not in it.",
        "days",
        Kind.MEAN,
        Good.DOWN,
        OF,
        _ANSWER,
    ),
    Measure(
        "attending",
        "Referrals that led somewhere",
        "Of the referrals opened in these days, those whose person has been to a service at least once by today. Those"
        " of the last months may still get there.",
        "%",
        Kind.SHARE,
        Good.UP,
        OF,
        _ATTENDING,
    ),
    Measure(
        "closed-got-there",
        "Closed: got there",
        "Of the referrals closed in these days, those whose person went at least once, or goes. Who died is not among"
        " them.",
        "%",
        Kind.SHARE,
        Good.UP,
        OF,
        _CLOSED,
    ),
    Measure(
        "gaps",
        "Gaps noted",
        "Times that nothing suitable was found, by the day it was noted. Not a number of people.",
        "gaps",
        Kind.COUNT,
        Good.NEITHER,
        OF,
        _GAPS,
        names=False,
    ),
    Measure(
        "signposts",
        "Signposts",
        "Times that somebody was told of a service without a referral to it, without those entered in error. Counted"
        " apart from referrals.",
        "signposts",
        Kind.COUNT,
        Good.NEITHER,
        OF,
        _SIGNPOSTS,
    ),
)
