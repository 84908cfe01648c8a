"""A form sent twice is stored once and answered the same."""

import uuid
from collections.abc import Callable

from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect

from practice.models import FormKey
from practice.requests import Request

FIELD = "form_key"


def once(request: Request, view: Callable[[], HttpResponse]) -> HttpResponse:
    """Run the view, unless this form's key has been answered before.

    Two presses at the same time meet at the unique key: the second waits for the first to
    commit and then gets its answer. An answer that is not a redirect (a form with mistakes)
    leaves the key free, so that the mended form can be sent.
    """
    key = form_key(request)
    if key is None:
        return view()
    taken, mine = FormKey.objects.get_or_create(
        practice_id=request.member.practice_id,
        member=request.member,
        key=key,
        defaults={"at": request.now},
    )
    if not mine:
        return redirect(request, taken.answer)
    return keep_answer(taken, view)


def keep_answer(taken: FormKey, view: Callable[[], HttpResponse]) -> HttpResponse:
    """Remember where a successful answer sends the browser; give the key back otherwise."""
    with transaction.atomic():
        response = view()
    where = response.headers.get("HX-Redirect") or response.headers.get("Location")
    if where and response.status_code < 400:
        taken.answer = where
        taken.save(update_fields=["answer"])
    else:
        taken.delete()
    return response


def form_key(request: Request) -> uuid.UUID | None:
    """The key that the page put into the form, if it is one."""
    if request.method != "POST":
        return None
    try:
        return uuid.UUID(request.POST.get(FIELD, ""))
    except ValueError:
        return None


def redirect(request: Request, where: str) -> HttpResponse:
    """Send the browser on, in the way that the request understands."""
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": where})
    return HttpResponseRedirect(where)
