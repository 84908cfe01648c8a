"""What a person should know before a list is brought in, beside what became of each line."""

from patients.import_doubts import doubts
from patients.incoming.odd_names import keep_odd_names
from patients.intake import Reading
from patients.intake.dates import EITHER, MIXED
from patients.models import ImportFinding, ImportRun


def look_again(run: ImportRun, reading: Reading) -> None:
    """After the lines were weighed: is it a list at all, which dates are unclear, which names are odd."""
    keep_odd_names(run)
    run.about |= {
        "doubts": doubts(reading.mapping, lines=reading.lines, repeated=reading.counts.repeated),
        "unclear": unclear_lines(run),
    }


def unclear_lines(run: ImportRun) -> int:
    """How many lines are refused because nobody has said whether the day or the month comes first."""
    refused = ImportFinding.objects.filter(
        practice_id=run.practice_id, run=run, kind=ImportFinding.Kind.REFUSED
    )
    unclear = refused.filter(reason__in=[str(EITHER), str(MIXED)])
    return unclear.values("line").distinct().count()
