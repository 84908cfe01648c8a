"""Ten minutes: a session that begins now, with the short form."""

import datetime as dt

from coaching.actions.booking import record, save, start_now
from coaching.models import Session
from patients.models import Patient
from practice.acting import action
from practice.models import Membership

MINUTES = 10


@action
def start_brief(*, patient: Patient, by: Membership, now: dt.datetime) -> Session:
    """As any session begins; one that has begun already is left as it is."""
    session = start_now(patient=patient, by=by, now=now)
    if session.started_at == now and session.form != Session.Form.BRIEF:
        session.form = Session.Form.BRIEF
        if session.booked_at == now:
            session.minutes = MINUTES
        save(session, "form", "minutes")
        record("session.brief", session, by=by, now=now)
    return session
