"""My reflections and supervision: pages that show the reader their own words and nobody else's."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coaching import own_queries
from coaching.actions import reflecting
from coaching.own_forms import ReflectionForm, SupervisionForm
from patients.strip import about
from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import sent, status_of


@require_GET
@requires(Permission.WRITE_NOTES)
def own(request: Request) -> HttpResponse:
    """The list; never a score."""
    return page(request, "coaching/own.html", dict(own_queries.own(request)))


@require_GET
@requires(Permission.WRITE_NOTES)
def own_text(request: Request) -> HttpResponse:
    """The same as text, to take along."""
    text = own_queries.as_text(own_queries.own(request))
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="my-reflections.txt"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WRITE_NOTES)
def reflect(request: Request, done_id: int) -> HttpResponse:
    """Five ticks on one's own session."""
    session = own_queries.own_session(request, done_id)
    standing = own_queries.reflection_on(request, session)
    initial = {name: getattr(standing, name) for name in (*reflecting.TICKS, "words")} if standing else {}
    form = ReflectionForm(sent(request), initial=initial)
    if form.is_valid():
        words = form.cleaned_data["words"]
        reflecting.reflect(session=session, ticks=form.ticks, words=words, by=request.member, now=request.now)
        return kept(request)
    context = {"form": form, "session": session, "standing": standing, **about(request, session.patient)}
    return page(request, "coaching/own_reflect.html", context, status=status_of(form))


@require_POST
@requires(Permission.WRITE_NOTES)
def drop_reflection(request: Request, done_id: int) -> HttpResponse:
    """It is the writer's to throw away."""
    mine = own_queries.reflection_on(request, own_queries.own_session(request, done_id))
    if mine is not None:
        reflecting.throw_reflection_away(reflection=mine, by=request.member, now=request.now)
    return kept(request, "Thrown away")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WRITE_NOTES)
def supervision(request: Request) -> HttpResponse:
    """A new entry of the log; or, with its number, one that is changed."""
    entry = own_queries.own_entry(request, request.GET["entry"]) if "entry" in request.GET else None
    form = SupervisionForm(sent(request), instance=entry, today=request.today)
    if form.is_valid():
        who: dict[str, Any] = {"by": request.member, "now": request.now}
        if entry is None:
            reflecting.log_supervision(values=form.cleaned_data, **who)
        else:
            reflecting.change_supervision(entry=entry, values=form.cleaned_data, **who)
        return kept(request)
    context = {"form": form, "entry": entry}
    return page(request, "coaching/own_supervision.html", context, status=422 if form.errors else 200)


@require_POST
@requires(Permission.WRITE_NOTES)
def drop_supervision(request: Request) -> HttpResponse:
    """The entry is named in the form."""
    if "entry" in request.POST:
        mine = own_queries.own_entry(request, request.POST["entry"])
        reflecting.throw_supervision_away(entry=mine, by=request.member, now=request.now)
    return kept(request, "Thrown away")


def kept(request: Request, words: str = "Kept. Only you can see it.") -> HttpResponse:
    messages.success(request, words)
    return redirect("coaching:own", request.practice.ods_code)
