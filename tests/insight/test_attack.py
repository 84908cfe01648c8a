"""Hidden numbers as an attacker: no count of few follows from all pages together, for several times and groups."""

import random
from collections import defaultdict
from typing import Any

import pytest
from django.core.management import call_command

from coaching.models import Session
from insight import cuts, months, period
from insight.catalogue import MEASURES, Kind
from insight.funnel_words import STAGES
from patients.models import Patient
from practice.models import Membership
from tests import build
from tests.conftest import look_at
from tests.insight import ways
from tests.insight.attacker import BEGIN, END, TODAY, Attacker, Sums
from tests.insight.test_hidden_numbers import number as cell_of
from tests.prescribing.ways import referred

UNDER = 5
CHARTED = ("sessions", "referrals", "coaching-offered", "coaching-attended", "missed", "completed")


def moves_in(practice: Any, coach: Membership, count: int, seed: int) -> None:
    """People of few groups, whose ways begin over two years and a half: few in most months, and in one of the years."""
    chance = random.Random(seed)  # noqa: S311 - the same each time
    for number in range(count):
        person = build.a_patient(
            practice, gender=chance.choice("1112"), ethnic_category=chance.choice("AAAAAHZ")
        )
        lives = {
            "deprivation": chance.choice((1, 2, 9)),
            "language": chance.choice(("English", "Polish", "Welsh")),
        }
        Patient.objects.filter(pk=person.pk).update(**lives)
        days = chance.randrange(1, 330) if number % 9 else chance.randrange(400, 900)
        ways.came(
            person, coach, chance.choice((1, 2, 4, 4)), days_ago=days, route=chance.choice(("gp", "self"))
        )
        if number % 4 == 0:
            referred(person, coach)


def held_often(practice: Any) -> None:
    """Sessions more, so that weeks and months may be told."""
    one = Session.objects.filter(practice=practice, finished_at__isnull=False).first()
    chance = random.Random(3)  # noqa: S311 - the same each time
    people = list(practice.patients.values_list("pk", flat=True))
    for _more in range(260):
        one.pk, one.patient_id = None, chance.choice(people)
        one.held_on = TODAY - chance.randrange(420) * period.A_DAY
        one.save(force_insert=True)


@pytest.fixture
def attacker(elm, asha, browser_of):
    moves_in(elm, asha, 45, 5)
    held_often(elm)
    return Attacker(browser_of("mo"), "A81001")


def looks_at_everything(attacker: Attacker) -> None:
    """Whatever the address may say: lengths that overlap too, and months that end elsewhere."""
    ends = [f"{months.earlier(months.first_of(TODAY), back):%Y-%m}" for back in (0, 1, 7, 12, 24)]
    attacker.dashboard()
    attacker.mail()
    for query in [f"months={length}&to={end}" for length in (3, 12, 24) for end in ends]:
        attacker.flow(query)
        for aim in ("coaching", "prescribing"):
            attacker.way(aim, query)
    for name in CHARTED:
        for by, length in (("month", 12), ("month", 36), ("week", 12), ("week", 24)):
            attacker.chart(name, by, length)


@pytest.mark.care(28)
def test_no_few_follow_from_one_page_less_another(attacker):
    looks_at_everything(attacker)
    assert attacker.few(UNDER) == []
    seen = {what: len(list(sums.known())) for what, sums in attacker.sums.items()}
    assert seen["sessions"] > 100 and seen["coaching-offered"] > 1, (
        "nothing was shown: that hides too, and is no figure"
    )


def test_the_attacker_is_good_at_it(attacker, monkeypatch):
    """What hides single small numbers only is found out: the same pages without whole years and without cuts."""
    whole = cuts.Cuts(TODAY, TODAY, frozenset())
    monkeypatch.setattr(cuts, "cuts", lambda *_about: whole)
    monkeypatch.setattr(period, "whole_years", lambda _request: False)
    looks_at_everything(attacker)
    assert len(attacker.few(UNDER)) > 10


def test_sums_follow_by_adding_and_taking_away():
    sums = Sums()
    first, second = TODAY - 9 * period.A_DAY, TODAY - 5 * period.A_DAY
    sums.told(BEGIN, END, 20)
    sums.told(BEGIN, second, 17)
    sums.told(first, second, 6)
    assert {(one, other): value for one, other, value in sums.known()} == {
        (BEGIN, first): 11,
        (BEGIN, second): 17,
        (BEGIN, END): 20,
        (first, second): 6,
        (first, END): 9,
        (second, END): 3,
    }


Groups = dict[tuple[str, str], dict[str, int | None]]  # by grouping and column: of each group what is shown


def groups_of(tables: list[Any]) -> Groups:
    found: Groups = defaultdict(dict)
    for table in tables:
        for group in table.groups:
            for words, cell in group.cells:
                found[table.name, words][group.label] = cell_of(cell)
    return found


def left_over(shown: Groups, sums: dict[str, int | None]) -> list[str]:
    """Where what is hidden of a column makes up few."""
    return [
        f"{name}, {column}: {rest}"
        for (name, column), cells in shown.items()
        if (total := sums.get(column)) is not None and None in cells.values()
        if 0 < (rest := total - sum(cell or 0 for cell in cells.values())) < UNDER
    ]


def test_no_few_are_left_of_a_total_less_its_groups(attacker):
    for aim in ("coaching", "prescribing"):
        for to in ("2026-03", "2025-03", "2024-03"):
            page = attacker.way(aim, f"to={to}")
            told = page.context["told"]
            sums = {"People": told.people} | {row.label: row.people for row in [*told.stages, *told.beside]}
            shown = groups_of(page.context["tables"])
            assert left_over(shown, sums) == []
            assert not any(name == "Month" for name, _column in shown)
    coverage = attacker.open("/figures/coverage").context
    people, measured = (figure["value"] for figure in coverage["figures"])
    for group in coverage["groups"]:
        for column, total in ((1, people), (2, measured)):
            cells = [row[column] for row in group["rows"]]
            rest = (total or 0) - sum(cell for cell in cells if isinstance(cell, int))
            assert total is None or all(isinstance(cell, int) for cell in cells) or not 0 < rest < UNDER


def test_lists_of_two_times_do_not_say_who_died_or_left(attacker, elm):
    gone = list(elm.patients.values_list("pk", flat=True)[:3])
    Patient.objects.filter(pk__in=gone).update(died_on=TODAY)
    bases = {
        attacker.open(f"/figures/fairness?aim={aim}&stage=offered&to={to}").context["base"]
        for aim in ("coaching", "prescribing")
        for to in ("2026-03", "2025-03")
    }
    assert all(int(base.replace(",", "")) % UNDER == 0 for base in bases)


@pytest.mark.care(28)
def test_no_practice_is_what_is_left_of_several(elm, oak, asha, member, browser_of):
    """Elm is seen page by page, all practices together: what Oak hides is not what remains."""
    moves_in(elm, asha, 40, 6)
    look_at(elm, oak)
    moves_in(oak, Membership.objects.get(user__email="dev@oak.example.org", practice=oak), 14, 8)
    call_command("count_area")
    browser = browser_of("lena")  # of both, and sees names: so what each practice shows is asked of its rows
    from insight import how_far, network, network_secret

    for aim in ("coaching", "prescribing"):
        found = network.area([elm, oak], aim)
        own = [network_secret.of_one(groups, UNDER) for groups in found.apart.values()]
        for stage in STAGES:
            page = browser.get(f"/mine/figures?aim={aim}&stage={stage}").context
            shown = groups_of(page["ways"])
            assert not any(name == "Month" for name, _column in shown)
            assert gives_away(shown, own) == []
    assert how_far.everybody(found.groups)


def gives_away(shown: Groups, own: list[Any]) -> list[str]:
    """Numbers of several practices of which exactly one does not show its part, or those that do not have few."""
    from insight.funnel_groups import SHOWN
    from insight.funnel_words import ALL

    columns = ["People", *ALL.values()]
    found = []
    for (name, words), cells in shown.items():
        at = columns.index(words)
        for label, value in cells.items():
            parts = [
                counts[at]
                for one in own
                for other, counts, said in one[name]
                if other == label and said[at] is None
            ]
            hidden = [part for part in parts if part]
            if value is not None and hidden and (len(hidden) == 1 or sum(hidden) < UNDER):
                found.append(f"{name} {label}, {SHOWN[at]}: {value}")
    return found


def test_every_measure_that_is_cut_is_a_sum():
    """Different people do not add up; everything else that a chart says does, and is cut."""
    for measure in MEASURES.values():
        parts = cuts.counted(measure.kind, 3.0, 9.0)
        assert bool(parts) == (measure.kind is not Kind.PEOPLE), measure.name
