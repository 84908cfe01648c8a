"""What is said: one template for each kind of message.

The name first, one thing to do, and of the matter only practice and time: somebody else may be
holding the telephone, so never a programme, a condition, a goal or a service.
"""

import datetime as dt
import functools

from practice import gsm7, wording
from reminders.shipped import SHIPPED

NAME_LIMIT, PRACTICE_LIMIT = 24, 40
PRACTICE_AT_LEAST = 16  # below, nobody would know which practice it is
NAME_AT_LEAST = 3
SUBJECT = "A message from your GP practice"
STAFF_SUBJECT = "Something at your practice needs a look"

TEMPLATES: dict[str, str] = {kind: shipped.words for kind, shipped in SHIPPED.items() if shipped.words}


def fill(
    kind: str,
    *,
    name: str,
    practice: str,
    about_at: dt.datetime,
    link: str = "",
    template: str = "",
    counts: str = "",
) -> str:
    """The words as they go out, never longer than one text message: a long link shortens practice, then name.

    `template` is the practice's own; `counts` are what a colleague is told.
    """
    say = functools.partial(
        (template or TEMPLATES[kind]).format,
        day=short_day(about_at),
        time=wording.clock_time(about_at),
        link=link,
        counts=counts,
    )
    room = gsm7.LIMIT - gsm7.length(say(name="", practice="")) if link else NAME_LIMIT + PRACTICE_LIMIT
    called = gsm7.shortened(gsm7.plain(name), max(NAME_AT_LEAST, min(NAME_LIMIT, room - PRACTICE_AT_LEAST)))
    called = called or "Hello"
    limit = max(PRACTICE_AT_LEAST, min(PRACTICE_LIMIT, room - gsm7.length(called)))
    return say(name=called, practice=gsm7.shortened(gsm7.plain(practice), limit) or "Your GP practice")


def short_day(moment: dt.datetime) -> str:
    """Thu 5 March: the weekday prevents mistakes, the year would cost room."""
    local = wording.local(moment)
    return f"{wording.WEEKDAYS[local.weekday()][:3]} {local.day} {wording.MONTHS[local.month - 1]}"
