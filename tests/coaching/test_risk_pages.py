"""The press on a page, the red line on every page, and the page of an alert."""

import pytest
from django.core import mail
from django.urls import reverse

from coaching.actions import alerting
from coaching.actions.striking import strike
from coaching.models import RiskAlert, SessionDraft
from practice.actions import give_up_duty
from practice.models import TrailEvent
from practice.tenancy import in_view
from tests import build
from tests.coaching import made

ELM = "A81001"
HOME = {"asha": "/mine/today", "ben": "/mine/today", "mo": "/A81001/dashboard", "lena": "/mine/today"}
BACKGROUND = {"HX-Request": "true", "X-Skerry-Background": "1"}


def text(response) -> str:
    return " ".join(response.content.decode().split())


def press(client, session, **data):
    return client.post(reverse("coaching:session-risk", args=[ELM, session.pk]), data)


def page(client, alert):
    return client.get(reverse("coaching:risk", args=[ELM, alert.pk]))


def answer(client, alert, words):
    return client.post(reverse("coaching:risk-answer", args=[ELM, alert.pk]), {"words": words})


@pytest.fixture
def raised(started, asha, now) -> RiskAlert:
    return alerting.raise_alert(patient=started.patient, session=started, kind="self_harm", by=asha, now=now)


@pytest.fixture
def nobody_on_duty(elm, member) -> None:
    for duty in elm.duties.filter(ended_at=None):
        give_up_duty(duty=duty, by=member("mo"), now=build.NOW)


@pytest.mark.care(18)
def test_a_press_alerts_at_once_and_every_word_is_kept(browser, started):
    answered = press(browser, started, risk="self_harm", draft_version="0", **made.TYPED)
    assert answered["Location"] == f"/{ELM}/sessions/{started.pk}"
    assert RiskAlert.objects.open().get().session == started
    assert [sent.to for sent in mail.outbox] == [["ben@elm.example.org"]]
    shown = text(browser.get(answered["Location"]))
    assert made.TYPED["notes"] in shown and "Alert out since 9am" in shown


def test_a_press_in_the_background_sends_back_that_part_alone(browser, started):
    answered = browser.post(
        reverse("coaching:session-risk", args=[ELM, started.pk]), {"risk": "safeguarding"}, headers=BACKGROUND
    )
    assert "Alert out since 9am" in text(answered) and "<html" not in text(answered)
    assert not SessionDraft.objects.exists()


def test_words_that_another_tab_changed_do_not_stop_the_alert(browser, started):
    press(browser, started, risk="self_harm", draft_version="0", **made.TYPED)
    late = made.TYPED | {"notes": "Other words"}
    answered = press(browser, started, risk="safeguarding", draft_version="0", **late)
    assert answered.status_code == 409
    assert RiskAlert.objects.open().count() == 2


def test_words_that_are_too_long_do_not_stop_it(browser, started):
    answered = press(browser, started, risk="self_harm", notes="x" * 20_001, draft_version="0")
    assert answered.status_code == 422
    assert RiskAlert.objects.open().count() == 1


def test_a_session_that_ended_meanwhile_does_not_stop_it(browser, finished):
    press(browser, finished, risk="self_harm", notes="More", draft_version="0")
    assert RiskAlert.objects.open().get().session == finished


@pytest.mark.parametrize("kind", ["", "other"])
def test_a_press_that_says_nothing_says_so_loudly(browser, started, kind):
    press(browser, started, risk=kind)
    assert not RiskAlert.objects.exists()
    assert "The alert has NOT gone out" in text(browser.get(f"/{ELM}/sessions/{started.pk}"))


def test_signed_out_the_words_are_kept_and_it_is_said_that_nothing_went_out(browser_of, started, browser):
    page_of = text(browser.get(f"/{ELM}/sessions/{started.pk}"))
    whose = page_of.split('name="whose" value="')[1].split('"')[0]
    nobody = browser_of("")
    answered = press(nobody, started, risk="self_harm", whose=whose, draft_version="0", **made.TYPED)
    assert answered["Location"].startswith("/account/login/")
    assert "has NOT gone out" in text(nobody.get(answered["Location"]))
    assert not RiskAlert.objects.exists()


@pytest.mark.usefixtures("nobody_on_duty")
def test_with_nobody_on_duty_the_page_says_so(browser, started):
    press(browser, started, risk="self_harm", draft_version="0")
    shown = text(browser.get(f"/{ELM}/sessions/{started.pk}"))
    assert "Nobody is on duty for this today" in shown
    assert "Mo Haddad, covers: told" in shown


@pytest.mark.care(18)
def test_whom_to_call_stands_on_the_page_and_whether_somebody_checked(browser, started, settings):
    settings.CRISIS_LINE = "020 7946 0999"
    shown = text(browser.get(f"/{ELM}/sessions/{started.pk}"))
    for words in ("111, then press 2", "999", "116 123", "020 7946 0999", "Nobody has checked yet"):
        assert words in shown
    settings.CRISIS_CHECKED = "Mo Haddad, March 2026"
    assert "Checked for this area: Mo Haddad" in text(browser.get(f"/{ELM}/sessions/{started.pk}"))


@pytest.mark.care(18)
def test_it_is_red_on_every_page_of_whom_it_was_told_and_of_nobody_else(raised, browser_of):
    for place in ("/mine/find", f"/{ELM}/risk", "/mine/today"):
        shown = text(browser_of("ben").get(place))
        assert "Somebody at Elm Surgery needs you now" in shown
    for other in ("lena", "mo", "cara"):
        assert "needs you now" not in text(browser_of(other).get("/mine/find"))


def test_the_line_on_every_page_names_nobody(raised, browser_of):
    shown = text(browser_of("ben").get("/mine/find"))
    assert "Webb" not in shown and "self-harm" not in shown


def test_who_raised_it_is_told_when_nobody_answers(raised, browser, clock):
    assert "answered you yet" not in text(browser.get("/mine/find"))
    clock.move(minutes=16)
    assert "Nobody has answered you yet at Elm Surgery" in text(browser.get("/mine/find"))


@pytest.mark.care(18)
def test_overdue_stays_on_the_screens_after_the_note_is_finished(raised, started, asha, browser_of, clock):
    note = made.Note(mode="phone", notes="Spoke", next_step="Rings her sister")
    made.finish(
        session=started,
        note=note,
        next_contact=made.NONE,
        typed={},
        draft_version=0,
        by=asha,
        now=clock.now(),
    )
    clock.move(minutes=16)
    assert "needs you now: overdue" in text(browser_of("ben").get("/mine/find"))
    assert "Nobody has answered" in text(browser_of("asha").get(f"/{ELM}/sessions/{started.pk}"))


def test_answered_it_goes_from_every_page(raised, browser_of):
    ben = browser_of("ben")
    answer(ben, raised, "Rang her, I see her at two")
    assert "needs you now" not in text(ben.get("/mine/find"))
    shown = text(page(ben, raised))
    assert "Rang her, I see her at two" in shown and "Ben Carter" in shown


def test_an_empty_answer_asks_for_words(raised, browser_of):
    answered = answer(browser_of("ben"), raised, " ")
    assert answered.status_code == 422
    assert "Write what you did" in text(answered)


def test_who_raised_it_does_not_answer_it_and_others_do_not_take_it_back(raised, browser_of):
    assert answer(browser_of("asha"), raised, "Did it").status_code == 403
    back = reverse("coaching:risk-take-back", args=[ELM, raised.pk])
    assert browser_of("ben").post(back, {"back-because": "No"}).status_code == 403


def test_a_link_worker_who_was_not_told_reads_it_and_does_not_answer(raised, browser_of):
    lena = browser_of("lena")
    assert "I look after this" not in text(page(lena, raised))
    assert answer(lena, raised, "Did it").status_code == 403


@pytest.mark.parametrize("who", ["mo", "cara"])
def test_who_does_not_read_notes_sees_it_only_when_told(raised, browser_of, who):
    assert page(browser_of(who), raised).status_code == 403


def test_a_manager_who_was_told_sees_and_answers_it(raised, browser_of, clock):
    from coaching import risk_rounds

    for _tick in range(3):
        clock.move(minutes=15)
        risk_rounds.one_round()
    mo = browser_of("mo")
    assert "needs you now: overdue" in text(mo.get("/mine/find"))
    assert answer(mo, raised, "Rang the surgery next door; they see her").status_code == 302


def test_taken_back_those_told_see_why(raised, browser, browser_of):
    back = reverse("coaching:risk-take-back", args=[ELM, raised.pk])
    assert browser.post(back, {"back-because": ""}).status_code == 422
    browser.post(back, {"back-because": "I pressed the wrong button"})
    for place in (f"/{ELM}/risk", "/mine/today"):
        shown = text(browser_of("ben").get(place))
        assert "Taken back" in shown and "I pressed the wrong button" in shown


def test_the_second_of_two_who_answer_is_told(raised, browser_of, ben, now):
    alerting.acknowledge(alert=raised, words="First", by=ben, now=now)
    follow = browser_of("ben").post(
        reverse("coaching:risk-answer", args=[ELM, raised.pk]), {"words": "Second"}, follow=True
    )
    assert "Somebody has already answered" in text(follow) and "First" in text(follow)


def test_a_struck_note_does_not_end_it_and_the_page_says_so(raised, started, asha, browser_of, now):
    strike(session=started, because="Wrong person", by=asha, now=now)
    assert "The alert is about safety and stands" in text(page(browser_of("ben"), raised))


def test_the_record_says_it_in_neutral_words(raised, browser_of):
    shown = text(browser_of("cara").get(f"/{ELM}/patients/{raised.patient_id}"))
    assert "Somebody has to look after this person now" in shown
    assert f"/{ELM}/risk/{raised.pk}" not in shown


def test_from_the_record_without_a_session(mary, browser_of):
    cara = browser_of("cara")
    cara.post(reverse("coaching:patient-risk", args=[ELM, mary.pk]), {"risk": "safeguarding"})
    alert = RiskAlert.objects.open().get()
    assert (alert.session, alert.kind) == (None, "safeguarding")
    assert "Alert out since 9am" in text(cara.get(f"/{ELM}/patients/{mary.pk}"))


def test_another_practice_sees_nothing_of_it(raised, browser_of):
    dev = browser_of("dev")
    assert page(dev, raised).status_code == 404
    assert "needs you now" not in text(dev.get("/mine/find"))


def test_a_blocked_record_is_out_of_the_list_too(raised, browser_of, ben, asha, now):
    from patients.actions.blocks import set_block

    set_block(patient=raised.patient, user=ben.user, kind="relation", by=asha, now=now)
    assert "needs you now" not in text(browser_of("ben").get("/mine/find"))
    assert page(browser_of("ben"), raised).status_code == 403


def test_opening_it_is_in_the_trail_of_the_person(raised, browser_of, elm):
    page(browser_of("ben"), raised)
    with in_view([elm]):
        assert TrailEvent.objects.filter(verb="patient.shown", patient_id=raised.patient_id).exists()


def test_pages_cost_the_same_where_nothing_is_open(browser):
    """The one question that every page asks carries the answer."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as asked:
        browser.get("/mine/find")
    assert sum("coaching_riskalert" in query["sql"] for query in asked) == 1
