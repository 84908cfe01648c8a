"""Answers as somebody reads them, stage by stage; and what a number outside the usual means."""

import dataclasses

from activation.definition import Band, Definition, Item, Value
from activation.definition.answers import NOT_APPLICABLE, PREFER_NOT
from activation.kinds import TO_CHECK, Flag
from activation.models import Measurement

FLAG_WORDS = {
    Flag.TOO_FEW: "Too few statements have an answer for a score to mean anything.",
    Flag.STRAIGHT_LINE: "Every statement has the same answer. That can be true, or they were not read.",
    Flag.LONG_STRING: "Many statements in a row have the same answer. By itself this says little.",
    Flag.MISFIT: "Some hard statements were agreed with and some easy ones not. It may be a misunderstanding, or"
    " something that matters.",
    Flag.MISFIT_STRONG: "The answers hardly fit together. They may have been misread, hurried or pressed at random.",
    Flag.TOO_FAST: "The answers came faster than the statements can be read.",
    Flag.UNCALIBRATED: "The scale was set by its authors and not by people’s answers.",
}


@dataclasses.dataclass(frozen=True, slots=True)
class Shown:
    """One statement and its answer. `band` is where the item has its own; `look` asks a colleague to look."""

    statement: str
    answer: str
    band: str = ""
    look: bool = False
    low: str = ""
    high: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class StageShown:
    name: str
    rows: tuple[Shown, ...]


def stages(measurement: Measurement, definition: Definition) -> list[StageShown]:
    """All statements, in the wording in which they were put, under their stages."""
    names = {stage.id: stage.name for stage in definition.stages}
    found: dict[str, list[Shown]] = {}
    for item in definition.items:
        found.setdefault(names.get(item.stage, ""), []).append(shown(measurement, definition, item))
    return [StageShown(name, tuple(rows)) for name, rows in found.items()]


def shown(measurement: Measurement, definition: Definition, item: Item) -> Shown:
    value = measurement.answers.get(item.id)
    language = measurement.language
    band = band_of(item, value)
    return Shown(
        statement=definition.says(item, language, measurement.easy_read),
        answer=said(definition, item, value, language, measurement.easy_read),
        band=band.name + ("" if band.confirmed else " (grouping not confirmed)") if band else "",
        look=isinstance(value, int) and value in item.look_at,
        low=item.low.get(language, ""),
        high=item.high.get(language, ""),
    )


def said(definition: Definition, item: Item, value: Value | None, language: str, easy: bool) -> str:
    if value is None:
        return "No answer"
    if isinstance(value, dict):
        return value["words"]
    if value in (NOT_APPLICABLE, PREFER_NOT):
        words = definition.not_applicable if value == NOT_APPLICABLE else definition.prefer_not
        return definition.words(words, language)
    if item.kind == "scale":
        return f"{value} of {item.maximum}"
    return definition.says(definition.options_of(item)[int(value)], language, easy)


def band_of(item: Item, value: Value | None) -> Band | None:
    if not isinstance(value, int):
        return None
    return next((band for band in item.bands if value <= band.upper), None)


def flags_of(measurement: Measurement) -> list[dict[str, str]]:
    """Each flag in words, those that ask for a word with the person first; of two about the same, the graver."""
    found = [Flag(flag) for flag in measurement.flags]
    if Flag.MISFIT_STRONG in found:
        found = [flag for flag in found if flag != Flag.MISFIT]
    return [
        {"label": flag.label, "words": FLAG_WORDS[flag], "meaning": "act" if flag in TO_CHECK else "quiet"}
        for flag in sorted(found, key=lambda flag: flag not in TO_CHECK)
    ]
