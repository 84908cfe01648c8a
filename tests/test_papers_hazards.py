"""The hazard log: every hazard has controls, every control its tests, and no rule or trial is without a hazard."""

import re

import pytest

from tests import papers

LOG = papers.DOCS / "hazards.md"
HAZARDS = papers.sections(LOG, r"### ")
CONTROL = re.compile(r"^- (.+?)(?: \((.*?)\))?: (`tests/.+)$")
RISK = re.compile(r"\*\*(Before|After)\*\*: ([a-z]+) × ([a-z ]+) = (\d)")
LEVELS = ("minor", "significant", "considerable", "major", "catastrophic")


def matrix() -> dict[tuple[str, str], str]:
    """Severity and likelihood to risk, from the table at the top of the log."""
    rows = re.findall(r"^\| ((?:very )?(?:high|low)|medium) \|(.+)\|$", LOG.read_text(), re.MULTILINE)
    return {
        (severity, likelihood): number.strip()
        for likelihood, cells in rows
        for severity, number in zip(LEVELS, cells.split("|"), strict=True)
    }


def controls(body: str) -> list[tuple[str, str, str]]:
    """(words, rules and trials, tests) of each control."""
    lines = [line for line in body.splitlines() if line.startswith("- ")]
    found = [CONTROL.match(line) for line in lines]
    assert all(found), [line for line, read in zip(lines, found, strict=True) if not read]
    return [read.groups(default="") for read in found if read]


def numbers_of(body: str, word: str) -> set[int]:
    """The rules, or the trials, that the controls of one hazard name."""
    parts = [re.search(rf"{word}s? ([\d, ]+)", about) for _words, about, _tests in controls(body)]
    return {int(number) for part in parts if part for number in re.findall(r"\d+", part[1])}


def numbers(word: str) -> set[int]:
    return set().union(*(numbers_of(body, word) for body in HAZARDS.values()))


def test_there_are_hazards():
    assert len(HAZARDS) >= 20 and len(matrix()) == 25


@pytest.mark.parametrize("hazard", HAZARDS)
def test_a_hazard_has_causes_effects_and_controls_with_tests(hazard):
    body = HAZARDS[hazard]
    assert "**Causes**: " in body and "**Effects**: " in body
    assert controls(body)
    for words, _about, tests in controls(body):
        named = papers.NAMED.findall(tests)
        assert named, f"no test for: {words}"
        assert [test for test in named if not test[1] or not papers.exists(*test)] == []


@pytest.mark.parametrize("hazard", HAZARDS)
def test_its_risk_is_what_the_table_gives_and_no_higher_afterwards(hazard):
    found = {
        when: (severity, likelihood, risk)
        for when, severity, likelihood, risk in RISK.findall(HAZARDS[hazard])
    }
    assert set(found) == {"Before", "After"}
    for severity, likelihood, risk in found.values():
        assert matrix()[severity, likelihood] == risk
    assert found["After"][2] <= found["Before"][2] and found["After"][2] in "123"


def test_no_rule_and_no_trial_is_without_a_hazard():
    assert numbers("rule") == set(papers.RULES)
    assert numbers("trial") == set(papers.TRIALS)


@pytest.mark.parametrize("word", ["trial", "rule"])
def test_the_index_says_the_same(word):
    said = {
        int(number): set(re.findall(r"H\d\d", hazards))
        for number, hazards in re.findall(r"^\| (\d+) [^|]+\| ([H\d, ]+) \|$", index(word), re.MULTILINE)
    }
    for number, hazards in said.items():
        named = {title[:3] for title, body in HAZARDS.items() if number in numbers_of(body, word)}
        assert hazards == named, f"{word} {number}"
    assert set(said) == numbers(word)


def index(word: str) -> str:
    (found,) = re.findall(rf"^\| {word} \| hazards \|\n(?:\|.*\n)+", LOG.read_text(), re.MULTILINE)
    return found
