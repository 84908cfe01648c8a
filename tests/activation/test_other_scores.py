"""Scores of other tools, typed in under a licence, and a coach's own judgement: marked as what they are."""

import datetime as dt

import pytest

from activation.actions import entering
from practice.actions import NotPossible
from tests import build
from tests.activation import made
from tests.activation.test_staff_pages import post, which

EARLIER = build.NOW - dt.timedelta(days=90)


@pytest.fixture
def licensed(asha):
    from activation.actions.licensing import note_licence

    return note_licence(key="pam", reference="L-1", expires_on=dt.date(2026, 12, 31), by=asha, now=build.NOW)


SCORE = {
    "score": "62.3",
    "measured_on_day": "1",
    "measured_on_month": "3",
    "measured_on_year": "2026",
    "level": "",
}


def test_a_score_of_a_licensed_tool_is_typed_in(browser, mary, licensed, at):
    answer = post(browser, at("enter-score", mary), SCORE | which("pam"))
    measurement = mary.measurements.get()
    assert answer["Location"] == at("measurement", measurement)
    assert (measurement.score, measurement.level, measurement.licence) == (62.3, "3", licensed)


@pytest.mark.usefixtures("licensed")
def test_an_entered_score_says_by_which_set_its_level_is_named(browser, mary, at):
    post(browser, at("enter-score", mary), SCORE | which("pam") | {"score": "70", "level": "4"})
    page = browser.get(at("measurement", mary.measurements.get())).text
    assert "</strong>, by the set A" in page
    assert "up to 67. Published for the same score in earlier papers" in page


def test_without_a_licence_nothing_is_stored(browser, mary, at):
    answer = post(browser, at("enter-score", mary), SCORE | which("pam"))
    assert answer.status_code == 422
    assert "no licence is noted here" in answer.text
    assert not mary.measurements.exists()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"score": "162"}, "must be between 0 and 100"),
        ({"score": "many"}, "must be a number"),
        ({"level": "1"}, "is Level 3 in this version"),
        ({"measured_on_year": "2027"}, "must be today or earlier"),
    ],
)
@pytest.mark.usefixtures("licensed")
def test_a_wrong_score_is_said(browser, mary, at, wrong, words):
    answer = post(browser, at("enter-score", mary), SCORE | which("pam") | wrong)
    assert answer.status_code == 422
    assert words in answer.text
    assert not mary.measurements.exists()


def test_a_judgement_is_marked_as_that(browser, mary, at):
    assert post(browser, at("judge", mary), which() | {"level": "2"}).status_code == 302
    page = browser.get(at("measurement", mary.measurements.get())).text
    assert "a colleague’s own judgement, not measured" in page
    assert "Judged by Asha Rao" in page


# --- everything -------------------------------------------------------------------------------


def test_a_tool_without_error_is_not_told_from_chance_by_us(browser, mary, asha, licensed, at):
    for score, day in ((50.0, dt.date(2026, 1, 5)), (58.0, dt.date(2026, 3, 1))):
        entering.enter_score(
            patient=mary,
            instrument=made.instrument("pam"),
            score=score,
            measured_on=day,
            by=asha,
            now=build.NOW,
        )
    page = browser.get(at("measurements", mary)).text
    assert "50 to 58: up 8. Past the 7.2 points that a published study counts as more than chance." in page


@pytest.mark.parametrize(("level", "cutset"), [("", "B"), ("3", "B"), ("4", "A")])
def test_the_set_of_levels_is_kept_with_the_level(level, cutset, mary, asha, licensed):
    """Two sets were published: 70 is level 4 in the one and level 3 in the other."""
    pam, day = made.instrument("pam"), dt.date(2026, 3, 1)
    scored = {
        "patient": mary,
        "instrument": pam,
        "score": 70.0,
        "measured_on": day,
        "by": asha,
        "now": build.NOW,
    }
    entered = entering.enter_score(**scored, level=level)
    assert (entered.level, entered.cutset) == (level or "3", cutset)
    with pytest.raises(NotPossible, match="A score of 70 is Level 3"):
        entering.enter_score(**scored, level="1")
