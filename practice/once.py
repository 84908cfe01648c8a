"""A form sent twice is stored once and answered the same."""

import uuid
from collections.abc import Callable

from django.db import connection
from django.http import HttpResponse, HttpResponseRedirect

from practice.errors import LINK
from practice.models import FormKey
from practice.requests import Request

FIELD = "form_key"


# One statement: it waits for another press of the same form to commit, and then takes nothing.
TAKE = """
INSERT INTO practice_formkey (practice_id, member_id, key, answer, at) VALUES (%s, %s, %s, '', %s)
ON CONFLICT (practice_id, member_id, key) DO NOTHING RETURNING id
"""


def once(request: Request, view: Callable[[], HttpResponse]) -> HttpResponse:
    """Run the view, unless this form's key has been answered before.

    Two presses at the same time meet at the unique key: the second waits for the first to
    commit and then gets its answer. An answer that is not a redirect (a form with mistakes)
    leaves the key free, so that the mended form can be sent.
    """
    key = form_key(request)
    if key is None:
        return view()
    taken = take(request, key)
    if taken is None:
        before = FormKey.objects.get(practice_id=request.member.practice_id, member=request.member, key=key)
        return redirect(request, before.answer)
    response = view()
    keep_answer(taken, response)
    return response


def take(request: Request, key: uuid.UUID) -> int | None:
    """The id of the key's row, or None where it was taken before."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [request.member.practice_id, request.member.pk, key, request.now])
        row = cursor.fetchone()
    return row[0] if row else None


def keep_answer(taken: int, response: HttpResponse) -> None:
    """Remember where a successful answer sends the browser; give the key back otherwise.

    Never a signed link: of its token only the mark is kept.
    """
    mine = FormKey.objects.filter(pk=taken)
    where = response.headers.get("HX-Redirect") or response.headers.get("Location")
    if where and response.status_code < 400 and not where.startswith(LINK):
        mine.update(answer=where)
    else:
        mine.delete()


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
