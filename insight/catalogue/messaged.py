"""Measures of messages to people, those that were put away long ago among them, and of invitations in waves."""

from insight.catalogue.days import ONE, day, share, within
from insight.catalogue.measure import Good, Kind, Measure

OF, INVITING = "Messages", "Inviting"


def settled(which: str, counts: str) -> str:
    """Of messages to people by the day on which they were settled; old ones are kept elsewhere."""
    return "UNION ALL".join(
        f"""
SELECT {day("settled_at")} AS day, patient_id, {counts} FROM {table}
WHERE practice_id = %(practice)s AND patient_id IS NOT NULL AND {which} AND {within("settled_at")}
"""  # noqa: S608 - our own words
        for table in ("reminders_message", "reminders_pastmessage")
    )


_TRIED = "outcome IN ('sent', 'failed', 'unknown')"
_ANSWERED = f"""
SELECT {day("m.sent_at")} AS day, m.patient_id, {
    share(
        "EXISTS (SELECT FROM reminders_reply r WHERE r.practice_id = m.practice_id AND r.message_id = m.id)"
    )
} FROM reminders_message m
WHERE m.practice_id = %(practice)s AND m.patient_id IS NOT NULL AND m.outcome = 'sent' AND {
    within("m.sent_at")
}
UNION ALL
SELECT {day("sent_at")} AS day, patient_id, {share("more -> 'replies' <> '[]'")} FROM reminders_pastmessage
WHERE practice_id = %(practice)s AND patient_id IS NOT NULL AND outcome = 'sent' AND {within("sent_at")}
"""  # noqa: S608
_STOPS = f"""
SELECT {day("said_at")} AS day, patient_id, {ONE} FROM reminders_reply
WHERE practice_id = %(practice)s AND said IN ('stop_these', 'stop_all') AND {within("said_at")}
UNION ALL
SELECT {day("said_at")} AS day, patient_id, {ONE} FROM (SELECT p.patient_id, (r ->> 'at')::timestamptz AS said_at
    FROM reminders_pastmessage p CROSS JOIN LATERAL jsonb_array_elements(p.more -> 'replies') r
    WHERE p.practice_id = %(practice)s AND r ->> 'said' IN ('stop_these', 'stop_all')) long_ago
WHERE {within("said_at")}
"""  # noqa: S608


def asked(counts: str) -> str:
    """Of people asked in a wave, by the day on which they were first asked."""
    return f"""
SELECT {day("asked_at")} AS day, patient_id, {counts} FROM outreach_invitation
WHERE practice_id = %(practice)s AND closed <> 'taken_out' AND {within("asked_at")}
"""  # noqa: S608 - our own words


MEASURES = (
    Measure(
        "messages-sent",
        "Messages sent",
        "Messages to people that were handed to whoever carries them, by the day they were settled. Messages to staff"
        " and to services do not count.",
        "messages",
        Kind.COUNT,
        Good.NEITHER,
        OF,
        settled("outcome = 'sent'", ONE),
    ),
    Measure(
        "messages-not-sent",
        "Messages not sent",
        "Messages to people that were planned and then not sent, by that day: what they were about had changed, or one"
        " of the rules that protect people said no.",
        "messages",
        Kind.COUNT,
        Good.NEITHER,
        OF,
        settled("outcome = 'dropped'", ONE),
    ),
    Measure(
        "messages-failed",
        "Messages failed",
        "Messages to people that did not arrive, by the day this was known.",
        "messages",
        Kind.COUNT,
        Good.DOWN,
        OF,
        settled("outcome = 'failed'", ONE),
    ),
    Measure(
        "messages-failing",
        "Share of messages that failed",
        "Of the messages to people that were tried, by the day they were settled, those that did not arrive. Those of"
        " which nobody knows count as tried.",
        "%",
        Kind.SHARE,
        Good.DOWN,
        OF,
        settled(_TRIED, share("outcome = 'failed'")),
    ),
    Measure(
        "messages-answered",
        "Messages answered",
        "Of the messages sent to people in these days, those whose link somebody pressed an answer on. Not every"
        " message asks for one.",
        "%",
        Kind.SHARE,
        Good.NEITHER,
        OF,
        _ANSWERED,
    ),
    Measure(
        "stops",
        "Stops",
        "Times that a person asked by a message’s link to get no more of these messages, or none at all.",
        "stops",
        Kind.COUNT,
        Good.DOWN,
        OF,
        _STOPS,
    ),
    Measure(
        "invited",
        "People asked in waves",
        "Invitations of waves for which a message went out or a colleague rang, by the first such day, without people"
        " whom a colleague took out. A person asked in two waves counts twice.",
        "invitations",
        Kind.COUNT,
        Good.NEITHER,
        INVITING,
        asked(ONE),
    ),
    Measure(
        "invited-answered",
        "Invitations answered",
        "Of those asked in these days, those who have answered by today, by the link or to a caller, in any way.",
        "%",
        Kind.SHARE,
        Good.UP,
        INVITING,
        asked(share("answer <> ''")),
    ),
    Measure(
        "invited-yes",
        "Invitations with a yes",
        "Of those asked in these days, those whose answer is yes by today. Who has not answered counts as not.",
        "%",
        Kind.SHARE,
        Good.UP,
        INVITING,
        asked(share("answer = 'yes'")),
    ),
)
