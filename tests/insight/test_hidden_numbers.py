"""What is hidden of a funnel on one page stands on no other, and does not follow from the rest by taking away."""

import csv
import io
import itertools
from collections import defaultdict
from collections.abc import Iterator

import pytest

from coaching.actions.contacting import note_contact
from insight.funnel_words import ALL, STAGES
from practice.small import NOT_SHOWN
from tests import build
from tests.insight.ways import came

FIGURES = "/A81001/figures"
NAMES = {words: name for name, words in ALL.items()} | {"People": "people"}
# How far they came, as tests.insight.ways counts it; 5 spoke with somebody and was never enrolled. Few men came at all,
# and as many spoke with somebody as accepted, but for one.
WOMEN, MEN = (4,) * 6 + (2,) * 6 + (5,) * 5 + (1,), (4,) * 2 + (1,) * 5
Cells = dict[tuple[str, str, str], set[int | None]]


@pytest.fixture
def browser(elm, asha, browser_of):
    for gender, people in (("2", WOMEN), ("1", MEN)):
        for far in people:
            person = build.a_patient(elm, gender=gender)
            came(person, asha, 1 if far == 5 else far)
            if far == 5:
                note_contact(patient=person, kind="spoke", words="", by=asha, now=build.NOW)
    return browser_of("mo")


def number(words: str) -> int | None:
    return None if words == NOT_SHOWN else int(words.split(" ", maxsplit=1)[0])


def tables_of(browser, query: str) -> list[list[list[str]]]:
    """The tables of a file, each as its lines, the names of its columns first; lines of one cell stand between them."""
    lines = csv.reader(io.StringIO(browser.get(f"{FIGURES}/file?{query}").text, newline=""))
    return [list(part) for one, part in itertools.groupby(lines, lambda line: len(line) > 1) if one]


def on_the_way(browser) -> Iterator[tuple[str, str, str, str]]:
    """Grouping, group, column and what stands there; of a sum the first two are empty."""
    stages, *groupings = tables_of(browser, "page=way&aim=coaching")
    yield from (("", "", NAMES[words], people) for words, people, *_rest in stages[1:])
    for heads, *lines in groupings:
        for label, *cells in lines:
            yield from (
                (heads[0], label, NAMES[words], cell) for words, cell in zip(heads[1:], cells, strict=True)
            )


def in_fairness(browser) -> Iterator[tuple[str, str, str, str]]:
    for name in (*STAGES, "measured", "better"):
        for heads, *lines in tables_of(browser, f"page=fairness&aim=coaching&stage={name}"):
            yield from ((heads[0], label, name, people) for label, _base, people, *_rest in lines)


def seen(browser) -> Cells:
    """All that the files say of each."""
    found = defaultdict(set)
    for *where, words in (*on_the_way(browser), *in_fairness(browser)):
        found[tuple(where)].add(number(words))
    return found


def by_taking_away(found: Cells) -> list[tuple[str, str]]:
    """Groupings and columns where one hidden number is the rest of a sum, or a hidden sum that of its parts."""
    columns = defaultdict(list)
    for (grouping, _label, name), values in found.items():
        columns[grouping, name].append(None in values)
    sums = {name: hidden[0] for (grouping, name), hidden in columns.items() if not grouping}
    return [
        (grouping, name)
        for (grouping, name), hidden in columns.items()
        if (grouping and (sum(hidden) == 1) > sums[name]) or (sums[name] and not any(hidden))
    ]


def test_no_page_shows_what_another_hides_nor_what_gives_it_away(browser):
    found = seen(browser)
    assert [cell for cell, values in found.items() if len(values) > 1] == []
    assert found["Sex", "Male", "accepted"] == found["Sex", "Female", "accepted"] == {None}
    assert by_taking_away(found) == []
    way = browser.get(f"{FIGURES}/way?aim=coaching").context
    told = [row.people for row in way["told"].stages]
    assert told == [25, 14, None, 8, 8]  # 13 were spoken with: the 5 below, and the 8 who came
    assert [row.people for row, _reasons in way["falls"]] == [6, None, None]
    overview = browser.get("/A81001/dashboard").context["ways"][0].told
    assert [row.people for row in overview.stages] == told
