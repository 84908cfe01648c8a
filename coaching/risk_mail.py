"""The word that goes out with an alert: a mail without name or detail, after the commit, tried until it goes."""

import datetime as dt
import logging

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import F, Q
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
CALLED_OFF_FOR = dt.timedelta(days=1)  # later nobody is on their way any more


def deliver(practice: Practice) -> int:
    """Send every mail that waits. The row says that somebody was told; a mail that fails is tried again."""
    sent = 0
    while send_next(practice):
        sent += 1
    return sent


def waiting(now: dt.datetime) -> Q:
    """Told, not mailed, and not tried a moment ago; nothing more is sent once an alert is answered.

    Whoever got the first mail gets a second one when the alert is taken back: they may be on their way.
    """
    still_open = Q(alert__acknowledged_at=None, alert__taken_back_at=None, sent_at=None)
    lately = now - CALLED_OFF_FOR
    called_off = Q(alert__taken_back_at__gte=lately, sent_at__isnull=False, back_sent_at=None)
    raised_it = Q(member__user=F("alert__raised_by__user"))
    return (still_open | called_off & ~raised_it) & (Q(failed_at=None) | Q(failed_at__lte=now - AGAIN_AFTER))


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
    over = told.alert.taken_back_at is not None
    words = render_to_string(
        "coaching/risk_mail.txt", {"practice": practice, "root": settings.PUBLIC_URL, "over": over}
    )
    subject = f"Taken back at {practice.name}" if over else f"Somebody at {practice.name} needs you"
    try:
        send_mail(subject, words, settings.DEFAULT_FROM_EMAIL, [told.member.user.email])
    except OSError as problem:  # every failure of SMTP is one
        logger.warning("risk mail %s failed: %s", told.pk, type(problem).__name__)
        return False
    return True
