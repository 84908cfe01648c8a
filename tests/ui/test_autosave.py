"""Nothing typed is ever lost: drafts reach the server, or the page keeps the words and says so."""

import pytest
from playwright.sync_api import expect

PAGE = (
    '{% extends "base.html" %}{% block content %}<h1>Session</h1>'
    '<form method="post" action="/finish" data-autosave="/draft">{% csrf_token %}{% form_key %}'
    '<label for="n">Note</label><textarea id="n" name="note"></textarea>'
    '<label for="m">More</label><input id="m" name="more"><input type="hidden" name="version" value="1">'
    '{% include "ui/autosave.html" %}<button>Finish</button></form>{% endblock %}'
)
SIGN_IN = "/account/login/"
STORED = (204, {"X-Skerry-Version": "2"}, b"")
SIGNED_OUT = (302, {"Location": f"{SIGN_IN}?next=/"}, b"")


@pytest.fixture
def write(show, stage):
    """A session form; `stage.answers["/draft"]` says how the server takes its drafts."""
    stage.answers.setdefault("/draft", lambda body: STORED)
    stage.pages["/finish"] = ("<h1>Finished</h1>", {})
    stage.pages[SIGN_IN] = ('{% extends "base_plain.html" %}', {})
    return show(PAGE, path="/")


def note(page):
    return page.get_by_label("Note")


def test_words_reach_the_server_within_five_seconds(write, stage):
    note(write).press_sequentially("walks to the pier", delay=10)
    expect(write.get_by_text("Draft saved at")).to_be_visible(timeout=5000)
    headers, body = stage.posts("/draft")[-1]
    assert "walks to the pier" in body
    assert headers["X-Skerry-Background"] == "1"


def test_leaving_a_field_stores_it_at_once(write, stage):
    note(write).fill("walks")
    write.get_by_label("More").focus()
    expect(write.get_by_text("Draft saved at")).to_be_visible(timeout=1500)


def test_the_form_s_key_is_kept_for_the_real_sending(write, stage):
    note(write).fill("walks")
    write.get_by_label("More").focus()
    expect(write.get_by_text("Draft saved at")).to_be_visible()
    assert "form_key" not in stage.posts("/draft")[-1][1]


def test_the_draft_s_new_version_goes_with_the_next_words(write, stage):
    for words in ("one", "two"):
        note(write).fill(words)
        with write.expect_response("**/draft"):
            note(write).blur()
        expect(write.get_by_text("Draft saved at")).to_be_visible()
    assert 'name="version"\r\n\r\n2' in stage.posts("/draft")[-1][1]


def test_only_a_key_press_counts_as_activity(write, stage):
    note(write).press_sequentially("w")
    expect(write.get_by_text("Draft saved at")).to_be_visible(timeout=5000)
    assert stage.posts("/draft")[-1][0].get("X-Skerry-Active") == "1"
    write.evaluate("document.getElementById('n').dispatchEvent(new Event('input', {bubbles: true}))")
    with write.expect_response("**/draft"):
        write.evaluate("skerry.flush()")
    assert "X-Skerry-Active" not in stage.posts("/draft")[-1][0]


def test_without_a_network_the_page_says_what_is_not_saved_and_then_saves_it(write, stage):
    write.context.set_offline(True)
    note(write).fill("walks")
    note(write).blur()
    expect(write.get_by_text("Not saved yet: the network is gone")).to_be_visible()
    write.context.set_offline(False)
    expect(write.get_by_text("Not saved yet: the network is gone")).to_be_hidden(timeout=15_000)
    assert "walks" in stage.posts("/draft")[-1][1]


def test_finishing_without_a_network_keeps_the_page_and_its_words(write):
    write.context.set_offline(True)
    note(write).fill("walks")
    write.get_by_role("button", name="Finish").click()
    expect(write.get_by_text("Not saved yet: the network is gone")).to_be_visible()
    expect(note(write)).to_have_value("walks")


def test_finishing_stores_the_last_words_first(write, stage):
    note(write).fill("walks")
    write.get_by_role("button", name="Finish").click()
    expect(write.get_by_role("heading", name="Finished")).to_be_visible()
    posts = [path for method, path, *_rest in stage.heard if method == "POST"]
    assert posts == ["/draft", "/finish"]


def test_words_stay_in_the_page_when_the_session_is_over(write, stage):
    stage.answers["/draft"] = stage.answers["/"] = lambda body: SIGNED_OUT
    note(write).fill("walks")
    write.get_by_role("button", name="Finish").click()
    expect(write.get_by_text("Not saved yet: you have been signed out")).to_be_visible()
    expect(note(write)).to_have_value("walks")
    assert stage.posts("/finish") == []


def test_after_signing_in_again_the_words_go_out_with_a_fresh_token(write, stage):
    stage.answers["/draft"] = stage.answers["/"] = lambda body: SIGNED_OUT
    note(write).fill("walks")
    note(write).blur()
    expect(write.get_by_text("Not saved yet: you have been signed out")).to_be_visible()
    stale = write.locator("[name=csrfmiddlewaretoken]").first.input_value()
    del stage.answers["/"]
    stage.answers["/draft"] = lambda body: (403, {}, b"") if stale in body else STORED
    write.evaluate("dispatchEvent(new Event('focus'))")
    expect(write.get_by_text("Draft saved at")).to_be_visible()


def test_nobody_else_who_signs_in_stores_or_sends_these_words(write, stage):
    stage.answers["/draft"] = lambda body: (403, {}, b"")
    other = '<body data-user="8"><input name="csrfmiddlewaretoken" value="theirs"></body>'
    stage.answers["/"] = lambda body: (200, {"Content-Type": "text/html"}, other.encode())
    note(write).fill("walks")
    note(write).blur()
    expect(write.get_by_text("Not saved: somebody else is signed in now")).to_be_visible()
    write.get_by_role("button", name="Finish").click()
    write.wait_for_timeout(300)
    assert stage.posts("/finish") == []
    assert all("theirs" not in body for _headers, body in stage.posts("/draft"))


def test_a_change_made_elsewhere_is_told_and_not_overwritten(write, stage):
    stage.answers["/draft"] = lambda body: (409, {}, b"")
    note(write).fill("walks")
    note(write).blur()
    expect(write.get_by_text("Not saved: this was changed in another place")).to_be_visible()
    note(write).fill("walks more")
    note(write).blur()
    write.wait_for_timeout(4000)
    assert len(stage.posts("/draft")) == 1


def test_a_changed_draft_is_still_sent_by_the_button_which_shows_both(write, stage):
    stage.answers["/draft"] = lambda body: (409, {}, b"")
    note(write).fill("walks")
    write.get_by_role("button", name="Finish").press(
        "Enter"
    )  # what is shown meanwhile moves it under a mouse
    expect(write.get_by_role("heading", name="Finished")).to_be_visible()


def test_a_server_that_fails_is_tried_again(write, stage):
    answers = [(500, {}, b""), (500, {}, b""), STORED]
    stage.answers["/draft"] = lambda body: answers.pop(0)
    note(write).fill("walks")
    note(write).blur()
    expect(write.get_by_text("Not saved yet: the server does not answer")).to_be_visible()
    expect(write.get_by_text("Draft saved at")).to_be_visible(timeout=12_000)


def test_leaving_with_unsaved_words_asks_first(write, stage):
    stage.answers["/draft"] = lambda body: (500, {}, b"")
    note(write).press_sequentially("walks")
    note(write).blur()
    expect(write.get_by_text("Not saved yet: the server does not answer")).to_be_visible()
    asked = []
    write.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    write.evaluate("location.assign('/finish')")
    write.wait_for_timeout(500)
    assert asked == ["beforeunload"]


def test_closing_the_page_in_the_middle_of_a_word_still_stores_it(write, stage):
    note(write).press_sequentially("walks")
    write.close(run_before_unload=True)
    write.context.new_page().wait_for_timeout(500)
    assert "walks" in stage.posts("/draft")[-1][1]


def test_nothing_is_kept_in_the_browser(write):
    note(write).fill("walks")
    note(write).blur()
    expect(write.get_by_text("Draft saved at")).to_be_visible()
    assert write.evaluate("localStorage.length") == 0
    assert "walks" not in write.evaluate("JSON.stringify(sessionStorage)")
