"""A contact is noted or struck through, a plan agreed, the next day set; a referral closes and opens again."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from practice.acting import Stale
from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import sent, status_of, tried
from prescribing import referral_queries as lookup
from prescribing.actions import closing, contacting
from prescribing.models import Referral, ReferralContact
from prescribing.referral_forms import BecauseForm, CloseForm, ComeBackForm, ContactForm, PlanForm
from prescribing.referral_pages import CHANGED, keep_words, story, to_referral

shown_and_sent = require_http_methods(["GET", "HEAD", "POST"])


@shown_and_sent
@requires(Permission.PRESCRIBE)
def contact_referral(request: Request, referral_id: int) -> HttpResponse:
    """A try or a contact: what came of it is the button."""
    found = lookup.referral_opened(request, referral_id)
    form = ContactForm(sent(request), today=request.today)
    if form.is_valid():
        who: dict[str, Any] = {"by": request.member, "now": request.now}
        if tried(form, lambda: contacting.note_contact(referral=found, **form.said, **who)):
            messages.success(request, "Noted")
            return to_referral(request, found)
    presses = ReferralContact.Result.choices
    numbers = lookup.numbers_of(found.patient)
    context = {"form": form, "presses": presses, "numbers": numbers, **story(request, found)}
    return page(request, "prescribing/referral_contact.html", context, status=status_of(form))


@shown_and_sent
@requires(Permission.PRESCRIBE)
def strike_contact(request: Request, reached_id: int) -> HttpResponse:
    """Noted by mistake."""
    contact = lookup.contact_here(request, reached_id)
    found = lookup.referral_opened(request, contact.referral_id)
    form = BecauseForm(sent(request), initial={"version": found.version})
    if form.is_valid():
        said: dict[str, Any] = {
            "because": form.cleaned_data["because"],
            "by": request.member,
            "now": request.now,
        }
        if tried(form, lambda: contacting.strike_contact(contact=contact, **said)):
            messages.success(request, "Marked as entered in error")
            return to_referral(request, found)
    context = {"form": form, "contact": contact, **story(request, found)}
    return page(request, "prescribing/referral_contact_strike.html", context, status=status_of(form))


@shown_and_sent
@requires(Permission.PRESCRIBE)
def plan_referral(request: Request, referral_id: int) -> HttpResponse:
    """What matters to them and what they will try."""
    found = lookup.referral_opened(request, referral_id)
    names = ("plan", "version", "next_on", "next_words")
    form = PlanForm(sent(request), initial={n: getattr(found, n) for n in names}, today=request.today)
    if form.is_valid():
        said: dict[str, Any] = {**form.cleaned_data, "by": request.member, "now": request.now}
        try:
            if tried(form, lambda: contacting.agree_plan(referral=found, **said)):
                messages.success(request, "The plan is kept")
                return to_referral(request, found)
        except Stale as stale:
            keep_words(form, stale)
            found = lookup.referral_here(request, referral_id)
    context = {"form": form, **story(request, found)}
    return page(request, "prescribing/referral_plan.html", context, status=status_of(form))


@shown_and_sent
@requires(Permission.PRESCRIBE)
def next_referral(request: Request, referral_id: int) -> HttpResponse:
    """On which day it is somebody's work again."""
    found = lookup.referral_opened(request, referral_id)
    first = {"next_on": found.next_on, "next_words": found.next_words}
    form = ComeBackForm(sent(request), initial=first, today=request.today)
    if form.is_valid():
        said: dict[str, Any] = {**form.cleaned_data, "by": request.member, "now": request.now}
        if tried(form, lambda: contacting.come_back(referral=found, **said)):
            messages.success(request, "Noted")
            return to_referral(request, found)
    context = {"form": form, **story(request, found)}
    return page(request, "prescribing/referral_next.html", context, status=status_of(form))


@shown_and_sent
@requires(Permission.PRESCRIBE)
def close_referral(request: Request, referral_id: int) -> HttpResponse:
    """With an outcome and a reason, or not at all."""
    found = lookup.referral_opened(request, referral_id)
    form = CloseForm(sent(request), initial={"version": found.version})
    if form.is_valid():
        said: dict[str, Any] = {**form.cleaned_data, "by": request.member, "now": request.now}
        try:
            if tried(form, lambda: closing.close(referral=found, **said)):
                messages.success(request, "Closed. The message back can go now.")
                return to_referral(request, found)
        except Stale as stale:
            keep_words(form, stale)
            found = lookup.referral_here(request, referral_id)
    context = {"form": form, **story(request, found)}
    return page(request, "prescribing/close.html", context, status=status_of(form))


@shown_and_sent
@requires(Permission.PRESCRIBE)
def reopen_referral(request: Request, referral_id: int) -> HttpResponse:
    """It goes on from where it stood."""
    found = lookup.referral_opened(request, referral_id)
    form = BecauseForm(sent(request), initial={"version": found.version})
    if form.is_valid():
        try:
            if again := tried(form, lambda: reopened(request, found, form)):
                messages.success(request, f"Open again: {again.get_stands_display().lower()}")
                return to_referral(request, found)
        except Stale:
            messages.warning(request, CHANGED)
            return to_referral(request, found)
    context = {"form": form, **story(request, found)}
    return page(request, "prescribing/referral_reopen.html", context, status=status_of(form))


def reopened(request: Request, found: Referral, form: BecauseForm) -> Referral:
    return closing.reopen(referral=found, **form.cleaned_data, by=request.member, now=request.now)
