"""A coach's own phrases: listed, written, ended."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from coaching import goal_queries
from coaching.actions.phrases import end_phrase, write_phrase
from coaching.goal_forms import PhraseForm
from practice.gate import requires
from practice.pages import page, sent
from practice.permissions import Permission
from practice.requests import Request


@require_http_methods(["GET", "POST"])
@requires(Permission.WRITE_NOTES)
def phrases(request: Request) -> HttpResponse:
    """All of mine, and a new one."""
    form = PhraseForm(sent(request))
    if form.is_valid():
        write_phrase(**form.cleaned_data, by=request.member, now=request.now)
        messages.success(request, "The phrase is there to insert from now on")
        return redirect("coaching:phrases", request.practice.ods_code)
    context = {"form": form, "phrases": goal_queries.own_phrases(request)}
    return page(request, "coaching/phrases.html", context, status=422 if form.is_bound else 200)


@require_POST
@requires(Permission.WRITE_NOTES)
def phrase_end(request: Request, phrase_id: int) -> HttpResponse:
    """Offered no more."""
    end_phrase(phrase=goal_queries.phrase_here(request, phrase_id), by=request.member, now=request.now)
    messages.success(request, "The phrase is not offered any more")
    return redirect("coaching:phrases", request.practice.ods_code)
