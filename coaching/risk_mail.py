"""The word that goes out with an alert: a mail without name or detail, after the commit, tried until it goes."""

import datetime as dt
import logging

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import Q
from django.template.loader import render_to_string

from coaching.actions.alerting import settle
from coaching.models import RiskTold
from practice import clock
from practice.actors import System
from practice.models import Practice
from practice.tenancy import in_view

logger = logging.getLogger(__name__)
SENDER = System("risk")
AGAIN_AFTER = dt.timedelta(minutes=1)


def deliver(practice: Practice) -> int:
    """Send every mail that waits. The row says that somebody was told; a mail that fails is tried again."""
    sent = 0
    while send_next(practice):
        sent += 1
    return sent


def waiting(now: dt.datetime) -> Q:
    """Told, not mailed, and not tried a moment ago; nothing more is sent once an alert is over."""
    still_open = Q(alert__acknowledged_at=None, alert__taken_back_at=None)
    return still_open & Q(sent_at=None) & (Q(failed_at=None) | Q(failed_at__lte=now - AGAIN_AFTER))


def send_next(practice: Practice) -> bool:
    """One mail. Its row is held meanwhile, so that two senders never send the same."""
    now = clock.now()
    with in_view([practice], SENDER):
        rows = RiskTold.objects.filter(waiting(now), practice=practice).order_by("pk")
        told = (
            rows.select_for_update(of=("self",), skip_locked=True)
            .select_related("alert", "member__user")
            .first()
        )
        if told is None:
            return False
        settle(told=told, sent=send(practice, told), by=SENDER, now=now)
    return True


def send(practice: Practice, told: RiskTold) -> bool:
    words = render_to_string("coaching/risk_mail.txt", {"practice": practice, "root": settings.PUBLIC_URL})
    subject = f"Somebody at {practice.name} needs you"
    try:
        send_mail(subject, words, settings.DEFAULT_FROM_EMAIL, [told.member.user.email])
    except OSError as problem:  # every failure of SMTP is one
        logger.warning("risk mail %s failed: %s", told.pk, type(problem).__name__)
        return False
    return True
