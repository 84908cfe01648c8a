"""What a file would change, found out without changing anything."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.conf import settings

from patients import uploads
from patients.incoming import applying, comparing, matching, outcome, staging
from patients.incoming.findings import keep_findings
from patients.intake import Mapping, Reading, Unreadable, read_list
from patients.models import ImportMapping, ImportRun, Patient
from patients.sensitive import sensitive_words

Beat = Callable[[int, int, str], None]


def silent(done: int, total: int, doing: str) -> None:
    """Nobody watches."""


def opened(run: ImportRun, now: dt.datetime) -> Reading:
    """The file as it is understood with the columns chosen for it, or remembered from last time."""

    def remembered(signature: str) -> Mapping | None:
        kept = ImportMapping.objects.filter(practice_id=run.practice_id, signature=signature).first()
        return Mapping.from_dict(kept.mapping) if kept else None

    chosen = Mapping.from_dict(run.mapping) if run.mapping else remembered
    return read_list(
        uploads.place(run.stored_as),
        name=run.file_name,
        today=now.date(),
        mapping=chosen,
        sensitive=sensitive_words(),
    )


def weigh(run: ImportRun, reading: Reading, now: dt.datetime, beat: Beat) -> list[int]:
    """Stage, match and compare; note what was found. Answers who would leave."""
    staged = staging.stage(reading, today=now.date(), beat=lambda done: beat(done, reading.lines, "Reading"))
    beat(reading.lines, reading.lines, "Comparing")
    with staging.joined_whole():
        matching.match(run.practice_id)
        comparing.compare(run.practice_id, whole=run.whole_list, list_date=run.list_date or now.date())
        gone = applying.leavers(run.practice_id, run.list_date) if run.whole_list and run.list_date else []
    counts = outcome.tally(refused=staged.refused_lines, left=len(gone))
    run.counts = counts.as_dict()
    run.about = about(reading)
    run.mapping = reading.mapping.to_dict()
    keep_findings(run, reading, staged, gone)
    run.stopped_because = too_many_leavers(run, gone) or nobodys_lines(run, staged.nobodys)
    return gone


def about(reading: Reading) -> dict[str, Any]:
    """How the file was understood, to show; nothing of a patient."""
    return {
        "kind": reading.kind_in_words,
        "encoding": reading.encoding,
        "header_row": reading.header_row,
        "headings": list(reading.headings),
        "remarks": reading.remarks(),
        "date_questions": list(reading.date_questions),
    }


def columns_to_choose(problem: Unreadable) -> dict[str, Any]:
    """Headings were found but not enough of them understood: what the page needs to let somebody choose."""
    mapping = getattr(problem, "mapping", None)
    return mapping.to_dict() if mapping else {}


def nobodys_lines(run: ImportRun, count: int) -> str:
    """In a whole list a line that could be anybody's makes everybody who is missing doubtful."""
    if not (run.whole_list and count):
        return ""
    lines, have = ("line", "has") if count == 1 else ("lines", "have")
    return (
        f"{count:,} refused {lines} {have} no number and no name that could be read, so nobody can say who is missing "
        f"from this list. Nothing was changed. Mend the {lines}, or send the file again without that mark."
    )


def too_many_leavers(run: ImportRun, gone: list[int]) -> str:
    """A list that loses more than the limit is more likely an extract; it stops and shows names."""
    standing = Patient.objects.on_list().filter(practice_id=run.practice_id).count()
    newest = (
        ImportRun.objects.filter(practice_id=run.practice_id, whole_list=True, applied_at__isnull=False)
        .exclude(pk=run.pk)
        .order_by("-list_date")
        .values_list("list_date", flat=True)
        .first()
    )
    if newest and run.whole_list and run.list_date and run.list_date <= newest:
        return f"A whole list of {newest:%d %B %Y} has been brought in already. This one is not newer."
    if gone and len(gone) > settings.LEAVERS_LIMIT * max(standing, 1):
        return (
            f"{len(gone):,} of {standing:,} people on your list are not in this file, which is too many for a whole "
            "list. Nothing was changed. If it is a search and not the whole list, send it again without that mark."
        )
    return ""
