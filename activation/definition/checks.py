"""Whether a questionnaire makes sense: what one part says about another, and whether every language is complete."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

from activation.definition.form import Band, Definition, Item, Option, Words
from activation.definition.problems import Problems

CLOSE = 0.005  # authors round their numbers to two decimals
TOGETHER = ("rasch", "table")


def check(definition: Definition, problems: Problems) -> None:
    """Note everything that does not fit together."""
    for part in (ids, wordings, answers, items, bands, scoring, totals, design, rights):
        part(definition, problems)


def ids(definition: Definition, problems: Problems) -> None:
    """Names are there once."""
    for name in ("stages", "items", "bands", "other_cutsets"):
        seen: set[str] = set()
        for index, thing in enumerate(getattr(definition, name)):
            if thing.id and thing.id in seen:
                problems.add(f"{name}[{index}].id", f"“{thing.id}” stands here for the second time")
            seen.add(thing.id)


def wordings(definition: Definition, problems: Problems) -> None:
    """Every wording is there in every language that the file names, and in no other."""
    languages = definition.languages
    for place, words, needed in worded(definition):
        if not words and not needed:
            continue
        for code in languages:
            if code not in words:
                problems.add(f"{place}.{code}", "there is no wording")
        for code in words.keys() - set(languages) if languages else ():
            problems.add(f"{place}.{code}", f"“{code}” is not among the languages of this file")


def worded(definition: Definition) -> Iterator[tuple[str, Words, bool]]:
    """Each place with wording, the wording, and whether it must be there."""
    yield "introduction", definition.introduction, False
    for name in ("not_applicable", "prefer_not"):
        words = getattr(definition, name)
        if words is not None:
            yield name, words, True
    yield from worded_options("options", definition.options)
    for index, item in enumerate(definition.items):
        place = f"items[{index}]"
        yield f"{place}.text", item.text, True
        for name in ("easy", "low", "high"):
            yield f"{place}.{name}", getattr(item, name), False
        yield from worded_options(f"{place}.options", item.options)


def worded_options(place: str, options: Sequence[Option]) -> Iterator[tuple[str, Words, bool]]:
    for index, option in enumerate(options):
        yield f"{place}[{index}].text", option.text, True
        yield f"{place}[{index}].easy", option.easy, False


def answers(definition: Definition, problems: Problems) -> None:
    """Answers count 0, 1, 2, … in the order in which they are shown."""
    in_order("options", definition.options, problems)
    for index, item in enumerate(definition.items):
        in_order(f"items[{index}].options", item.options, problems)
        if item.kind == "options" and not definition.options_of(item):
            problems.add(f"items[{index}].options", "this item has no answers, and the file has none for all")


def in_order(place: str, options: Sequence[Option], problems: Problems) -> None:
    if len(options) == 1:
        problems.add(place, "one answer is no choice: give two or more")
    for index, option in enumerate(options):
        if option.value not in (-1, index):
            problems.add(
                f"{place}[{index}].value",
                f"{option.value} stands where {index} belongs: answers count 0, 1, 2, … in order",
            )


def items(definition: Definition, problems: Problems) -> None:
    stages = {stage.id for stage in definition.stages}
    for index, item in enumerate(definition.items):
        place = f"items[{index}]"
        if item.stage and item.stage not in stages:
            problems.add(f"{place}.stage", f"“{item.stage}” is not among the stages")
        if item.kind != "options" and item.options:
            problems.add(f"{place}.options", "only an item of the kind “options” has answers to choose")
        if item.kind == "scale":
            scale(item, place, problems)
        elif item.bands or item.look_at:
            problems.add(f"{place}.kind", "only a scale has bands, or answers to look at")


def scale(item: Item, place: str, problems: Problems) -> None:
    if item.minimum >= item.maximum:
        problems.add(f"{place}.maximum", f"the maximum must be above the minimum, {item.minimum}")
    if any(not item.minimum <= number <= item.maximum for number in item.look_at):
        problems.add(f"{place}.look_at", f"these must lie between {item.minimum} and {item.maximum}")
    ascending(item.bands, item.minimum, item.maximum, f"{place}.bands", problems)


def bands(definition: Definition, problems: Problems) -> None:
    """Bands rise and cover the scale to its end."""
    low, high = definition.scoring.minimum, definition.scoring.maximum
    if definition.scoring.kind == "each" and definition.bands:
        problems.add("bands", "nothing is added up here, so bands belong to the items")
        return
    ascending(definition.bands, low, high, "bands", problems)
    for index, cutset in enumerate(definition.other_cutsets):
        place = f"other_cutsets[{index}].bands"
        ascending(cutset.bands, low, high, place, problems)
        if {band.id for band in cutset.bands} != {band.id for band in definition.bands}:
            problems.add(place, "this must name the same bands as the set in force")
    if definition.other_cutsets and not definition.cutset:
        problems.add("cutset", "where there are other sets of bands, say which one is in force")


def ascending(found: Sequence[Band], low: float, high: float, place: str, problems: Problems) -> None:
    before = low
    for index, band in enumerate(found):
        here = f"{place}[{index}].upper"
        if math.isnan(band.upper):
            return
        if not (index == 0 and band.upper == low) and band.upper <= before:
            problems.add(here, f"{band.upper:g} must be above {before:g}: bands rise")
        if band.upper > high:
            problems.add(here, f"{band.upper:g} is above the end of the scale, {high:g}")
        if abs(band.upper * 10 - round(band.upper * 10)) > 1e-6:
            problems.add(here, "scores are compared after rounding to 0.1: give at most one decimal")
        before = band.upper
    if found and before < high:
        problems.add(f"{place}[{len(found) - 1}].upper", f"the last band must reach the end, {high:g}")


def scoring(definition: Definition, problems: Problems) -> None:
    rule, count = definition.scoring, len(definition.items)
    if rule.minimum >= rule.maximum:
        problems.add("scoring.maximum", f"the maximum must be above the minimum, {rule.minimum:g}")
    if rule.kind == "entry":
        if definition.items:
            problems.add("items", "a score that is typed in from another tool has no items here")
        return
    if rule.kind and not definition.items:
        problems.add("items", "there is nothing to ask")
    if rule.kind in TOGETHER:
        together(definition, problems)
        count = len(definition.scored)
    if rule.kind and not rule.minimum_answered:
        problems.add("scoring.minimum_answered", "this is missing")
    elif count and rule.minimum_answered > count:
        problems.add("scoring.minimum_answered", f"{rule.minimum_answered} of {count} cannot be answered")


def together(definition: Definition, problems: Problems) -> None:
    """What is added up are answers that are chosen."""
    for index, item in enumerate(definition.items):
        if item.kind == "scale":
            problems.add(f"items[{index}].kind", "a scale cannot be part of a total; use the scoring “each”")
    if definition.items and not definition.scored:
        problems.add("items", "nothing here can be added up")
    if definition.scoring.kind == "rasch" and (definition.scoring.minimum, definition.scoring.maximum) != (
        0,
        100,
    ):
        problems.add("scoring.maximum", "a measure is shown from 0 to 100; leave minimum and maximum out")


def totals(definition: Definition, problems: Problems) -> None:
    """A table has a score for every total, rising, inside the scale."""
    rule = definition.scoring
    if rule.kind != "table":
        for name in ("table", "standard_errors"):
            if getattr(rule, name):
                problems.add(f"scoring.{name}", "only the scoring “table” has this")
        return
    expected = range(definition.maximum_raw + 1)
    complete("scoring.table", rule.table, expected, problems)
    rising(rule.table, problems)
    if rule.table and not all(rule.minimum <= score <= rule.maximum for score in rule.table.values()):
        problems.add("scoring.table", f"scores must lie between {rule.minimum:g} and {rule.maximum:g}")
    if rule.standard_errors:
        complete("scoring.standard_errors", rule.standard_errors, expected, problems)
        for total, error in rule.standard_errors.items():
            if error <= 0:
                problems.add(f"scoring.standard_errors.{total}", "a standard error is above 0")


def complete(place: str, rows: Iterable[int], expected: range, problems: Problems) -> None:
    found = set(rows)
    for total in expected:
        if total not in found:
            problems.add(f"{place}.{total}", f"there is no row for the total {total}")
    for total in sorted(found - set(expected)):
        problems.add(f"{place}.{total}", f"the largest total of these items is {expected[-1]}")


def rising(table: Mapping[int, float], problems: Problems) -> None:
    before: float | None = None
    for total, score in sorted(table.items()):
        if before is not None and score <= before:
            problems.add(f"scoring.table.{total}", f"{score:g} must be above {before:g}: scores rise")
        before = score


def design(definition: Definition, problems: Problems) -> None:
    """A design calibration says something about every item that is added up, and its zero is the middle."""
    chosen = definition.scoring.design
    if chosen is None:
        return
    if definition.scoring.kind != "rasch":
        problems.add("scoring.design", "only the scoring “rasch” has this")
    elif chosen["model"] == "rsm":
        rating_scale(definition, problems)
    elif chosen["model"] == "pcm":
        partial_credit(definition, problems)


def rating_scale(definition: Definition, problems: Problems) -> None:
    chosen = definition.scoring.design or {}
    place = "scoring.design"
    named(f"{place}.locations", chosen["locations"], definition, problems)
    counts = {len(definition.options_of(item)) for item in definition.scored}
    if len(counts) > 1:
        problems.add(place, "items differ in how many answers they have: use the model “pcm”")
    elif counts and len(chosen["thresholds"]) != counts.copy().pop() - 1:
        problems.add(f"{place}.thresholds", f"there must be {counts.pop() - 1}, one for each step")
    for name, numbers in (
        ("locations", chosen["locations"].values()),
        ("thresholds", chosen["thresholds"]),
    ):
        if abs(sum(numbers)) > CLOSE:
            problems.add(f"{place}.{name}", f"these add up to {sum(numbers):.2f}, and must to 0")


def partial_credit(definition: Definition, problems: Problems) -> None:
    steps = (definition.scoring.design or {})["items"]
    place = "scoring.design.items"
    named(place, steps, definition, problems)
    for item in definition.scored:
        wanted = len(definition.options_of(item)) - 1
        if item.id in steps and len(steps[item.id]) != wanted:
            problems.add(f"{place}.{item.id}", f"there must be {wanted}, one for each step")
    middle = sum(sum(numbers) / len(numbers) for numbers in steps.values() if numbers)
    if abs(middle) > CLOSE:
        problems.add(place, f"the items’ means add up to {middle:.2f}, and must to 0")


def named(place: str, found: Iterable[str], definition: Definition, problems: Problems) -> None:
    wanted = {item.id for item in definition.scored if item.id}
    for name in sorted(wanted - set(found)):
        problems.add(f"{place}.{name}", "this is missing")
    for name in sorted(set(found) - wanted):
        problems.add(f"{place}.{name}", "there is no such item to be added up")


def rights(definition: Definition, problems: Problems) -> None:
    """Somebody's property is said to be theirs."""
    if definition.licence in ("permission", "licensed") and not definition.owner:
        problems.add("owner", "say whose property this questionnaire is")
    if definition.change and definition.change.minimal_important is None is definition.change.detectable:
        problems.add("change", "give minimal_important, detectable, or both")
