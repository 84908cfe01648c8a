"""Blank templates to print, for a wall and a pen."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from practice.gate import requires
from practice.pages import page
from practice.permissions import Permission
from practice.requests import Request

BLANKS = {"drivers": "Aim and driver diagram", "cycle": "PDSA cycle", "case-study": "Case study"}


@require_GET
@requires(Permission.IMPROVE)
def blank(request: Request, slug: str) -> HttpResponse:
    """One page to fill in by hand."""
    context = {"title": BLANKS[slug], "part": f"insight/blank_{slug.replace('-', '_')}.html", "slug": slug}
    return page(request, "insight/blank.html", context)
