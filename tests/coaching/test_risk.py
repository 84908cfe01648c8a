"""A ticked risk: who is told at that moment, with which words, and who answers for it."""

import datetime as dt

import pytest
from django.core import mail

from coaching.actions import alerting
from coaching.actions.striking import strike
from coaching.models import RiskAlert
from practice.actions import NotPossible, give_up_duty, take_duty
from practice.models import TrailEvent
from practice.permissions import DutyKind
from tests import build
from tests.coaching import made

SELF_HARM, SAFEGUARDING = RiskAlert.Kind.SELF_HARM, RiskAlert.Kind.SAFEGUARDING


@pytest.fixture
def raised(started, asha, now) -> RiskAlert:
    return alerting.raise_alert(patient=started.patient, session=started, kind=SELF_HARM, by=asha, now=now)


@pytest.fixture
def nobody_on_duty(elm, member) -> None:
    for duty in elm.duties.filter(ended_at=None):
        give_up_duty(duty=duty, by=member("mo"), now=build.NOW)


def names(alert: RiskAlert) -> list[str]:
    return [told.member.name for told in alert.told.order_by("pk")]


def duties(alert: RiskAlert) -> dict[str, str]:
    return {told.member.name: told.duty for told in alert.told.all()}


@pytest.mark.care(18)
def test_self_harm_is_told_to_the_duty_clinician_alone(raised):
    assert duties(raised) == {"Ben Carter": DutyKind.DUTY_CLINICIAN}
    assert raised.answer_by - raised.raised_at == dt.timedelta(minutes=15)


@pytest.mark.care(18)
def test_safeguarding_is_told_to_lead_and_deputy(mary, lena, now):
    alert = alerting.raise_alert(patient=mary, kind=SAFEGUARDING, by=lena, now=now)
    assert duties(alert) == {
        "Ben Carter": DutyKind.SAFEGUARDING_LEAD,
        "Asha Rao": DutyKind.SAFEGUARDING_DEPUTY,
    }


def test_a_deputy_who_raises_it_knows_and_the_lead_is_told(mary, asha, now):
    alert = alerting.raise_alert(patient=mary, kind=SAFEGUARDING, by=asha, now=now)
    own = alert.told.get(member=asha)
    assert (own.sent_at, sorted(names(alert))) == (now, ["Asha Rao", "Ben Carter"])


def test_a_duty_clinician_who_raises_it_is_not_left_alone(mary, ben, now):
    """The next ones in the order are told as well."""
    alert = alerting.raise_alert(patient=mary, kind=SELF_HARM, by=ben, now=now)
    assert names(alert) == ["Ben Carter", "Asha Rao"]


@pytest.mark.usefixtures("nobody_on_duty")
def test_with_nobody_on_duty_those_who_cover_are_told_at_once(mary, asha, now):
    alert = alerting.raise_alert(patient=mary, kind=SELF_HARM, by=asha, now=now)
    assert duties(alert) == {"Ben Carter": "", "Mo Haddad": ""}


@pytest.mark.usefixtures("nobody_on_duty")
def test_the_next_in_order_and_the_managers_where_that_duty_is_free(mary, asha, member, now):
    lead = DutyKind.SAFEGUARDING_LEAD
    take_duty(holder=member("ben"), kind=lead, starts_on=now.date(), ends_on=None, by=build.TEST, now=now)
    alert = alerting.raise_alert(patient=mary, kind=SELF_HARM, by=asha, now=now)
    assert duties(alert) == {"Ben Carter": lead, "Mo Haddad": ""}


def test_a_duty_of_yesterday_or_tomorrow_is_none(mary, lena, elm, member, now):
    for duty in elm.duties.filter(ended_at=None, kind=DutyKind.DUTY_CLINICIAN):
        give_up_duty(duty=duty, by=member("mo"), now=build.NOW)
    for days in (-1, 1):
        day = now.date() + dt.timedelta(days=days)
        values = {"kind": DutyKind.DUTY_CLINICIAN, "starts_on": day, "ends_on": day}
        take_duty(holder=member("ben"), **values, by=build.TEST, now=now)
    alert = alerting.raise_alert(patient=mary, kind=SELF_HARM, by=lena, now=now)
    assert DutyKind.DUTY_CLINICIAN not in duties(alert).values()


def test_nobody_is_told_of_a_record_that_is_blocked_for_them(mary, asha, ben, now):
    """The duty clinician's own mother: the next one is told instead."""
    from patients.actions.blocks import set_block

    set_block(patient=mary, user=ben.user, kind="relation", by=asha, now=now)
    alert = alerting.raise_alert(patient=mary, kind=SELF_HARM, by=asha, now=now)
    assert "Ben Carter" not in names(alert)


def test_a_second_press_is_the_same_alert(raised, started, asha, now):
    again = alerting.raise_alert(patient=started.patient, session=started, kind=SELF_HARM, by=asha, now=now)
    assert (again.pk, RiskAlert.objects.count(), raised.told.count()) == (raised.pk, 1, 1)


def test_another_kind_and_another_session_are_alerts_of_their_own(raised, started, asha, now):
    alerting.raise_alert(patient=started.patient, session=started, kind=SAFEGUARDING, by=asha, now=now)
    alerting.raise_alert(patient=started.patient, kind=SELF_HARM, by=asha, now=now)
    assert RiskAlert.objects.open().count() == 3


def test_it_is_raised_for_somebody_who_died_and_in_a_signed_session(finished, asha, now):
    from patients.actions.leaving import say_died

    say_died(patient=finished.patient, died_on=now.date(), by=asha, now=now)
    alert = alerting.raise_alert(patient=finished.patient, session=finished, kind=SELF_HARM, by=asha, now=now)
    assert names(alert) == ["Ben Carter"]


def test_somebody_answers_and_says_what_was_done(raised, ben, now):
    alerting.acknowledge(alert=raised, words="Rang her, I see her at two", by=ben, now=now)
    raised.refresh_from_db()
    assert (raised.acknowledged_by, raised.acknowledged_at) == (ben, now)
    assert raised.what_was_done == "Rang her, I see her at two"


@pytest.mark.parametrize("words", ["", "  \n"])
def test_it_is_not_answered_without_words(raised, ben, now, words):
    with pytest.raises(NotPossible):
        alerting.acknowledge(alert=raised, words=words, by=ben, now=now)
    with pytest.raises(NotPossible):
        alerting.take_back(alert=raised, because=words, by=ben, now=now)


def test_an_alert_is_answered_once_and_not_taken_back_after(raised, asha, ben, now):
    alerting.acknowledge(alert=raised, words="Rang", by=ben, now=now)
    with pytest.raises(NotPossible):
        alerting.acknowledge(alert=raised, words="Rang too", by=asha, now=now)
    with pytest.raises(NotPossible):
        alerting.take_back(alert=raised, because="Mistake", by=asha, now=now)


def test_taken_back_it_stays_with_its_reason_and_can_be_raised_again(raised, started, asha, now):
    alerting.take_back(alert=raised, because="Wrong button", by=asha, now=now)
    again = alerting.raise_alert(patient=started.patient, session=started, kind=SELF_HARM, by=asha, now=now)
    raised.refresh_from_db()
    assert (raised.taken_back_because, raised.pk != again.pk) == ("Wrong button", True)


def test_it_stands_when_its_note_is_struck(raised, started, asha, now):
    strike(session=started, because="Wrong person", by=asha, now=now)
    assert RiskAlert.objects.open().get() == raised


def test_the_trail_keeps_each_step_and_not_what_it_is(raised, ben, now):
    alerting.acknowledge(alert=raised, words="Rang her", by=ben, now=now)
    kept = TrailEvent.objects.filter(subject_type="coaching.riskalert", subject_id=raised.pk)
    assert [event.verb for event in kept.order_by("pk")] == [
        "risk.raised",
        "risk.told",
        "risk.acknowledged",
    ]
    assert all("harm" not in str(event.details) for event in kept)


def test_one_finishes_while_nobody_has_answered(raised, started, asha, now):
    note = made.Note(mode="phone", notes="Spoke", next_step="Rings her sister")
    session = made.finish(
        session=started, note=note, next_contact=made.NONE, typed={}, draft_version=0, by=asha, now=now
    )
    assert session.finished_at == now
    assert RiskAlert.objects.open().count() == 1


def test_no_mail_before_the_page_has_committed(raised):
    assert mail.outbox == []
