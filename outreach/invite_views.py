"""Behind an invitation: yes, not now, please ring me, do not ask me again. No account, and no word of why them.

Opening changes nothing; each answer is one press and can be changed until a colleague has gone on from it.
"""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from outreach.actions import answering, times_taken
from outreach.invite_pages import (
    address,
    behind_an_invitation,
    invitation_of,
    invite_page,
    message_of,
    stop_address,
)
from outreach.models import Invitation
from practice.actions import NotPossible
from practice.errors import NoLink
from practice.requests import Request
from reminders.reply_pages import Here
from reminders.reply_views import stop_page


@require_http_methods(["GET", "HEAD", "POST"])
@behind_an_invitation
def invite(request: Request, found: Invitation) -> HttpResponse:
    """How it stands, and the buttons that fit. What cannot be done any more shows how it stands instead."""
    if request.method != "POST":
        return invite_page(request, found)
    status = pressed(request, found)
    if status < 400:
        return HttpResponseRedirect(address(request))
    return invite_page(request, invitation_of(request), status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@behind_an_invitation
def invite_stop(request: Request, found: Invitation) -> HttpResponse:
    """No more of these messages, or of any; what they have answered stands."""
    message = message_of(request)
    if message is None:
        raise NoLink
    where = {"page": address(request), "stop": stop_address(request)}
    return stop_page(request, Here(message, None), where)


def pressed(request: Request, found: Invitation) -> int:
    """Done; or nobody knows this button; or it is too late for it."""
    who: dict[str, Any] = {"invitation": found, "by": request.link, "now": request.now}
    said, number = request.POST.get("said", ""), request.POST.get("chosen", "")
    try:
        if said in Invitation.Answer.values:
            answering.answer(**who, said=said)
        elif said == "give_back":
            times_taken.give_back(**who)
        elif is_number(number):
            return chosen(found, int(number), who)
        else:
            return 422
    except NotPossible:
        return 409
    return 302


def chosen(found: Invitation, number: int, who: dict[str, Any]) -> int:
    """One of the times that this wave offers."""
    time = found.wave.times.filter(practice=found.practice_id, pk=number).first()
    if time is None:
        return 422
    times_taken.choose_time(**who, time=time)
    return 302


def is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19
