"""What the product ships: our own words, easy to read, with levels that follow from the design by rule."""

import math
import re
from itertools import combinations

import pytest

from activation.definition import parse, read
from activation.design import parameters_of
from tests.activation.files import SHIPPED, shipped

EVERY = sorted(path.stem for path in SHIPPED.glob("*.json"))
STATEMENTS = {item["id"]: item for item in shipped("skerry-13")["items"]}


@pytest.mark.parametrize("key", EVERY)
def test_every_file_is_a_questionnaire_under_its_own_name(key):
    definition = read(parse((SHIPPED / f"{key}.json").read_bytes()))
    assert definition.key == key
    assert definition.source
    assert all(band.source for band in definition.bands)


def test_what_is_shipped():
    assert EVERY == ["confidence", "goal", "my-concerns", "ons4", "pam", "skerry-13"]


def test_thirteen_statements_in_four_steps():
    definition = read(shipped("skerry-13"))
    counts = [sum(item.stage == stage.id for item in definition.items) for stage in definition.stages]
    assert (len(definition.items), counts) == (13, [3, 3, 4, 3])
    assert [len(definition.options), definition.scoring.minimum_answered] == [4, 10]
    assert definition.not_applicable and definition.prefer_not and definition.has_easy_read
    assert "not calibrated" in definition.provisional


def syllables(word: str) -> int:
    """Groups of vowels; a silent e at the end is none."""
    groups = len(re.findall(r"[aeiouy]+", word))
    silent = word.endswith("e") and not word.endswith(("le", "ee"))
    return max(1, groups - silent)


def grade(text: str) -> float:
    """Flesch and Kincaid's school grade; five years more are the age."""
    words = re.findall(r"[a-z’]+", text.lower())
    sentences = len(re.findall(r"[.?!](?:\s|$)", text)) or 1
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


@pytest.mark.parametrize("item_id", STATEMENTS)
def test_every_statement_can_be_read_at_nine(item_id):
    assert grade(STATEMENTS[item_id]["text"]["en"]) <= 4.5
    assert grade(STATEMENTS[item_id]["easy"]["en"]) <= 4.0


def test_what_introduces_them_is_as_easy():
    assert grade(shipped("skerry-13")["introduction"]["en"]) <= 4.5


@pytest.mark.parametrize("item_id", STATEMENTS)
def test_one_idea_in_few_words_and_no_condition(item_id):
    text = STATEMENTS[item_id]["text"]["en"]
    assert len(text.split()) <= 15
    assert not re.search(r"\b(?:not|never|no|diabet\w*|asthma|heart|pain|medic\w*|doctor|drug)\b", text)


def runs(text: str, length: int = 5) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z’]+", text.lower())
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


def test_no_two_statements_share_five_words_in_a_row():
    texts = {(name, kind): item[kind]["en"] for name, item in STATEMENTS.items() for kind in ("text", "easy")}
    for (one, first), (other, second) in combinations(texts.items(), 2):
        if one[0] != other[0]:
            assert not runs(first) & runs(second), f"{one} and {other}"


def test_each_step_is_harder_than_the_one_before_and_the_top_is_covered():
    design = shipped("skerry-13")["scoring"]["design"]
    places = [design["locations"][name] for name in STATEMENTS]
    assert places == sorted(places)
    assert (max(places), sum(places)) == (2.0, pytest.approx(0, abs=1e-9))
    assert design["thresholds"] == [-1.6, 0, 1.6]


def chances(measure: float, steps: list[float]) -> list[float]:
    weights = [math.exp(sum(measure - step for step in steps[:count])) for count in range(len(steps) + 1)]
    return [weight / sum(weights) for weight in weights]


def moments(measure: float, steps: list[float]) -> tuple[float, float, float]:
    """Mean, variance and third central moment of one answer."""
    found = chances(measure, steps)
    mean = sum(answer * chance for answer, chance in enumerate(found))
    away = [(answer - mean, chance) for answer, chance in enumerate(found)]
    return mean, sum(by**2 * chance for by, chance in away), sum(by**3 * chance for by, chance in away)


def warm(total: int, items: list[list[float]]) -> float:
    """Warm's weighted likelihood, found by halving."""
    low, high = -20.0, 20.0
    for _ in range(80):
        middle = (low + high) / 2
        mean, variance, third = map(sum, zip(*(moments(middle, steps) for steps in items), strict=True))
        low, high = (middle, high) if total - mean + third / (2 * variance) > 0 else (low, middle)
    return low


def bookmark(steps: list[float]) -> float:
    """Where agreeing (the upper two of four answers) is as likely as not, found by halving."""
    low, high = -20.0, 20.0
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if sum(chances(middle, steps)[2:]) < 0.5 else (low, middle)
    return low


def test_levels_follow_from_the_design_by_the_bookmark_rule():
    definition = read(shipped("skerry-13"))
    items = {row["item"]: row["thresholds"] for row in parameters_of(definition)["items"]}
    bottom, top = warm(0, list(items.values())), warm(39, list(items.values()))
    cuts = []
    for stage in definition.stages[1:]:
        marks = [bookmark(items[item.id]) for item in definition.items if item.stage == stage.id]
        cuts.append(round(100 * (sum(marks) / len(marks) - bottom) / (top - bottom), 1))
    assert [band.upper for band in definition.bands] == [*cuts, 100]


def test_wellbeing_is_four_numbers_and_never_one():
    ons4 = read(shipped("ons4"))
    assert [item.text["en"].split(":")[0] for item in ons4.items] == [
        "Life satisfaction",
        "Worthwhile",
        "Happiness",
        "Anxiety",
    ]
    assert (ons4.scoring.kind, ons4.bands) == ("each", ())
    assert not any(band.confirmed for item in ons4.items for band in item.bands)
    assert ons4.item("anxiety").higher_is == "worse"


def test_of_the_licensed_one_there_is_a_score_and_nothing_else():
    pam = read(shipped("pam"))
    assert (pam.licence, pam.scoring.kind, pam.items, pam.options) == ("licensed", "entry", (), ())
    assert not pam.scoring.table and "licence" in pam.source
    tops = {cutset.id: [band.upper for band in (cutset.bands or pam.bands)] for cutset in pam.cutsets}
    assert tops == {"B": [47, 55.1, 72.4, 100], "A": [47, 55.1, 67, 100]}
