"""The words of the email to a service: whose practice asks, about which of their services. Never who, never why.

Pure: what is known goes in, words come out. The preview before sending and the sending itself use the same.
"""

import dataclasses
import datetime as dt
from collections.abc import Sequence

from practice.wording import date_and_time

SUBJECT = "{practice}: about {service}"
SUBJECT_OF_SEVERAL = "{practice}: about your services"
FIRST, AGAIN, WORDS, GONE = "first", "again", "words", "gone"
SAYS = {
    FIRST: "Somebody would like to come to {service}.",
    AGAIN: "We have not heard from you yet about somebody who would like to come to {service}.",
    WORDS: "We have written you something about somebody at {service}.",
    GONE: "The person whom we first wrote to you about on {day} is not coming to {service} after all.{booked} Please do"
    " not wait for them, and delete what you have written down about them. If you cannot tell whom we mean, please"
    " ring us.",
}
BOOKED = " A place was booked for them on {day}."
FRAME = """Hello,

{practice} is writing to you, because you agreed that we may.

{lines}

{answers}{ring} If somebody is in danger, call 999.

Thank you.
{practice}"""
THE_PAGE = """\
The link opens one page. It says what the person wants you to know. There you can tell us that you have it, that you \
have booked a place, that they came, or that you cannot help. You need no account and no password.

Please do not send the link on, and do not answer this email: nobody reads the answers. Write to us on the page. \
Nobody reads the page straight away."""
NO_PAGE = "Please do not answer this email: nobody reads the answers."


@dataclasses.dataclass(frozen=True, slots=True)
class Line:
    """One person at one service: why the service is written to, and the link.

    Of who does not come also when the first mail went and what was booked: by that the service knows whom, without
    a name in a mail.
    """

    service: str
    why: str
    link: str
    on: dt.datetime | None = None
    booked: dt.datetime | None = None

    @property
    def said(self) -> str:
        named = {
            "service": plain(self.service),
            "day": date_and_time(self.on) if self.on else "",
            "booked": BOOKED.format(day=date_and_time(self.booked)) if self.booked else "",
        }
        return f"{SAYS[self.why].format(**named)}\n{self.link}".strip()


def words(practice: str, telephone: str, lines: Sequence[Line]) -> str:
    """The whole mail, one line for each person."""
    ring = f" If it cannot wait, ring us on {telephone}." if telephone else ""
    answers = THE_PAGE if any(line.link for line in lines) else NO_PAGE
    told = "\n\n".join(line.said for line in lines)
    return FRAME.format(practice=plain(practice), lines=told, answers=answers, ring=ring)


def subject(practice: str, services: Sequence[str]) -> str:
    """One line: a name that comes from a feed cannot begin another header."""
    named = set(services)
    form = SUBJECT if len(named) == 1 else SUBJECT_OF_SEVERAL
    return form.format(practice=plain(practice), service=plain(next(iter(named), "")))[:120]


def plain(text: str) -> str:
    """Without line breaks and what else is not meant to be seen."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
