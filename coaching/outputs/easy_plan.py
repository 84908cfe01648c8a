"""The plan in easy read: one short sentence a line, each with a drawing that says the same."""

import dataclasses
import re

from coaching.outputs.facts import Facts
from coaching.outputs.plan import Plan, plan

# Which drawing stands beside a section, and how its first line begins.
PICTURES = {
    "matters": ("heart", "This matters to me."),
    "goal": ("flag", "This is what I want."),
    "step": ("foot", "This is my next step."),
    "when": ("clock", ""),
    "sure": ("thumb", ""),
    "wrong": ("ring", "If it goes wrong, this helps."),
    "next": ("telephone", ""),
}
BEGINNINGS = {"When: ": "clock", "Where: ": "place", "How often: ": "again"}
SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")


@dataclasses.dataclass(frozen=True, slots=True)
class Line:
    """One short sentence. The drawing stands beside the first line that it belongs to."""

    words: str
    picture: str = ""
    large: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class EasyPlan:
    """Always in large print."""

    plan: Plan
    lines: tuple[Line, ...]


def easy_plan(facts: Facts) -> EasyPlan:
    """The same words as the plan, and nothing that the plan does not say."""
    whole = plan(facts)
    lines = [
        line for section in whole.sections for line in lines_of(section.key, section.lines, section.large)
    ]
    return EasyPlan(whole, (*lines, *help_lines(whole)))


def lines_of(key: str, said: tuple[str, ...], large: bool) -> list[Line]:
    picture, beginning = PICTURES[key]
    if key == "when":
        return [Line(one, picture_of(one)) for one in said]
    if key == "sure":
        return [Line(f"I am {said[0]} sure.", picture)]
    sentences = [one for text in said for one in sentences_of(text)]
    if not beginning:
        return with_picture([Line(one) for one in sentences], picture)
    return with_picture([Line(beginning), *(Line(one, large=large) for one in sentences)], picture)


def with_picture(lines: list[Line], picture: str) -> list[Line]:
    return [dataclasses.replace(line, picture="" if at else picture) for at, line in enumerate(lines)]


def sentences_of(text: str) -> list[str]:
    """Cut where a sentence ends, never inside one."""
    return [piece.strip() for piece in SENTENCE.split(text) if piece.strip()]


def picture_of(words: str) -> str:
    return next((picture for start, picture in BEGINNINGS.items() if words.startswith(start)), "clock")


def help_lines(whole: Plan) -> list[Line]:
    """Whom to ring, each with the picture of a telephone."""
    return [
        Line("Nobody watches this plan day and night.", "moon"),
        Line("If I need help and cannot wait, I ring 111.", "telephone"),
        Line("If my life is in danger, I ring 999.", "alarm"),
        Line(whole.small[-1], "telephone"),
    ]
