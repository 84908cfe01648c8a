"""Where everybody is who was referred: equal to a recount by hand, each person once, and never pointing at few."""

import datetime as dt
import random
from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from insight import whereabouts as where
from insight.whereabouts_page import FAR, PLACES, words_of
from patients.actions.blocks import set_block
from patients.actions.leaving import mark_died
from practice.models import TrailEvent
from practice.tenancy import in_view
from prescribing.actions import choosing, closing, contacting, gaps, moving, placing, referring, triaging
from prescribing.models import Placement, Referral
from tests import build
from tests.prescribing import placements, services, ways

TODAY = dt.date(2026, 3, 2)
DASHBOARD = "/A81001/dashboard"
LIST = f"{DASHBOARD}/social-prescribing"
WAYS = (
    *("asked", "waiting", "accepted", "rung", "in_touch", "planned", "sent", "got_it", "booked", "message"),
    *(
        "cannot_help",
        "did_not_come",
        "withdrawn",
        "came",
        "closed",
        "came closed",
        "died",
        "in_error",
        "again",
    ),
)


@pytest.fixture
def lena(member):
    return member("lena")


def fresh(referral: Referral) -> Referral:
    return Referral.objects.select_related("patient").get(pk=referral.pk)


def goes(referral: Referral, way: str, by, address) -> None:
    """As far as `way` says, through the actions."""
    about = {"by": by, "now": build.NOW}
    if way == "waiting":
        triaging.put_on_list(referral=referral, because="No room", **about)
    elif way == "in_error":
        referring.strike(referral=referral, version=referral.version, because="Wrong person", **about)
    elif way != "asked":
        triaging.take(referral=referral, worker=by, **about)
        beyond(referral, way, by, address)


def beyond(referral: Referral, way: str, by, address) -> None:
    about = {"by": by, "now": build.NOW}
    if way != "accepted":
        result = "no_answer" if way == "rung" else "spoke"
        contacting.note_contact(referral=referral, mode="phone", result=result, **about)
    if way not in ("accepted", "rung", "in_touch", "closed", "died", "again"):
        version = fresh(referral).version
        contacting.agree_plan(referral=referral, version=version, plan="A group", **about)
        if way != "planned":
            is_sent(referral, way, by, address)
    ends(referral, way, by)


def is_sent(referral: Referral, way: str, by, address) -> None:
    """Written to a service, and what it said."""
    about = {"by": by, "now": build.NOW}
    placement = placements.a_sent(referral.patient, by, address)
    moving.move(referral, to="referred", **about)
    kind = way.split(maxsplit=1)[0]
    if kind == "withdrawn":
        version = Placement.objects.get(pk=placement.pk).version
        choosing.withdraw(placement=placement, version=version, because="Would rather not", **about)
    elif kind != "sent":
        booked = {"booked_for": build.NOW} if kind == "booked" else {}
        placing.note(placing.lock(placement), kind=kind, who="provider", **booked, **about)


def ends(referral: Referral, way: str, by) -> None:
    about = {"by": by, "now": build.NOW}
    if way == "died":
        mark_died(patient=referral.patient, died_on=TODAY, **about)
    if way.endswith("closed") or way == "again":
        outcome = "not_now" if referral.pk % 2 else "own_way"
        version = fresh(referral).version
        closing.close(referral=referral, version=version, outcome=outcome, because="Said so", **about)
    if way == "again":
        ways.referred(referral.patient, by)


@pytest.fixture
def everybody(elm, lena):
    """Each way twice and some more; somebody of two years ago; all through the actions."""
    chance = random.Random(11)  # noqa: S311 - the same people every time
    address = services.an_address(services.a_service(elm), lena)
    for number, way in enumerate((*WAYS, *WAYS, *chance.choices(WAYS, k=12))):
        person = build.a_patient(elm, given_name=f"Person {number}")
        opened = build.NOW - dt.timedelta(days=chance.randrange(1, 300))
        goes(ways.referred(person, lena, now=opened), way, lena, address)
    ways.referred(build.a_patient(elm), lena, now=build.NOW - dt.timedelta(days=700))


def counted_one() -> list[Referral]:
    """The one of each person that counts, found without the product's own words for it."""
    first = dt.datetime(2025, 4, 1, tzinfo=where.LONDON)
    by_person: dict[int, list[Referral]] = {}
    for one in Referral.objects.all():
        if one.opened_at >= first and one.stands != "in_error":
            by_person.setdefault(one.patient_id, []).append(one)
    return [max(mine, key=lambda r: (r.closed_at is None, r.opened_at)) for mine in by_person.values()]


def stands(one: Referral) -> str:
    """In which row this referral belongs."""
    if one.closed_at:
        start = "went-" if one.attended_on or one.outcome in ("going", "better") else "not-there-"
        return "died" if one.outcome == "died" else start + one.outcome
    simple = {"asked": "waiting", "waiting": "waiting"}
    return at_services(one) if one.stands == "referred" else simple.get(one.stands, one.stands)


def at_services(one: Referral) -> str:
    here = [p for p in Placement.objects.filter(referral=one) if not p.ended_at]
    if any(p.heard_at or p.stands in ("got_it", "booked", "did_not_come") for p in here):
        return "answered"
    return "sent" if here else "no-service"


def came_so_far(one: Referral) -> list[str]:
    """Every stage that it reached at some time."""
    said = [p for p in Placement.objects.filter(referral=one) if p.heard_at]
    reached = (one.accepted_at, one.first_contact_at, one.planned_at, one.sent_on_at, said, one.attended_on)
    return [name for name, when in zip(where.EVER, reached, strict=True) if when]


@pytest.mark.care(22)
def test_numbers_equal_a_recount(elm, everybody):
    found, mine = where.whereabouts(elm, TODAY), counted_one()
    assert found.now == Counter(map(stands, mine))
    assert found.ever == Counter(name for one in mine for name in came_so_far(one))
    assert found.people == len(mine) == len({one.patient_id for one in mine})
    assert {place.rpartition("-not_now")[0] or place for place in found.now} >= {*PLACES} - {
        "went",
        "not-there",
    }


def test_each_list_has_the_people_of_its_number(elm, everybody):
    found = where.whereabouts(elm, TODAY)
    for place, people in found.now.items():
        assert where.behind(elm, TODAY, place).count() == people, place
    for name, people in found.ever.items():
        assert where.behind(elm, TODAY, f"ever-{name}").count() == people, name
    for start in ("went", "not-there"):
        assert where.behind(elm, TODAY, start).count() == sum(found.closed(start).values()) > 0
    assert where.behind(elm, TODAY, "all").count() == found.people


def test_somebody_referred_again_stands_where_the_new_one_does(elm, lena, mary_again):
    assert where.whereabouts(elm, TODAY).now == Counter({"waiting": 1})


@pytest.fixture
def mary_again(elm, lena):
    goes(ways.referred(build.a_patient(elm), lena), "again", lena, None)


def referred(elm, by, count: int, way: str) -> None:
    for _number in range(count):
        goes(ways.referred(build.a_patient(elm), by), way, by, None)


def row(text: str, caption: str, words: str) -> str:
    """The number beside these words in the table of this name."""
    table = text[text.index(f"{caption}</caption>") :]
    line = table[table.index(words) : table.index("</tr>", table.index(words))]
    return line[line.rindex("<span>") + 6 : line.rindex("</span>")]


def test_small_numbers_and_what_would_give_them_away_are_hidden(browser_of, elm, lena):
    for count, way in ((6, "asked"), (9, "in_touch"), (3, "accepted")):
        referred(elm, lena, count, way)
    text = browser_of("mo").get(DASHBOARD).text
    now = "Where they stand now"
    assert [row(text, now, PLACES[p][0]) for p in ("waiting", "accepted", "in_touch")] == [
        *("Not shown", "Not shown", "9")
    ]
    assert "wait to be taken" not in text
    far = "How far they came at some time"
    assert [row(text, far, FAR[name]) for name in ("accepted", "in_touch")] == ["Not shown", "9"]
    assert row(browser_of("asha").get(DASHBOARD).text, now, PLACES["accepted"][0]) == "3"


def test_of_a_few_nothing_is_said_but_that_they_are_few(browser_of, elm, lena):
    referred(elm, lena, 4, "closed")
    text = browser_of("mo").get(DASHBOARD).text
    part = text[text.index("where everybody is") : text.index("By coach in")]
    assert "Not shown" in part and ">4<" not in part and "100%" not in part
    assert part.count("Not shown") == len(PLACES) + len(FAR) + 3


def test_a_manager_gets_no_list_and_no_link_to_one(browser_of, elm, lena):
    referred(elm, lena, 6, "asked")
    text = browser_of("mo").get(DASHBOARD).text
    assert LIST not in text and "Social prescribing: 6 people wait to be taken by a link worker." in text
    assert f"{LIST}?of=waiting" in browser_of("asha").get(DASHBOARD).text


def test_names_are_behind_a_number_and_looking_is_kept(browser_of, elm, lena):
    goes(ways.referred(build.a_patient(elm, given_name="Anna"), lena), "in_touch", lena, None)
    for name, status in (("asha", 200), ("ben", 200), ("lena", 200), ("mo", 403), ("dev", 404)):
        assert browser_of(name).get(LIST, {"of": "in_touch"}).status_code == status, name
    assert "Anna" in browser_of("asha").get(LIST, {"of": "ever-accepted"}).text
    assert "Anna" not in browser_of("asha").get(LIST, {"of": "waiting"}).text
    assert TrailEvent.objects.filter(verb="figure.opened", details__figure="social").count() == 5


def test_a_shut_record_is_not_listed(browser_of, elm, lena, asha, member):
    anna = build.a_patient(elm, given_name="Anna")
    ways.referred(anna, lena)
    set_block(patient=anna, user=member("ben").user, kind="relation", by=asha, now=build.NOW)
    assert "Anna" not in browser_of("ben").get(LIST).text
    assert "Anna" in browser_of("asha").get(LIST).text


@pytest.mark.parametrize(
    "of", ["", "ever-", "ever-died", "went", "went-%", "%", "in_error", "\x00", "not-there-x"]
)
def test_a_number_that_is_not_on_the_page(browser_of, elm, of):
    wanted = 200 if of == "went" else 404
    assert browser_of("asha").get(LIST, {"of": of}).status_code == wanted
    assert bool(words_of(of)) == (wanted == 200)


def test_gaps_noted_and_met(browser_of, elm, lena):
    said = {"place": "M33", "reason": "far", "words": "", "by": lena, "now": build.NOW, "practice": elm}
    gap, _other = [gaps.record_gap(patient=None, need=services.needs()[0], **said) for _number in range(2)]
    gaps.end_gap(gap=gap, because="New bus", met_by=services.a_service(elm), by=lena, now=build.NOW)
    assert where.gaps(elm, TODAY) == {"noted": 2, "met": 1}
    assert where.gaps(elm, TODAY + dt.timedelta(days=400)) == {"noted": 0, "met": 0}


def test_another_practice_is_not_counted(elm, oak, lena, member):
    with in_view([elm, oak]):
        ways.referred(build.a_patient(oak), member("lena", oak))
        ways.referred(build.a_patient(elm), lena)
        assert where.whereabouts(elm, TODAY).people == 1
        assert where.behind(elm, TODAY, "all").count() == 1


def test_two_queries_and_as_many_for_more_people(browser_of, elm, lena):
    browser, asked = browser_of("asha"), []
    for _turn in range(2):
        referred(elm, lena, 5, "in_touch")
        for page in (DASHBOARD, f"{LIST}?of=in_touch"):
            browser.get(page)
            with CaptureQueriesContext(connection) as queries:
                browser.get(page)
            asked.append(len(queries))
    assert asked[:2] == asked[2:]


def test_how_far_they_came_never_tells_by_taking_away(browser_of, elm, lena):
    """Of 3 in contact and 3 with a plan the sum may be said; what lies between two numbers may not."""
    for count, way in ((8, "asked"), (6, "accepted"), (3, "in_touch"), (3, "planned")):
        referred(elm, lena, count, way)
    text = browser_of("mo").get(DASHBOARD).text
    far = "How far they came at some time"
    numbers = [row(text, far, FAR[name]) for name in ("accepted", "in_touch", "planned", "sent")]
    assert numbers == ["12", "6", "Not shown", "0"]
