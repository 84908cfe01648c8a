"""The sign-in ended while somebody was writing: their words are kept for them, and for nobody else."""

import datetime as dt
import time

import pytest
from django.core import signing
from django.test import Client

from coaching.actions import drafts
from coaching.models import HeldPost, Session, SessionDraft
from coaching.tasks import let_held_words_expire
from practice.models import Practice, User
from practice.tenancy import set_view
from tests import build
from tests.coaching import made
from tests.coaching.test_drafts import BACKGROUND, MINE, hidden
from tests.coaching.test_pages import post


def rested(client: Client) -> Client:
    """Nobody pressed anything for longer than a session may rest."""
    session = client.session
    session["signed_in_at"] = session["last_active"] = time.time() - 16 * 60
    session.save()
    return client


def sign_in(client: Client, name: str = "asha") -> Client:
    user = User.objects.get(email__startswith=f"{name}@")
    client.force_login(user, backend="practice.sessions.Backend")
    return client


@pytest.fixture
def page(browser, started, at):
    """The form as Asha has it open."""
    return browser.get(at("session", started))


@pytest.mark.parametrize("name", ["draft", "finish"])
def test_words_sent_after_a_rest_are_there_after_signing_in(browser, page, started, at, name):
    typed = made.TYPED | {"whose": hidden(page, "whose"), "draft_version": "0"}
    answer = post(rested(browser), at(name, started), typed)
    assert answer["Location"] == f"/account/login/?next={at('session', started)}"
    back = sign_in(browser).get(at("session", started))
    assert "You were signed out while you wrote" in back.text
    assert "Tired in the mornings" in back.text
    assert Session.objects.get(pk=started.pk).finished_at is None


def test_the_script_is_told_and_its_words_are_kept(browser, page, started, at):
    typed = MINE | {"whose": hidden(page, "whose")}
    assert rested(browser).post(at("draft", started), typed, **BACKGROUND).status_code == 401
    assert "First tab" in sign_in(browser).get(at("session", started)).text


def test_held_words_become_the_draft_when_they_are_saved(browser, page, started, at):
    post(rested(browser), at("draft", started), MINE | {"whose": hidden(page, "whose")})
    back = sign_in(browser).get(at("session", started))
    typed = MINE | {"whose": hidden(back, "whose"), "draft_version": hidden(back, "draft_version")}
    assert post(browser, at("draft", started), typed).status_code == 302
    assert not held_by("asha").exists()
    assert SessionDraft.objects.get().fields["notes"] == ["First tab"]


def held_by(name: str):
    user = User.objects.get(email__startswith=f"{name}@")
    set_view(practices=str(Practice.objects.get(ods_code="A81001").pk), actor="", user=str(user.pk))
    return HeldPost.objects.all()


def test_nobody_else_sees_held_words(browser, page, started, at, browser_of):
    post(rested(browser), at("draft", started), MINE | {"whose": hidden(page, "whose")})
    assert "First tab" not in browser_of("ben").get(at("session", started)).text
    assert not held_by("ben").exists()
    assert held_by("asha").count() == 1


def test_somebody_else_at_the_same_pc_writes_nothing_in_their_own_name(browser, page, started, at):
    """The page was Asha's; Ben has signed in; the words are Asha's."""
    sign_in(browser, "ben")
    answer = post(browser, at("finish", started), made.TYPED | {"whose": hidden(page, "whose")})
    assert answer["Location"] == "/"
    assert Session.objects.get(pk=started.pk).finished_at is None
    assert "Tired in the mornings" not in browser.get(at("session", started)).text
    assert "Tired in the mornings" in sign_in(browser).get(at("session", started)).text


def test_a_draft_that_went_on_elsewhere_and_held_words_stand_side_by_side(
    browser, page, started, at, browser_of
):
    post(rested(browser), at("draft", started), MINE | {"whose": hidden(page, "whose"), "notes": "Held"})
    other = browser_of("asha")
    other.post(at("draft", started), MINE | {"notes": "From another PC"}, **BACKGROUND)
    both = other.get(at("session", started))
    assert "Held" in both.text and "From another PC" in both.text
    assert "Choose what to keep" in both.text


def test_a_page_from_before_a_new_sign_in_keeps_its_words(started, at):
    """A new sign-in changes the form's token; the page that was left open still has good words in it."""
    client = sign_in(Client(enforce_csrf_checks=True))
    page = client.get(at("session", started))
    typed = made.TYPED | {"whose": hidden(page, "whose"), "csrfmiddlewaretoken": "0" * 64}
    answer = client.post(at("finish", started), typed, follow=True)
    assert "What you typed is kept" in answer.text
    assert "Tired in the mornings" in answer.text
    assert Session.objects.get(pk=started.pk).finished_at is None


@pytest.mark.parametrize("whose", ["", "x", "WzEsMSwxLCJ4Il0:1vA:forged"])
def test_without_the_pages_own_signature_nothing_is_kept(started, at, whose):
    client = sign_in(Client(enforce_csrf_checks=True))
    assert client.post(at("finish", started), made.TYPED | {"whose": whose}).status_code == 403
    nobody = Client().post(at("finish", started), made.TYPED | {"whose": whose})
    assert nobody["Location"] == "/account/login/?next=/"
    assert not held_by("asha").exists()


def signed_for(session, member, **changed) -> str:
    values = {
        "user_id": member.user_id,
        "practice_id": session.practice_id,
        "session_id": session.pk,
        "page": "abc",
    } | changed
    return drafts.Whose(**values).signed


def test_a_signature_for_another_session_keeps_nothing(started, at, asha):
    whose = signed_for(started, asha, session_id=started.pk + 1)
    assert (
        Client().post(at("draft", started), MINE | {"whose": whose})["Location"] == "/account/login/?next=/"
    )
    assert not held_by("asha").exists()


def test_a_signature_for_another_purpose_keeps_nothing(started, at, asha):
    other = signing.dumps([asha.user_id, started.practice_id, started.pk, "abc"], salt="another.purpose")
    assert drafts.Whose.read(other) is None
    wrong_shape = signing.dumps([1, 2], salt=drafts.SALT)
    assert drafts.Whose.read(wrong_shape) is None


def test_a_leavers_words_are_not_kept(started, at, asha):
    eve = User.objects.get(email__startswith="eve@")
    post(Client(), at("draft", started), MINE | {"whose": signed_for(started, asha, user_id=eve.pk)})
    assert not held_by("eve").exists()


def test_too_much_is_not_kept(started, at, asha):
    long = MINE | {"whose": signed_for(started, asha), "notes": "x" * 80_000}
    page = post(Client(), at("draft", started), long, follow=True)
    assert "could not be kept" in page.text
    assert not held_by("asha").exists()


def test_one_row_for_one_person_and_session_and_it_expires(started, at, asha, clock):
    for words in ("One", "Two"):
        post(Client(), at("draft", started), MINE | {"whose": signed_for(started, asha), "notes": words})
    assert [held.fields["notes"] for held in held_by("asha")] == [["Two"]]
    assert (
        drafts.held_for(session=started, user_id=asha.user_id, now=build.NOW + dt.timedelta(days=8)) is None
    )


def test_expired_words_are_thrown_away_by_the_next_that_are_kept(started, at, asha, ben, clock):
    post(Client(), at("draft", started), MINE | {"whose": signed_for(started, asha)})
    clock.move(days=8)
    post(Client(), at("draft", started), MINE | {"whose": signed_for(started, ben)})
    assert not held_by("asha").exists()
    assert held_by("ben").count() == 1


def test_expired_words_go_by_themselves(started, at, asha, clock):
    post(Client(), at("draft", started), MINE | {"whose": signed_for(started, asha)})
    let_held_words_expire()
    assert held_by("asha").count() == 1
    clock.move(days=8)
    let_held_words_expire()
    assert not held_by("asha").exists()


def test_held_words_of_a_session_that_ended_are_offered_for_adding(browser, browser_of, page, started, at):
    post(rested(browser), at("draft", started), MINE | {"whose": hidden(page, "whose")})
    post(browser_of("ben"), at("finish", started), made.TYPED)
    back = sign_in(browser).get(at("session", started))
    assert "What you wrote is not in the note" in back.text
    assert "First tab" in back.text
