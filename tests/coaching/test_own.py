"""A coach's own words: nobody else sees them, not by any page and not in the database."""

import datetime as dt

import pytest
from django.db import connection
from django.urls import reverse

from coaching.actions.reflecting import log_supervision, reflect
from coaching.models import Reflection, Supervision
from practice.actions import NotPossible
from practice.models import History, TrailEvent
from practice.tenancy import in_view

ELM = "A81001"
TICKS = {"listened": "on", "their_choice": "on"}
MEETING = {
    "held_on_0": "1",
    "held_on_1": "3",
    "held_on_2": "2026",
    "held_on_day": "1",
    "held_on_month": "3",
    "held_on_year": "2026",
    "with_whom": "Dr Hill",
    "words": "I carry a lot",
    "about_load": "on",
}


def text(response) -> str:
    return " ".join(response.content.decode().split())


def address(name: str, *more: int) -> str:
    return reverse(f"coaching:{name}", args=[ELM, *more])


@pytest.fixture
def reflected(browser, finished):
    browser.post(address("reflect", finished.pk), TICKS | {"words": "I let the silence be"})
    return finished


def of_user(elm, member, model) -> int:
    """How many rows this person sees, as the web log-in under the row policy."""
    with in_view([elm], member):
        return model.objects.count()


def test_five_ticks_and_words_are_kept(reflected, elm, asha):
    with in_view([elm], asha):
        kept = Reflection.objects.get(session=reflected)
    assert (kept.listened, kept.their_choice, kept.their_words) == (True, True, False)
    assert kept.words == "I let the silence be"


@pytest.mark.parametrize("name", ["ben", "lena", "mo"])
def test_the_database_shows_it_to_nobody_else(reflected, elm, asha, member, name):
    with in_view([elm], asha):
        values = {"held_on": dt.date(2026, 3, 1), "with_whom": "Dr Hill"}
        log_supervision(values=values, by=asha, now=reflected.finished_at)
    assert (of_user(elm, asha, Reflection), of_user(elm, asha, Supervision)) == (1, 1)
    assert (of_user(elm, member(name), Reflection), of_user(elm, member(name), Supervision)) == (0, 0)


def test_nobody_writes_one_for_somebody_else(elm, asha, ben, finished, now):
    from django.db import DatabaseError, transaction

    with in_view([elm], ben), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as sql:
        sql.execute(
            "INSERT INTO coaching_supervision (practice_id, user_id, held_on, with_whom, words, about_risk,"
            " about_load, to_come_back_to, written_at) VALUES (%s, %s, %s, '', '', false, false, false, %s)",
            [elm.pk, asha.user_id, now.date(), now],
        )


def test_a_colleagues_page_holds_nothing_of_it(reflected, browser_of):
    ben = browser_of("ben")
    assert "silence" not in text(ben.get(address("own")))
    assert ben.get(address("reflect", reflected.pk)).status_code == 403
    assert "Reflect on this session" not in text(ben.get(f"/{ELM}/sessions/{reflected.pk}"))


def test_ones_own_page_shows_it_without_any_number(reflected, browser):
    shown = text(browser.get(address("own")))
    assert "I let the silence be" in shown and "I listened more than I talked" in shown
    assert "2 of 5" not in shown and "%" not in shown.split("<main")[1].split("</main>")[0]


def test_written_again_the_new_words_stand(reflected, browser, elm, asha):
    assert "I let the silence be" in text(browser.get(address("reflect", reflected.pk)))
    browser.post(address("reflect", reflected.pk), {"words": "I talked too much"})
    with in_view([elm], asha):
        kept = Reflection.objects.get()
    assert (kept.words, kept.listened) == ("I talked too much", False)


def test_only_on_a_finished_session_of_ones_own(started, finished, ben, browser, now):
    with pytest.raises(NotPossible):
        reflect(session=finished, ticks={}, words="", by=ben, now=now)
    assert browser.get(address("reflect", started.pk)).status_code == 403


def test_thrown_away_it_is_gone(reflected, browser, elm, asha):
    browser.post(address("drop-reflection", reflected.pk))
    assert of_user(elm, asha, Reflection) == 0


def test_the_trail_says_that_and_not_what_or_on_whom(reflected):
    (event,) = TrailEvent.objects.filter(verb="own.reflected")
    assert (event.patient_id, event.subject_id, event.details) == (None, None, {})
    assert not History.objects.filter(table_name__in=["coaching_reflection", "coaching_supervision"]).exists()


def test_a_supervision_meeting_is_logged_with_its_flags(browser):
    assert browser.post(address("supervision"), MEETING).status_code == 302
    shown = text(browser.get(address("own")))
    assert "1 March 2026, with Dr Hill" in shown and "About how much I carry" in shown


def test_an_entry_can_be_changed_and_thrown_away(browser, elm, asha):
    browser.post(address("supervision"), MEETING)
    with in_view([elm], asha):
        entry = Supervision.objects.get()
    browser.post(f"{address('supervision')}?entry={entry.pk}", MEETING | {"words": "Less now"})
    assert "Less now" in text(browser.get(address("own")))
    browser.post(address("drop-supervision"), {"entry": entry.pk})
    assert of_user(elm, asha, Supervision) == 0


@pytest.mark.parametrize("entry", ["0", "x", "9" * 30])
def test_an_entry_that_is_not_mine_is_not_there(browser, entry):
    assert browser.get(f"{address('supervision')}?entry={entry}").status_code == 404
    assert browser.post(address("drop-supervision"), {"entry": entry}).status_code == 404


def test_somebody_elses_entry_is_not_there(browser, browser_of, elm, asha):
    browser.post(address("supervision"), MEETING)
    with in_view([elm], asha):
        entry = Supervision.objects.get()
    assert browser_of("ben").get(f"{address('supervision')}?entry={entry.pk}").status_code == 404


def test_a_meeting_to_come_is_refused(browser):
    answered = browser.post(address("supervision"), MEETING | {"held_on_0": "3", "held_on_day": "3"})
    assert answered.status_code == 422
    assert "The day must be today or earlier" in text(answered)


def test_the_text_to_take_along_names_no_patient(reflected, browser):
    browser.post(address("supervision"), MEETING)
    taken = browser.get(address("own-text"))
    words = taken.content.decode()
    assert taken["Content-Disposition"].startswith("attachment")
    assert "I let the silence be" in words and "Dr Hill (about how much I carry)" in words
    assert "Webb" not in words and "999" not in words
