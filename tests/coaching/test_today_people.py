"""Today: what comes next, who waits to begin, who has gone quiet, what has to be arranged."""

import datetime as dt

import pytest

from coaching.models import Contact
from coaching.today_queries import next_thing
from tests import build
from tests.coaching import made, ways
from tests.coaching.test_today import TODAY, YESTERDAY, part, queries_of
from tests.conftest import look_at

LONG_AGO = build.NOW - dt.timedelta(weeks=8)


def next_of(browser) -> str:
    text = browser.get(TODAY).text
    return text.split('class="next"')[1].split("</p>")[0] if 'class="next"' in text else ""


def test_nothing_to_do_is_no_next_thing(browser):
    assert next_of(browser) == ""


def test_what_comes_next_in_order_of_haste(browser, mary, asha):
    later = made.a_booked(mary, asha, booked_for=build.NOW.replace(hour=15))
    assert "At 3pm: Mary Webb" in next_of(browser)
    ways.begun(build.a_patient(asha.practice, family_name="Waits"), asha, "referred")
    assert "Answer the referral: Mary Waits" in next_of(browser)
    made.a_follow_up(build.a_patient(asha.practice, family_name="Owed"), asha)
    assert "Be in touch: Mary Owed" in next_of(browser)
    made.a_booked(build.a_patient(asha.practice, family_name="Left"), asha, booked_for=YESTERDAY)
    assert "Finish the note: Mary Left" in next_of(browser)
    made.a_booked(build.a_patient(asha.practice, family_name="Here"), asha)
    assert "Start the session: Mary Here" in next_of(browser)
    made.a_started(mary, asha)
    assert f"/A81001/sessions/{later.pk}" in next_of(browser) and "Go on with the note" in next_of(browser)


def test_an_ended_day_has_nothing_next(finished):
    empty: dict = {"unfinished": [], "due": [], "waiting": []}
    assert next_thing(sessions=[finished], **empty, now=build.NOW) is None


@pytest.fixture
def silent(mary, asha):
    """Enrolled eight weeks ago, and nothing since."""
    return ways.begun(mary, asha, now=LONG_AGO)


@pytest.mark.usefixtures("silent")
def test_who_waits_for_me_or_anybody(browser, elm, asha, ben):
    names = {"Mine": asha, "Anybody": None, "Bens": ben}
    for name, coach in names.items():
        ways.begun(build.a_patient(elm, family_name=name), ben, "referred", coach=coach, reason=f"Why {name}")
    text = part(browser.get(TODAY).text, "waiting")
    assert "Mary Mine" in text and "Mary Anybody" in text and "Mary Bens" not in text
    assert "Why Mine" in text and text.count("For any coach") == 1
    assert text.count(">Enrol<") == 2 and "No answer" not in text


def quiet(browser) -> bool:
    return 'id="today-quiet"' in browser.get(TODAY).text


def test_who_has_gone_quiet_is_asked_about(browser, silent):
    text = part(browser.get(TODAY).text, "quiet")
    assert "Mary Webb" in text and "How to reach them" in text and "No answer" in text
    assert f"/A81001/patients/{silent.patient_id}#contact" in text


def test_a_session_a_call_or_a_plan_is_not_silence(browser, silent, asha, mary):
    session = made.a_finished(mary, asha, now=build.NOW - dt.timedelta(weeks=2))
    assert not quiet(browser)
    from coaching.actions.striking import strike

    strike(session=session, because="Wrong person", by=asha, now=build.NOW)
    assert quiet(browser)
    made.a_booked(mary, asha, booked_for=build.NOW + dt.timedelta(days=30))
    assert not quiet(browser)


def test_a_call_within_weeks_is_not_silence(browser, silent, mary, asha):
    facts = {"patient": mary, "practice": mary.practice, "kind": "spoke", "made_by": asha}
    Contact.objects.create(**facts, made_at=build.NOW - dt.timedelta(weeks=7))
    assert quiet(browser)
    Contact.objects.create(**facts, made_at=build.NOW - dt.timedelta(weeks=5))
    assert not quiet(browser)


def test_how_many_weeks_is_a_setting(browser, silent, settings):
    settings.GONE_QUIET_WEEKS = 10
    assert not quiet(browser)


def test_whoever_paused_or_lapsed_is_not_asked_about(browser, silent, asha):
    ways.taken(silent, "paused", asha)
    assert not quiet(browser)


def test_an_interpreter_to_book(browser, elm, asha):
    pat = elm.patients.get(given_name="Pat")
    made.a_booked(pat, asha, booked_for=build.NOW + dt.timedelta(days=5))
    made.a_booked(pat, asha, booked_for=build.NOW + dt.timedelta(days=20))
    made.a_booked(pat, asha, booked_for=build.NOW + dt.timedelta(hours=2))
    made.a_booked(pat, asha, booked_for=build.NOW + dt.timedelta(days=6), interpreter_booked=True)
    text = part(browser.get(TODAY).text, "arrange")
    assert text.count("/arrange") == 1 and "No interpreter yet" in text


def test_rows_link_to_numbers_and_show_none(browser, mary, asha):
    made.a_booked(mary, asha, mode="phone")
    made.a_follow_up(mary, asha)
    text = browser.get(TODAY).text
    assert text.count(f"/A81001/patients/{mary.pk}#contact") == 2 and "07700" not in text


def test_the_video_call_is_one_press_away(browser, mary, asha):
    made.a_booked(mary, asha, mode="video", video_link="https://meet.example.org/9")
    assert 'href="https://meet.example.org/9"' in part(browser.get(TODAY).text, "sessions")


def test_the_same_number_of_queries_for_2_and_20(browser, elm, asha):
    def fill(count: int) -> None:
        look_at(elm)
        for _number in range(count):
            ways.begun(build.a_patient(elm), asha, "referred", coach=None)
            ways.begun(build.a_patient(elm), asha, now=LONG_AGO)
            pat = build.a_patient(elm, interpreter_needed=True)
            made.a_booked(pat, asha, booked_for=build.NOW + dt.timedelta(days=2))

    fill(2)
    few = queries_of(browser, TODAY)
    fill(18)
    assert queries_of(browser, TODAY) == few


@pytest.fixture
def six_unsure(elm, asha):
    for number in range(6):
        someone = build.a_patient(elm, family_name=f"Doubt{number}")
        made.a_finished(someone, asha, next_step="Ring the pool", confidence=4)


@pytest.mark.usefixtures("six_unsure")
def test_who_is_not_sure_of_which_step(browser):
    text = part(browser.get(TODAY).text, "unsure")
    assert text.count("4 of 10") == 5 == text.count("Ring the pool")
    assert "Show all 6 who are not sure" in text
    everybody = part(browser.get(f"{TODAY}?people=all").text, "unsure")
    assert everybody.count("Ring the pool") == 6 and "Show all" not in everybody
