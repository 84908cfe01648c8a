"""The person's own page: did you get there? It names no service and no person, and needs three presses at most."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from patients.working_day import due_by
from practice.requests import Request
from practice.submitting import sent, status_of
from prescribing.actions import answering
from prescribing.actions.linking import PERSON
from prescribing.actions.placing import Who
from prescribing.got_there_forms import WhyForm
from prescribing.link_pages import about_placement, link_page, token_of
from prescribing.models import Placement

shown_and_sent = require_http_methods(["GET", "HEAD", "POST"])
YES, NO, HELP = "yes", "no", "help"
PAGES = {"page": "got-there", "no": "got-there-no", "help": "got-there-help", "thanks": "got-there-thanks"}


def addresses(request: Request) -> dict[str, str]:
    """Not through practice.addresses: that keeps what it was asked for, and this holds the token."""
    return {name: reverse(f"prescribing:{url}", args=[token_of(request)]) for name, url in PAGES.items()}


def there_page(
    request: Request, template: str, context: dict[str, object], *, status: int = 200
) -> HttpResponse:
    return link_page(request, template, context, addresses=addresses(request), status=status)


@shown_and_sent
@about_placement(PERSON)
def got_there(request: Request, placement: Placement) -> HttpResponse:
    """Three buttons. Each is kept at the first press."""
    who: dict[str, Any] = {"placement": placement, "by": request.link, "now": request.now}
    pressed = request.POST.get("answer", "")
    if pressed == HELP:
        answering.need_help(**who, words="")
        return HttpResponseRedirect(addresses(request)["help"])
    if pressed in (YES, NO):
        answering.got_there(**who, yes=pressed == YES)
        return HttpResponseRedirect(addresses(request)["thanks" if pressed == YES else "no"])
    if request.method == "GET":
        answering.open_link(**who, who=Who.PERSON)
    if request.link.used_at:
        return HttpResponseRedirect(addresses(request)["thanks"])
    return there_page(request, "got_there", {}, status=422 if request.method == "POST" else 200)


@shown_and_sent
@about_placement(PERSON)
def got_there_no(request: Request, placement: Placement) -> HttpResponse:
    """What kept them away, if they want to say."""
    if not request.link.used_at:
        return HttpResponseRedirect(addresses(request)["page"])
    return more(request, placement, "got_there_no", {})


@shown_and_sent
@about_placement(PERSON)
def got_there_help(request: Request, placement: Placement) -> HttpResponse:
    """Somebody was asked: by when they look, and room for a few words."""
    return more(request, placement, "got_there_help", {"due": due_by(request.now)})


def more(request: Request, placement: Placement, template: str, context: dict[str, object]) -> HttpResponse:
    form = WhyForm(sent(request))
    if not form.is_valid():
        return there_page(request, template, context | {"form": form}, status=status_of(form))
    said: dict[str, Any] = {
        "words": form.said,
        "own_words": form.has_own_words,
        "by": request.link,
        "now": request.now,
    }
    answering.say_why(placement=placement, **said)
    return HttpResponseRedirect(addresses(request)["thanks"])


@require_GET
@about_placement(PERSON)
def got_there_thanks(request: Request, placement: Placement) -> HttpResponse:
    """What was answered is not shown."""
    return there_page(request, "got_there_thanks", {})
