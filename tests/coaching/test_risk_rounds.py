"""Nobody answers: the next people are told, each once; and the mails go out, without a name."""

import pytest
from django.core import mail

from coaching import risk_mail, risk_rounds
from coaching.actions import alerting
from coaching.models import RiskAlert
from practice.tenancy import in_view

SELF_HARM, SAFEGUARDING = RiskAlert.Kind.SELF_HARM, RiskAlert.Kind.SAFEGUARDING


@pytest.fixture
def raised(mary, lena, now) -> RiskAlert:
    return alerting.raise_alert(patient=mary, kind=SELF_HARM, by=lena, now=now)


def told(alert: RiskAlert) -> list[str]:
    return [row.member.name for row in alert.told.order_by("told_at", "pk")]


def rounds(clock, elm, *minutes: int) -> None:
    """The clock moves on by so many minutes, and the worker ticks each time."""
    for wait in minutes:
        clock.move(minutes=wait)
        risk_rounds.one_round()


def test_before_the_time_has_passed_nobody_else_is_told(raised, clock, elm):
    rounds(clock, elm, 14)
    assert told(raised) == ["Ben Carter"]


@pytest.mark.care(18)
def test_then_the_next_in_order_each_once(raised, clock, elm):
    """Ben has been told already and leads on safeguarding too; so the deputy is next, then those who cover."""
    rounds(clock, elm, 15)
    assert told(raised) == ["Ben Carter", "Asha Rao"]
    rounds(clock, elm, 14)
    assert told(raised) == ["Ben Carter", "Asha Rao"]
    rounds(clock, elm, 1, 15, 15, 60)
    assert told(raised) == ["Ben Carter", "Asha Rao", "Mo Haddad"]


@pytest.mark.care(18)
def test_the_minutes_are_a_setting(settings, raised, clock, elm):
    settings.RISK_ANSWER_MINUTES = 5
    rounds(clock, elm, 15, 5)
    assert told(raised) == ["Ben Carter", "Asha Rao", "Mo Haddad"]


def test_an_answered_alert_goes_no_further(raised, ben, clock, elm):
    alerting.acknowledge(alert=raised, words="Rang", by=ben, now=clock.now())
    rounds(clock, elm, 20, 20)
    assert told(raised) == ["Ben Carter"]


def test_one_that_was_taken_back_goes_no_further(raised, lena, clock, elm):
    alerting.take_back(alert=raised, because="Wrong button", by=lena, now=clock.now())
    rounds(clock, elm, 20, 20)
    assert told(raised) == ["Ben Carter"]


def test_a_round_over_all_practices_leaves_none_in_view(raised, clock, elm, oak):
    with in_view([]):
        rounds(clock, elm, 15)
    assert len(told(raised)) == 2


def test_the_task_is_the_round(raised, clock, elm):
    from coaching.tasks import tell_the_next

    clock.move(minutes=15)
    tell_the_next()
    assert len(told(raised)) == 2


def test_a_practice_in_which_it_fails_does_not_hold_up_the_rest(raised, clock, elm, monkeypatch):
    monkeypatch.setattr(risk_rounds, "escalate", lambda practice: 1 / 0)
    rounds(clock, elm, 15)
    assert told(raised) == ["Ben Carter"]


@pytest.mark.care(18)
def test_the_mail_names_nobody_and_nothing(raised, elm):
    assert risk_mail.deliver(elm) == 1
    (sent,) = mail.outbox
    assert sent.to == ["ben@elm.example.org"]
    assert sent.subject == "Somebody at Elm Surgery needs you"
    assert "Somebody at Elm Surgery needs you: sign in and open Today." in sent.body
    for word in ("Mary", "Webb", "harm", "suicide", "safeguarding", "risk", str(raised.pk)):
        assert word not in sent.subject + sent.body.replace("http://127.0.0.1:8000", "")


def test_a_mail_goes_out_once(raised, elm, now):
    risk_mail.deliver(elm)
    assert risk_mail.deliver(elm) == 0
    assert raised.told.get().sent_at == now


def test_a_mail_that_fails_is_tried_again_by_the_next_ticks(raised, elm, clock, monkeypatch):
    def fails(*args, **kwargs):
        raise ConnectionRefusedError

    with monkeypatch.context() as broken:
        broken.setattr(risk_mail, "send_mail", fails)
        risk_mail.deliver(elm)
    row = raised.told.get()
    assert (row.sent_at, row.failed_at) == (None, clock.now())
    rounds(clock, elm, 1)
    assert [sent.to for sent in mail.outbox] == [["ben@elm.example.org"]]


def test_nothing_is_mailed_once_it_is_over(raised, elm, ben, now):
    alerting.acknowledge(alert=raised, words="Was in the room", by=ben, now=now)
    assert risk_mail.deliver(elm) == 0


def test_who_was_mailed_is_told_that_it_was_taken_back(mary, lena, asha, elm, now):
    """Once, and not whoever raised it; nobody who had not heard of it hears of it now."""
    alert = alerting.raise_alert(patient=mary, kind=SAFEGUARDING, by=asha, now=now)
    risk_mail.deliver(elm)
    alerting.take_back(alert=alert, because="Wrong button", by=asha, now=now)
    assert (risk_mail.deliver(elm), risk_mail.deliver(elm)) == (1, 0)
    assert [sent.to for sent in mail.outbox] == [["ben@elm.example.org"]] * 2
    assert "has taken it back" in mail.outbox[1].body and "Wrong" not in mail.outbox[1].body
    unheard = alerting.raise_alert(patient=mary, kind=SELF_HARM, by=lena, now=now)
    alerting.take_back(alert=unheard, because="Wrong button", by=lena, now=now)
    assert risk_mail.deliver(elm) == 0


def test_who_raised_it_gets_no_mail(mary, asha, elm, now):
    alerting.raise_alert(patient=mary, kind=SAFEGUARDING, by=asha, now=now)
    risk_mail.deliver(elm)
    assert [sent.to for sent in mail.outbox] == [["ben@elm.example.org"]]
