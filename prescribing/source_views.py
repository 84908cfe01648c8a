"""Where the directory comes from: feeds and tables, what they mean, and what each reading did."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from patients import uploads
from practice.actions import NotPossible
from practice.gate import requires, takes_files
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import sent, status_of, tried
from prescribing import source_queries as lookup
from prescribing.actions import importing
from prescribing.incoming import table
from prescribing.incoming.fetching import NotRead
from prescribing.incoming.opening import from_bytes
from prescribing.models import Run, Source
from prescribing.reading_sources import gathered
from prescribing.service_views import who
from prescribing.source_forms import ColumnsForm, FeedForm, TableForm

MOST = 2_000
TOO_MANY = f"There are more than {MOST:,} services in it. Ask whoever runs the server to read it in."
shown_and_sent = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
@requires(Permission.EDIT_DIRECTORY)
def sources(request: Request) -> HttpResponse:
    """All of them, with their last reading."""
    return page(request, "prescribing/sources.html", {"sources": list(lookup.sources(request))})


@shown_and_sent
@requires(Permission.EDIT_DIRECTORY)
def add_source(request: Request) -> HttpResponse:
    """An address; the worker reads it, not this page."""
    form = FeedForm(sent(request))
    if form.is_valid() and tried(form, lambda: begin(request, form)):
        messages.success(request, "It will be read within a few minutes")
        return to_sources(request)
    return page(request, "prescribing/source_add.html", {"form": form}, status=status_of(form))


def begin(request: Request, form: FeedForm) -> Run:
    said = form.cleaned_data | {"kind": Source.Kind.ORUK_3, "mapping": {}}
    source = importing.find_source(**said, **who(request))
    return importing.ask_to_read(source=source, **who(request))


@takes_files
@shown_and_sent
@requires(Permission.EDIT_DIRECTORY)
def upload_services(request: Request) -> HttpResponse:
    """A table, whose columns are asked about next; or a file of Open Referral, which says itself what it means."""
    form = TableForm(sent(request), request.FILES or None)
    if form.is_valid() and (run := take(request, form)):
        where = "prescribing:reading" if run.ended_at else "prescribing:columns"
        return redirect(where, request.practice.ods_code, run.pk)
    return page(request, "prescribing/source_upload.html", {"form": form}, status=status_of(form))


def take(request: Request, form: TableForm) -> Run | None:
    """Kept under a name of our own until its columns are known."""
    sent_in = form.cleaned_data["file"]
    try:
        opened = from_bytes(sent_in.name, sent_in.read(), None)
        read = gathered(opened)
        if len(read.items) > MOST:
            raise NotRead(TOO_MANY)
    except NotRead as why:
        form.add_error("file", str(why))
        return None
    if opened.kind != Source.Kind.CSV:
        source = importing.find_source(name=form.called(), kind=opened.kind, **who(request))
        return importing.keep_read(source=source, read=read, **who(request))[0]
    sent_in.seek(0)
    stored_as, _size = uploads.keep(sent_in)
    waiting = {
        "stored_as": stored_as,
        "file": sent_in.name[:120],
        "count": len(read.items),
        "guess": opened.mapping,
    }
    return importing.receive_table(name=form.called(), waiting=waiting, **who(request))


@shown_and_sent
@requires(Permission.EDIT_DIRECTORY)
def columns(request: Request, reading_id: int) -> HttpResponse:
    """What each column means, with the first lines beside it."""
    run = waiting_here(request, reading_id)
    rows = rows_of(run)
    headings, remembered = list(rows[0]), run.source.mapping.get("columns") or {}
    guess = table.meant(headings, {h: f for h, f in remembered.items() if h in headings})
    form = ColumnsForm(sent(request), headings=headings, guess=guess)
    if form.is_valid() and tried(form, lambda: bring_in(request, run, form.chosen())):
        return redirect("prescribing:reading", request.practice.ods_code, run.pk)
    samples = [[row.get(heading, "")[:60] for row in rows[:3]] for heading in headings]
    context = {"form": form, "run": run, "questions": list(zip(form.visible_fields(), samples, strict=True))}
    return page(request, "prescribing/source_columns.html", context, status=status_of(form))


def waiting_here(request: Request, reading_id: int) -> Run:
    """A table of this practice's that waits; the others of the network mind their own."""
    run = lookup.reading_here(request, reading_id)
    if run.ended_at or "waiting" not in run.report or run.asked_at_practice_id != request.practice.pk:
        raise Http404
    return run


def content_of(run: Run) -> bytes:
    with uploads.opened(run.report["waiting"]["stored_as"]) as file:
        return file.read()


def rows_of(run: Run) -> list[table.Row]:
    """The table as it was sent; GeoJSON through its properties."""
    return table.rows_in_file(content_of(run))


def bring_in(request: Request, run: Run, chosen: dict[str, str]) -> Run:
    waiting = run.report["waiting"]
    read = gathered(from_bytes(waiting["file"], content_of(run), chosen))
    about = {"name": run.source.name, "kind": Source.Kind.CSV, "mapping": {"columns": chosen}}
    source = importing.find_source(**about, **who(request))
    done, _report = importing.keep_read(source=source, read=read, run=run, **who(request))
    uploads.forget_when_done(waiting["stored_as"])
    return done


@require_POST
@requires(Permission.EDIT_DIRECTORY)
def discard_table(request: Request, reading_id: int) -> HttpResponse:
    """No, throw it away."""
    run = waiting_here(request, reading_id)
    importing.discard_table(run=run, **who(request))
    uploads.forget_when_done(run.report["waiting"]["stored_as"])
    messages.success(request, "The table was thrown away. Nothing was changed")
    return to_sources(request)


@require_GET
@requires(Permission.EDIT_DIRECTORY)
def reading(request: Request, reading_id: int) -> HttpResponse:
    """What one reading did."""
    run = lookup.reading_here(request, reading_id)
    return page(request, "prescribing/source_reading.html", {"run": run, "report": run.report})


@require_POST
@requires(Permission.EDIT_DIRECTORY)
def read_source(request: Request, source_id: int) -> HttpResponse:
    """Once more, now."""
    source = lookup.source_here(request, source_id)
    return pressed(request, "It will be read within a few minutes", importing.ask_to_read, source)


@require_POST
@requires(Permission.EDIT_DIRECTORY)
def end_source(request: Request, source_id: int) -> HttpResponse:
    """No more; what came from it stays."""
    source = lookup.source_here(request, source_id)
    return pressed(
        request, "It is read no more. Its services stay in the directory", importing.end_source, source
    )


def pressed(request: Request, done: str, act: Any, source: Source) -> HttpResponse:
    try:
        act(source=source, **who(request))
        messages.success(request, done)
    except NotPossible as why:
        messages.warning(request, str(why))
    return to_sources(request)


def to_sources(request: Request) -> HttpResponse:
    return redirect("prescribing:sources", request.practice.ods_code)
