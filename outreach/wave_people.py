"""The list of people of a wave: their order, why, how they would be asked or what came of it."""

from typing import Any

from outreach import wave_queries as lookup
from outreach import ways
from outreach.models import Invitation, Wave
from outreach.wave_pages import takes, why
from practice.requests import Request
from reminders.kinds import Channel

HOW = {
    Channel.TEXT: "Text message",
    Channel.EMAIL: "Email",
    Channel.LETTER: "Letter",
    Channel.CALL: "A colleague rings",
}


def people_page(request: Request, wave: Wave, number: int) -> dict[str, Any]:
    """As many queries for two people as for fifty."""
    found = lookup.people(request, wave, number)
    shown = found[: lookup.PEOPLE]
    waiting = [one.invitation.patient_id for one in shown if is_waiting(one.invitation)]
    how = ways.ways(request.practice, waiting, request.now) if waiting else {}
    words, meaning = lookup.state(wave)
    return {
        "wave": wave,
        "state": words,
        "meaning": meaning,
        "rows": [row(wave, line, how.get(line.invitation.patient_id)) for line in shown],
        "previous_url": f"?page={number - 1}" if number > 1 else "",
        "next_url": f"?page={number + 1}" if len(found) > lookup.PEOPLE else "",
    }


def row(wave: Wave, line: lookup.Line, channel: Channel | None) -> dict[str, Any]:
    one = line.invitation
    begun = wave.started_at or wave.stopped_at
    return {
        "invitation": one,
        "name": line.name,
        "shut": line.shut,
        "why": why(one.because),
        "effort": takes(one.effort, channel),
        "how": HOW[channel] if channel else "",
        "stands": stands(one),
        "may_take_out": is_waiting(one) and not wave.stopped_at,
        "may_put_back": one.closed == Invitation.Closed.TAKEN_OUT and not begun,
    }


def is_waiting(one: Invitation) -> bool:
    """Still to be asked."""
    return not (one.closed or one.asked_at or one.answer)


def stands(one: Invitation) -> str:
    """In a few words, the latest first."""
    if one.closed:
        return str(one.get_closed_display())
    if one.answer:
        return str(one.get_answer_display())
    if one.to_call_since:
        return "To be rung"
    return "Asked, no answer yet" if one.asked_at else ""
