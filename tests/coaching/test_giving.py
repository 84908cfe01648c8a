"""Nothing goes out by itself: each press names who gets it and how, and is kept."""

import io

import pytest
from pypdf import PdfReader

from coaching import output_pages
from coaching.actions import striking
from coaching.actions.giving import give, take_back
from coaching.models import Given
from patients.actions.noting import note
from patients.models import Supporter
from practice.actions import NotPossible
from practice.pdf import NotMade
from tests import build
from tests.coaching import made
from tests.coaching.test_booking import verbs
from tests.coaching.test_outputs_page import WORDS, signed  # noqa: F401 - a fixture
from tests.coaching.test_pages import post

PRESS = {"output": "plan", "to": "person", "how": "hand", "way": "printed"}
SUMMARY = {"output": "gp_summary", "way": "copied"}


@pytest.fixture
def session(signed):  # noqa: F811
    return signed()


@pytest.fixture
def restricted(elm):
    return elm.patients.get(nhs_number="9990000026")


def words_of(answer) -> str:
    pages = PdfReader(io.BytesIO(answer.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def kept(session) -> tuple:
    one = session.given.get()
    return one.output, one.way, one.to_whom, one.address, one.given_by.name


@pytest.mark.care(19)
def test_a_preview_gives_nothing(browser, session, at):
    shown = browser.get(at("plan", session)).text
    assert "Preview: nothing goes out by looking" in shown
    assert "Walk to the shop" in shown
    assert not Given.objects.exists()


def test_printing_keeps_who_got_it_and_shows_the_paper(browser, session, at):
    answer = post(browser, at("give-plan", session), PRESS)
    assert kept(session) == ("plan", "printed", "Mary Webb", "Handed over", "Asha Rao")
    assert answer["Location"].startswith(f"/A81001/given/{session.given.get().pk}?")
    assert verbs(session)[-1] == "output.given"


def test_the_paper_is_the_plan_and_nothing_else(browser, session, at):
    paper = post(browser, at("give-plan", session), PRESS, follow=True).text
    assert '<h1 class="paper__title">My plan</h1>' in paper
    assert "999 000" not in paper
    assert 'class="person"' not in paper
    assert 'class="needs"' not in paper


def test_a_pdf_holds_the_words(browser, session, at):
    answer = post(browser, at("give-plan", session), PRESS | {"way": "pdf"}, follow=True)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="my-plan.pdf"'
    assert "My next step Walk to the shop" in words_of(answer)
    assert session.given.get().way == "pdf"


@pytest.mark.care(26)
@pytest.mark.parametrize(
    ("press", "words"),
    [
        ({"output": "easy_plan"}, "This is my next step. Walk to the shop"),
        ({"islands": "True"}, "My next hop Walk to the shop"),
        ({"large": "True"}, "Walk to the shop"),
    ],
)
def test_every_look_can_be_saved(browser, session, at, press, words):
    answer = post(browser, at("give-plan", session), PRESS | {"way": "pdf"} | press, follow=True)
    assert words in words_of(answer)


@pytest.mark.care(16)
def test_a_supporter_may_get_it_only_if_they_may_be_told(browser, session, mary, asha, at):
    for name, told in (("Ada Webb", "Everything about walking"), ("Ben Webb", "")):
        values = {"name": name, "relation": "Sister", "may_be_told": told}
        note(patient=mary, model=Supporter, values=values, by=asha, now=build.NOW)
    shown = browser.get(at("plan", session)).text
    assert "Ada Webb (sister). May be told: Everything about walking" in shown
    assert "Ben Webb" not in shown
    ada = Supporter.objects.get(name="Ada Webb")
    post(browser, at("give-plan", session), PRESS | {"to": f"supporter-{ada.pk}"})
    assert session.given.get().to_whom == "Ada Webb (sister)"


def test_by_post_names_the_address(browser, elm, asha, at):
    there = build.a_patient(elm, address="1 Elm Road", postcode="EL1 2QY")
    session = made.a_finished(there, asha, **WORDS)
    assert "By post: 1 Elm Road, EL1 2QY" in browser.get(at("plan", session)).text
    post(browser, at("give-plan", session), PRESS | {"how": "post"})
    assert session.given.get().address == "1 Elm Road, EL1 2QY"


def test_no_post_where_nothing_may_go_out(browser, elm, asha, at):
    careful = build.a_patient(elm, address="1 Elm Road", contact_with_care=True)
    session = made.a_finished(careful, asha, **WORDS)
    assert "By post" not in browser.get(at("plan", session)).text
    assert post(browser, at("give-plan", session), PRESS | {"how": "post"}).status_code == 422
    assert not Given.objects.exists()


@pytest.mark.care(19)
@pytest.mark.parametrize("wrong", [{"to": ""}, {"way": "smoke"}, {"to": "supporter-99"}, {"how": ""}])
def test_without_a_recipient_nothing_goes(browser, session, at, wrong):
    answer = post(browser, at("give-plan", session), PRESS | wrong)
    assert (answer.status_code, Given.objects.exists()) == (422, False)
    assert "There is a problem" in answer.text


@pytest.mark.care(13)
def test_a_restricted_persons_paper_names_no_practice(browser, restricted, asha, at):
    session = made.a_finished(restricted, asha, **WORDS | {"step_where": "Elm Park"})
    paper = post(browser, at("give-plan", session), PRESS, follow=True).text
    assert not [words for words in ("Elm Surgery", "Elm Park", "020 7946") if words in paper]
    file = browser.get(f"/A81001/given/{session.given.get().pk}/pdf")
    assert b"Elm" not in file.content
    assert "Elm" not in words_of(file)


def test_copying_the_summary_names_the_gp_record(browser, session, at):
    answer = post(browser, at("give-summary", session), SUMMARY, follow=True)
    assert kept(session) == ("gp_summary", "copied", "GP record", "Elm Surgery (A81001)", "Asha Rao")
    assert "Kept: the summary was copied to the GP record." in answer.text


def test_the_summary_as_a_file_says_whose_it_is(browser, session, at):
    words = words_of(post(browser, at("give-summary", session), SUMMARY | {"way": "pdf"}, follow=True))
    assert "Mary Webb, born 4 May 1970, NHS number 999 000 0034" in words
    assert "Next step: Walk to the shop, Tuesday after breakfast." in words


def test_another_way_for_the_summary_is_refused(browser, session, at):
    answer = post(browser, at("give-summary", session), SUMMARY | {"way": "email"}, follow=True)
    assert "Press “Copy” or “Save as PDF”." in answer.text
    assert not Given.objects.exists()


@pytest.mark.care(19)
def test_not_to_the_gp_means_not(browser, signed, at):  # noqa: F811
    session = signed(not_to_gp=True)
    answer = post(browser, at("give-summary", session), SUMMARY, follow=True)
    assert "do not send to the GP" in answer.text
    assert not Given.objects.exists()


@pytest.mark.parametrize(("output", "why"), [("plan", "not signed"), ("gp_summary", "not signed")])
def test_nothing_of_an_unsigned_note(started, asha, output, why):
    with pytest.raises(NotPossible, match=why):
        give(session=started, output=output, way="pdf", to_whom="Mary", by=asha, now=build.NOW)


def test_nothing_of_a_struck_note(browser, session, asha, at):
    one = give(session=session, output="plan", way="printed", to_whom="Mary", by=asha, now=build.NOW)
    striking.strike(session=session, because="Wrong person", by=asha, now=build.NOW)
    for address in (at("plan", session), at("given", one), at("given-pdf", one)):
        assert browser.get(address)["Location"] == at("session", session)
    assert "entered in error" in post(browser, at("give-plan", session), PRESS, follow=True).text
    assert Given.objects.count() == 1


def test_a_plan_before_the_note_is_signed_leads_back(browser, started, at):
    answer = browser.get(at("plan", started), follow=True)
    assert "This note is not signed yet" in answer.text


def test_letters_that_no_file_shows_are_said(browser, signed, at):  # noqa: F811
    session = signed(next_step="去公园")
    answer = post(browser, at("give-plan", session), PRESS | {"way": "pdf"}, follow=True)
    assert "cannot show some letters of it: 去公园" in answer.text


def test_a_typesetter_that_falls_leaves_the_paper(browser, session, at, monkeypatch):
    def falls(document):
        raise NotMade("no")

    monkeypatch.setattr(output_pages, "pdf_of", falls)
    answer = post(browser, at("give-plan", session), PRESS | {"way": "pdf"}, follow=True)
    assert "could not be made just now" in answer.text


def test_a_sensitive_plan_is_for_its_readers_alone(browser_of, signed, at):  # noqa: F811
    session = signed(sensitive=True)
    ben = browser_of("ben")
    assert ben.get(at("plan", session)).status_code == 403
    assert post(ben, at("give-plan", session), PRESS).status_code == 403
    one = give(session=session, output="plan", way="pdf", to_whom="M", by=session.coach, now=build.NOW)
    assert [ben.get(at(name, one)).status_code for name in ("given", "given-pdf")] == [403, 403]


def test_pressed_twice_it_is_given_once(browser, session, at):
    pressed = PRESS | {"form_key": "5c1de7a4-2a3c-4a06-9c2e-0f0ee0b5c6a1"}
    first, second = (browser.post(at("give-plan", session), pressed) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert session.given.count() == 1


def test_what_was_not_given_after_all_is_said_beside_it(browser, session, at):
    post(browser, at("give-plan", session), PRESS)
    given = session.given.get()
    assert b"Say why it was not given" in post(browser, at("not-given", given), {"because": ""}).content
    post(browser, at("not-given", given), {"because": "They left without it"})
    shown = browser.get(at("session", session)).text
    assert 'Not given after all:</strong> <span class="words">They left without it' in shown
    assert "printed, for" in shown and verbs(session)[-1] == "output.taken_back"
    assert (
        browser.get(at("given", given)).status_code == browser.get(at("given-pdf", given)).status_code == 302
    )


def test_a_message_and_what_was_taken_back_already_are_not_taken_back(session, asha, now):
    for way in ("text", "printed"):
        given = give(session=session, output="plan", way=way, to_whom="Mary Webb", by=asha, now=now)
        if way == "printed":
            take_back(given=given, because="Wrong button", by=asha, now=now)
        with pytest.raises(NotPossible, match="under Messages"):
            take_back(given=given, because="Wrong button", by=asha, now=now)
