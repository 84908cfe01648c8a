"""After Finish: what stands ready, and what it was made from."""

import datetime as dt

import pytest

from coaching.actions import striking
from coaching.actions.giving import give
from coaching.models import Code, Goal, RiskAlert
from coaching.note import NextContact
from coaching.output_queries import facts_of, given_of
from coaching.queries import name_staff
from patients.actions.noting import note
from patients.models import Consent, Need
from tests import build
from tests.coaching import made

WORDS = {
    "what_matters": "Playing with the grandchildren",
    "goal_words": "Walk to the park",
    "next_step": "Walk to the shop",
    "step_when": "Tuesday after breakfast",
    "confidence": 8,
}


@pytest.fixture
def signed(mary, asha):
    """Asha's whole note about Mary."""

    def sign(patient=mary, next_contact=made.IN_TWO_WEEKS, **words):
        return made.a_finished(patient, asha, next_contact=next_contact, **(WORDS | words))

    return sign


def facts(session):
    name_staff(session)
    return facts_of(session, build.NOW.date())


def noted(patient, by, model, **values):
    return note(patient=patient, model=model, values=values, by=by, now=build.NOW)


def agreed(patient, by, **values):
    said = {"kind": "fuller_words", "agreed": True, "from_on": dt.date(2026, 1, 1)} | values
    return noted(patient, by, Consent, **said)


def test_the_page_shows_all_of_them_ready(browser, signed, at):
    shown = browser.get(at("session", signed())).text
    assert "Ready to give: nothing has been given yet" in shown
    assert "Health coaching on 2 March 2026, phone, with Asha Rao (coach)." in shown
    assert "Mary: your plan is ready at Elm Surgery. Ask us for it. We speak next on Mon 16 March." in shown
    assert "No confirmed code for coaching attended" in shown
    assert "Monday 16 March 2026: phone call, Asha Rao." in shown


@pytest.mark.care(19)
def test_finishing_leads_to_it(browser, started, at):
    answer = browser.post(at("finish", started), made.TYPED, follow=True)
    assert "Ready to give: nothing has been given yet" in answer.text


def test_a_session_that_was_not_held_has_none(browser, mary, asha, at):
    assert "Ready to give" not in browser.get(at("session", made.a_booked(mary, asha))).text


@pytest.mark.care(6)
def test_of_a_struck_note_nothing_is_ready_and_what_was_given_is_listed(browser, signed, asha, at):
    session = signed()
    give(session=session, output="plan", way="printed", to_whom="Mary Webb", by=asha, now=build.NOW)
    striking.strike(session=session, because="Wrong person", by=asha, now=build.NOW)
    shown = browser.get(at("session", session)).text
    assert "Ready to give" not in shown
    assert "Already given: ask for it back" in shown
    assert "The person’s plan: printed" in shown


def test_before_striking_it_is_said_what_was_given(browser, signed, asha, at):
    session = signed()
    assert "Nothing of it was printed, saved or copied here" in browser.get(at("strike", session)).text
    give(session=session, output="gp_summary", way="copied", to_whom="GP record", by=asha, now=build.NOW)
    shown = browser.get(at("strike", session)).text
    assert "Nothing of it was" not in shown
    assert "copied to paste elsewhere, for" in shown


def test_facts_hold_words_for_choices(signed):
    found = facts(signed(connect="neither", teach_back="own_words", seen_alone="yes"))
    assert (found.mode, found.connect_as) == ("Phone", "Neither today")
    assert (found.teach_back, found.seen_alone) == ("Said back in their own words", "Yes")
    assert (found.coach, found.coach_role, found.practice) == ("Asha Rao", "Coach", "Elm Surgery")
    assert found.telephone == "020 7946 0101"


def test_the_follow_up_says_who_and_what_if_it_goes_wrong(signed):
    coming = NextContact(
        due_on=dt.date(2026, 3, 9), channel="phone", they_contact_us=True, if_it_goes_wrong="Ring"
    )
    found = facts(signed(next_contact=coming)).next
    assert (found.they_contact_us, found.if_it_goes_wrong, found.on.day) == (True, "Ring", 9)


def test_an_earlier_goal_keeps_the_marks_of_its_own_note(signed, mary):
    signed(marks={"goal_words": ["third_party"]})
    found = facts(signed(goal=Goal.objects.get(patient=mary), goal_words=""))
    assert found.goal_words == "Walk to the park"
    assert found.is_marked("goal_words", "third_party")


def test_an_earlier_goal_of_a_sensitive_note_stays_sensitive(signed, mary):
    signed(sensitive=True)
    assert facts(signed(goal=Goal.objects.get(patient=mary), goal_words="")).sensitive


def test_a_risk_makes_it_delicate_until_it_is_taken_back(signed, asha):
    session = signed()
    times = {"raised_at": build.NOW, "raised_by": asha, "answer_by": build.NOW}
    alert = RiskAlert.objects.create(
        practice=session.practice, patient=session.patient, session=session, kind="self_harm", **times
    )
    assert facts(session).risk
    taken = {"taken_back_at": build.NOW, "taken_back_by": asha, "taken_back_because": "Wrong tick"}
    RiskAlert.objects.filter(pk=alert.pk).update(**taken)
    assert not facts(session).risk


def test_needs_say_how_the_plan_looks_first(browser, signed, mary, asha, at):
    noted(mary, asha, Need, kind="format", words="Large print, please")
    assert facts(signed()).large_print
    assert "paper--large" in browser.get(at("plan", signed())).text


def test_easy_read_first_for_whom_it_is(browser, signed, mary, asha, at):
    noted(mary, asha, Need, kind="format", words="Easy read")
    assert "This is my next step." in browser.get(at("plan", signed())).text


def test_more_words_only_while_they_agree(signed, mary, asha):
    assert not facts(signed()).agreed_to_more_words
    agreed(mary, asha)
    assert facts(signed()).agreed_to_more_words


@pytest.mark.parametrize(
    "said", [{"agreed": False}, {"until_on": dt.date(2026, 3, 1)}, {"from_on": dt.date(2026, 4, 1)}]
)
def test_no_more_words_where_they_said_no_or_it_is_over(signed, mary, asha, said):
    agreed(mary, asha, **said)
    assert not facts(signed()).agreed_to_more_words


def test_only_confirmed_codes_are_offered(browser, signed, at, owner_sql):
    assert list(Code.objects.all()) == []
    assert "No confirmed code for care and support plan agreed" in browser.get(at("session", signed())).text


@pytest.mark.care(19)
def test_a_marked_part_is_named_as_left_out(browser, signed, at):
    shown = browser.get(at("session", signed(marks={"what_matters": ["third_party"]}))).text
    assert "what matters to them (marked: third party)" in shown
    assert "Consider hiding from online access" in shown


def test_not_to_the_gp_offers_no_summary(browser, signed, at):
    shown = browser.get(at("session", signed(not_to_gp=True))).text
    assert "do not send to the GP. Nothing is prepared." in shown
    assert 'id="gp-summary"' not in shown


def test_nothing_given_is_an_empty_list(signed):
    assert given_of(signed()) == []
