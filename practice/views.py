"""The front door and the heartbeat."""

import time

from django.db import connection
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from practice import clock
from practice import metrics as watched
from practice.callbacks import asked_with
from practice.gate import open_to_all, requires
from practice.health import signs as signs_of_health
from practice.models import Membership
from practice.navigation import entries_for
from practice.permissions import LANDING, Permission
from practice.requests import Request

# Pages that gather all of a member's practices.
EVERYWHERE = ("coaching:today", "patients:find", "prescribing:referrals")


@require_GET
@requires(Permission.WORK_HERE)
def home(request: Request) -> HttpResponse:
    """Everybody lands on the page they open the product for."""
    return redirect(landing(request.memberships))


@require_GET
@requires(Permission.WORK_HERE)
def front(request: Request) -> HttpResponse:
    """The same, for what they do in one practice.

    Who works in several comes here to go from one to another: a page of all of them would lead nowhere.
    """
    here = [m for m in request.memberships if m.practice_id == request.practice.pk]
    inside = [str(entry["url"]) for entry in entries_for(request)]
    choices = [url for url in (landing(here), *inside) if url.startswith(request.path)]
    return redirect(choices[0] if choices and len(here) < len(request.memberships) else landing(here))


def landing(memberships: list[Membership]) -> str:
    """The first page of the table that one of these roles opens."""
    for role, url_name in LANDING:
        here = [m.practice for m in memberships if m.role == role]
        if here:
            everywhere = url_name in EVERYWHERE
            return reverse(url_name, args=[] if everywhere else [here[0].ods_code])
    raise AssertionError("a role without a landing page")


@require_POST
@requires(Permission.WORK_HERE)
def still_here(request: Request) -> HttpResponse:
    """The answer to the idle warning: the person pressed a key and goes on."""
    request.session["last_active"] = time.time()
    return HttpResponse(status=204)


@require_GET
@open_to_all
def web_health(request: Request) -> JsonResponse:
    """Whether this process can reach its database; says nothing else. Pages work while the clockwork stands still."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "well"})


@require_GET
@open_to_all
def health(request: Request) -> JsonResponse:
    """Whether everything goes on by itself, with figures for whoever watches; 503 and the reasons if it does not."""
    signs = signs_of_health(clock.now())
    reasons = [reason for sign in signs.values() for reason in sign.reasons]
    says: dict[str, object] = {"status": "unwell" if reasons else "well", "reasons": reasons}
    says |= {name: sign.figures for name, sign in signs.items()}
    return JsonResponse(says, status=503 if reasons else 200)


@require_GET
@asked_with("METRICS_TOKEN")
def metrics(request: Request) -> HttpResponse:
    """Numbers about the whole installation, for a machine that watches it."""
    return HttpResponse(watched.text(), content_type=watched.CONTENT_TYPE)
