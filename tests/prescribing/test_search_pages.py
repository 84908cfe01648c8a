"""The search for a person: cost and fares first, a list that says everything, a map of our own; nobody is located."""

import dataclasses

import pytest

from patients.actions.noting import note
from patients.models import Circumstance, Patient
from prescribing import search_forms
from prescribing.models import Placement, Service, Signpost
from prescribing.search_place import NoSuchPlace, Spot, spot
from tests import build
from tests.prescribing import placements, services, ways
from tests.prescribing.services import HERE, a_service

SEEK = {"words": "", "need": "", "near": "M33 6GQ", "within": "4828", "day": "", "age": "", "language": ""}


@pytest.fixture
def lenas(browser_of):
    return browser_of("lena")


@pytest.fixture(autouse=True)
def home(monkeypatch):
    """M33 6GQ is where these tests are; the owner alone loads postcodes."""

    def known(text: str) -> Spot:
        if text.upper() not in ("M33", "M33 6GQ"):
            raise NoSuchPlace(f"We do not know where {text} is. Try another, or any distance")
        return Spot(text.upper(), *HERE)

    monkeypatch.setattr(search_forms, "spot", known)
    monkeypatch.setattr("prescribing.search_place.spot", known)


@pytest.fixture
def at_home(mary) -> Patient:
    Patient.objects.filter(pk=mary.pk).update(postcode="M33 6GQ")
    mary.refresh_from_db()
    return mary


def seek(browser, person, **typed):
    return browser.post(f"/A81001/patients/{person.pk}/services", SEEK | typed)


def test_the_search_begins_near_home_with_what_they_were_referred_for(lenas, at_home, ben):
    ways.referred(at_home, ben, needs=[services.needs()[1].code])
    page = lenas.get(f"/A81001/patients/{at_home.pk}/services").text
    assert 'value="M33 6GQ"' in page and f'<option value="{services.needs()[1].code}" selected>' in page
    assert 'value="55"' in page


def test_what_they_were_referred_for_is_looked_for_at_once(lenas, at_home, ben, elm):
    """Without a press; not where the home is protected, and not without a need."""
    need = services.needs()[1]
    a_service(elm, name="Thursday walkers", needs=[need])
    where = f"/A81001/patients/{at_home.pk}/services"
    assert "Thursday walkers" not in lenas.get(where).text
    ways.referred(at_home, ben, needs=[need.code])
    page = lenas.get(where)
    assert page.status_code == 200 and "Thursday walkers" in page.text
    Patient.objects.filter(pk=at_home.pk).update(restricted=True)
    assert "Thursday walkers" not in lenas.get(where).text


def test_cost_and_fares_stand_first_beside_what_they_said_about_money(lenas, at_home, elm, lena):
    said = {"kind": "money", "answer": "asked", "words": "Short at the end of the month"}
    note(patient=at_home, model=Circumstance, values=said, by=lena, now=build.NOW)
    a_service(elm, free=False, cost_words="£3 a session", fares_words="Bus 41, £2")
    page = seek(lenas, at_home).text
    assert "Short at the end of the month" in page
    assert page.index("£3 a session") < page.index("Bus 41, £2") < page.index("<dt>How far")


def test_the_list_says_everything_and_what_is_not_known(lenas, at_home, elm):
    a_service(elm, free=None, wait_weeks=3, languages=["English", "Urdu"], access_words="Lift at the side")
    page = seek(lenas, at_home).text
    for words in ("Not known, ask them", "Every week on Tuesday, 10am to 11:30am.", "0.0 miles (0 metres)"):
        assert words in page
    for words in (
        "People wait about 3 weeks.",
        "English, Urdu",
        "Lift at the side",
        "No confirmed address: call them",
    ):
        assert words in page


@pytest.mark.care(20)
def test_the_map_is_drawn_here_and_a_confidential_place_is_not_on_it(lenas, at_home, elm):
    a_service(elm, "Open walk")
    a_service(elm, "Refuge", confidential_place=True)
    near = seek(lenas, at_home).text
    assert near.count("<text ") == 1 and "http://www.w3.org/2000/svg" in near and "Refuge" not in near
    everywhere = seek(lenas, at_home, within="any", words="refuge").text
    assert "A confidential place. Do not pass it on" in everywhere and "1 Elm Road" not in everywhere
    assert "<text " not in everywhere


@pytest.mark.care(13)
def test_of_a_restricted_person_no_place_is_guessed_and_no_distance_is_shown(lenas, elm):
    omar = elm.patients.get(nhs_number="9990000026")
    Patient.objects.filter(pk=omar.pk).update(postcode="M33 6GQ")
    a_service(elm)
    begun = lenas.get(f"/A81001/patients/{omar.pk}/services").text
    assert "M33 6GQ" not in begun and "Type the area to look in" in begun
    found = seek(lenas, omar, near="M33").text
    assert "Walking group" in found and "metres" not in found and '<svg class="map' not in found
    assert 'name="place" value=""' in found
    one = lenas.get(f"/A81001/patients/{omar.pk}/services/{Service.objects.get().pk}").text
    assert "metres" not in one and "Distance" not in one


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"near": ""}, "Enter where, or choose any distance"),
        ({"near": "ZZ1"}, "We do not know where"),
        ({"within": "any"}, "Enter a word, choose a need"),
        ({"words": "the"}, "Enter a word that says what"),
        ({"age": "200"}, "Enter 120 or less"),
    ],
)
def test_what_cannot_be_looked_for_is_said(lenas, mary, typed, says):
    answer = seek(lenas, mary, **typed)
    assert answer.status_code == 422 and says in answer.text


def test_nothing_found_leads_to_a_gap_with_what_was_looked_for(lenas, mary):
    need = services.needs()[0].code
    page = seek(lenas, mary, need=need).text
    assert "No service found" in page
    assert f'name="need" value="{need}"' in page and 'name="place" value="M33"' in page


def test_walking_is_found_by_walks(lenas, mary, elm):
    a_service(elm, "Friday walks")
    assert "Friday walks" in seek(lenas, mary, words="Walking").text


def test_pages_of_the_answer(lenas, mary, elm, monkeypatch):
    monkeypatch.setattr("prescribing.search_pages.PAGE", 1)
    for name in ("Alpha", "Beta"):
        a_service(elm, name)
    first, second = seek(lenas, mary).text, seek(lenas, mary, page="2").text
    assert "Alpha" in first and "Beta" not in first and 'value="2"' in first
    assert "Beta" in second and "Alpha" not in second


def test_as_many_queries_for_many_services_as_for_one(lenas, mary, elm, django_assert_max_num_queries):
    for number in range(6):
        a_service(elm, f"Walk {number}")
    with django_assert_max_num_queries(27):
        assert seek(lenas, mary).text.count("service__name") == 6


@pytest.fixture
def places(owner_sql, elm):
    """Four postcodes of two districts; of one nobody knows where it is."""
    known = [
        ("ZY1 1AA", 53.0, -2.0),
        ("ZY1 1AB", 54.0, -3.0),
        ("ZY11 1AA", 10.0, 10.0),
        ("ZY2 1AA", None, None),
    ]
    for row in known:
        owner_sql("INSERT INTO patients_place VALUES (%s, 'E01', '2021', %s, %s)", list(row))
    yield known
    owner_sql("DELETE FROM patients_place WHERE postcode LIKE 'ZY%'")


@pytest.mark.usefixtures("places")
def test_a_place_is_a_postcode_or_its_first_part():
    assert spot(" zy1 1aa ") == Spot("ZY1 1AA", 53.0, -2.0)
    assert dataclasses.astuple(spot("zy1")) == ("ZY1", 53.5, -2.5)
    assert spot("ZY1 9ZZ").words == "ZY1"
    for nowhere in ("ZY2 1AA", "ZY3", "Elm Road"):
        with pytest.raises(NoSuchPlace):
            spot(nowhere)


def one(person, service) -> str:
    return f"/A81001/patients/{person.pk}/services/{service.pk}"


def test_chosen_beside_the_fit_check(lenas, mary, elm, referral):
    service = a_service(elm, age_from=18)
    page = lenas.get(one(mary, service)).text
    assert "It is for people of 18 and over; they are 55" in page and "all the same" not in page
    answer = lenas.post(one(mary, service))
    placement = Placement.objects.get()
    assert answer["Location"] == f"/A81001/placements/{placement.pk}/agree" and placement.sent_at is None
    assert "has chosen this" in lenas.get(one(mary, service)).text


def test_against_the_check_somebody_says_why(lenas, mary, elm, referral):
    service = a_service(elm, places_left=0)
    refused = lenas.post(one(mary, service))
    assert refused.status_code == 422 and "Say why it is right for them all the same" in refused.text
    assert lenas.post(one(mary, service), {"fit_because": "They keep a place for her"}).status_code == 302


def test_without_a_referral_one_can_only_tell(lenas, mary, elm):
    service = a_service(elm)
    assert "refer them to social prescribing" in lenas.get(one(mary, service)).text
    assert lenas.post(one(mary, service)).status_code == 200 and not Placement.objects.exists()


def test_signposting_takes_two_presses(browser_of, lenas, mary, elm, oak):
    service = a_service(elm)
    lenas.post(f"{one(mary, service)}/told")
    page = browser_of("ben").get(f"/A81001/patients/{mary.pk}/signpost").text
    assert page.count("Told them") == 1 and "Told before" in page
    browser_of("ben").post(f"{one(mary, service)}/told")
    assert Signpost.objects.filter(patient=mary, service=service).count() == 2
    wrong = Signpost.objects.latest("pk")
    lenas.post(f"/A81001/signposts/{wrong.pk}/error")
    assert "Entered in error" in lenas.get(f"/A81001/patients/{mary.pk}/signpost").text


def test_the_record_shows_what_was_chosen_to_who_works_referrals_and_what_was_told_to_all(
    browser_of, lenas, mary, elm, lena
):
    placements.a_chosen(mary, lena, a_service(elm, "Rehab walk"))
    lenas.post(f"{one(mary, a_service(elm, 'Lunch club'))}/told")
    mine, coras = (browser_of(who).get(f"/A81001/patients/{mary.pk}").text for who in ("lena", "cara"))
    assert "Rehab walk" in mine and "Lunch club" in mine and "Find a service" in mine
    assert "Rehab walk" not in coras and "Lunch club" in coras and "Find a service" not in coras


def test_where_nothing_is_found_a_press_finds_more(lenas, at_home, elm):
    need = services.needs()[0]
    a_service(elm, "Walking group", needs=[need])
    answer = seek(lenas, at_home, words="walking choir", need=services.needs()[1].code)
    assert "No service found" in answer.text
    wider = {one.label: (one.found, one.values) for one in answer.context["wider"]}
    assert wider.keys() == {"Any need, only “walking”"}
    answer = seek(lenas, at_home, words="walking choir", need=need.code)
    wider = {one.label: one.found for one in answer.context["wider"]}
    assert wider == {"Only “walking”": "1", "Any need, only “walking”": "1", "Without the words": "1"}
    pressed = {one.label: one.values for one in answer.context["wider"]}["Only “walking”"]
    assert "1 service" in seek(lenas, at_home, **pressed).text
