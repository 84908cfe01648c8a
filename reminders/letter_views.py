"""Letters to print: which wait, as files for a printer, and the press that says they are in the post."""

from typing import Any

from django.contrib import messages as notices
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from practice.actions import NotPossible
from practice.gate import requires
from practice.letters import CannotDraw
from practice.pages import page
from practice.pdf import NotMade, TooLong, pdf_of
from practice.permissions import Permission
from practice.requests import Request
from reminders import letters, queries, reach, reasons
from reminders.actions import printing
from reminders.letters import Letter
from reminders.views import may_act

CANNOT_DRAW = "The PDF cannot show some letters of it: {letters} Write this letter by hand."
NOT_MADE = "The PDF could not be made just now. Try again, or print fewer at once."
NONE = "There is no letter here that may be printed."


@require_GET
@requires(Permission.SEE_MESSAGES)
def list_letters(request: Request) -> HttpResponse:
    """What waits, what may not go any more and why, and what was printed last."""
    rows = letters.shown(request)
    context: dict[str, Any] = {
        "rows": rows,
        "ready": letters.ready(rows),
        "lately": letters.lately(request),
        "is_printed": reach.is_printed(),
        "may_act": Permission.EDIT_PATIENT in request.permissions,
    }
    return page(request, "reminders/letters.html", context)


@require_GET
@requires(Permission.SEE_MESSAGES)
def letters_file(request: Request) -> HttpResponse:
    """All in one file."""
    may_act(request, 0)
    return file_of(request, letters.ready(letters.shown(request)))


@require_GET
@requires(Permission.SEE_MESSAGES)
def letter_file(request: Request, message_id: int) -> HttpResponse:
    """One of them."""
    message = queries.message_here(request, may_act(request, message_id))
    shown = letters.shown(request, only=message.pk)
    return file_of(request, letters.ready(shown))


@require_POST
@requires(Permission.SEE_MESSAGES)
def letters_printed(request: Request) -> HttpResponse:
    """These are in the post: the one, or all that the page named."""
    may_act(request, 0)
    named = {
        int(number) for number in request.POST.getlist("letter") if number.isascii() and number.isdigit()
    }
    ready = [one.message for one in letters.ready(letters.shown(request)) if one.message.pk in named]
    for message in ready:
        printing.printed(message=message, by=request.member, now=request.now)
    letters.forget_old(request.now)
    said = f"{len(ready)} {'letter is' if len(ready) == 1 else 'letters are'} in the post. To undo that, look below."
    notices.success(request, said) if ready else notices.info(request, NONE)
    return back(request)


@require_POST
@requires(Permission.SEE_MESSAGES)
def not_printed(request: Request, message_id: int) -> HttpResponse:
    """It has not gone after all."""
    message = queries.message_here(request, may_act(request, message_id))
    try:
        printing.not_printed(message=message, by=request.member, now=request.now)
    except NotPossible as problem:
        notices.info(request, str(problem))
    else:
        notices.success(request, reasons.TO_PRINT)
    return back(request)


def file_of(request: Request, chosen: list[Letter]) -> HttpResponse:
    """A download whose name says nothing about anybody; opening it is kept for each."""
    try:
        made = pdf_of(letters.document(chosen, request.practice, request.today)) if chosen else b""
    except CannotDraw as missing:
        notices.warning(request, CANNOT_DRAW.format(letters=missing.letters[:40]))
        return back(request)
    except (NotMade, TooLong):
        notices.error(request, NOT_MADE)
        return back(request)
    if not made:
        notices.info(request, NONE)
        return back(request)
    letters.note_opened(request, chosen)
    disposition = {"Content-Disposition": 'attachment; filename="letters.pdf"'}
    return HttpResponse(made, content_type="application/pdf", headers=disposition)


def back(request: Request) -> HttpResponse:
    return redirect("reminders:letters", request.practice.ods_code)
