"""What the pages of an import show."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404
from django.urls import reverse

from patients.actions.importing import UNDO_DAYS
from patients.import_forms import OrderForm
from patients.intake import Mapping, RefusedLine
from patients.intake.dates import EITHER, MIXED
from patients.models import ImportChange, ImportFinding, ImportRun
from practice.permissions import Permission
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
    KIND.ODD: (
        "Names to look at",
        "A digit, or a word such as TEST, stands in the name. These people are taken as they stand.",
    ),
    KIND.LEAVER: ("People who would be marked as left", "They are on your list and not in the file."),
}


# What somebody can do about a line, in words; the links beside it lead there.
STEPS = {
    KIND.REFUSED: "Put it right in the file and send it again. Left as it is, nothing changes.",
    KIND.HELD: "If the list is right, change the record, then send the file again. If the record is right, put it "
    "right in the clinical system. Left as it is, nothing changes.",
    KIND.REVIEW: "If they are the same person, change the record, then send the file again. If they are not, add the "
    "new person by hand. Left as it is, nothing changes.",
    KIND.DIFFERENCE: "If the list is right, change the record. Left as it is, what was recorded here stays.",
    KIND.WARNING: "Put it right in the clinical system, or in the record once they are on your list. Left as it is, "
    "they are taken without it.",
    KIND.ODD: "If it is no person, take the line out of the file and send it again. Left as it is, it is taken.",
    KIND.LEAVER: "If they have not left, do not bring the file in as a whole list.",
}
UNCLEAR = {str(EITHER), str(MIXED)}
NOBODY_YET = (
    "Put the number, names and date of birth in the file and send it again, or add the person by hand. Left as it is, "
    "nothing changes."
)


def shown(request: Request, run: ImportRun, form: OrderForm | None = None) -> dict[str, Any]:
    """Everything about one import."""
    progress = run.progresses.first() if run.is_waiting else None
    asks = run.may_be_applied and run.date_questions
    mapping = Mapping.from_dict(run.mapping) if run.mapping else None
    if asks and form is None and mapping:
        form = OrderForm(mapping=mapping, questions=run.date_questions)
    return {
        "run": run,
        "form": form if asks else None,
        "may_edit": may_edit(request),
        "whom": [kind for kind in ImportChange.Kind if run.changes.filter(kind=kind).exists()],
        "progress": progress,
        "poll_url": request.path if run.is_waiting else "",
        "kinds": kinds_found(run),
        "may_undo": may_undo(run, request),
        "mapping": mapping,
        "to_mend": run.findings.filter(kind__in=(KIND.REFUSED, KIND.HELD, KIND.REVIEW)).exists(),
    }


def may_edit(request: Request) -> bool:
    return Permission.EDIT_PATIENT in request.permissions


def step_for(finding: ImportFinding) -> str:
    """What can be done about this line."""
    if finding.kind == KIND.REVIEW and finding.patient_id is None:
        return NOBODY_YET
    if finding.reason in UNCLEAR:
        return "Say for the whole file whether the day or the month comes first."
    return STEPS[KIND(finding.kind)]


def with_steps(findings: Iterable[ImportFinding]) -> list[ImportFinding]:
    """Each finding knows what can be done about it, for the template."""
    found = list(findings)
    for finding in found:
        finding.step = step_for(finding)  # type: ignore[attr-defined]
    return found


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
            shown = {"title": title, "words": words, "first": with_steps(first)}
            found.append({"kind": kind, "count": count, "url": url} | shown)
    return found


def findings_page(request: Request, run: ImportRun, kind: str) -> dict[str, Any]:
    """One page of the lines of one kind."""
    if kind not in TITLES:
        raise Http404
    title, words = TITLES[KIND(kind)]
    lines = run.findings.filter(kind=kind).select_related("patient").order_by("line", "pk")
    number = request.GET.get("page", "1")
    wanted = Paginator(lines, A_PAGE).get_page(number if number.isascii() and number.isdigit() else 1)
    steps = {"to_look_at": with_steps(wanted.object_list), "may_edit": may_edit(request)}
    return {"run": run, "title": title, "words": words, "lines": wanted, "kind": kind} | steps


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
