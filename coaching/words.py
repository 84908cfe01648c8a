"""What somebody typed, as the form sent it: kept as it is, compared, and put side by side."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

Typed = dict[str, list[str]]

# What a note is made of, in the order of the page, and the inputs of each part.
PARTS: dict[str, tuple[str, ...]] = {
    "what_matters": ("what_matters",),
    "notes": ("notes",),
    "next_step": ("next_step",),
    "follow_up_on": ("follow_up_on_day", "follow_up_on_month", "follow_up_on_year"),
    "channel": ("channel",),
    "follow_up_words": ("follow_up_words",),
    "no_follow_up_because": ("no_follow_up_because",),
    "mode": ("mode",),
    "sensitive": ("sensitive",),
    "readers": ("readers",),
}
INPUTS = tuple(name for names in PARTS.values() for name in names)
LONGEST = 20_000  # characters of one part
LIMIT = 70_000  # characters of all: three long parts and the short ones


def typed(post: QueryDict) -> Typed:
    """The parts of a note in a form that was sent, and nothing else of it."""
    found = {name: [value.replace("\r\n", "\n") for value in post.getlist(name)] for name in INPUTS}
    return {name: values for name, values in found.items() if any(values)}


def is_too_long(fields: Typed) -> bool:
    lengths = [sum(len(value) for value in values) for values in fields.values()]
    return any(length > LONGEST for length in lengths) or sum(lengths) > LIMIT


def as_data(fields: Typed) -> MultiValueDict[str, str]:
    """What a form takes as its data."""
    return MultiValueDict({name: list(values) for name, values in fields.items()})


def differing(mine: Typed, theirs: Typed) -> list[str]:
    """The parts that are not the same in both."""
    return [part for part, names in PARTS.items() if any(mine.get(n) != theirs.get(n) for n in names)]


def chosen(mine: Typed, theirs: Typed, keep: Mapping[str, str]) -> Typed:
    """Mine, except for the parts of which theirs were chosen (`keep_notes=theirs`)."""
    result = dict(mine)
    for part, names in PARTS.items():
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
        self.pairs = [(name, value) for name in PARTS[part] for value in fields.get(name, [])]

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
        "", "{}", [(AsTyped(part, mine).as_hidden,) for part in PARTS if part not in differ]
    )


def shown(form: Any, part: str, fields: Typed) -> str:
    """One part in words: a choice by its label, a date by its numbers, a tick as yes or no."""
    values = [value for name in PARTS[part] for value in fields.get(name, [])]
    if part == "sensitive":
        return "Yes" if values else "No"
    choices = getattr(form.fields[part], "choices", None)
    if choices is not None:
        labels = {str(value): str(label) for value, label in choices}
        values = [labels.get(value, value) for value in values]
    return (", " if part == "readers" else " ").join(values)


def as_text(form: Any, fields: Typed) -> str:
    """All the words under their labels, for an addendum."""
    said = [
        (form.fields[part].label, shown(form, part, fields))
        for part in ("what_matters", "notes", "next_step")
    ]
    return "\n\n".join(f"{label}\n{text}" for label, text in said if text)
