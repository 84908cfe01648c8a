"""The mail to the safeguarding lead: that a blocked record was opened, and nothing of whose or why."""

import functools
import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from patients.actions import glass as actions
from patients.glass import concerned
from patients.models import GlassBreak
from practice.requests import Request
from practice.tenancy import in_view

logger = logging.getLogger(__name__)


def tell_after_commit(request: Request, glass: GlassBreak) -> None:
    """The notice on their pages stands with the commit; the mail is sent once, and how it went is kept."""
    told = concerned(request.practice, request.today, [glass]).responders(glass)
    addresses = sorted({member.user.email for member in told})
    if addresses:
        transaction.on_commit(functools.partial(tell, request, glass, addresses), robust=True)


def tell(request: Request, glass: GlassBreak, addresses: list[str]) -> None:
    url = settings.PUBLIC_URL.rstrip("/") + reverse("patients:glass", args=[request.practice.ods_code])
    words = render_to_string("patients/mail/glass.txt", {"practice": request.practice, "url": url})
    mail = EmailMessage(f"Please look into something at {request.practice.name}", words, to=addresses)
    try:
        sent = bool(mail.send())
    except OSError as problem:  # every failure of SMTP is one
        logger.warning("mail about broken glass %s failed: %s", glass.pk, type(problem).__name__)
        sent = False
    with in_view([request.practice], request.member):
        actions.settle_mail(glass=glass, sent=sent, by=request.member, now=request.now)
