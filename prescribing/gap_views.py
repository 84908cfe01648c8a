"""Nothing suitable exists: noted from a search, counted for those who plan, ended when there is something."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from patients.reading import open_record
from patients.strip import about
from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import sent, status_of, tried
from prescribing import gap_queries as lookup
from prescribing import search_queries
from prescribing.actions.gaps import end_gap, record_gap, take_away
from prescribing.gap_forms import EndGapForm, GapForm
from prescribing.search_place import district_of

shown_and_sent = require_http_methods(["GET", "HEAD", "POST"])


@shown_and_sent
@requires(Permission.PRESCRIBE)
def add_gap(request: Request, patient_id: int) -> HttpResponse:
    """From an empty search: what was looked for is posted along, and asked to be confirmed."""
    patient = open_record(request, patient_id)
    begun = "begin" in request.POST
    first = {"need": request.POST.get("need", ""), "place": request.POST.get("place") or district_of(patient)}
    typed = request.POST if request.method == "POST" and not begun else None
    form = GapForm(typed, initial=first, needs=search_queries.needs(), restricted=patient.restricted)
    if form.is_valid():
        said = {**form.said, "patient": patient, "practice": request.practice}
        if tried(form, lambda: record_gap(**said, by=request.member, now=request.now)):
            messages.success(request, "Noted as missing here. Whoever plans services can count it")
            return redirect("patients:record", request.practice.ods_code, patient.pk)
    context = {"form": form, **about(request, patient)}
    return page(request, "prescribing/gap.html", context, status=status_of(form))


@require_GET
@requires(Permission.SEE_GAPS)
def gaps(request: Request) -> HttpResponse:
    """How often what was missing, where and why; and for who works on it, the latest in words."""
    under = settings.SMALL_NUMBERS_UNDER
    works = Permission.PRESCRIBE in request.permissions
    context = {
        "tables": lookup.counted(request.practice, under),
        "under": under,
        "open_gaps": lookup.open_gaps(request.practice) if works else [],
        "ended_gaps": lookup.ended_gaps(request.practice) if works else [],
    }
    return page(request, "prescribing/gap_list.html", context)


@require_GET
@requires(Permission.SEE_GAPS)
def gaps_file(request: Request) -> HttpResponse:
    """The counts as a table for a spreadsheet; that it was taken away is kept."""
    under = settings.SMALL_NUMBERS_UNDER
    tables = lookup.counted(request.practice, under)
    rows = sum(len(part["rows"]) for part in tables)
    take_away(practice=request.practice, rows=rows, by=request.member, now=request.now)
    name = f"missing-{request.practice.ods_code}-{request.today.isoformat()}.csv"
    answer = HttpResponse("\ufeff" + lookup.as_file(tables), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@shown_and_sent
@requires(Permission.PRESCRIBE)
def end(request: Request, gap_id: int) -> HttpResponse:
    """There is something now."""
    found = lookup.gap_here(request, gap_id)
    if found is None:
        raise Http404
    form = EndGapForm(sent(request), services=lookup.services_for(request, found))
    if form.is_valid():
        said = {**form.said, "by": request.member, "now": request.now}
        if tried(form, lambda: end_gap(gap=found, **said)):
            messages.success(request, "It counts as missing no more")
            return redirect("prescribing:gaps", request.practice.ods_code)
    return page(request, "prescribing/gap_end.html", {"form": form, "gap": found}, status=status_of(form))
