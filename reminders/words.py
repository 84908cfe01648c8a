"""What is said: one template for each kind of message.

The name first, one thing to do, and of the matter only practice and time: somebody else may be
holding the telephone, so never a programme, a condition, a goal or a service.
"""

import datetime as dt
import functools

from practice import gsm7, wording
from reminders.kinds import Kind

NAME_LIMIT, PRACTICE_LIMIT = 24, 40
PRACTICE_AT_LEAST = 16  # below, nobody would know which practice it is
SUBJECT = "A message from your GP practice"
STAFF_SUBJECT = "Something at your practice needs a look"

TEMPLATES: dict[str, str] = {
    Kind.SESSION: "{name}: your appointment with {practice} is on {day} at {time}. "
    "If you cannot make it, please ring us.",
    Kind.FOLLOW_UP: "{name}: {practice} said we would be in touch about now. Please ring us when it suits you.",
    Kind.GLASS: "{name}: a record at {practice} was opened in an emergency on {day} at {time}. "
    "Please sign in.",
    Kind.PLAN: "{name}: your plan is ready at {practice}. Ask us for it.",
    Kind.GOT_THERE: "{name}: {practice} would like to know how it went: {link}",
    Kind.MEASURE: "{name}: {practice} has a few questions for you: {link}",
}


def fill(kind: str, *, name: str, practice: str, about_at: dt.datetime, link: str = "") -> str:
    """The words as they go out, never longer than one text message: a long link shortens the practice."""
    say = functools.partial(
        TEMPLATES[kind].format,
        name=gsm7.shortened(gsm7.plain(name), NAME_LIMIT) or "Hello",
        day=short_day(about_at),
        time=wording.clock_time(about_at),
        link=link,
    )
    room = gsm7.LIMIT - gsm7.length(say(practice="")) if link else PRACTICE_LIMIT
    limit = max(PRACTICE_AT_LEAST, min(PRACTICE_LIMIT, room))
    return say(practice=gsm7.shortened(gsm7.plain(practice), limit) or "Your GP practice")


def short_day(moment: dt.datetime) -> str:
    """Thu 5 March: the weekday prevents mistakes, the year would cost room."""
    local = wording.local(moment)
    return f"{wording.WEEKDAYS[local.weekday()][:3]} {local.day} {wording.MONTHS[local.month - 1]}"
