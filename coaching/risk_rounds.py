"""When nobody answers an alert in time, the next people are told: found in the database at every tick."""

import datetime as dt

import structlog
from django.db.models import Max, Q

from coaching import risk, risk_mail
from coaching.actions.alerting import tell_next
from coaching.models import RiskAlert, RiskTold
from coaching.models.risk import RiskAlertQuerySet
from practice import clock
from practice.actions import NotPossible
from practice.actors import System
from practice.models import Practice
from practice.tenancy import in_view

WORKER = System("risk")
log = structlog.get_logger("skerry.risk")


def one_round() -> int:
    """How many alerts were told to somebody more. A practice in which that fails does not hold up the others."""
    told = 0
    for practice in where_something_waits(clock.now()):
        try:
            told += escalate(practice)
            risk_mail.deliver(practice)
        except Exception:
            log.exception("risk_round_failed", practice=practice.pk)
    return told


def where_something_waits(now: dt.datetime) -> list[Practice]:
    """Asked of all practices together: nearly always nowhere."""
    everywhere = list(Practice.objects.order_by("pk"))
    with in_view(everywhere, WORKER):
        late = late_alerts(now).values_list("practice_id", flat=True)
        unsent = RiskTold.objects.filter(risk_mail.waiting(now)).values_list("practice_id", flat=True)
        there = {*late, *unsent}
    return [practice for practice in everywhere if practice.pk in there]


def late_alerts(now: dt.datetime) -> RiskAlertQuerySet:
    """Open, and the time of those who were told last has passed."""
    last = RiskAlert.objects.open().filter(answer_by__lte=now).annotate(last=Max("told__told_at"))
    return last.filter(Q(last=None) | Q(last__lte=now - risk.answer_within()))


def escalate(practice: Practice) -> int:
    with in_view([practice], WORKER):
        now = clock.now()
        late = late_alerts(now).filter(practice=practice).select_related("raised_by").order_by("pk")
        return sum(go_on(alert, now) for alert in late)


def go_on(alert: RiskAlert, now: dt.datetime) -> bool:
    """False where everybody who could help knows already: it stays overdue on their pages."""
    known = set(alert.told.values_list("member__user_id", flat=True))
    holders = risk.next_told(risk.circles(alert, now.date()), known, alert.raised_by.user_id)
    try:
        tell_next(alert=alert, holders=holders, by=WORKER, now=now)
    except NotPossible:  # somebody answered, or another worker told them, a moment ago
        return False
    return True
