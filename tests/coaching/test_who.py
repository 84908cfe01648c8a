"""Whose eyes: roles, sensitive notes, other practices, blocked records."""

import pytest

from coaching.models import Session
from patients.models import RecordBlock
from practice.models import SignInEvent
from practice.tenancy import in_view
from tests import build
from tests.coaching import made
from tests.coaching.test_pages import post, record_of

PAGES = ["session", "move", "cancel", "did-not-attend", "strike"]
PRESSES = ["start", "draft", "finish", "add-words", "drop", "reopen", "right-person"]


@pytest.fixture
def sensitive(mary, asha, ben) -> Session:
    """Asha's note, which only she and Ben may read."""
    return made.a_finished(mary, asha, notes="In confidence", sensitive=True, readers=(ben,))


@pytest.mark.care(3)
@pytest.mark.parametrize("name", PAGES)
def test_pages_are_for_those_who_hold_sessions(browser_of, started, at, name):
    for who, status in (("asha", 200), ("ben", 200), ("lena", 200), ("mo", 403), ("cara", 403), ("dev", 404)):
        assert browser_of(who).get(at(name, started)).status_code == status, who


@pytest.mark.parametrize("name", PRESSES)
def test_presses_are_for_those_who_hold_sessions(browser_of, started, at, name):
    for who, status in (("mo", 403), ("cara", 403), ("dev", 404)):
        assert browser_of(who).post(at(name, started)).status_code == status, who


@pytest.mark.parametrize("name", [*PAGES, *PRESSES])
def test_an_id_of_nothing_is_not_found(browser, elm, name):
    assert post(browser, f"/A81001/sessions/9999999/{name}").status_code == 404


@pytest.mark.parametrize("press", ["done", "undo"])
def test_a_follow_up_of_nobody_is_not_found(browser, elm, press):
    assert post(browser, f"/A81001/follow-ups/9999999/{press}").status_code == 404


def test_another_practices_session_is_not_found_under_ones_own(browser_of, oak, at, member, elm):
    with in_view([elm, oak]):
        theirs = made.a_started(build.a_patient(oak), member("lena", oak))
    assert browser_of("lena").get(at("session", theirs)).status_code == 404
    assert browser_of("lena").get(f"/A81002/sessions/{theirs.pk}").status_code == 200


@pytest.mark.care(3)
def test_managers_see_no_sessions_and_coordinators_see_days(browser_of, finished):
    record = record_of(finished.patient)
    assert "Spoke about sleep" not in browser_of("mo").get(record).text
    assert "2 March 2026: Finished" not in browser_of("mo").get(record).text
    cara = browser_of("cara").get(record).text
    assert "2 March 2026: Finished" in cara
    assert "Bed at ten" not in cara and "How the walks went" not in cara
    assert "Bed at ten" in browser_of("ben").get(record).text


@pytest.mark.care(3)
def test_a_sensitive_note_is_for_its_author_and_those_named(browser_of, sensitive, at):
    for who, status in (("asha", 200), ("ben", 200), ("lena", 403)):
        assert browser_of(who).get(at("session", sensitive)).status_code == status, who
    assert SignInEvent.objects.filter(kind="refused", place__contains="sensitive").exists()


def test_others_see_only_that_a_sensitive_session_took_place(browser_of, sensitive):
    page = browser_of("lena").get(record_of(sensitive.patient)).text
    assert "Sensitive note" in page and "2 March 2026" in page
    assert "Bed at ten" not in page
    assert f"/sessions/{sensitive.pk}" not in page


def test_a_sensitive_step_is_not_last_times_step_for_others(browser_of, sensitive, lena, at):
    later = made.a_started(sensitive.patient, lena, build.NOW)
    text = browser_of("lena").get(at("session", later)).text
    assert "Bed at ten" not in text
    assert "No earlier session that you can read." in text


@pytest.mark.parametrize("press", ["strike", "add-words", "drop", "right-person"])
def test_nobody_else_touches_a_sensitive_note(browser_of, sensitive, at, press):
    answer = post(browser_of("lena"), at(press, sensitive), {"because": "x", "words": "x"})
    assert answer.status_code == 403


def test_a_colleague_is_named_and_told_on_the_note(browser, started, at, ben):
    post(browser, at("finish", started), made.TYPED | {"sensitive": "on", "readers": [ben.pk]})
    assert "Only Asha Rao, Ben Carter can read this note" in browser.get(at("session", started)).text


def test_who_may_not_read_notes_cannot_be_named(browser, started, at, member):
    cara = member("cara").pk
    answer = post(browser, at("finish", started), made.TYPED | {"sensitive": "on", "readers": [cara]})
    assert answer.status_code == 422


def test_a_relations_session_is_shut(browser, mary, started, at, asha):
    RecordBlock.objects.create(
        practice=mary.practice, patient=mary, user=asha.user, kind="relation", set_at=build.NOW, set_by=asha
    )
    assert browser.get(at("session", started)).status_code in (302, 403)
    assert post(browser, at("finish", started), made.TYPED).status_code in (302, 403)
    assert Session.objects.get(pk=started.pk).finished_at is None


def test_nobody_is_sent_to_sign_in_with_their_words_unread(client, started, at):
    assert client.get(at("session", started))["Location"].startswith("/account/login/")
    assert client.post(at("strike", started))["Location"].startswith("/account/login/")
