"""The words of the email to a service: whose practice asks, about which of their services. Never who, never why.

Pure: what is known goes in, words come out. The preview before sending and the sending itself use the same.
"""

import dataclasses
from collections.abc import Sequence

SUBJECT = "{practice}: about {service}"
SUBJECT_OF_SEVERAL = "{practice}: about your services"
FIRST, AGAIN, WORDS = "first", "again", "words"
SAYS = {
    FIRST: "Somebody would like to come to {service}.",
    AGAIN: "We have not heard from you yet about somebody who would like to come to {service}.",
    WORDS: "We have written you something about somebody at {service}.",
}
FRAME = """Hello,

{practice} is writing to you, because you agreed that we may.

{lines}

The link opens one page. It says what the person wants you to know. There you can tell us that you have it, that you \
have booked a place, that they came, or that you cannot help. You need no account and no password.

Please do not send the link on, and do not answer this email: nobody reads the answers. Write to us on the page. \
Nobody reads the page straight away.{ring} If somebody is in danger, call 999.

Thank you.
{practice}"""


@dataclasses.dataclass(frozen=True, slots=True)
class Line:
    """One person at one service: why the service is written to, and the link."""

    service: str
    why: str
    link: str


def words(practice: str, telephone: str, lines: Sequence[Line]) -> str:
    """The whole mail, one line for each person."""
    said = [f"{SAYS[line.why].format(service=plain(line.service))}\n{line.link}" for line in lines]
    ring = f" If it cannot wait, ring us on {telephone}." if telephone else ""
    return FRAME.format(practice=plain(practice), lines="\n\n".join(said), ring=ring)


def subject(practice: str, services: Sequence[str]) -> str:
    """One line: a name that comes from a feed cannot begin another header."""
    named = set(services)
    form = SUBJECT if len(named) == 1 else SUBJECT_OF_SEVERAL
    return form.format(practice=plain(practice), service=plain(next(iter(named), "")))[:120]


def plain(text: str) -> str:
    """Without line breaks and what else is not meant to be seen."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
