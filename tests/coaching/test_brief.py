"""The ten-minute form: the same note with four fields; no word is lost by a page that has no room for it."""

import datetime as dt

import pytest
from django.urls import reverse

from coaching.actions.briefing import start_brief
from coaching.models import Session
from practice.models import TrailEvent
from tests.coaching import made

ELM = "A81001"
FOUR = {
    "mode": "face_to_face",
    "what_matters": "Walking the dog again",
    "next_step": "Round the block after lunch",
    "confidence": "8",
    "follow_up_on_day": "16",
    "follow_up_on_month": "3",
    "follow_up_on_year": "2026",
    "channel": "phone",
    "draft_version": "0",
}


def text(response) -> str:
    return " ".join(response.content.decode().split())


def address(name: str, thing) -> str:
    return reverse(f"coaching:{name}", args=[ELM, thing.pk])


@pytest.fixture
def brief(mary, ben, now) -> Session:
    return start_brief(patient=mary, by=ben, now=now)


@pytest.fixture
def client(browser_of):
    return browser_of("ben")


def test_one_press_on_the_record_opens_four_fields(mary, client):
    assert "Ten-minute form" in text(client.get(f"/{ELM}/patients/{mary.pk}"))
    shown = text(client.post(address("start-brief", mary), follow=True))
    assert "Ten minutes with Mary Webb" in shown
    for name in ("what_matters", "next_step", "confidence", "follow_up_on_day"):
        assert f'name="{name}"' in shown
    assert 'name="reality"' not in shown


def test_it_is_a_session_like_any_other_and_takes_ten_minutes(brief, ben, now):
    assert (brief.form, brief.minutes, brief.coach, brief.started_at) == ("brief", 10, ben, now)
    assert TrailEvent.objects.filter(verb="session.brief", subject_id=brief.pk).exists()


def test_the_session_booked_for_today_is_the_one(mary, ben, now):
    booked = made.a_booked(mary, ben, minutes=20, now=now - dt.timedelta(days=3))
    begun = start_brief(patient=mary, by=ben, now=now)
    assert (begun.pk, begun.form, begun.minutes) == (booked.pk, "brief", 20)


def test_one_that_has_begun_already_stays_as_it_is(mary, ben, now):
    begun = made.a_started(mary, ben)
    again = start_brief(patient=mary, by=ben, now=now + dt.timedelta(minutes=5))
    assert (again.pk, again.form) == (begun.pk, "full")


def test_four_fields_sign_a_note_with_its_step_and_follow_up(brief, client):
    client.post(address("finish", brief), FOUR)
    brief.refresh_from_db()
    assert (brief.what_matters, brief.confidence) == ("Walking the dog again", 8)
    assert brief.steps_agreed.get().what == "Round the block after lunch"
    assert brief.follow_ups.get().due_on == dt.date(2026, 3, 16)


def test_what_is_missing_is_said_on_the_short_page(brief, client):
    answered = client.post(address("finish", brief), FOUR | {"channel": ""})
    assert answered.status_code == 422
    assert "Ten minutes with Mary Webb" in text(answered)
    assert "Walking the dog again" in text(answered)


def test_a_draft_is_kept_as_on_any_session(brief, client):
    client.post(address("draft", brief), FOUR)
    shown = text(client.get(address("session", brief)))
    assert "Ten minutes with" in shown and "Walking the dog again" in shown


def test_all_fields_are_one_press_away(brief, client):
    assert 'name="reality"' in text(client.get(address("session", brief) + "?all=1"))


def test_words_in_other_fields_bring_the_whole_page_back(brief, client):
    client.post(address("draft", brief), FOUR | {"reality": "Her knee"})
    assert "Her knee" in text(client.get(address("session", brief)))


def test_what_came_of_a_step_brings_the_whole_page_back(mary, asha, ben, client, clock):
    step = made.a_finished(mary, asha, next_step="Bed at ten", now=clock.now()).steps_agreed.get()
    begun = start_brief(patient=mary, by=ben, now=clock.move(days=7))
    client.post(address("draft", begun), FOUR | {f"learned_{step.pk}": "Ten is too early"})
    assert "Ten is too early" in text(client.get(address("session", begun)))


def test_the_step_agreed_last_is_seen_at_a_glance(mary, asha, ben, client, clock):
    made.a_finished(mary, asha, next_step="Bed at ten", now=clock.now())
    begun = start_brief(patient=mary, by=ben, now=clock.move(days=7))
    assert "Bed at ten" in text(client.get(address("session", begun)))


def test_a_risk_pressed_there_is_told_and_the_words_stay(brief, client):
    client.post(address("session-risk", brief), FOUR | {"risk": "safeguarding"})
    shown = text(client.get(address("session", brief)))
    assert "Alert out since 9am" in shown and "Walking the dog again" in shown


def test_nothing_begins_for_somebody_who_died(mary, client, asha, now):
    from patients.actions.leaving import say_died

    say_died(patient=mary, died_on=now.date(), by=asha, now=now)
    assert "not on the list any more" in text(client.post(address("start-brief", mary), follow=True))
