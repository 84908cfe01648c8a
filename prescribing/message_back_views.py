"""The message back: looked at first, then given on purpose, and kept as it went."""

import hashlib
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from practice.gate import Refused, requires
from practice.letters import CannotDraw
from practice.pages import page
from practice.pdf import NotMade, pdf_of
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import sent, status_of, tried
from prescribing import message_back, message_back_queries
from prescribing import referral_queries as lookup
from prescribing.actions.giving_back import give_back
from prescribing.models import MessageBack, Referral
from prescribing.referral_forms import MessageForm
from prescribing.referral_pages import story, to_referral

CANNOT_DRAW = "The PDF cannot show some letters of it: {letters} Print the page instead: the browser can."
LOOK = "The words have changed. Look at what goes, then press again."
NOT_MADE = "The PDF could not be made just now. Try again, or print the page."


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PRESCRIBE)
def message_back_page(request: Request, referral_id: int) -> HttpResponse:
    """Five lines, with whom they go to; a press says how they went."""
    found = lookup.referral_opened(request, referral_id)
    to = message_back_queries.to_whom(found)
    form = MessageForm(sent(request), initial={"to_whom": to[0]}, to=to)
    facts = message_back_queries.facts_of(found, request.today, **typed(form))
    way = request.POST.get("way", "")
    lines = message_back.text(facts)
    if form.is_valid() and way in MessageBack.Way.values and was_shown(form, lines):
        words: dict[str, Any] = {"way": way, "to_whom": form.cleaned_data["to_whom"], "words": lines}
        who: dict[str, Any] = {"by": request.member, "now": request.now}
        if given := tried(form, lambda: give_back(referral=found, **words, **who)):
            return given_so(request, found, given)
    context = {"form": form, "lines": lines, "seen": mark(lines), "facts": facts, **story(request, found)}
    return page(request, "prescribing/message_back.html", context, status=status_of(form))


def was_shown(form: MessageForm, lines: str) -> bool:
    """Nothing leaves that was not looked at: words that changed since are shown first."""
    if form.data.get("seen") == mark(lines):
        return True
    form.add_error(None, LOOK)
    return False


def mark(lines: str) -> str:
    return hashlib.sha256(lines.encode()).hexdigest()[:32]


def typed(form: MessageForm) -> dict[str, str]:
    """What the facts cannot know; nothing before it was sent."""
    if not form.is_valid():
        return {}
    return {name: form.cleaned_data[name] for name in ("asked", "risks")}


def given_so(request: Request, found: Referral, given: MessageBack) -> HttpResponse:
    here = (request.practice.ods_code, given.pk)
    if given.way == MessageBack.Way.PDF:
        return redirect("prescribing:message-back-pdf", *here)
    if given.way == MessageBack.Way.PRINTED:
        return redirect("prescribing:message-back-paper", *here)
    messages.success(request, f"Kept: the message was copied, for {given.to_whom}")
    return to_referral(request, found)


@require_GET
@requires(Permission.PRESCRIBE)
def message_back_paper(request: Request, given_back_id: int) -> HttpResponse:
    """What prints is the message and whose it is, and nothing else."""
    given = given_opened(request, given_back_id)
    context = {"given": given, "whose": message_back_queries.whose(given.patient)}
    return page(request, "prescribing/message_back_paper.html", context)


@require_GET
@requires(Permission.PRESCRIBE)
def message_back_pdf(request: Request, given_back_id: int) -> HttpResponse:
    """The same as a file, whose name says nothing about anybody."""
    given = given_opened(request, given_back_id)
    try:
        file = pdf_of(message_back_queries.document(given))
        disposition = {"Content-Disposition": 'attachment; filename="message-back.pdf"'}
        return HttpResponse(file, content_type="application/pdf", headers=disposition)
    except CannotDraw as missing:
        messages.warning(request, CANNOT_DRAW.format(letters=missing.letters[:40]))
    except NotMade:
        messages.error(request, NOT_MADE)
    return to_referral(request, given.referral)


def given_opened(request: Request, given_back_id: int) -> MessageBack:
    """One that went, of a referral that was not entered in error."""
    given = message_back_queries.given_here(request, given_back_id)
    if given is None:
        raise Http404
    lookup.referral_opened(request, given.referral_id)
    if given.referral.stands == Referral.Stands.IN_ERROR:
        raise Refused("this referral was entered in error")
    return given
