"""What the pages of an import show."""

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404
from django.urls import reverse

from patients.actions.importing import UNDO_DAYS
from patients.intake import Mapping, RefusedLine
from patients.models import ImportFinding, ImportRun
from practice.requests import Request

KIND = ImportFinding.Kind
A_PAGE = 100
TITLES = {
    KIND.REFUSED: ("Refused lines", "These lines are not taken. Mend them and send them again."),
    KIND.HELD: ("Held lines", "Number and person do not agree, so nothing changes for these."),
    KIND.REVIEW: (
        "Lines for you to decide",
        "We cannot tell who these are. Nothing changes for these.",
    ),
    KIND.DIFFERENCE: (
        "Differences",
        "The list says something else than what staff recorded here. What is here stays.",
    ),
    KIND.WARNING: ("Lines to look at", "These people are taken; something in the line is left out."),
    KIND.LEAVER: ("People who would be marked as left", "They are on your list and not in the file."),
}


def shown(request: Request, run: ImportRun) -> dict[str, Any]:
    """Everything about one import."""
    progress = run.progresses.first() if run.is_waiting else None
    return {
        "run": run,
        "progress": progress,
        "poll_url": request.path if run.is_waiting else "",
        "kinds": kinds_found(run),
        "may_undo": may_undo(run, request),
        "mapping": Mapping.from_dict(run.mapping) if run.mapping else None,
        "to_mend": run.findings.filter(kind__in=(KIND.REFUSED, KIND.HELD, KIND.REVIEW)).exists(),
    }


def may_undo(run: ImportRun, request: Request) -> bool:
    """A whole list that marked people as left can be undone for seven days."""
    if run.applied_at is None or run.undone_at or not run.counts.get("left"):
        return False
    return request.now - run.applied_at <= UNDO_DAYS


def kinds_found(run: ImportRun) -> list[dict[str, Any]]:
    """For each kind of finding: how many lines, the first few, and where all of them are."""
    found = []
    for kind, (title, words) in TITLES.items():
        lines = run.findings.filter(kind=kind)
        count = lines.values("line", "patient_id").distinct().count()
        if count:
            url = reverse("patients:import-lines", args=[run.practice.ods_code, run.pk, kind])
            first = lines.select_related("patient").order_by("line", "pk")[:5]
            found.append(
                {"kind": kind, "title": title, "words": words, "count": count, "first": first, "url": url}
            )
    return found


def findings_page(request: Request, run: ImportRun, kind: str) -> dict[str, Any]:
    """One page of the lines of one kind."""
    if kind not in TITLES:
        raise Http404
    title, words = TITLES[KIND(kind)]
    lines = run.findings.filter(kind=kind).select_related("patient").order_by("line", "pk")
    number = request.GET.get("page", "1")
    wanted = Paginator(lines, A_PAGE).get_page(number if number.isascii() and number.isdigit() else 1)
    return {"run": run, "title": title, "words": words, "lines": wanted, "kind": kind}


def refused_lines(run: ImportRun) -> Iterator[RefusedLine]:
    """Each line that was not taken once, with all its reasons."""
    found = run.findings.filter(kind__in=(KIND.REFUSED, KIND.HELD, KIND.REVIEW)).order_by("line", "pk")
    reasons: dict[int, list[str]] = {}
    cells: dict[int, dict[str, str]] = {}
    for finding in found:
        where = f"{finding.column}: " if finding.column else ""
        reasons.setdefault(finding.line or 0, []).append(f"{where}{finding.reason}")
        cells.setdefault(finding.line or 0, {}).update(finding.raw or {})
    for line, said in reasons.items():
        yield RefusedLine(line, " ".join(said), cells[line])
