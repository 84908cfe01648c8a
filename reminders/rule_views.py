"""Managers say how each kind of message goes: on or off, when, by which way, in which words."""

from typing import Any

from django.contrib import messages as notices
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from practice.acting import Stale
from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import sent, status_of, tried
from prescribing.service_views import kept
from reminders import outbox, rule_queries, rule_words
from reminders.actions import ruling
from reminders.kinds import Kind
from reminders.models import MessageRule
from reminders.rule_forms import RuleForm, TestForm, kind_of
from reminders.rules import InForce, merged

shown_and_sent = require_http_methods(["GET", "HEAD", "POST"])
BY_TERMS = (Kind.PROVIDER, Kind.GOT_THERE)
CHANGED = "Somebody else has changed this since you opened it. Look at how it stands now."


def kind_asked(request: Request) -> Kind:
    kind = kind_of(request.GET.get("kind", "") or request.POST.get("kind", ""))
    if kind is None:
        raise Http404
    return kind


def who(request: Request) -> dict[str, Any]:
    return {"practice": request.practice, "by": request.member, "now": request.now}


@require_GET
@requires(Permission.EDIT_MESSAGES)
def show(request: Request) -> HttpResponse:
    """All kinds, and how each goes here."""
    return page(request, "reminders/rules.html", {"groups": rule_queries.listed(request)})


@shown_and_sent
@requires(Permission.EDIT_MESSAGES)
def change(request: Request) -> HttpResponse:
    """One kind: what may be set, how it reads, how it was before."""
    kind = kind_asked(request)
    own = rule_queries.own_rule(request, kind)
    here = merged(kind, own)
    form = RuleForm(
        sent(request), here=here, practice=request.practice.name, version=own.version if own else 0
    )
    looking = request.POST.get("press") == "look"
    if request.method == "POST" and not looking and keep(request, form, kind):
        notices.success(request, "Kept. What waits already follows.")
        return to_list(request)
    context = {"form": form, "looking": looking, **about(request, here, own, form)}
    status = 200 if looking else status_of(form)
    return page(request, "reminders/rule.html", context, part="preview", status=status)


def keep(request: Request, form: RuleForm, kind: Kind) -> bool:
    """Kept, unless something is wrong or somebody else was faster."""
    if not form.is_valid():
        return False
    values = form.values

    def act(version: int) -> MessageRule:
        return ruling.set_rule(kind=kind, version=version, values=values, **who(request))

    return kept(form, act) is not None


def about(request: Request, here: InForce, own: MessageRule | None, form: RuleForm) -> dict[str, Any]:
    typed, off = (
        rule_words.tidy(form.data.get(name, kept))
        for name, kept in (("words", here.words), ("cancelled", here.cancelled))
    )
    return {
        "here_rule": here,
        "own": own,
        "is_own": rule_queries.is_own(own),
        "when": rule_queries.when(here),
        "by_terms": here.kind in BY_TERMS and Permission.SET_TERMS in request.permissions,
        "waiting": rule_queries.waiting(request, here.kind),
        "versions": rule_queries.versions(own),
        "preview": rule_queries.preview(request, here.kind, typed, cancelled=off)
        if here.shipped.wordable
        else None,
    }


@require_POST
@requires(Permission.EDIT_MESSAGES)
def restore(request: Request) -> HttpResponse:
    """Back to what was shipped; the earlier words stay to be read."""
    kind = kind_asked(request)
    version = request.POST.get("version", "")
    try:
        ruling.restore(kind=kind, version=int(version) if version.isdecimal() else 0, **who(request))
    except Stale:
        notices.warning(request, CHANGED)
    else:
        notices.success(request, "It stands as usual again.")
    return redirect(f"{reverse('reminders:rule', args=[request.practice.ods_code])}?kind={kind}")


@shown_and_sent
@requires(Permission.EDIT_MESSAGES)
def try_out(request: Request) -> HttpResponse:
    """The words as they stand, to whoever asks: by email, or to a mobile that they type."""
    kind = kind_asked(request)
    here = merged(kind, rule_queries.own_rule(request, kind))
    if not here.shipped.wordable:
        raise Http404
    moment = rule_queries.example_moment(request.now)
    name = request.user.name.split()[0]
    said = rule_words.example(kind, here.words, request.practice.name, moment, name)
    form = TestForm(sent(request))
    if form.is_valid():
        test = {"kind": kind, "words": said, "number": form.cleaned_data["number"].strip()}
        channel = tried(form, lambda: ruling.try_out(**test, **who(request)))
        if channel:
            seen = f" It stands under “{outbox.TITLE}”." if channel in outbox.channels() else ""
            notices.success(request, f"Sent as {channel.label.lower()}. Its link leads nowhere.{seen}")
            return to_list(request)
    context = {"form": form, "here_rule": here, "words": said, "email": request.user.email}
    return page(request, "reminders/rule_test.html", context, status=status_of(form))


def to_list(request: Request) -> HttpResponse:
    return redirect("reminders:rules", request.practice.ods_code)
