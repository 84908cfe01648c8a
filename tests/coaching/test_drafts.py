"""Drafts save themselves; two tabs and two colleagues see both texts."""

import re

import pytest

from coaching.models import Session, SessionDraft
from practice.models import History, TrailEvent
from tests.coaching import made
from tests.coaching.test_pages import post

BACKGROUND = {"headers": {"X-Skerry-Background": "1"}}
MINE = {"mode": "phone", "notes": "First tab", "draft_version": "0"}


def hidden(page, name: str) -> str:
    return re.search(f'name="{name}" value="([^"]*)"', page.text)[1]


def test_typing_is_saved_by_script(browser, started, at):
    answer = browser.post(at("draft", started), MINE, **BACKGROUND)
    assert (answer.status_code, answer["X-Skerry-Version"]) == (204, "1")
    again = browser.post(at("draft", started), MINE | {"notes": "More", "draft_version": "1"}, **BACKGROUND)
    assert again["X-Skerry-Version"] == "2"
    page = browser.get(at("session", started))
    assert ">\nMore</textarea>" in page.text
    assert hidden(page, "draft_version") == "2"


def test_typing_is_saved_by_a_button(browser, started, at):
    page = post(browser, at("draft", started), MINE, follow=True)
    assert "Draft saved" in page.text
    assert "First tab" in page.text


def test_a_sign_that_cannot_be_stored_costs_no_word(browser, started, at):
    answer = browser.post(at("draft", started), MINE | {"notes": "Pasted\0 from elsewhere"}, **BACKGROUND)
    assert answer.status_code == 204
    assert "Pasted from elsewhere" in browser.get(at("session", started)).text


def test_half_a_date_is_kept_as_it_was_typed(browser, started, at):
    browser.post(at("draft", started), MINE | {"follow_up_on_day": "31", "follow_up_on_month": "Feb"})
    page = browser.get(at("session", started))
    assert 'value="31"' in page.text and 'value="Feb"' in page.text
    assert "There is a problem" not in page.text


def test_a_draft_is_outside_trail_and_history(browser, started, at):
    before = TrailEvent.objects.count(), History.objects.count()
    browser.post(at("draft", started), MINE, **BACKGROUND)
    assert (TrailEvent.objects.count(), History.objects.count()) == before


def test_two_tabs_see_both_texts(browser, started, at):
    browser.post(at("draft", started), MINE, **BACKGROUND)
    second = browser.post(at("draft", started), MINE | {"notes": "Second tab"})
    assert second.status_code == 409
    assert "First tab" in second.text and "Second tab" in second.text
    assert SessionDraft.objects.get().fields["notes"] == ["First tab"]


def test_the_script_of_a_second_tab_is_told(browser, started, at):
    browser.post(at("draft", started), MINE, **BACKGROUND)
    assert browser.post(at("draft", started), MINE | {"notes": "Second"}, **BACKGROUND).status_code == 409


def test_the_same_words_in_two_tabs_are_no_conflict(browser, started, at):
    browser.post(at("draft", started), MINE, **BACKGROUND)
    again = browser.post(at("draft", started), MINE, **BACKGROUND)
    assert (again.status_code, again["X-Skerry-Version"]) == (204, "1")


@pytest.mark.parametrize(("keep", "kept"), [("mine", "Second tab"), ("theirs", "First tab")])
def test_one_of_two_versions_is_chosen(browser, started, at, keep, kept):
    browser.post(at("draft", started), MINE, **BACKGROUND)
    both = browser.post(at("draft", started), MINE | {"notes": "Second tab"})
    chosen = {"notes": "Second tab", "mode": "phone", "keep_notes": keep}
    post(browser, at("draft", started), chosen | {"draft_version": hidden(both, "draft_version")})
    assert SessionDraft.objects.get().fields["notes"] == [kept]


def test_words_of_another_tab_are_not_signed_over(browser, started, at):
    browser.post(at("draft", started), MINE, **BACKGROUND)
    answer = post(browser, at("finish", started), made.TYPED | {"draft_version": "0"})
    assert answer.status_code == 409
    assert "First tab" in answer.text and "Tired in the mornings" in answer.text
    assert Session.objects.get(pk=started.pk).finished_at is None


def test_a_colleague_who_finishes_first_costs_nobody_a_word(browser, browser_of, started, at):
    post(browser_of("ben"), at("finish", started), made.TYPED | {"notes": "Ben wrote this"})
    answer = post(browser, at("finish", started), made.TYPED)
    assert answer.status_code == 409
    assert "Ben wrote this" in answer.text and "Tired in the mornings" in answer.text
    kept = browser.get(at("session", started))
    assert "Tired in the mornings" in kept.text
    assert "Tired in the mornings" not in browser_of("ben").get(at("session", started)).text


def test_what_is_left_over_is_added_or_thrown_away(browser, browser_of, started, at):
    post(browser_of("ben"), at("finish", started), made.TYPED | {"notes": "Ben wrote this"})
    post(browser, at("finish", started), made.TYPED)
    page = post(browser, at("drop", started), follow=True)
    assert "Tired in the mornings" not in page.text
    assert not SessionDraft.objects.exists()


def test_the_same_person_finishing_in_two_tabs_is_done(browser, started, at):
    for _tab in range(2):
        answer = post(browser, at("finish", started), made.TYPED)
        assert answer["Location"] == at("session", started)
    assert not SessionDraft.objects.exists()


def test_colleagues_know_of_each_other_but_read_nothing(browser, browser_of, started, at):
    browser.post(at("draft", started), MINE, **BACKGROUND)
    page = browser_of("ben").get(at("session", started))
    assert "Asha Rao has an unsigned draft" in page.text
    assert "First tab" not in page.text


def test_a_missing_date_costs_no_words(browser, started, at):
    wrong = made.TYPED | {"follow_up_on_day": ""}
    assert post(browser, at("finish", started), wrong).status_code == 422
    assert SessionDraft.objects.get().fields["notes"] == ["Tired in the mornings"]


def test_too_much_is_refused_and_shown(browser, started, at):
    answer = browser.post(at("draft", started), MINE | {"notes": "x" * 20_001})
    assert answer.status_code == 422
    assert "20,000 characters" in answer.text
    assert not SessionDraft.objects.exists()
