"""Activity for the commissioner as a file: the purpose is asked, and kept with who took it."""

import csv
import io
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from insight.actions import activity as actions
from insight.activity import COLUMNS, File, Purpose, Shape
from insight.activity_forms import ActivityForm
from outreach.export_views import file_named
from patients.intake.refused import neutral
from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request
from practice.submitting import sent, status_of, tried


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.TAKE_FIGURES)
def take(request: Request) -> HttpResponse:
    """The page says what is in it, and what is left out; the press takes it."""
    form = ActivityForm(sent(request), today=request.today)
    if form.is_valid():
        shape = Shape(form.cleaned_data["shape"])
        if made := tried(form, lambda: taken(request, form, shape)):
            return file_named(request, f"activity-{shape}", as_csv(made))
    shapes = [(shape.label, COLUMNS[shape]) for shape in Shape]
    return page(request, "insight/activity.html", {"form": form, "shapes": shapes}, status=status_of(form))


def taken(request: Request, form: ActivityForm, shape: Shape) -> File:
    """By whoever is here, for what they said."""
    purpose = Purpose(form.cleaned_data["purpose"])
    about: dict[str, Any] = {"practice": request.practice, "by": request.member, "now": request.now}
    return actions.take(shape=shape, purpose=purpose, time=form.time, **about)


def as_csv(made: File) -> str:
    """One heading and the rows: it is read by machines; what it is stands on the page."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(made.columns)
    writer.writerows([neutral(cell) for cell in row] for row in made.rows)
    return "\ufeff" + out.getvalue()
