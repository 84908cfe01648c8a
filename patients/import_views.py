"""Pages of a list on its way in: send it, see what it would change, bring it in, mend what was refused."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from patients import importing, uploads
from patients.actions.importing import (
    NotNow,
    NotSure,
    ask_to_apply,
    choose_columns,
    discard,
    receive,
    undo_leavers,
)
from patients.import_changes import changes_page
from patients.import_forms import ColumnsForm, OrderForm, UploadForm
from patients.import_pages import findings_page, refused_lines, shown
from patients.intake import Mapping, as_csv
from patients.models import ImportRun
from practice import trail
from practice.gate import requires, takes_files
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request


@takes_files
@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.IMPORT_LIST)
def imports(request: Request) -> HttpResponse:
    """Earlier lists, and a form for the next one."""
    form = UploadForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        may_be_whole=Permission.DECLARE_WHOLE_LIST in request.permissions,
        today=request.today,
    )
    if request.method == "POST" and form.is_valid() and (run := take(request, form)):
        return redirect("patients:import", request.practice.ods_code, run.pk)
    earlier = request.practice.imports.newest().select_related("member__user")[:20]
    context = {"form": form, "earlier": earlier}
    return page(request, "patients/imports.html", context, status=422 if form.is_bound else 200)


def take(request: Request, form: UploadForm) -> ImportRun | None:
    """Keep the file; check it at once if it is small, else let the worker do it."""
    sent = form.cleaned_data["file"]
    try:
        stored_as, size = uploads.keep(sent)
    except uploads.TooLarge:
        form.add_error("file", "This file is larger than 50 MB. Send it in parts.")
        return None
    run = receive(
        practice=request.practice,
        file_name=sent.name,
        stored_as=stored_as,
        size=size,
        whole_list=form.cleaned_data.get("whole_list", False),
        list_date=form.cleaned_data.get("list_date"),
        by=request.member,
        now=request.now,
    )
    importing.begin(run, request.member)
    return run


@require_GET
@requires(Permission.IMPORT_LIST)
def import_run(request: Request, run_id: int) -> HttpResponse:
    """Where the list stands: being read, ready to be brought in, done, or what is wrong with it."""
    run = find(request, run_id)
    return page(request, "patients/import.html", shown(request, run), part="state")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.IMPORT_LIST)
def import_columns(request: Request, run_id: int) -> HttpResponse:
    """What each column means, to be corrected; remembered for the next file like this one."""
    run = find(request, run_id)
    if not run.mapping:
        raise Http404
    mapping = Mapping.from_dict(run.mapping)
    form = ColumnsForm(request.POST or None, mapping=mapping, questions=run.about.get("date_questions", []))
    if request.method == "POST" and form.is_valid():
        return read_again(request, run, form.chosen())
    return page(request, "patients/import_columns.html", {"run": run, "form": form})


@require_GET
@requires(Permission.IMPORT_LIST)
def import_lines(request: Request, run_id: int, kind: str) -> HttpResponse:
    """All lines of one kind: refused, held, to decide, differing, leaving."""
    run = find(request, run_id)
    return page(request, "patients/import_lines.html", findings_page(request, run, kind))


@require_GET
@requires(Permission.IMPORT_LIST)
def import_changes(request: Request, run_id: int, change: str) -> HttpResponse:
    """Whom it adds, or what it changes about whom; those who see the names hold the file."""
    run = find(request, run_id)
    return page(request, "patients/import_changes.html", changes_page(request, run, change))


@require_POST
@requires(Permission.IMPORT_LIST)
def import_dates(request: Request, run_id: int) -> HttpResponse:
    """Day or month first: the answer, and the list is read again."""
    run = find(request, run_id)
    if not (run.mapping and run.date_questions):
        return redirect("patients:import", request.practice.ods_code, run.pk)
    form = OrderForm(request.POST, mapping=Mapping.from_dict(run.mapping), questions=run.date_questions)
    if not form.is_valid():
        return page(request, "patients/import.html", shown(request, run, form), status=422)
    return read_again(request, run, form.chosen())


def read_again(request: Request, run: ImportRun, mapping: Mapping) -> HttpResponse:
    """With what somebody has said about its columns."""
    try:
        run = choose_columns(run=run, mapping=mapping, by=request.member, now=request.now)
        importing.begin(run, request.member)
    except NotNow as reason:
        messages.error(request, str(reason))
    return redirect("patients:import", request.practice.ods_code, run.pk)


@require_GET
@requires(Permission.IMPORT_LIST)
def import_refused(request: Request, run_id: int) -> HttpResponse:
    """The refused lines as a file that can be mended and sent again; it leaves the house, so the trail says so."""
    run = find(request, run_id)
    lines = list(refused_lines(run))
    text = "".join(as_csv(run.about.get("headings", []), lines))
    about: dict[str, Any] = {"practice": request.practice, "subject": run, "details": {"lines": len(lines)}}
    trail.record("import.refused_taken", by=request.member, now=request.now, **about)
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="refused-lines-{run.pk}.csv"'
    return response


@require_POST
@requires(Permission.IMPORT_LIST)
def import_apply(request: Request, run_id: int) -> HttpResponse:
    """Yes, bring it in. Where something is doubtful, once more on a page that says what."""
    run = find(request, run_id)
    sure = "sure" in request.POST
    try:
        ask_to_apply(run=run, by=request.member, now=request.now, in_spite_of_all=sure)
        importing.wake_after_commit()
    except NotSure:
        return page(request, "patients/import_sure.html", {"run": run}, status=422)
    except NotNow as reason:
        messages.error(request, str(reason))
    return redirect("patients:import", request.practice.ods_code, run.pk)


@require_POST
@requires(Permission.IMPORT_LIST)
def import_discard(request: Request, run_id: int) -> HttpResponse:
    """No, throw the file away."""
    try:
        discard(run=find(request, run_id), by=request.member, now=request.now)
        messages.success(request, "The file was thrown away. Nothing was changed.")
    except NotNow as reason:
        messages.error(request, str(reason))
    return redirect("patients:imports", request.practice.ods_code)


@require_POST
@requires(Permission.DECLARE_WHOLE_LIST)
def import_undo(request: Request, run_id: int) -> HttpResponse:
    """Put those who were marked as having left back on the list."""
    run = find(request, run_id)
    try:
        back = undo_leavers(run=run, by=request.member, now=request.now)
        messages.success(request, f"{back} people are on the list again.")
    except NotNow as reason:
        messages.error(request, str(reason))
    return redirect("patients:import", request.practice.ods_code, run.pk)


def find(request: Request, run_id: int) -> ImportRun:
    """An import of the practice in the address."""
    run = request.practice.imports.filter(pk=run_id).first()
    if run is None:
        raise Http404
    return run
