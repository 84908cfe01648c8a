"""What was sent, what will be, what was not and why, and what a person has to do."""

from django.contrib import messages as notices
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from practice.actions import NotPossible
from practice.gate import Refused, requires
from practice.pages import page, page_number
from practice.permissions import Permission
from practice.requests import Request
from reminders import queries, shelves
from reminders.actions import dealing
from reminders.models import Message


@require_GET
@requires(Permission.SEE_MESSAGES)
def messages(request: Request) -> HttpResponse:
    """One shelf of the practice's messages, a page at a time."""
    chosen = shelves.Chosen.of(request.GET)
    context = shelves.messages_page(request, chosen, page_number(request))
    return page(request, "reminders/messages.html", context)


@require_POST
@requires(Permission.SEE_MESSAGES)
def done(request: Request, message_id: int) -> HttpResponse:
    """The call was made, the letter written, the failure looked into."""
    message = queries.message_here(request, may_act(request, message_id))
    try:
        dealing.deal_with(message=message, by=request.member, now=request.now)
    except NotPossible as problem:
        notices.info(request, str(problem))
    else:
        notices.success(request, "Done. To undo that, look under “Dealt with” in Messages.")
    return back(request, message, "to-do")


@require_POST
@requires(Permission.SEE_MESSAGES)
def undo(request: Request, message_id: int) -> HttpResponse:
    """It is to be done after all."""
    message = queries.message_here(request, may_act(request, message_id))
    dealing.undo(message=message, by=request.member, now=request.now)
    notices.success(request, "It is to be done again.")
    return back(request, message, "dealt-with")


def may_act(request: Request, message_id: int) -> int:
    """Managers and administrators look; whoever works with patients ticks off."""
    if Permission.EDIT_PATIENT not in request.permissions:
        raise Refused(Permission.EDIT_PATIENT.value)
    return message_id


def back(request: Request, message: Message, shelf: str) -> HttpResponse:
    """To where it was pressed: the record, the person's messages, or the shelf."""
    here = request.practice.ods_code
    pages = {"record": "patients:record", "person": "reminders:of-person"}
    came_from = pages.get(request.POST.get("from", ""))
    if came_from and message.patient_id:
        return redirect(came_from, ods_code=here, patient_id=message.patient_id)
    return redirect(f"{reverse('reminders:messages', args=[here])}?show={shelf}")
