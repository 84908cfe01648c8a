"""The pages of questionnaires: what is in use, every word of one, a file that is checked first, licences."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from activation.actions.licensing import note_licence
from activation.actions.loading import load
from activation.models import HeldLicence, Instrument
from practice.models import TrailEvent
from practice.permissions import Role
from practice.tenancy import in_view
from tests import build
from tests.activation.files import bent, small

ELM = "A81001"


@pytest.fixture
def mo(member):
    return member("mo", role=Role.ADMINISTRATOR)


@pytest.fixture
def page(elm, browser_of):
    """Mo's browser, on the pages of questionnaires."""
    client = browser_of("mo")

    def send(name: str, /, *args, **data):
        where = reverse(f"activation:{name}", args=[ELM, *args])
        return client.post(where, data) if data else client.get(where)

    return send


@pytest.fixture
def upload(page):
    """`upload(raw)`: the file is sent."""

    def send(raw):
        data = raw if isinstance(raw, bytes) else json.dumps(raw).encode()
        return page("load-questionnaire", file=SimpleUploadedFile("questionnaire.json", data))

    return send


@pytest.fixture
def own(elm, mo, now) -> Instrument:
    return load(definition_raw=small(), practice=elm, by=mo, now=now).instrument


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_what_is_in_use_is_said_with_its_owner_licence_score_and_languages(page, own):
    shown = text(page("questionnaires"))
    for words in (
        *("Looking after myself (13 statements)", "Provisional, not calibrated", "English, with easy read"),
        *("Three of our own", "Version 1, this practice’s own", "English, Polish", "Elm Surgery"),
        *("Office for National Statistics", "No licence held", "No licence is noted here"),
    ):
        assert words in shown
    assert shown.index("Three of our own") < shown.index("Confidence ruler")


def test_without_any_it_says_what_to_do(page, monkeypatch):
    monkeypatch.setattr("activation.shelf.shelf", lambda practice, today: [])
    assert "No questionnaire is in use" in text(page("questionnaires"))


def test_the_practices_own_stands_in_place_of_everybodys(page, elm, mo, now):
    note_licence(key="pam", reference="L-7", expires_on=now.date(), by=mo, now=now)
    load(definition_raw=small(key="pam", licence="licensed"), practice=elm, by=mo, now=now)
    shown = text(page("questionnaires"))
    assert "Patient Activation Measure (score only)" not in shown
    assert "L-7" in shown and "Runs out soon" in shown and "No licence held" not in shown


def test_it_costs_the_same_with_more_of_them(page, elm, mo, now):
    page("questionnaires")
    costs = []
    for count in (2, 20):
        for number in range(count):
            load(definition_raw=small(key=f"own-{count}-{number}"), practice=elm, by=mo, now=now)
            note_licence(key=f"k{count}-{number}", reference="R", expires_on=now.date(), by=mo, now=now)
        with CaptureQueriesContext(connection) as asked:
            page("questionnaires")
        costs.append(len(asked))
    assert costs[0] == costs[1]


def shared(key: str) -> int:
    return Instrument.objects.standing().get(practice=None, key=key).pk


def test_one_of_them_shows_every_word_and_where_its_levels_come_from(page):
    shown = text(page("questionnaire", shared("skerry-13")))
    for words in (
        *("I want a say in what happens about my health.", "I want to help decide about my health."),
        *("Yes, completely (easy read: Yes)", "Does not apply to me", "Knowing and confidence"),
        *("At least 10 of 13 must be answered", "Bookmark rule", "Not confirmed", "64.2", "Scales"),
        *("Not before 70 days", "Set by design, not by data"),
    ):
        assert words in shown
    assert "Take it out of use" not in shown


def test_numbers_that_are_never_added_up_say_so(page):
    shown = text(page("questionnaire", shared("ons4")))
    assert "never added up" in shown
    assert "Ask a colleague to look: 8, 9, 10." in shown


def test_of_the_licensed_one_both_sets_of_levels_stand_there(page):
    shown = text(page("questionnaire", shared("pam")))
    assert "Levels: set B, in force" in shown and "Set A, not in force" in shown
    assert "5.4 points" in shown and "What is asked" not in shown


def test_two_languages_are_shown_one_after_the_other(page, own):
    shown = text(page("questionnaire", own.pk))
    assert "What is asked: Polish" in shown
    assert '<span lang="pl">1. Pierwsze</span>' in shown


def test_a_file_is_shown_before_anything_is_loaded(upload, elm):
    shown = text(upload(small()))
    assert "Nothing is wrong with the file" in shown
    assert "It will be in use at Elm Surgery, and nowhere else." in shown and "Drugie" in shown
    assert not elm.instruments.exists()


def content_of(response) -> str:
    return response.context["content"].initial["content"]


def test_then_it_is_loaded(upload, page, elm, mo):
    response = page("load-questionnaire-now", content=content_of(upload(small())))
    loaded = elm.instruments.get()
    assert response["Location"] == reverse("activation:questionnaire", args=[ELM, loaded.pk])
    assert (loaded.definition, loaded.loaded_by) == (small(), mo.user)
    event = TrailEvent.objects.filter(practice=elm, verb="questionnaire.loaded", subject_id=loaded.pk)
    assert event.count() == 1


def test_a_new_version_says_what_it_replaces(upload, own):
    assert "takes the place of the version in use" in text(upload(small(version="2")))
    assert "loaded already, word for word" in text(upload(small()))


def test_a_wrong_file_is_refused_with_every_place(upload, elm):
    response = upload(bent("items", 2, "text", "en", to="") | {"licence": "free"})
    shown = text(response)
    assert response.status_code == 422
    for words in (
        "2 problems. Nothing was loaded.",
        "items[2].text.en",
        "there is no wording",
        "<title>Error: ",
    ):
        assert words in shown
    assert not elm.instruments.exists()


def test_markup_in_a_file_stays_words(upload):
    shown = upload(bent("items", 0, "<script>alert(1)</script>", to=1)).content.decode()
    assert "<script>alert(1)" not in shown and "&lt;script&gt;alert(1)" in shown


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"", "This file is empty"), (b"x" * 1_000_001, "larger than 1 MB"), (b"{", "stops being JSON")],
)
def test_what_is_no_file_of_a_questionnaire_is_refused(upload, data, words):
    response = upload(data)
    assert (response.status_code, words in text(response)) == (422, True)


def test_what_comes_back_from_the_page_is_not_believed(page, elm):
    for content in ("{", json.dumps(small(licence="free")), "x" * 1_000_001):
        assert page("load-questionnaire-now", content=content).status_code == 422
    assert not elm.instruments.exists()


def test_a_licensed_file_waits_for_the_licence(upload):
    assert "first note the licence of this practice" in text(upload(small(licence="licensed")))


LICENCE = {
    "key": "PAM",
    "reference": "L-2026-7",
    "expires_on_day": "31",
    "expires_on_month": "12",
    "expires_on_year": "2026",
}


def test_a_licence_is_noted_and_ended(page, elm):
    assert page("note-licence", **LICENCE).status_code == 302
    licence = HeldLicence.objects.get(practice=elm)
    assert (licence.key, f"{licence.expires_on}") == ("pam", "2026-12-31")
    assert page("end-licence", licence.pk, sure="1").status_code == 302
    shown = text(page("questionnaires"))
    assert "Licences that have ended" in shown and "L-2026-7: ended 2 March 2026 by Mo Haddad" in shown


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"expires_on_year": "2025"}, "must be today or later"),
        ({"key": "p m"}, "Use small letters"),
        ({"reference": " "}, "Enter the reference"),
        ({"expires_on_day": ""}, "must include a day"),
    ],
)
def test_a_licence_that_cannot_be_is_refused(page, elm, change, words):
    response = page("note-licence", **LICENCE | change)
    assert (response.status_code, words in text(response)) == (422, True)
    assert not HeldLicence.objects.filter(practice=elm).exists()


def test_the_practices_own_goes_out_of_use(page, own):
    assert "Nobody can be asked with it any more" in text(page("retire-questionnaire", own.pk))
    assert page("retire-questionnaire", own.pk, sure="1").status_code == 302
    assert "Out of use" in text(page("questionnaire", own.pk))
    again = page("retire-questionnaire", own.pk, sure="1")
    assert (again.status_code, "out of use already" in text(again)) == (422, True)


def test_what_is_everybodys_cannot_be_taken_out_of_use(page):
    assert page("retire-questionnaire", shared("ons4"), sure="1").status_code == 403


def test_another_practices_questionnaire_is_not_there(page, oak):
    with in_view([oak]):
        theirs = load(definition_raw=small(), practice=oak, by=build.TEST, now=build.NOW).instrument
    assert page("questionnaire", theirs.pk).status_code == 404


def test_only_administrators_find_it_in_their_navigation(elm, browser_of):
    for name, stands in (("mo", True), ("asha", False)):
        shown = browser_of(name).get(reverse("practice:home"), follow=True).content.decode()
        assert (f'href="/{ELM}/questionnaires"' in shown) == stands
