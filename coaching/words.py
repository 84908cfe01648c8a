"""What somebody typed, as the form sent it: kept as it is, compared, and put side by side."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

Typed = dict[str, list[str]]


def alone(*names: str) -> dict[str, tuple[str, ...]]:
    """Parts of one input each."""
    return {name: (name,) for name in names}


# What a note is made of, in the order of the page, and the inputs of each part.
PARTS: dict[str, tuple[str, ...]] = {
    **alone("who_was_there", "seen_alone", "interpreter"),
    **alone("what_matters", "their_topics", "our_topics", "topic_today", "asked_permission"),
    **alone("goal", "goal_words", "goal_why"),
    **alone("scale_much_less", "scale_less", "scale_hoped", "scale_more", "scale_much_more", "goal_attained"),
    **alone("shown_as", "importance", "importance_because", "reality", "options"),
    **alone("next_step", "step_where", "step_when", "step_how_often", "said_back", "over_pace_because"),
    **alone("confidence", "confidence_help", "confidence_after"),
    **alone("teach_back", "teach_back_words", "connect", "connect_words", "connect_agreed"),
    "follow_up_on": ("follow_up_on_day", "follow_up_on_month", "follow_up_on_year"),
    **alone("channel", "follow_up_words", "they_contact_us", "if_it_goes_wrong", "no_follow_up_because"),
    **alone("notes", "third_party", "not_for_patient", "mode"),
    **alone("sensitive", "readers", "not_to_gp", "codes_only"),
}
INPUTS = tuple(name for names in PARTS.values() for name in names)
# What came of a step, how far on a goal, whether it is over: one part for each row, named by its number, so that
# words about one step never slip to another.
BY_ROW = re.compile(r"(?:outcome|learned|celebrated|attained|ended)_[1-9][0-9]{0,17}", re.ASCII)
MANY_ROWS = 60
TICKS = ("asked_permission", "connect_agreed", "they_contact_us", "sensitive", "not_to_gp", "codes_only")
SEVERAL = ("readers", "third_party", "not_for_patient")
# No words of the note itself: how it is kept, not what was said.
BESIDE = (*SEVERAL, "goal", "shown_as", "mode", "sensitive", "not_to_gp", "codes_only")
LONGEST = 20_000  # characters of one part
LIMIT = 100_000  # characters of all: some long parts and the short ones


def typed(post: QueryDict) -> Typed:
    """The parts of a note in a form that was sent, and nothing else of it."""
    names = [*INPUTS, *[name for name in post if BY_ROW.fullmatch(name)][:MANY_ROWS]]
    # A NUL is no letter, and no database keeps one: with it the whole draft would not be kept.
    found = {
        name: [value.replace("\r\n", "\n").replace("\0", "") for value in post.getlist(name)]
        for name in names
    }
    return {name: values for name, values in found.items() if any(values)}


def parts_of(*fields: Typed) -> dict[str, tuple[str, ...]]:
    """Every part that these may hold: those of each note, and those named by a row."""
    rows: Iterable[str] = sorted({name for each in fields for name in each if BY_ROW.fullmatch(name)})
    return {**alone(*rows), **PARTS}


def is_too_long(fields: Typed) -> bool:
    lengths = [sum(len(value) for value in values) for values in fields.values()]
    return any(length > LONGEST for length in lengths) or sum(lengths) > LIMIT


def as_data(fields: Typed) -> MultiValueDict[str, str]:
    """What a form takes as its data."""
    return MultiValueDict({name: list(values) for name, values in fields.items()})


def differing(mine: Typed, theirs: Typed) -> list[str]:
    """The parts that are not the same in both."""
    parts = parts_of(mine, theirs)
    return [part for part, names in parts.items() if any(mine.get(n) != theirs.get(n) for n in names)]


def chosen(mine: Typed, theirs: Typed, keep: Mapping[str, str]) -> Typed:
    """Mine, except for the parts of which theirs were chosen (`keep_notes=theirs`)."""
    result = dict(mine)
    for part, names in parts_of(mine, theirs).items():
        if keep.get(f"keep_{part}") != "theirs":
            continue
        for name in names:
            result.pop(name, None)
            if name in theirs:
                result[name] = list(theirs[name])
    return result


class AsTyped:
    """The hidden inputs of one part, as ui/conflict.html sends them again."""

    def __init__(self, part: str, fields: Typed) -> None:
        names = PARTS.get(part, (part,))
        self.pairs = [(name, value) for name in names for value in fields.get(name, [])]

    @property
    def as_hidden(self) -> SafeString:
        return format_html_join("", '<input type="hidden" name="{}" value="{}">', self.pairs)


def side_by_side(form: Any, mine: Typed, theirs: Typed) -> list[dict[str, Any]]:
    """The rows of ui/conflict.html: only what differs."""
    return [
        {
            "name": part,
            "label": form.fields[part].label,
            "mine": shown(form, part, mine),
            "theirs": shown(form, part, theirs),
            "field": AsTyped(part, mine),
        }
        for part in differing(mine, theirs)
    ]


def the_same(mine: Typed, theirs: Typed) -> SafeString:
    """The hidden inputs of every part that does not differ."""
    differ = differing(mine, theirs)
    return format_html_join(
        "", "{}", [(AsTyped(part, mine).as_hidden,) for part in parts_of(mine) if part not in differ]
    )


def shown(form: Any, part: str, fields: Typed) -> str:
    """One part in words: a choice by its label, a date by its numbers, a tick as yes or no."""
    values = [value for name in PARTS.get(part, (part,)) for value in fields.get(name, [])]
    if part in TICKS or part.startswith("celebrated_"):
        return "Yes" if values else "No"
    choices = getattr(form.fields[part], "choices", None)
    if choices is not None:
        labels = {str(value): str(label) for value, label in choices}
        values = [labels.get(value, value) for value in values]
    return (", " if part in SEVERAL else " ").join(values)


def as_text(form: Any, fields: Typed) -> str:
    """All the words under their labels, for an addendum."""
    parts = [part for part in parts_of(fields) if part not in BESIDE and part in form.fields]
    said = [
        (form.fields[part].label, shown(form, part, fields))
        for part in parts
        if any(fields.get(name) for name in PARTS.get(part, (part,)))
    ]
    return "\n\n".join(f"{label}\n{text}" for label, text in said if text)
