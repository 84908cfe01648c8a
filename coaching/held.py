"""A form that meets an expired sign-in: what was typed is kept for its writer, and for nobody else.

The page carries a signed token that says whose page it was. It opens nothing: all it does is let the words of
that page be kept for that person, who finds them in the same session after signing in. It also stands in for
the form's token, which a new sign-in changes: a page that was left open fails that check with good words in it.
"""

import functools
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from coaching.actions.drafts import Whose, hold
from coaching.words import is_too_long, typed
from practice import clock
from practice.gate import View, is_background
from practice.requests import Request

KEPT = "What you typed is kept. Sign in to go on with it."
KEPT_HERE = "This page had gone out of date. What you typed is kept: check it, then press the button again."
KEPT_FOR_ANOTHER = "What was typed is kept for the person who typed it. They find it when they sign in."
NOT_KEPT = "What was typed could not be kept: it was too long, or its writer no longer works here."


def keeps_words(view: View) -> View:
    """Stands outside the gate of a view that takes a note in."""

    @functools.wraps(view)
    def kept(request: Request, **kwargs: Any) -> HttpResponse:
        whose = whose_page(request, kwargs)
        if whose is None or whose.user_id == request.user.pk:
            return view(request, **kwargs)
        return keep(request, whose, kwargs)

    kept.when_forged = keep_if_signed  # type: ignore[attr-defined]
    return kept


def keep_if_signed(request: Request, **kwargs: Any) -> HttpResponse | None:
    """The form's token failed: keep the words if the page was this product's own; nothing else happens."""
    whose = whose_page(request, kwargs)
    return keep(request, whose, kwargs) if whose else None


def whose_page(request: Request, kwargs: dict[str, Any]) -> Whose | None:
    """Whose page sent this form; None unless it was signed for this very session."""
    whose = Whose.read(request.POST.get("whose", ""))
    return whose if whose and whose.session_id == kwargs["session_id"] else None


def keep(request: Request, whose: Whose, kwargs: dict[str, Any]) -> HttpResponse:
    """Hold the words and send whoever is there to where they can go on."""
    fields = typed(request.POST)
    kept = not is_too_long(fields) and hold(
        whose=whose, fields=fields, version=version_of(request), now=clock.now()
    )
    if is_background(request):
        return HttpResponse(status=401 if not request.user.is_authenticated else 403)
    if not kept:
        messages.error(request, NOT_KEPT)
    return onward(request, whose, kwargs, kept)


def onward(request: Request, whose: Whose, kwargs: dict[str, Any], kept: bool) -> HttpResponse:
    """To the sign-in page and back into the session; or into it, for the one who is signed in again."""
    page = reverse("coaching:session", kwargs=kwargs)
    if not request.user.is_authenticated:
        if kept:
            messages.info(request, KEPT)
        return redirect_to_login(page)
    mine = request.user.pk == whose.user_id
    if kept:
        messages.warning(request, KEPT_HERE if mine else KEPT_FOR_ANOTHER)
    return HttpResponseRedirect(page if mine else reverse("practice:home"))


def version_of(request: Request) -> int:
    """Which version of the draft the page began with."""
    text = request.POST.get("draft_version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
