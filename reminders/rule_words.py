"""What somebody types as the words of a message: whether they will do, how long they are, how they read."""

import datetime as dt
import re
import string

from practice import gsm7
from reminders import enclosing, words
from reminders.kinds import Channel, Kind
from reminders.shipped import SHIPPED, Shipped, To

LONG_NAME = "W" * words.NAME_LIMIT
EXAMPLE_COUNTS = "2 notes that are not finished"
OFF_FIELDS = ("name", "practice", "day", "time")
MEANS = {
    "name": "what they are called",
    "practice": "the name of your practice",
    "day": "the day, like Thu 5 March",
    "time": "the time, like 10am",
    "link": "the link, without which they cannot answer",
    "counts": "the figures",
}
# Beginnings of words that tell whoever holds the telephone what it is about.
OF_THE_MATTER = (
    *(
        "coach",
        "programme",
        "prescrib",
        "referr",
        "link worker",
        "goal",
        "questionnaire",
        "score",
        "activation",
    ),
    *("health", "wellbeing", "condition", "diabet", "depress", "anxi", "mental", "weight", "alcohol", "smok"),
    *("drug", "cancer", "lonel", "debt", "food bank"),
)
_TOLD = re.compile(rf"\b(?:{'|'.join(OF_THE_MATTER)})\w*", re.IGNORECASE)


def tidy(typed: str) -> str:
    """On one line."""
    return " ".join(typed.split())


def needs_of(kind: Kind) -> tuple[str, ...]:
    """Fields that its words must name; whoever reads a message has to know whose it is."""
    return tuple(dict.fromkeys(("practice", *SHIPPED[kind].needs)))


def problems(kind: Kind, template: str, practice: str) -> list[str]:
    """Why these words will not do; empty if they will."""
    return wrong_fields(template, SHIPPED[kind].fields, needs_of(kind)) or unfit(kind, template, practice)


def cancelled_problems(kind: Kind, template: str, practice: str) -> list[str]:
    """The same of the words of a session that has no new time: there is nothing to answer."""
    return wrong_fields(template, OFF_FIELDS, OFF_FIELDS[1:]) or unfit(kind, template, practice)


def wrong_fields(template: str, fields: tuple[str, ...], needs: tuple[str, ...]) -> list[str]:
    try:
        parts = list(string.Formatter().parse(template))
    except ValueError:
        return ["A curly bracket stands alone. Fields look like {name}"]
    named = [name for _text, name, _spec, _conversion in parts if name is not None]
    plain = all(not spec and not conversion for _text, name, spec, conversion in parts if name is not None)
    unknown = [name for name in named if name not in fields]
    if unknown or not plain:
        return [f"There is no field {{{name}}} here" for name in unknown] or ["Fields look like {name}"]
    return [f"{{{name}}} is missing: {MEANS[name]}" for name in needs if name not in named]


def unfit(kind: Kind, template: str, practice: str) -> list[str]:
    """What tells somebody else too much, and what a text message cannot carry, where one may carry it."""
    told = _TOLD.search(template) if SHIPPED[kind].to is To.PERSON else None
    if told:
        return [f"Leave out “{told[0]}”: somebody else may hold their telephone"]
    if Channel.TEXT not in SHIPPED[kind].channels:
        return []
    odd = sorted({letter for letter in template if gsm7.plain(letter) != letter and not letter.isspace()})
    if odd:
        return [f"A text message cannot carry {' '.join(odd)}. Write it otherwise"]
    over = longest(kind, template, practice) - gsm7.LIMIT
    return [f"With a long name this is {over} letters too long for one text message"] if over > 0 else []


def longest(kind: Kind, template: str, practice: str) -> int:
    """Letters of one text message, for somebody with a long name on a day with a long one."""
    wednesday = dt.datetime(2026, 9, 30, 11, 45, tzinfo=dt.UTC)
    return gsm7.length(filled(kind, template, LONG_NAME, practice, wednesday))


def example(kind: Kind, template: str, practice: str, about_at: dt.datetime, name: str = "Sam") -> str:
    """As it would be read; the link as what is kept shows it."""
    said = filled(kind, template, name, practice, about_at)
    placed = enclosing.in_its_place(kind)
    return said.replace(placed, enclosing.IN_ITS_PLACE) if placed else said


def filled(kind: Kind, template: str, name: str, practice: str, about_at: dt.datetime) -> str:
    return words.fill(
        kind,
        name=name,
        practice=practice,
        about_at=about_at,
        link=enclosing.in_its_place(kind),
        template=template,
        counts=EXAMPLE_COUNTS,
    )


def read_by(shipped: Shipped) -> str:
    """Who would read it, said plainly where somebody chooses words."""
    if shipped.to is To.STAFF:
        return "A colleague reads it, at the address they sign in with."
    return (
        "The person reads it, and so does whoever holds their telephone: so never a condition, a programme, "
        "a goal or a service."
    )
