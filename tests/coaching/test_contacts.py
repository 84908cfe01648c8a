"""Contact without a session: two presses, for everybody who works with people; undone, it stays struck."""

import pytest
from django.urls import reverse

from coaching.actions.contacting import note_contact, strike_contact
from coaching.models import Contact, RiskAlert
from practice.actions import NotPossible
from practice.models import TrailEvent

ELM = "A81001"


def text(response) -> str:
    return " ".join(response.content.decode().split())


def record(client, patient) -> str:
    return text(client.get(f"/{ELM}/patients/{patient.pk}"))


def press(client, patient, kind, **data):
    return client.post(reverse("coaching:contact", args=[ELM, patient.pk]), {"kind": kind} | data)


@pytest.mark.parametrize("who", ["asha", "ben", "lena", "cara"])
def test_two_presses_from_the_record(mary, browser_of, who):
    """Open the record, press what came of it."""
    client = browser_of(who)
    assert 'value="no_answer">No answer' in record(client, mary)
    assert press(client, mary, "no_answer")["Location"] == f"/{ELM}/patients/{mary.pk}"
    shown = record(client, mary)
    assert "Call noted: no answer" in shown and "2 March 2026 at 9am" in shown


@pytest.mark.parametrize("kind", Contact.Kind.values)
def test_each_press_keeps_its_kind_who_and_when(mary, asha, browser, now, kind):
    press(browser, mary, kind)
    made = mary.contacts.get()
    assert (made.kind, made.made_by, made.made_at, made.words) == (kind, asha, now, "")


def test_words_are_optional_and_shown(mary, browser):
    press(browser, mary, "left_message", words="With her daughter: please ring the surgery")
    assert "With her daughter: please ring the surgery" in record(browser, mary)


@pytest.mark.parametrize("data", [{}, {"kind": "sang"}])
def test_a_press_that_says_nothing_is_asked_again(mary, browser, data):
    answered = browser.post(reverse("coaching:contact", args=[ELM, mary.pk]), data | {"words": "Kept"})
    assert answered.status_code == 422
    assert "Press what came of the call" in text(answered) and "Kept" in text(answered)


def test_from_today_it_goes_back_there(mary, browser):
    assert press(browser, mary, "spoke", back="today")["Location"] == "/mine/today"


def test_undone_it_stays_struck_with_who(mary, browser, asha, now):
    press(browser, mary, "spoke")
    made = mary.contacts.get()
    browser.post(reverse("coaching:contact-error", args=[ELM, made.pk]))
    made.refresh_from_db()
    assert (made.entered_in_error_at, made.entered_in_error_by) == (now, asha)
    assert "Entered in error" in record(browser, mary)


def test_undone_twice_is_said(mary, browser, asha, now):
    made = note_contact(patient=mary, kind="spoke", words="", by=asha, now=now)
    strike_contact(contact=made, by=asha, now=now)
    with pytest.raises(NotPossible):
        strike_contact(contact=made, by=asha, now=now)
    answered = browser.post(reverse("coaching:contact-error", args=[ELM, made.pk]), follow=True)
    assert "entered in error already" in text(answered)


def test_the_same_press_within_a_minute_is_the_same_call(mary, asha, clock):
    for _press in range(2):
        note_contact(patient=mary, kind="no_answer", words="", by=asha, now=clock.now())
    assert mary.contacts.count() == 1
    note_contact(patient=mary, kind="no_answer", words="", by=asha, now=clock.move(minutes=2))
    assert mary.contacts.count() == 2


def test_the_trail_keeps_both(mary, asha, now):
    made = note_contact(patient=mary, kind="spoke", words="", by=asha, now=now)
    strike_contact(contact=made, by=asha, now=now)
    kept = TrailEvent.objects.filter(subject_type="coaching.contact", subject_id=made.pk)
    assert list(kept.order_by("pk").values_list("verb", flat=True)) == ["contact.noted", "contact.struck"]


def test_the_calls_stand_beside_the_ways_to_reach_them(mary, browser):
    """Panels are known by a name, and one must not take another's place."""
    shown = record(browser, mary)
    assert 'id="calls-title"' in shown and 'id="contact-title"' in shown


def test_who_manages_sees_no_calls(mary, browser_of, asha, now):
    note_contact(patient=mary, kind="spoke", words="Her knee", by=asha, now=now)
    assert "Her knee" not in record(browser_of("mo"), mary)


def test_the_last_five_stand_on_the_record_and_all_on_their_page(mary, asha, browser, clock):
    for number in range(7):
        note_contact(patient=mary, kind="spoke", words=f"Call {number}.", by=asha, now=clock.move(minutes=5))
    shown = record(browser, mary)
    assert "Call 2." in shown and "Call 1." not in shown and "or see all calls" in shown
    assert "Call 0." in text(browser.get(reverse("coaching:contact", args=[ELM, mary.pk])))


def test_a_risk_pressed_beside_words_keeps_the_words(mary, browser):
    answered = browser.post(
        reverse("coaching:patient-risk", args=[ELM, mary.pk]),
        {"risk": "self_harm", "words": "She sounded low"},
    )
    assert RiskAlert.objects.open().get().patient == mary
    assert "She sounded low" in text(answered) and "Alert out since 9am" in text(answered)


def test_a_blocked_record_takes_no_call(mary, browser_of, ben, asha, now):
    from patients.actions.blocks import set_block

    set_block(patient=mary, user=ben.user, kind="relation", by=asha, now=now)
    assert press(browser_of("ben"), mary, "spoke").status_code == 403
    assert not mary.contacts.exists()
