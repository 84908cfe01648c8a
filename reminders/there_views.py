"""Stopping, from the page *Did you get there?*: that page is of the room of referrals, and knows no messages."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from practice.errors import NoLink
from practice.requests import Request
from prescribing.actions.linking import PERSON
from prescribing.link_pages import about_placement, token_of
from prescribing.models import Placement
from reminders.kinds import Kind
from reminders.reply_pages import Here
from reminders.reply_views import stop_page


@require_http_methods(["GET", "HEAD", "POST"])
@about_placement(PERSON)
def there_stop(request: Request, placement: Placement) -> HttpResponse:
    """Just these, or all of them."""
    asked = request.practice.messages.filter(kind=Kind.GOT_THERE, subject_id=placement.pk)
    message = asked.filter(patient=placement.patient_id).select_related("patient").order_by("pk").last()
    if message is None or placement.patient.restricted:
        raise NoLink
    token = token_of(request)
    address = {
        "page": reverse("prescribing:got-there", args=[token]),
        "stop": reverse("reminders:there-stop", args=[token]),
    }
    return stop_page(request, Here(message, None), address)
