"""The pages of a person's way: refer in two presses, enrol, step by step, taken back."""

import datetime as dt

import pytest

from coaching.models import Enrolment
from practice.models import TrailEvent
from tests import build
from tests.coaching import made, ways
from tests.coaching.test_pages import post, record_of

ON = {"happened_on_day": "2", "happened_on_month": "3", "happened_on_year": "2026"}


@pytest.fixture
def programme(asha):
    return ways.a_programme(asha)


def refer(mary, programme, **given) -> tuple[str, dict]:
    typed = {"programme": programme.pk, "coach": "", "reason": "Sleeps badly", "route": "gp", "knows": "yes"}
    return f"{record_of(mary)}/refer", typed | given


def test_referred_to_any_coach_in_two_presses(browser_of, mary, programme):
    ben = browser_of("ben")
    assert f'href="{record_of(mary)}/refer"' in ben.get(record_of(mary)).text
    page = ben.get(f"{record_of(mary)}/refer").text
    assert "Any coach" in page and '<option value="gp" selected>' in page
    post(ben, *refer(mary, programme))
    made = Enrolment.objects.get()
    assert (made.stands, made.coach, made.reason, made.knows_of_it) == (
        "referred",
        None,
        "Sleeps badly",
        True,
    )


def test_that_they_do_not_know_yet_stays_in_view(browser_of, mary, programme, browser):
    post(browser_of("ben"), *refer(mary, programme, knows="no"))
    assert "Does not know yet" in browser.get(record_of(mary)).text
    begun = Enrolment.objects.get()
    post(browser, f"/A81001/enrolments/{begun.pk}/told")
    assert "Does not know yet" not in browser.get(record_of(mary)).text
    assert TrailEvent.objects.filter(verb="enrolment.told").exists()


def test_why_is_asked(browser, mary, programme):
    answer = post(browser, *refer(mary, programme, reason=""))
    assert answer.status_code == 422 and "Say why you refer them" in answer.text


def test_how_they_came_to_it_is_not_guessed_for_a_coach(browser, mary, programme):
    assert '<option value="gp" selected>' not in browser.get(f"{record_of(mary)}/refer").text
    answer = post(browser, *refer(mary, programme, route=""))
    assert answer.status_code == 422 and "Choose how they came to it" in answer.text


def test_a_second_referral_says_where_they_are(browser, mary, programme):
    post(browser, *refer(mary, programme))
    answer = post(browser, *refer(mary, programme))
    assert answer.status_code == 422 and "is in “Health coaching” already" in answer.text


def test_somebody_too_young_is_refused_in_words(browser, elm, programme):
    young = build.a_patient(elm, birth_date=dt.date(2010, 1, 1))
    assert "children and young people" in browser.get(record_of(young)).text
    answer = post(browser, *refer(young, programme))
    assert answer.status_code == 422 and "18 and over" in answer.text


def test_without_a_programme_it_says_what_to_do(browser_of, mary):
    assert "Set up a programme" in browser_of("asha").get(f"{record_of(mary)}/refer").text
    assert "Ask a coach or the practice manager" in browser_of("ben").get(f"{record_of(mary)}/refer").text


def test_a_coach_enrols_with_themselves(browser, mary, programme, asha):
    page = browser.get(f"{record_of(mary)}/enrol").text
    assert f'<option value="{asha.pk}" selected>' in page
    typed = {"programme": programme.pk, "kind": "enrolled", "coach": asha.pk, "route": "self", "reason": ""}
    post(browser, f"{record_of(mary)}/enrol", typed)
    assert Enrolment.objects.get().coach == asha
    text = browser.get(record_of(mary)).text
    assert "0 of 6 sessions" in text and "With Asha Rao" in text


def test_enrolling_without_a_coach_is_asked_about(browser, mary, programme):
    typed = {"programme": programme.pk, "kind": "enrolled", "coach": "", "route": "self", "reason": ""}
    answer = post(browser, f"{record_of(mary)}/enrol", typed)
    assert answer.status_code == 422 and "Choose the coach" in answer.text
    post(browser, f"{record_of(mary)}/enrol", typed | {"kind": "invited"})
    assert Enrolment.objects.get().stands == "invited"


def step(browser, begun, kind, **typed):
    begun.refresh_from_db()
    address = f"/A81001/enrolments/{begun.pk}/step/{kind}"
    return post(browser, address, {"version": begun.version, **ON, **typed}, follow=True)


def test_every_step_has_its_page(browser, mary, asha):
    begun = ways.begun(mary, asha)
    assert "Write it as they would say it" in browser.get(f"/A81001/enrolments/{begun.pk}/step/withdrew").text
    assert step(browser, begun, "withdrew").status_code == 422
    text = step(browser, begun, "withdrew", whose_choice="theirs", because="A new job").text
    assert "Their choice" in text and "A new job" in text and "Mary: withdrew" in text


def test_back_after_losing_touch_the_same_coach_is_offered_first(browser_of, mary, asha, ben):
    begun = ways.taken(ways.begun(mary, asha), "lapsed", asha)
    page = browser_of("ben").get(f"/A81001/enrolments/{begun.pk}/step/enrolled").text
    assert "Welcome back" in page and "Nothing has to be made up for" in page
    assert f'<option value="{asha.pk}" selected>' in page
    step(browser_of("ben"), begun, "enrolled", coach=asha.pk)
    begun.refresh_from_db()
    assert (begun.stands, begun.coach) == ("enrolled", asha)


@pytest.mark.parametrize(
    ("day", "says"), [("3", "must be today or earlier"), ("1", "the step before, or later")]
)
def test_a_way_goes_forward(browser, mary, asha, day, says):
    answer = step(browser, ways.begun(mary, asha), "paused", happened_on_day=day)
    assert answer.status_code == 422 and says in answer.text


def test_what_is_still_booked_is_said(browser, mary, asha):
    begun = ways.begun(mary, asha)
    made.a_booked(mary, asha, booked_for=build.NOW + dt.timedelta(days=2))
    assert "Still booked" in browser.get(f"/A81001/enrolments/{begun.pk}/step/completed").text
    assert "1 session is still booked" in step(browser, begun, "completed").text


def test_a_wrong_step_is_taken_back(browser, mary, asha):
    begun = ways.taken(ways.begun(mary, asha), "completed", asha)
    answer = post(browser, f"/A81001/enrolments/{begun.pk}/undo", {"version": "2"}, follow=True)
    assert "Taken back. They stand now: enrolled" in answer.text
    again = post(browser, f"/A81001/enrolments/{begun.pk}/undo", {"version": "2"}, follow=True)
    assert "Somebody else has changed this" in again.text


def test_a_step_that_cannot_follow_leads_back(browser, mary, asha):
    begun = ways.begun(mary, asha)
    address = f"/A81001/enrolments/{begun.pk}/step/"
    assert browser.get(f"{address}nonsense").status_code == 404
    assert "Somebody else has changed this" in browser.get(f"{address}enrolled", follow=True).text


def test_coordinators_see_where_they_stand_and_no_reasons(browser_of, mary, asha):
    begun = ways.begun(mary, asha, reason="Low mood")
    cara = browser_of("cara")
    for address in (record_of(mary), f"/A81001/enrolments/{begun.pk}"):
        text = cara.get(address).text
        assert "Enrolled" in text and "Low mood" not in text
    assert "Programmes" not in browser_of("mo").get(record_of(mary)).text.split("<main")[1]


def test_weight_is_one_press(browser, mary, asha):
    begun = ways.begun(mary, asha)
    answer = post(browser, f"/A81001/enrolments/{begun.pk}/weight", {"weight": "heavy", "back": "caseload"})
    assert answer["Location"] == "/mine/caseload"
    assert browser.get(f"/A81001/enrolments/{begun.pk}").text.count('aria-pressed="true"') == 1
    assert post(browser, f"/A81001/enrolments/{begun.pk}/weight", {"weight": "x"}).status_code == 404
