"""One questionnaire in full, as its administrators read it: every word, and how answers become a score."""

import dataclasses
from typing import Any

from activation.definition import Band, Definition, Item, Option
from activation.kinds import Licence
from activation.languages import name_of
from activation.models import Instrument
from practice.wording import date_and_time


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """One statement in one language."""

    stage: str
    text: str
    easy: str
    answers: str


def wordings(definition: Definition) -> list[dict[str, Any]]:
    """Language by language: what introduces, what is asked, what can be answered."""
    return [in_language(definition, code) for code in definition.languages]


def in_language(definition: Definition, code: str) -> dict[str, Any]:
    extra = [words[code] for words in (definition.not_applicable, definition.prefer_not) if words]
    return {
        "code": code,
        "name": name_of(code),
        "introduction": definition.introduction.get(code, ""),
        "items": [asked(definition, item, code) for item in definition.items],
        "answers": [said(option, code) for option in definition.options],
        "extra": extra,
    }


def asked(definition: Definition, item: Item, code: str) -> Asked:
    stage = definition.stage(item.stage).name if item.stage else ""
    return Asked(stage, item.text[code], item.easy.get(code, ""), answers(item, code))


def answers(item: Item, code: str) -> str:
    """How this one is answered, where it differs from what all of them offer."""
    if item.kind == "words":
        return "In their own words"
    if item.kind == "scale":
        ends = [item.low.get(code, ""), item.high.get(code, "")]
        low, high = (f" ({words})" if words else "" for words in ends)
        return f"{item.minimum}{low} to {item.maximum}{high}"
    return ", ".join(option.text[code] for option in item.options)


def said(option: Option, code: str) -> str:
    easy = option.easy.get(code)
    return f"{option.text[code]} (easy read: {easy})" if easy else option.text[code]


def facts(instrument: Instrument, definition: Definition) -> list[dict[str, str]]:
    """What it is and where it comes from."""
    loaded = date_and_time(instrument.loaded_at)
    by = f" by {instrument.loaded_by.name}" if instrument.loaded_by else ""
    found = {
        "Version": definition.version,
        "Owner": definition.owner,
        "Licence": Licence(definition.licence).label,
        "Source": definition.source,
        "Belongs to": "This practice" if instrument.practice_id else "The whole installation",
        "Loaded": f"{loaded}{by}",
        "Out of use since": date_and_time(instrument.retired_at) if instrument.retired_at else "",
        "Asked again": f"Not before {days(definition)}" if definition.repeat_after_days else "",
        "Short name in files": definition.key,
    }
    return [{"key": key, "value": value} for key, value in found.items() if value]


def days(definition: Definition) -> str:
    count = definition.repeat_after_days or 0
    return f"{count} day{'s' if count > 1 else ''}"


def rule(definition: Definition) -> list[str]:
    """How answers become a score, in sentences."""
    return [*SENTENCES[definition.scoring.kind](definition), *about_change(definition)]


def of_measure(definition: Definition) -> list[str]:
    return [
        "The answers are added up, and the sum becomes a measure by Warm’s weighted likelihood in a Rasch model. It is "
        "shown from 0 to 100 with its uncertainty.",
        enough(definition),
        "What does not apply, and what somebody would rather not say, is left out on both sides.",
    ]


def of_table(definition: Definition) -> list[str]:
    missing = {
        "none": "With a statement missing there is no score: the table needs all of them.",
        "prorate": "With statements missing, the sum is brought up in proportion before the table is read.",
    }
    sentences = ["The answers are added up, and the owner’s own table gives the score.", enough(definition)]
    sentences.append(missing[definition.scoring.missing])
    if not definition.scoring.standard_errors:
        sentences.append("The table names no standard error, so no uncertainty can be shown.")
    return sentences


def of_each(definition: Definition) -> list[str]:
    sentences = ["Each number stands for itself. They are never added up into one score."]
    if any(item.look_at for item in definition.items):
        sentences.append("Some answers ask a colleague to look: they are marked below.")
    return sentences


def of_entry(definition: Definition) -> list[str]:
    low, high = definition.scoring.minimum, definition.scoring.maximum
    return [
        f"A score from {low:g} to {high:g} is typed in as the licensed tool returned it. There is no wording here."
    ]


def enough(definition: Definition) -> str:
    return (
        f"At least {definition.scoring.minimum_answered} of {len(definition.scored)} must be answered; "
        "with fewer there is no score, and the page says so."
    )


def about_change(definition: Definition) -> list[str]:
    """What its owner or a study says about change."""
    change = definition.change
    if change is None:
        return []
    sizes = {
        "Smallest change that people find important": change.minimal_important,
        "Smallest change that is more than noise": change.detectable,
    }
    said_so = [f"{words}: {size:g} points." for words, size in sizes.items() if size is not None]
    return [" ".join([*said_so, f"Source: {change.source}"])]


SENTENCES = {"rasch": of_measure, "table": of_table, "each": of_each, "entry": of_entry}


@dataclasses.dataclass(frozen=True, slots=True)
class Ranges:
    """One set of bands, with where each begins."""

    title: str
    rule: str
    rows: list[dict[str, Any]]


def ranges(definition: Definition) -> list[Ranges]:
    """Every set of bands: the one in force, others that were published, and those of single items."""
    low = definition.scoring.minimum
    found = [Ranges(in_force(definition), rule_of(definition), rows(definition.bands, low, 0.1))]
    for other in definition.other_cutsets:
        found.append(Ranges(f"Set {other.id}, not in force", other.rule, rows(other.bands, low, 0.1)))
    for item in definition.items:
        title = item.text[definition.languages[0]]
        look = f"Ask a colleague to look: {', '.join(map(str, item.look_at))}." if item.look_at else ""
        found.append(Ranges(title, look, rows(item.bands, item.minimum, 1)))
    return [one for one in found if one.rows or one.rule]


def in_force(definition: Definition) -> str:
    return f"Levels: set {definition.cutset.id}, in force" if definition.cutset else "Levels"


def rule_of(definition: Definition) -> str:
    if definition.cutset is None:
        return ""
    date = f" Dated {definition.cutset.date}." if definition.cutset.date else ""
    return f"{definition.cutset.rule}{date}"


def rows(bands: tuple[Band, ...], low: float, step: float) -> list[dict[str, Any]]:
    """Each band from its first score to its last."""
    found, begins = [], low
    for band in bands:
        found.append({"band": band, "begins": f"{begins:g}", "ends": f"{band.upper:g}"})
        begins = round(band.upper + step, 1)
    return found
