"""The draft as it would go out, and the files of the copy that was approved."""

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from insight.actions import access_copies as actions
from insight.models import AccessCopy, AccessRequest
from insight.whole import pages, paper, queries
from insight.whole.archive import zipped
from insight.whole.request_views import to_request, who
from practice.actions import NotPossible
from practice.gate import requires
from practice.pages import page
from practice.pdf import NotMade, TooLong, pdf_of
from practice.permissions import Permission
from practice.requests import Request

NOT_MADE = "The PDF could not be made just now. Try again, or take the file for another computer"


@require_GET
@requires(Permission.REVIEW_ACCESS)
def draft(request: Request, access_request_id: int) -> HttpResponse:
    """Part by part: what goes out, and what is not read yet."""
    found = queries.opened_here(request, access_request_id)
    parts = paper.split(pages.draft(request, found))
    asked = request.GET.get("part", "1")
    number = min(int(asked), len(parts)) if asked.isdecimal() and 0 < len(asked) < 6 and int(asked) else 1
    context = {"found": found, "person": found.patient, "today": request.today}
    context |= {"sections": parts[number - 1], "number": number, "of": len(parts)}
    context |= {"previous": f"?part={number - 1}" if number > 1 else ""}
    context |= {"next": f"?part={number + 1}" if number < len(parts) else ""}
    return page(request, "insight/whole/draft.html", context)


def taken(request: Request, found: AccessRequest, what: str) -> AccessCopy | None:
    """The copy that was approved; that it was taken is in the trail."""
    try:
        return actions.take(request=found, what=what, **who(request))
    except NotPossible as why:
        messages.warning(request, str(why))
        return None


@require_GET
@requires(Permission.REVIEW_ACCESS)
def part(request: Request, access_request_id: int, part: int) -> HttpResponse:
    """One part of it on paper: each is made in a second or two, however long the record is."""
    found = queries.opened_here(request, access_request_id)
    copy = taken(request, found, f"part {part}")
    parts = paper.split(copy.content) if copy else []
    if copy is None or not 0 < part <= len(parts):
        return to_request(request, found)
    made = paper.document(parts[part - 1], part, len(parts), pages.facts(found, copy))
    try:
        file = pdf_of(made)
    except (NotMade, TooLong):
        messages.warning(request, NOT_MADE)
        return to_request(request, found)
    return to_keep(file, "application/pdf", f"what-is-held-{found.pk}-part-{part}.pdf")


@require_GET
@requires(Permission.REVIEW_ACCESS)
def data(request: Request, access_request_id: int) -> HttpResponse:
    """All of it for another computer."""
    found = queries.opened_here(request, access_request_id)
    copy = taken(request, found, "data")
    if copy is None:
        return to_request(request, found)
    file = zipped(copy.content, pages.facts(found, copy))
    return to_keep(file, "application/zip", f"what-is-held-{found.pk}.zip")


def to_keep(file: bytes, content_type: str, name: str) -> HttpResponse:
    """Its name says a number and nobody's name."""
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(file, content_type=content_type, headers=disposition)
