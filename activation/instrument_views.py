"""Questionnaires of a practice: what is in use, every word of one, a new file, and the licences they need."""

import json
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from activation import instrument_page, shelf
from activation.actions.licensing import end_licence, note_licence
from activation.actions.loading import load, retire, would_become
from activation.definition import WrongFile, definition_of, parse
from activation.instrument_forms import ContentForm, FileForm, LicenceForm
from practice.gate import Refused, requires, takes_files
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import sent, status_of, tried

shown_and_sent = require_http_methods(["GET", "POST"])
OUTCOMES = {
    "loaded": "{} is in use from now on.",
    "replaced": "{} is in use from now on, in place of the version before. What was answered stays as it is.",
    "unchanged": "{} was loaded already, word for word. Nothing has changed.",
}


@require_GET
@requires(Permission.MANAGE_INSTRUMENTS)
def questionnaires(request: Request) -> HttpResponse:
    """What is in use here, and the licences that are held."""
    context = {
        "shelf": shelf.shelf(request.practice, request.today),
        "licences": shelf.licences(request.practice, request.today),
        "past": shelf.ended_licences(request.practice),
    }
    return page(request, "activation/questionnaires.html", context)


@require_GET
@requires(Permission.MANAGE_INSTRUMENTS)
def questionnaire(request: Request, instrument_id: int) -> HttpResponse:
    """One of them with all its words, how it is scored and where its bands come from."""
    instrument = shelf.find(request, instrument_id)
    definition = definition_of(instrument)
    context = {
        "instrument": instrument,
        "definition": definition,
        "facts": instrument_page.facts(instrument, definition),
        "wordings": instrument_page.wordings(definition),
        "rule": instrument_page.rule(definition),
        "ranges": instrument_page.ranges(definition),
        "scales": shelf.scales(instrument),
        "versions": shelf.versions(instrument),
    }
    return page(request, "activation/questionnaire.html", context)


@takes_files
@shown_and_sent
@requires(Permission.MANAGE_INSTRUMENTS)
def load_questionnaire(request: Request) -> HttpResponse:
    """A file is sent; what it says is shown before anything is loaded."""
    form = FileForm(sent(request), request.FILES or None)
    if not form.is_valid():
        return page(request, "activation/load.html", {"form": form}, status=status_of(form))
    try:
        raw = parse(form.cleaned_data["file"])
        definition, outcome = would_become(raw, request.practice, request.now)
    except WrongFile as wrong:
        return refused_page(request, wrong)
    content = ContentForm(initial={"content": json.dumps(raw, ensure_ascii=False)})
    context = {
        "definition": definition,
        "outcome": outcome,
        "content": content,
        "wordings": instrument_page.wordings(definition),
        "rule": instrument_page.rule(definition),
        "ranges": instrument_page.ranges(definition),
    }
    return page(request, "activation/load_check.html", context)


@takes_files
@require_POST
@requires(Permission.MANAGE_INSTRUMENTS)
def load_now(request: Request) -> HttpResponse:
    """It was looked at: load it. Everything is checked once more."""
    form = ContentForm(request.POST)
    if not form.is_valid():
        return page(request, "activation/load.html", {"form": FileForm()}, status=422)
    try:
        raw = parse(form.cleaned_data["content"].encode())
        done = load(definition_raw=raw, practice=request.practice, by=request.member, now=request.now)
    except WrongFile as wrong:
        return refused_page(request, wrong)
    messages.success(request, OUTCOMES[done.outcome].format(done.instrument.name))
    return redirect("activation:questionnaire", request.practice.ods_code, done.instrument.pk)


def refused_page(request: Request, wrong: WrongFile) -> HttpResponse:
    """Every problem with its place, and the form for another try."""
    count = len(wrong.problems)
    words = "This file has a problem" if count == 1 else f"This file has {count} problems"
    context = {
        "form": FileForm(),
        "problems": [{"text": f"{words}. Nothing was loaded.", "href": "#problems"}],
        "wrong": wrong.problems,
    }
    return page(request, "activation/load.html", context, status=422)


@shown_and_sent
@requires(Permission.MANAGE_INSTRUMENTS)
def retire_questionnaire(request: Request, instrument_id: int) -> HttpResponse:
    """The practice's own goes out of use."""
    instrument = shelf.find(request, instrument_id)
    if instrument.practice_id is None:
        raise Refused("a questionnaire of the whole installation")
    form = forms.Form(sent(request))
    if form.is_valid() and tried(
        form, lambda: retire(instrument=instrument, by=request.member, now=request.now)
    ):
        messages.success(request, f"{instrument.name} is out of use. What was answered stays.")
        return to_shelf(request)
    context = {"form": form, "instrument": instrument}
    return page(request, "activation/retire.html", context, status=status_of(form))


@shown_and_sent
@requires(Permission.MANAGE_INSTRUMENTS)
def add_licence(request: Request) -> HttpResponse:
    """A licence that the practice holds."""
    form = LicenceForm(sent(request), today=request.today)
    if form.is_valid():
        given: dict[str, Any] = {**form.cleaned_data, "by": request.member, "now": request.now}
        if tried(form, lambda: note_licence(**given)):
            messages.success(request, "The licence is noted.")
            return to_shelf(request)
    return page(request, "activation/note_licence.html", {"form": form}, status=status_of(form))


@shown_and_sent
@requires(Permission.MANAGE_INSTRUMENTS)
def stop_licence(request: Request, licence_id: int) -> HttpResponse:
    """A licence is not held any more."""
    licence = shelf.find_licence(request, licence_id)
    form = forms.Form(sent(request))
    if form.is_valid() and tried(
        form, lambda: end_licence(licence=licence, by=request.member, now=request.now)
    ):
        messages.success(request, f"The licence for {licence.key} has ended.")
        return to_shelf(request)
    context = {"form": form, "licence": licence}
    return page(request, "activation/end_licence.html", context, status=status_of(form))


def to_shelf(request: Request) -> HttpResponse:
    return redirect("activation:questionnaires", request.practice.ods_code)
