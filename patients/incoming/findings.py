"""What somebody should look at is kept beside the import."""

from collections.abc import Iterator

from patients.incoming import outcome
from patients.incoming.staging import Staged
from patients.intake import LABELS, Reading
from patients.models import ImportFinding, ImportRun

KIND = ImportFinding.Kind
_WARNINGS_KEPT = 500
_LABELS = {
    **LABELS,
    "interpreter_needed": LABELS["interpreter"],
    "home": LABELS["home_phone"],
    "work": LABELS["work_phone"],
}
_DATES = {"left_on": "Left on", "died_on": LABELS["deceased_on"]}


def keep_findings(run: ImportRun, reading: Reading, staged: Staged, gone: list[int]) -> None:
    """Replace what an earlier check found."""
    ImportFinding.objects.filter(practice_id=run.practice_id, run=run).delete()
    found = [*of_lines(run, staged), *of_people(run, reading), *of_leavers(run, gone)]
    ImportFinding.objects.bulk_create(found, batch_size=2000)


def of_lines(run: ImportRun, staged: Staged) -> Iterator[ImportFinding]:
    """Refused lines, each with its reasons, and the first few hundred remarks."""
    warned = 0
    for refusal in staged.refusals:
        warned += refusal.is_warning
        if refusal.is_warning and warned > _WARNINGS_KEPT:
            continue
        yield ImportFinding(
            practice_id=run.practice_id,
            run=run,
            kind=KIND.WARNING if refusal.is_warning else KIND.REFUSED,
            line=refusal.line,
            column=refusal.column[:200],
            reason=refusal.reason[:600],
            raw=refusal.raw,
        )


def of_people(run: ImportRun, reading: Reading) -> Iterator[ImportFinding]:
    """Lines that were held or wait for a decision, and differences from what staff recorded."""
    undecided = outcome.undecided()
    cells = reading.cells_of({line for _verdict, line, *_rest in undecided})
    for verdict, line, column, reason, patient_id in undecided:
        yield ImportFinding(
            practice_id=run.practice_id,
            run=run,
            kind=verdict,
            line=line,
            column=label(column),
            reason=reason,
            patient_id=patient_id,
            raw=cells.get(line),
        )
    for line, columns, patient_id in outcome.differences():
        yield ImportFinding(
            practice_id=run.practice_id,
            run=run,
            kind=KIND.DIFFERENCE,
            line=line,
            column=", ".join(label(column) for column in columns)[:200],
            reason="The list says something else than a colleague recorded here. What was recorded here stays.",
            patient_id=patient_id,
        )


def of_leavers(run: ImportRun, gone: list[int]) -> Iterator[ImportFinding]:
    """People on the list who are not in a whole list."""
    for patient_id in gone:
        yield ImportFinding(
            practice_id=run.practice_id,
            run=run,
            kind=KIND.LEAVER,
            reason="On your list, and not in this whole list.",
            patient_id=patient_id,
        )


def label(column: str) -> str:
    return _DATES.get(column) or _LABELS.get(column, column)
