"""How the practice prescribes: its page of terms."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import sent, status_of
from prescribing.actions.terms import set_terms
from prescribing.directory_forms import TermsForm, terms_as_they_stand
from prescribing.service_views import kept


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SET_TERMS)
def terms(request: Request) -> HttpResponse:
    """What is open to the outside, and when things are asked again."""
    standing = getattr(request.practice, "terms", None)
    form = TermsForm(sent(request), initial=terms_as_they_stand(standing))
    if form.is_valid():
        said = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        about: dict[str, Any] = {"practice": request.practice, "by": request.member, "now": request.now}
        if kept(form, lambda version: set_terms(version=version, values=said, **about)):
            messages.success(request, "Kept")
            return redirect("prescribing:terms", request.practice.ods_code)
    context = {"form": form, "terms": standing}
    return page(request, "prescribing/terms.html", context, status=status_of(form))
