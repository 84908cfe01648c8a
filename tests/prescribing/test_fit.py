"""Whether a service fits: what speaks against it, what to ask, what is fine."""

import pytest

from prescribing.fit import ASK, FINE, NO, Person, against, check
from prescribing.models import Service
from prescribing.search_place import MILE
from tests import build

TODAY = build.NOW.date()
JUST = Person(age=55)


def level_of(about: str, person: Person = JUST, step_free=None, metres=None, **values) -> str:
    service = Service(**({"status": "active", "free": True} | values))
    found = check(person, service, step_free=step_free, metres=metres, today=TODAY)
    return next((line.level for line in found if line.about == about), "")


@pytest.mark.parametrize(
    ("about", "values", "level"),
    [
        ("Open", {}, FINE),
        ("Open", {"status": "temporarily closed"}, NO),
        ("Open", {"status": "defunct"}, NO),
        ("Open", {"withdrawn_at": build.NOW}, NO),
        ("Open", {"paused_at": build.NOW}, NO),
        ("Open", {"paused_at": build.NOW, "paused_until": TODAY}, NO),
        ("Open", {"paused_at": build.NOW, "paused_until": TODAY.replace(day=1)}, FINE),
        ("Places", {}, ""),
        ("Places", {"places_left": 0}, NO),
        ("Places", {"places_left": 2}, FINE),
        ("Places", {"wait_weeks": 12}, ASK),
        ("Age", {}, ""),
        ("Age", {"age_from": 55, "age_to": 55}, FINE),
        ("Age", {"age_from": 56}, NO),
        ("Age", {"age_to": 54}, NO),
    ],
)
def test_the_service_itself(about, values, level):
    assert level_of(about, **values) == level


@pytest.mark.parametrize(("gender", "level"), [("2", FINE), ("1", NO), ("9", ASK), ("X", ASK)])
def test_for_women_only(gender, level):
    assert level_of("For whom", Person(age=55, gender=gender), women_only=True) == level


@pytest.mark.parametrize(("spoken", "level"), [(["polish", "English"], FINE), (["English"], NO), ([], ASK)])
def test_the_language_of_somebody_who_needs_an_interpreter(spoken, level):
    assert (
        level_of("Language", Person(55, language="Polish", needs_interpreter=True), languages=spoken) == level
    )
    assert level_of("Language", Person(55, language="Polish"), languages=spoken) == ""


@pytest.mark.parametrize(
    ("needs", "step_free", "level"),
    [
        ("Uses a wheelchair", False, NO),
        ("Uses a wheelchair", None, ASK),
        ("Uses a wheelchair", True, FINE),
        ("Hearing loop", False, ASK),
        ("", False, ""),
    ],
)
def test_access_needs_stand_beside_what_is_known(needs, step_free, level):
    person = Person(55, access=(needs,) if needs else ())
    assert level_of("Access", person, step_free=step_free) == level


@pytest.mark.parametrize(("far", "level"), [(None, ""), (1, FINE), (4, ASK), (11, NO)])
def test_distance(far, level):
    assert level_of("Distance", metres=far and far * MILE) == level


def test_money_is_theirs_to_weigh():
    short = Person(55, money="Short at the end of the month")
    assert level_of("Cost", short, free=False, cost_words="£4 a week") == ASK
    assert level_of("Cost", short, free=True) == level_of("Cost", free=False) == ""


def test_what_speaks_against_it_stands_first():
    service = Service(status="active", places_left=0, age_from=60, free=True)
    found = check(JUST, service, step_free=None, metres=None, today=TODAY)
    assert [line.about for line in against(found)] == ["Places", "Age"] == [line.about for line in found[:2]]
