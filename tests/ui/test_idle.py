"""A session that rests is warned, goes on at one key, and ends without showing or losing anything."""

import pytest
from playwright.sync_api import expect

PAGE = (
    '{% extends "base.html" %}{% block content %}<h1>Patricia’s record</h1>'
    '<form method="post" action="/save"><label for="w">Words</label><input id="w" name="w"></form>{% endblock %}'
)
SIGN_IN, SIGN_OUT, HERE = "/account/login/", "/account/logout/", "/still-here"
WARNING = "You will soon be signed out"


@pytest.fixture
def rest(stage, browser):
    """A page on a clock that the test moves; fifteen minutes of rest, twelve hours in all."""
    stage.answers[HERE] = lambda body: (204, {}, b"")
    stage.answers[SIGN_OUT] = lambda body: (204, {}, b"")
    stage.pages[SIGN_IN] = (
        '{% extends "base_plain.html" %}{% block content %}<h1>Sign in</h1>{% endblock %}',
        {},
    )
    stage.pages["/"] = (PAGE, {"idle_seconds": 900, "absolute_seconds": 43_200})
    page = browser().new_page()
    page.clock.install()
    page.goto("/")
    page.clock.run_for(100)
    return page


def wait(page, minutes: float) -> None:
    page.clock.run_for(int(minutes * 60_000))


def warning(page):
    return page.get_by_role("dialog", name=WARNING)


def test_two_minutes_before_the_end_a_warning_covers_the_page(rest):
    wait(rest, 12.9)
    expect(warning(rest)).to_be_hidden()
    wait(rest, 0.2)
    expect(warning(rest)).to_be_visible()
    expect(rest.get_by_role("button", name="Stay signed in")).to_be_focused()


@pytest.mark.parametrize("key", ["a", "Enter", "Escape", " "])
def test_any_key_goes_on(rest, stage, key: str):
    wait(rest, 13.1)
    rest.keyboard.press(key)
    expect(warning(rest)).to_be_hidden()
    assert stage.posts(HERE)[0][0]["X-Skerry-Active"] == "1"
    wait(rest, 12)
    expect(warning(rest)).to_be_hidden()


def test_signing_out_can_be_reached_by_keyboard(rest, stage):
    stage.answers[SIGN_OUT] = lambda body: (302, {"Location": SIGN_IN}, b"")
    wait(rest, 13.1)
    rest.keyboard.press("Tab")
    expect(warning(rest).get_by_role("button", name="Sign out")).to_be_focused()
    rest.keyboard.press("Enter")
    rest.wait_for_url(f"**{SIGN_IN}")
    assert stage.posts(HERE) == []


def test_time_runs_out_the_server_is_told_and_nothing_stays_on_the_screen(rest, stage):
    wait(rest, 15.1)
    rest.wait_for_url(f"**{SIGN_IN}?next=%2F")
    assert len(stage.posts(SIGN_OUT)) == 1
    expect(rest.get_by_role("heading", name="Sign in")).to_be_visible()


def test_words_that_are_not_saved_stay_covered_instead(rest, stage):
    rest.get_by_label("Words").fill("walks")
    wait(rest, 15.1)
    expect(rest.get_by_role("dialog", name="You have been signed out")).to_be_visible()
    rest.keyboard.press("Escape")
    rest.keyboard.press("Escape")
    expect(rest.get_by_role("dialog", name="You have been signed out")).to_be_visible()


def test_the_same_person_gets_their_words_back(rest, stage):
    rest.get_by_label("Words").fill("walks")
    wait(rest, 15.1)
    expect(rest.get_by_role("dialog", name="You have been signed out")).to_be_visible()
    rest.evaluate("dispatchEvent(new Event('focus'))")
    expect(rest.get_by_role("dialog")).to_have_count(0)
    expect(rest.get_by_label("Words")).to_have_value("walks")


def test_somebody_else_does_not_get_them(rest, stage):
    rest.get_by_label("Words").fill("walks")
    wait(rest, 15.1)
    other = b'<body data-user="8"></body>'
    stage.answers["/"] = lambda body: (200, {"Content-Type": "text/html"}, other)
    rest.evaluate("dispatchEvent(new Event('focus'))")
    expect(rest.get_by_text("Somebody else is signed in now.")).to_be_visible()
    expect(rest.get_by_role("dialog", name="You have been signed out")).to_be_visible()


def test_typing_holds_the_session_open_with_one_request_a_minute(rest, stage):
    for _minute in range(20):
        rest.get_by_label("Words").press("a")
        wait(rest, 1)
    expect(warning(rest)).to_be_hidden()
    assert 8 <= len(stage.posts(HERE)) <= 20


def test_reading_in_one_tab_is_not_interrupted_by_another(rest, stage):
    other = rest.context.new_page()
    other.clock.install()
    other.goto("/")
    wait(rest, 13.1)
    expect(warning(rest)).to_be_visible()
    wait(other, 13.1)
    other.keyboard.press("a")
    expect(warning(rest)).to_be_hidden()


def test_signing_out_in_one_tab_clears_the_others(rest, stage):
    stage.answers[SIGN_OUT] = lambda body: (302, {"Location": SIGN_IN}, b"")
    other = rest.context.new_page()
    other.goto("/")
    other.get_by_text("Asha Rao").first.click()
    other.get_by_role("button", name="Sign out").click()
    rest.wait_for_url(f"**{SIGN_IN}?next=%2F")


def test_the_end_of_the_longest_session_is_announced(stage, rest):
    stage.pages["/"] = (PAGE, {"idle_seconds": 900, "absolute_seconds": 150})
    rest.goto("/")
    wait(rest, 1)
    expect(rest.get_by_role("dialog", name="You have been signed in for a long time")).to_be_visible()
    rest.get_by_role("button", name="Go on").click()
    expect(rest.get_by_role("dialog")).to_have_count(0)
    wait(rest, 2)
    rest.wait_for_url(f"**{SIGN_IN}?next=%2F")
