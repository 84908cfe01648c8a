"""Staff put the statements to somebody and press the answers."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from activation import queries
from activation.actions import answering
from activation.actions.wording import change_wording
from activation.definition import Definition, definition_of
from activation.kinds import BY_STAFF, Mode
from activation.models import AnswerSheet, Measurement
from activation.pages import to_measurement
from activation.sheet import SheetForm, answered, as_initial, differing, sheet_form
from patients.strip import about
from practice.actions import NotPossible
from practice.gate import is_background, requires
from practice.pages import page, sent
from practice.permissions import Permission
from practice.requests import Request


@require_http_methods(["GET", "POST"])
@requires(Permission.MEASURE)
def answer(request: Request, measurement_id: int) -> HttpResponse:
    """All statements on one page; each answer is kept as it is pressed, or by the button."""
    measurement = queries.measurement_here(request, measurement_id)
    sheet = answering.sheet_of(measurement)
    definition = definition_of(measurement.instrument)
    form = sheet_form(
        measurement, definition, sent(request), initial=as_initial(sheet.answers if sheet else {})
    )
    if request.method == "POST":
        return taken(request, measurement, sheet, form)
    if not measurement.is_open or measurement.mode not in BY_STAFF:
        return to_measurement(request, measurement)
    return sheet_page(request, measurement, sheet, form)


def taken(
    request: Request, measurement: Measurement, sheet: AnswerSheet | None, form: SheetForm
) -> HttpResponse:
    """What was sent is kept first; then the press of the button is done."""
    if not form.is_valid():
        return sheet_page(request, measurement, sheet, form, status=422)
    if not measurement.is_open:
        return closed(request, measurement, form)
    others = differing(form, sheet.answers) if sheet and sheet.version != version_of(request) else []
    if others:
        return sheet_page(request, measurement, sheet, form, others=others, status=409)
    try:
        kept = answering.answer(measurement=measurement, values=form.answers, seconds={}, now=request.now)
    except NotPossible:
        return closed(request, queries.measurement_here(request, measurement.pk), form)
    if is_background(request):
        return HttpResponse(status=204, headers={"X-Skerry-Version": str(kept.version)})
    return pressed(request, measurement, kept, form)


def version_of(request: Request) -> int:
    """Of the answers that this page showed."""
    typed = request.POST.get("version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else 0


def pressed(request: Request, measurement: Measurement, sheet: AnswerSheet, form: SheetForm) -> HttpResponse:
    """Easier words, finish, or only save."""
    if "easy_read" in request.POST:
        easy = request.POST["easy_read"] == "yes"
        change_wording(measurement=measurement, easy_read=easy, by=request.member, now=request.now)
    elif "finish" in request.POST or "finish_short" in request.POST:
        return finish(request, measurement, sheet, form)
    else:
        messages.success(request, "Answers saved")
    return redirect("activation:answer", request.practice.ods_code, measurement.pk)


def finish(request: Request, measurement: Measurement, sheet: AnswerSheet, form: SheetForm) -> HttpResponse:
    """Open statements are asked for once; a second press sends without them."""
    missing = len(form.definition.items) - answered(sheet.answers, form.definition)
    if missing and "finish_short" not in request.POST:
        form.ask_for_the_rest()
        return sheet_page(request, measurement, sheet, form, missing=missing, status=422)
    try:
        sent_off = answering.complete(measurement=measurement, by=request.member, now=request.now)
    except NotPossible as reason:
        form.add_error(None, str(reason))
        return sheet_page(request, measurement, sheet, form, missing=missing, status=422)
    messages.success(request, "The answers are saved")
    return to_measurement(request, sent_off)


def closed(request: Request, measurement: Measurement, form: SheetForm) -> HttpResponse:
    """409: somebody sent it or gave it up meanwhile. What was pressed here stands on the page."""
    context = {
        "measurement": measurement,
        "typed": form.typed,
        "reads": Permission.READ_MEASURES in request.permissions,
        **about(request, measurement.patient),
    }
    return page(request, "activation/closed.html", context, status=409)


def sheet_page(
    request: Request,
    measurement: Measurement,
    sheet: AnswerSheet | None,
    form: SheetForm,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = {
        "measurement": measurement,
        "form": form,
        "sheet": sheet,
        "version": sheet.version if sheet else 0,
        "answered": answered(sheet.answers if sheet else {}, form.definition),
        **wording(measurement, form.definition),
        **about(request, measurement.patient),
        **more,
    }
    return page(request, "activation/answer.html", context, status=status)


def wording(measurement: Measurement, definition: Definition) -> dict[str, Any]:
    """What is said before the first statement, and which keys there are."""
    language = measurement.language
    kinds = {item.kind for item in definition.items}
    return {
        "statements": len(definition.items),
        "introduction": definition.introduction.get(language, ""),
        "by_phone": measurement.mode == Mode.PHONE,
        "stages": {stage.id: stage.name for stage in definition.stages},
        "has_easy_read": definition.has_easy_read,
        "most_options": max((len(definition.options_of(item)) for item in definition.items), default=0),
        "has_scale": "scale" in kinds,
        "options": [
            definition.says(option, language, measurement.easy_read) for option in definition.options
        ],
        "not_applicable": (definition.not_applicable or {}).get(language, ""),
        "prefer_not": (definition.prefer_not or {}).get(language, ""),
    }
