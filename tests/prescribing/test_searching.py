"""Looking for a service: words, need, distance in metres, and what must fit; what is not known does not hide it."""

import dataclasses

import pytest

from practice.models import Network
from prescribing.models import Service
from prescribing.searching import Sought, find, metres_between, question
from tests import build
from tests.prescribing import services
from tests.prescribing.services import HERE, a_service

TODAY = build.NOW.date()
NORTH = (HERE[0] + 0.01, HERE[1])  # 1,112 metres
FAR = (HERE[0] + 0.1, HERE[1])


def names(practice, **asked) -> list[str]:
    hits, _more = find(Sought(**asked), network=practice.network_id, today=TODAY)
    known = Service.objects.in_bulk([hit.service_id for hit in hits])
    return [known[hit.service_id].name for hit in hits]


def test_words_are_found_by_their_beginnings_and_all_of_them(elm):
    a_service(elm, "Walking group")
    a_service(elm, "Walking football")
    assert names(elm, words=("walk",)) == ["Walking football", "Walking group"]
    assert names(elm, words=("walk", "foot")) == ["Walking football"]
    assert names(elm, words=("chess",)) == []


def test_a_need_is_met_or_not(elm):
    company, money = services.needs()[:2]
    a_service(elm, "Lunch club", needs=[company])
    a_service(elm, "Debt advice", needs=[money])
    assert names(elm, need=money.code) == ["Debt advice"]


def test_distance_is_in_metres_from_the_middle_and_the_nearest_comes_first(elm):
    a_service(elm, "North", where=NORTH)
    a_service(elm, "Here")
    a_service(elm, "Far", where=FAR)
    a_service(elm, "Nowhere known", where=None)
    assert names(elm, near=HERE, within=1113) == ["Here", "North"]
    assert names(elm, near=HERE, within=1100) == ["Here"]
    assert names(elm, near=HERE) == ["Here", "North", "Far", "Nowhere known"]
    ((_here, north), _more) = find(Sought(near=HERE, within=1113), network=elm.network_id, today=TODAY)
    assert north.metres == pytest.approx(metres_between(HERE, NORTH)) == pytest.approx(1111.95, abs=0.1)


@pytest.mark.parametrize("toward", [(0.1, 0.0), (0.0, 0.2), (-0.08, 0.15), (0.1, -0.17)])
def test_the_plane_that_sorts_and_the_sphere_that_is_shown_agree_to_the_metre(elm, toward):
    """At about ten miles: what is cut off at a distance is what is shown within it."""
    there = (HERE[0] + toward[0], HERE[1] + toward[1])
    a_service(elm, "There", where=there)
    far = round(metres_between(HERE, there))
    assert names(elm, near=HERE, within=far + 1) == ["There"]
    assert names(elm, near=HERE, within=far - 1) == []


def test_a_confidential_place_is_measured_for_nobody(elm):
    a_service(elm, "Refuge", confidential_place=True)
    assert names(elm, near=HERE, within=5000) == []
    ((hit,), _more) = find(Sought(near=HERE), network=elm.network_id, today=TODAY)
    assert hit.metres is None


@pytest.mark.parametrize(
    ("asked", "known", "unknown", "wrong"),
    [
        ({"free": True}, {"free": True}, {"free": None}, {"free": False}),
        ({"step_free": True}, {"step_free": True}, {"step_free": None}, {"step_free": False}),
        ({"day": "TU"}, {"days": "MO,TU"}, {"days": ""}, {"days": "WE"}),
        ({"language": "polish"}, {"languages": ["Polish"]}, {"languages": []}, {"languages": ["Urdu"]}),
    ],
)
def test_what_is_not_known_stands_after_what_fits_and_what_does_not_fit_is_left_out(
    elm, asked, known, unknown, wrong
):
    a_service(elm, "A not known", **unknown)
    a_service(elm, "B fits", **known)
    a_service(elm, "C does not", **wrong)
    assert names(elm, words=(), **asked) == ["B fits", "A not known"]


def test_women_only_and_online_must_be_known(elm):
    a_service(elm, "Sisters", women_only=True)
    a_service(elm, "Chat", online=True)
    a_service(elm, "Anybody")
    assert names(elm, women_only=True) == ["Sisters"]
    assert names(elm, online=True) == ["Chat"]


def test_ages(elm):
    a_service(elm, "Older", age_from=65)
    a_service(elm, "Young", age_to=25)
    a_service(elm, "All")
    assert names(elm, age=65) == ["All", "Older"]
    assert names(elm, age=25) == ["All", "Young"]


def test_who_takes_nobody_now_comes_last_and_who_is_gone_is_not_shown(elm):
    a_service(elm, "A paused", paused_at=build.NOW)
    a_service(elm, "A closed", status="temporarily closed")
    a_service(elm, "B over", paused_at=build.NOW, paused_until=TODAY.replace(day=1))
    a_service(elm, "Z open")
    a_service(elm, "Gone", withdrawn_at=build.NOW)
    a_service(elm, "Defunct", status="defunct")
    assert names(elm) == ["B over", "Z open", "A closed", "A paused"]


def test_pages_say_whether_there_is_more(elm):
    for name in "ABC":
        a_service(elm, name)
    sought = Sought()
    asked = {"network": elm.network_id, "today": TODAY, "most": 2}
    first, more = find(sought, **asked)
    last, none = find(sought, **asked, first=2)
    assert (len(first), more, len(last), none) == (2, True, 1, False)


def test_another_networks_services_are_not_there(elm):
    a_service(elm, "Ours")
    other = Network.objects.create(name="Elsewhere network")
    with pytest.raises(Exception, match="row-level security"):
        services.Source.objects.create(network=other, kind="hand", name="Theirs", started_at=build.NOW)


def test_what_an_index_is_asked_for_passes_the_row_policy(owner_sql):
    """Anything else than a leakproof operator is looked at row by row, after the policy."""
    asked = "('text_ge', 'text_lt', 'texteq', 'int8eq', 'float8ge', 'float8le')"
    found = owner_sql(
        f"SELECT count(DISTINCT proname) FROM pg_proc WHERE proleakproof AND proname IN {asked}"
    )
    assert found == [(6,)]


def test_a_search_says_what_is_asked_and_nothing_else():
    """No value stands in the statement itself."""
    sql, params = question(Sought(words=("o'brien",), language="x' OR 1=1"), network=1, today=TODAY)
    assert "o'brien" not in sql and "OR 1=1" not in sql
    assert set(params) >= {"word_0", "language"} and dataclasses.is_dataclass(Sought)
