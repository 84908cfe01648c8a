"""Where GOV.UK Notify calls back."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from practice.callbacks import called_with
from practice.requests import Request
from reminders import callbacks


@require_POST
@called_with("NOTIFY_CALLBACK_TOKEN")
def notify(request: Request, said: dict[str, Any]) -> HttpResponse:
    """Receipts and received texts. What is about no message of ours is no mistake of theirs."""
    try:
        heard = callbacks.read(said)
    except callbacks.NotExpected:
        return JsonResponse({"error": "neither a receipt nor a text"}, status=400)
    return JsonResponse({"messages": callbacks.note(heard, request.now)})
