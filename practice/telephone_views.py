"""The number that patients ring: it stands on their plans."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from practice import actions
from practice.forms import TelephoneForm
from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import sent, status_of


@require_http_methods(["GET", "POST"])
@requires(Permission.SET_TELEPHONE)
def telephone(request: Request) -> HttpResponse:
    """What it is now, and another one."""
    form = TelephoneForm(sent(request), initial={"telephone": request.practice.telephone})
    if form.is_valid():
        number = form.cleaned_data["telephone"]
        actions.set_telephone(practice=request.practice, telephone=number, by=request.member, now=request.now)
        messages.success(
            request, "Plans carry this number from now on" if number else "Plans carry no number now"
        )
        return redirect("practice:telephone", request.practice.ods_code)
    return page(request, "practice/telephone.html", {"form": form}, status=status_of(form))
