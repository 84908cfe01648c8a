"""The message back: five lines at most, marked words left out, codes once and confirmed only; kept as it went."""

import dataclasses
import datetime as dt

import pytest

from prescribing import known_elsewhere
from prescribing.actions import contacting
from prescribing.message_back import HIDE, AtService, Facts, codes_wanted, lines, text
from prescribing.models import MessageBack, Referral
from tests import build
from tests.coaching.test_pages import post
from tests.prescribing import placements

FACTS = Facts(
    name="Mary Webb",
    birth_date=dt.date(1970, 5, 4),
    nhs_number="9990000034",
    practice="Elm Surgery",
    referred_on=dt.date(2026, 3, 2),
    referred_by="Ben Ito, clinician",
    route="A colleague",
    worker="Lena Hart",
    needs=("Money worries", "Company"),
    first_contact=dt.date(2026, 3, 4),
    last_contact=dt.date(2026, 4, 1),
    contacts=3,
    plan="To sing again",
    services=(AtService("Choir", "Came"),),
    measures=("Life satisfaction 3, then 6",),
    outcome="Going, and it helps",
    because="She goes by herself",
    closed_on=dt.date(2026, 4, 2),
)


def test_five_lines_say_everything():
    assert lines(FACTS) == (
        "Social prescribing: referred on 2 March 2026 by Ben Ito, clinician for money worries and company."
        " Link worker: Lena Hart.",
        "First contact 4 March 2026, last 1 April 2026; 3 contacts.",
        "Plan: To sing again. Services: Choir (came).",
        "Outcome: going, and it helps, closed on 2 April 2026. She goes by herself."
        " Life satisfaction 3, then 6.",
        "Nothing is asked of the GP. Nothing was noted about risks.",
    )


@pytest.mark.parametrize("mark", ["third_party", "sensitive"])
def test_what_is_marked_does_not_go(mark):
    said = text(dataclasses.replace(FACTS, **{mark: True}))
    assert "sing" not in said and "by herself" not in said and HIDE in said


def test_nobody_learns_where_a_restricted_person_goes():
    said = text(dataclasses.replace(FACTS, restricted=True, told_of=("The library",)))
    assert "Choir" not in said and "library" not in said and "1 service used" in said


def test_it_stays_five_lines_whatever_is_typed():
    long = dataclasses.replace(FACTS, plan="word\n" * 500, asked="a\nb", because="x " * 300)
    assert len(text(long).split("\n")) == 5 and "(shortened)" in text(long)


def test_an_open_one_that_was_never_reached():
    said = text(dataclasses.replace(FACTS, first_contact=None, tries=2, outcome="", stands="To contact"))
    assert "Not reached in 2 tries" in said and "Still open: to contact" in said


@pytest.mark.parametrize(
    ("role", "outcome", "before", "wanted"),
    [
        ("link_worker", "", False, ["social_prescribing_referral"]),
        ("coach", "", False, []),
        ("link_worker", "", True, []),
        ("coach", "declined", False, ["social_prescribing_declined"]),
    ],
)
def test_codes_go_once_and_only_for_link_workers(role, outcome, before, wanted):
    assert codes_wanted(first_contact_by=role, outcome=outcome, given_before=before) == wanted


def page_of(browser, address) -> tuple[str, dict[str, str]]:
    """The page, and what a press sends of it."""
    said = browser.get(address).text
    return said, {"seen": said.split('name="seen" value="')[1].split('"')[0], "to_whom": to_gp(said)}


def to_gp(said: str) -> str:
    assert "The GP record of this practice" in said
    return "The GP record of this practice"


def test_a_press_keeps_what_went_and_to_whom(browser, referral, at):
    said, press = page_of(browser, at("message-back", referral))
    assert "referred on 2 March 2026" in said
    post(browser, at("message-back", referral), press | {"way": "copied"})
    kept = MessageBack.objects.get()
    assert kept.way == "copied" and kept.words.startswith("Social prescribing: referred on 2 March 2026")
    assert "Message back to The GP record" in browser.get(at("referral", referral)).text


def test_words_that_changed_are_shown_before_they_go(browser, referral, at):
    _said, press = page_of(browser, at("message-back", referral))
    answer = post(browser, at("message-back", referral), press | {"way": "copied", "asked": "Check her iron"})
    assert answer.status_code == 422 and "Asked of the GP: Check her iron." in answer.text
    assert not MessageBack.objects.exists()
    shown = post(browser, at("message-back", referral), press | {"asked": "Check her iron"})
    assert shown.status_code == 200


def test_paper_and_file(browser, referral, at):
    for way, name in (("printed", "message-back-paper"), ("pdf", "message-back-pdf")):
        _said, press = page_of(browser, at("message-back", referral))
        answer = post(browser, at("message-back", referral), press | {"way": way})
        kept = MessageBack.objects.latest("pk")
        assert answer["Location"] == at(name, kept)
    assert "NHS number 999 000 0034" in browser.get(at("message-back-paper", kept)).text
    assert browser.get(at("message-back-pdf", kept)).content.startswith(b"%PDF")


def test_a_confirmed_code_goes_with_the_first_message_only(browser, referral, lena, at, monkeypatch):
    monkeypatch.setattr(known_elsewhere, "_codes", [lambda means: [f"871 {one}" for one in means]])
    contacting.note_contact(referral=referral, mode="phone", result="spoke", by=lena, now=build.NOW)
    said, press = page_of(browser, at("message-back", referral))
    assert "To code once: 871 social_prescribing_referral" in said
    post(browser, at("message-back", referral), press | {"way": "copied"})
    assert "To code once" not in page_of(browser, at("message-back", referral))[0]


def test_services_are_named_with_how_it_stands_there(browser, mary, asha, at):
    placement = placements.a_sent(mary, asha)
    said, _press = page_of(browser, at("message-back", Referral.objects.get()))
    assert f"Services: {placement.service.name} (sent)" in said


def test_of_one_in_error_nothing_goes(browser, referral, ben, at):
    from prescribing.actions.referring import strike

    strike(referral=referral, version=1, because="Another Mary", by=ben, now=build.NOW)
    _said, press = page_of(browser, at("message-back", referral))
    answer = post(browser, at("message-back", referral), press | {"way": "copied"})
    assert answer.status_code == 422 and "nothing of it is given" in answer.text
