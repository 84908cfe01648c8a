"""How many messages one person may have: a page for whoever says which messages go."""

from typing import Any

from django.contrib import messages as notices
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import sent, status_of
from prescribing.service_views import kept
from reminders.actions.limits import set_limits
from reminders.limits_forms import LimitsForm


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_MESSAGES)
def limits(request: Request) -> HttpResponse:
    """Caps: what is about an appointment counts, and is never held by them."""
    standing = getattr(request.practice, "message_limits", None)
    form = LimitsForm(sent(request), limits=standing)
    if form.is_valid():
        said: dict[str, Any] = {name: form.cleaned_data[name] for name in ("a_day", "a_week")}
        about: dict[str, Any] = {"practice": request.practice, "by": request.member, "now": request.now}
        if kept(form, lambda version: set_limits(version=version, **said, **about)):
            notices.success(request, "Kept")
            return redirect("reminders:limits", request.practice.ods_code)
    context = {"form": form, "limits": standing}
    return page(request, "reminders/limits.html", context, status=status_of(form))
