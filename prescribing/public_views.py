"""The practice's public page: somebody asks for help, for themself or for another. Kept for a person to read."""

from typing import Any

from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from practice import trail
from practice.flood import place_of
from practice.models import Practice
from practice.pace import too_often
from practice.pages import page
from practice.public import VISITOR, public_of_practice
from practice.requests import Request
from practice.submitting import sent, status_of
from prescribing.actions.arriving import kept_before, receive
from prescribing.arrival_forms import AskForForm, AskForm
from prescribing.referral_queries import needs_list

FORMS: dict[str, type[AskForm]] = {"me": AskForm, "somebody": AskForForm}
SALT = "ask-for-help"
# Seconds: nobody reads and writes this in less, or leaves it open for longer.
QUICKEST, LONGEST = 3, 24 * 60 * 60
TOO_QUICK = "Please look at what you wrote once more, then press “Send” again."
A_HOUSE, A_PRACTICE = 8, 60  # of what is kept in an hour, from one address and for one practice
PRESSES = 40  # of whatever is sent in ten minutes from one address


def takes_from_outside(practice: Practice) -> bool:
    terms = getattr(practice, "terms", None)
    return bool(terms and terms.public_page)


@require_GET
@public_of_practice(takes_from_outside)
def ask_for_help(request: Request) -> HttpResponse:
    """What this is, for whom, and whom to call instead."""
    return page(request, "prescribing/public.html", here(request))


@require_http_methods(["GET", "HEAD", "POST"])
@public_of_practice(takes_from_outside)
def ask(request: Request, who: str) -> HttpResponse:
    """Sent once, kept as it was sent; too many at once are asked to ring instead."""
    if who not in FORMS:
        raise Http404
    if request.method == "POST" and pressed_too_often(request):
        return wait_page(request)
    form = FORMS[who](sent(request), **choices(request))
    if form.is_valid() and form.too_young:
        return page(request, "prescribing/public_too_young.html", here(request), status=422)
    if form.is_valid() and was_read(request):
        if not kept_before(practice=request.practice, said=form.said, now=request.now) and kept_too_often(
            request
        ):
            return wait_page(request)
        receive(practice=request.practice, said=form.said, by=VISITOR, now=request.now)
        return redirect("prescribing:ask-sent", request.practice.ods_code)
    if form.is_bound and not form.errors:
        form.add_error(None, TOO_QUICK)
    context = {"form": form, "who": who, "shown": first_shown(request), **here(request)}
    return page(request, "prescribing/public_ask.html", context, status=status_of(form))


def choices(request: Request) -> dict[str, Any]:
    return {"needs": needs_list(), "today": request.today, "youngest": request.practice.minimum_age}


@require_GET
@public_of_practice(takes_from_outside)
def ask_sent(request: Request) -> HttpResponse:
    return page(request, "prescribing/public_sent.html", here(request))


def here(request: Request) -> dict[str, Any]:
    """Nothing of anybody; the words of the practice, and how old one has to be."""
    terms = request.practice.terms
    return {
        "practice": request.practice,
        "words": terms.public_words,
        "youngest": request.practice.minimum_age,
    }


def first_shown(request: Request) -> str:
    """When, signed: of a form that comes back with a mistake still the first time."""
    sent_along = request.POST.get("shown", "")
    try:
        signing.loads(sent_along, salt=SALT, max_age=LONGEST)
    except signing.BadSignature:
        return signing.dumps("", salt=SALT)
    return sent_along


def was_read(request: Request) -> bool:
    """Whether the form was shown a few seconds ago and not days: a person is only asked to press again."""
    try:
        signing.loads(request.POST.get("shown", ""), salt=SALT, max_age=LONGEST)
    except signing.BadSignature:
        return False
    try:
        signing.loads(request.POST.get("shown", ""), salt=SALT, max_age=QUICKEST)
    except signing.SignatureExpired:
        return True
    return False


def pressed_too_often(request: Request) -> bool:
    return too_often(f"ask:{address(request)}", most=PRESSES, minutes=10, now=request.now)


def kept_too_often(request: Request) -> bool:
    """Counted for the house and for the practice, so that a flood does not bury what people sent.

    What is refused for the house does not count for the practice: one house does not shut the page for all others.
    """
    here, everybody = f"asked:{address(request)}", f"asked-of:{request.practice.pk}"
    return too_often(here, most=A_HOUSE, minutes=60, now=request.now) or too_often(
        everybody, most=A_PRACTICE, minutes=60, now=request.now
    )


def address(request: Request) -> str:
    """Where it comes from, as the trail keeps it; a line with many addresses is one house."""
    return place_of(trail.origin.get().address or "unknown")


def wait_page(request: Request) -> HttpResponse:
    answer = page(request, "prescribing/public_wait.html", here(request), status=429)
    answer["Retry-After"] = "3600"
    return answer
