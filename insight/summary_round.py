"""On the first working day of a month each reader gets last month's figures; a day that was missed is made good."""

import datetime as dt

import structlog
from django.conf import settings
from django.core.mail import send_mail
from django.db.models import Exists, OuterRef, QuerySet

from insight import months, summary
from insight.actions.summaries import note_sent
from insight.models import SummaryReader, SummarySent
from practice import clock
from practice.actors import System
from practice.clock import LONDON
from practice.models import Membership, Practice
from practice.tenancy import in_view
from reminders.held import is_held
from reminders.hours import at_wall, is_working_day

SENDER = System("summaries")
FROM = dt.time(7)
log = structlog.get_logger("skerry.summaries")


def first_working_day(month: dt.date) -> dt.date:
    day = month
    while not is_working_day(day):
        day += dt.timedelta(days=1)
    return day


def one_round(now: dt.datetime) -> int:
    """How many mails went. A practice in which one fails does not hold up the others."""
    local = now.astimezone(LONDON)
    this_month = months.first_of(local.date())
    starts = at_wall(first_working_day(this_month), FROM)
    if now < starts:
        return 0
    sent = 0
    for practice in where_somebody_waits(starts, months.earlier(this_month, 1)):
        try:
            sent += of_practice(practice, starts, months.earlier(this_month, 1))
        except OSError:  # every failure of SMTP is one
            log.exception("summary_mail_failed", practice=practice.pk)
    return sent


def where_somebody_waits(starts: dt.datetime, month: dt.date) -> list[Practice]:
    """Asked of all practices together: nearly always nowhere."""
    everywhere = list(Practice.objects.order_by("pk"))
    with in_view(everywhere, SENDER):
        there = set(waiting(starts, month).values_list("practice_id", flat=True))
    return [practice for practice in everywhere if practice.pk in there and not is_held(practice)]


def waiting(starts: dt.datetime, month: dt.date) -> QuerySet[SummaryReader]:
    """Asked by that day, works here still, and this month has not gone to them."""
    gone = SummarySent.objects.filter(practice=OuterRef("practice"), reader=OuterRef("pk"), month=month)
    today = clock.now().astimezone(LONDON).date()
    here = Membership.objects.current(today).filter(
        practice=OuterRef("practice"), user=OuterRef("member__user"), user__is_active=True
    )
    rows = SummaryReader.objects.filter(
        Exists(here), ~Exists(gone), ended_at=None, asked_at__lt=starts + dt.timedelta(days=1)
    )
    return rows.order_by("pk")


def of_practice(practice: Practice, starts: dt.datetime, month: dt.date) -> int:
    """The words are the same for all of them, counted once."""
    text, sent = "", 0
    while True:
        with in_view([practice], SENDER):
            rows = waiting(starts, month).filter(practice=practice)
            reader = (
                rows.select_related("member__user").select_for_update(of=("self",), skip_locked=True).first()
            )
            if reader is None:
                return sent
            now = clock.now()
            text = text or summary.words(practice, month, now)
            note_sent(reader=reader, month=month, by=SENDER, now=now)
            to = [reader.member.user.email]
            send_mail(summary.subject(practice, month), text, settings.DEFAULT_FROM_EMAIL, to)
        sent += 1
