"""A risk is ticked: told at that moment, answered for, taken back; or told to the next people."""

import datetime as dt

from coaching import risk
from coaching.models import RiskAlert, RiskTold, Session
from patients.models import Patient
from practice import trail
from practice.acting import action
from practice.actions import NotPossible
from practice.actors import Actor
from practice.models import Membership

OVER = "Somebody has already answered this alert, or it was taken back."


@action
def raise_alert(
    *, patient: Patient, kind: str, by: Membership, now: dt.datetime, session: Session | None = None
) -> RiskAlert:
    """Somebody is worried: those whose duty it is are told. A second press finds the first one's alert.

    Whatever else is in the way (a signed note, a person who has left the list), an alert is never refused.
    """
    lock_what_it_hangs_on(patient, session)
    same = RiskAlert.objects.open().filter(
        practice_id=patient.practice_id, patient_id=patient.pk, session=session, kind=kind
    )
    alert = same.first()
    if alert is not None:
        record("risk.raised", alert, by=by, now=now, again=True)
        return alert
    alert = RiskAlert.objects.create(
        practice_id=patient.practice_id,
        patient=patient,
        session=session,
        kind=kind,
        raised_at=now,
        raised_by=by,
        answer_by=now + risk.answer_within(),
    )
    record("risk.raised", alert, by=by, now=now)
    tell(alert, risk.first_told(risk.circles(alert, now.date()), by.user_id), by, now)
    return alert


def lock_what_it_hangs_on(patient: Patient, session: Session | None) -> None:
    """Two presses at once make one alert. Not a lock that rows pointing there would wait for."""
    if session is not None:
        Session.objects.select_for_update(no_key=True).get(pk=session.pk)
    else:
        Patient.objects.select_for_update(no_key=True).get(pk=patient.pk)


def tell(alert: RiskAlert, holders: risk.Circle, by: Actor, now: dt.datetime) -> None:
    """The rows are the fact; the mails follow them. Whoever raised it needs none."""
    rows = [
        RiskTold(
            practice_id=alert.practice_id,
            alert=alert,
            member=holder.member,
            duty=holder.duty,
            told_at=now,
            sent_at=now if holder.member.user_id == alert.raised_by.user_id else None,
        )
        for holder in holders
    ]
    RiskTold.objects.bulk_create(rows)
    if rows:
        record("risk.told", alert, by=by, now=now, members=[row.member_id for row in rows])


@action
def tell_next(*, alert: RiskAlert, holders: risk.Circle, by: Actor, now: dt.datetime) -> RiskAlert:
    """Nobody has answered in time: the next people are told, each once."""
    locked = lock(alert)
    known = set(locked.told.values_list("member__user_id", flat=True))
    left = risk.without(holders, known)
    if not left:
        raise NotPossible("They have all been told.")
    tell(locked, left, by, now)
    return locked


@action
def acknowledge(*, alert: RiskAlert, words: str, by: Membership, now: dt.datetime) -> RiskAlert:
    """Somebody looks after it, and says what was done."""
    if not words.strip():
        raise NotPossible("Say what was done.")
    locked = lock(alert)
    locked.acknowledged_at, locked.acknowledged_by, locked.what_was_done = now, by, words
    locked.save(update_fields=["acknowledged_at", "acknowledged_by", "what_was_done"])
    record("risk.acknowledged", locked, by=by, now=now)
    return locked


@action
def take_back(*, alert: RiskAlert, because: str, by: Membership, now: dt.datetime) -> RiskAlert:
    """Pressed by mistake. It stays, with the reason, for those who were told."""
    if not because.strip():
        raise NotPossible("Say why it is taken back.")
    locked = lock(alert)
    locked.taken_back_at, locked.taken_back_by, locked.taken_back_because = now, by, because
    locked.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_because"])
    record("risk.taken_back", locked, by=by, now=now)
    return locked


@action
def settle(*, told: RiskTold, sent: bool, by: Actor, now: dt.datetime) -> RiskTold:
    """The mail went out, or could not; for an alert that was taken back it is the second one."""
    went = "back_sent_at" if told.alert.taken_back_at else "sent_at"
    fact = went if sent else "failed_at"
    setattr(told, fact, now)
    told.save(update_fields=[fact])
    verb = "risk.mail_sent" if sent else "risk.mail_failed"
    record(verb, told.alert, by=by, now=now, member=told.member_id)
    return told


def lock(alert: RiskAlert) -> RiskAlert:
    """The alert as it stands, if it still waits for somebody."""
    locked = RiskAlert.objects.select_for_update(of=("self",)).select_related("raised_by").get(pk=alert.pk)
    if locked.acknowledged_at or locked.taken_back_at:
        raise NotPossible(OVER)
    return locked


def record(verb: str, alert: RiskAlert, *, by: Actor, now: dt.datetime, **details: object) -> None:
    """Ids only: what the risk is stands in the alert, not in the trail that administrators read."""
    trail.record(
        verb,
        by=by,
        now=now,
        practice=alert.practice_id,
        subject=alert,
        patient=alert.patient_id,
        details=details,
    )
