"""Each text of a request before somebody who may read it: given as it is, or in part, or not."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from insight.actions import access_texts as actions
from insight.models import AccessRequest, AccessText
from insight.whole import forms, pages, queries
from insight.whole.copying import key_of
from insight.whole.request_views import CHANGED, to_request, who
from practice.acting import Stale
from practice.actions import NotPossible
from practice.gate import Refused, requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import sent, status_of, tried

shown_and_sent = require_http_methods(["GET", "HEAD", "POST"])
AS_IT_IS, AS_THEY_ARE = "One text is given as it is", "{} texts are given as they are"
UNREAD = "All of it is left out"
EDITED = "This text was edited since the texts were gathered. Look for what is new, and read it then"


def to_text(request: Request, found: AccessRequest, text_id: int) -> HttpResponse:
    return redirect("insight:access-text", request.practice.ods_code, found.pk, text_id)


@shown_and_sent
@requires(Permission.READ_NOTES)
def access_text(request: Request, access_request_id: int, access_text_id: int) -> HttpResponse:
    """A page of texts; the press says that those on it are given as they are."""
    found = queries.opened_here(request, access_request_id)
    text = queries.text_here(found, access_text_id)
    context = pages.reading_page(request, found, text)
    if request.method != "POST":
        return page(request, "insight/whole/texts.html", context)
    try:
        messages.success(request, pressed(request, found))
    except (NotPossible, Stale) as why:
        messages.warning(request, CHANGED if isinstance(why, Stale) else str(why))
        return to_text(request, found, text.pk)
    after = context["after"]
    return to_text(request, found, after.first) if after else to_request(request, found)


def pressed(request: Request, found: AccessRequest) -> str:
    """What was done, in words: those that were shown are given, or one that nobody may read is left out."""
    for number, version in forms.shown_of(request.POST, "unread").items():
        text = queries.text_here(found, number)
        actions.leave_out_unread(text=text, version=version, **who(request))
        return UNREAD
    given = actions.give_as_they_are(request=found, shown=forms.shown_of(request.POST), **who(request))
    return AS_IT_IS if len(given) == 1 else AS_THEY_ARE.format(len(given))


@shown_and_sent
@requires(Permission.READ_NOTES)
def leave_out(request: Request, access_request_id: int, access_text_id: int) -> HttpResponse:
    """One text by itself: what of it is left out, and why."""
    found = queries.opened_here(request, access_request_id)
    text = queries.text_here(found, access_text_id)
    if not pages.progress(request, found).is_mine(text):
        raise Refused("a sensitive note is for its author and the people named on it")
    live = pages.live_texts(found, text.model).get(key_of(text))
    if live is None or live[1].fingerprint != text.fingerprint:
        messages.warning(request, EDITED)
        return to_text(request, found, text.pk)
    entry, words = live
    form = forms.DecideForm(sent(request), initial=first_of(text), words=words.words)
    context = {"found": found, "person": found.patient, "today": request.today, "text": text, "form": form}
    return decided(request, found, text, form) or page(
        request, "insight/whole/text.html", context | {"entry": entry, "words": words}, status=status_of(form)
    )


def first_of(text: AccessText) -> dict[str, Any]:
    said = {name: getattr(text, name) for name in ("decision", "reason", "because", "version")}
    return said | {"out": "\n".join(text.out)}


def decided(
    request: Request, found: AccessRequest, text: AccessText, form: forms.DecideForm
) -> HttpResponse | None:
    """Back to its page, where the next one stands."""

    def act() -> AccessText:
        version = form.cleaned_data["version"] or 0
        return actions.decide(text=text, version=version, **form.values, **who(request))

    try:
        if not (form.is_valid() and tried(form, act)):
            return None
    except Stale:
        messages.warning(request, CHANGED)
        return to_text(request, found, text.pk)
    messages.success(request, "Kept. The record itself stays as it is")
    return to_text(request, found, text.pk)
