"""What came of invitations: how many were chosen, asked, answered, and how; by group, each stage counted by itself.

Each person counts once in a stage, whatever came before or after it: who was rung and said yes was asked, though no
message ever went.
"""

import datetime as dt
from typing import Any

from django.conf import settings

from outreach.grouping import PERSON, Counts, Rows, born_by, counted, everybody, named
from outreach.models import Wave
from practice.models import Practice

# The name of each stage, its words, and how it is counted.
STAGES: tuple[tuple[str, str, str], ...] = (
    ("chosen", "Chosen", "In the wave, without those whom a colleague took out."),
    ("asked", "Asked", "A message went out, or a colleague rang."),
    ("answered", "Answered", "By the link or to a caller, in any way."),
    ("yes", "Yes", "Their answer as it stands."),
    ("not_now", "Not now", "Their answer as it stands."),
    ("call", "Ring me", "They asked to be rung, and nobody has reached them since."),
    ("stop", "Do not ask", "They do not want to be asked again."),
    ("reached", "Reached by call", "A colleague rang and spoke with them."),
    ("in_peace", "Left in peace", "Silent after all tries; nobody asks them again for now."),
    ("begun", "Begun", "A way through a programme or a referral came of it."),
)
NAMES = tuple(name for name, _words, _how in STAGES)

# Of an invitation `i`. Spoken with: whatever they said, but for no answer, a message left, or a wrong number.
_STAGES = """
bool_or(i.closed <> 'taken_out') AS chosen, bool_or(i.asked_at IS NOT NULL) AS asked,
bool_or(i.answer <> '') AS answered, bool_or(i.answer = 'yes') AS yes, bool_or(i.answer = 'not_now') AS not_now,
bool_or(i.answer = 'call') AS call, bool_or(i.answer = 'stop') AS stop,
bool_or(EXISTS (SELECT FROM outreach_calltry t WHERE t.practice_id = i.practice_id AND t.invitation_id = i.id
    AND t.taken_back_at IS NULL AND t.outcome IN ('another_time', 'yes', 'not_now', 'stop'))) AS reached,
bool_or(i.closed = 'in_peace') AS in_peace,
bool_or(i.enrolment_id IS NOT NULL OR i.referral_id IS NOT NULL) AS begun
"""
_WHO = f"""
SELECT {PERSON}, f.* FROM patients_patient p JOIN (SELECT i.patient_id, {_STAGES} FROM outreach_invitation i
    JOIN outreach_wave w ON w.practice_id = i.practice_id AND w.id = i.wave_id
    WHERE i.practice_id = %(practice)s AND {{which}} GROUP BY i.patient_id) f ON f.patient_id = p.id
WHERE p.practice_id = %(practice)s
"""  # noqa: S608 - our own words


def of_wave(wave: Wave, today: dt.date) -> tuple[Counts, dict[str, Rows]]:
    """Everybody of one wave, and by group."""
    return found(wave.practice_id, "i.wave_id = %(wave)s", {"wave": wave.pk}, today)


def funnel(
    practice: Practice, since: dt.datetime, until: dt.datetime, today: dt.date
) -> tuple[Counts, dict[str, Rows]]:
    """All waves that were started from one moment to another: each person once, by NAMES."""
    days = {"since": since, "until": until}
    return found(practice.pk, "w.started_at >= %(since)s AND w.started_at < %(until)s", days, today)


def found(
    practice: int, which: str, values: dict[str, Any], today: dt.date
) -> tuple[Counts, dict[str, Rows]]:
    given = {**values, **born_by(today), "practice": practice}
    rows = counted(_WHO.format(which=which), NAMES, given)
    return everybody(rows), named(rows, least=settings.SMALL_NUMBERS_UNDER)
