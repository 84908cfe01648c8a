"""`manage.py score_responses RESPONSES.csv --calibration FILE`: scores from a file of answers."""

from pathlib import Path
from typing import Any

import numpy as np
from django.core.management.base import CommandParser

from activation.management.answer_command import AnswerCommand, figure, sheet_of
from activation.rasch import BadCalibration, Calibration, ScoredMany, score_many
from activation.rasch.answers import MISSING

FIGURES = ("measure", "se", "score", "score_se", "infit", "outfit")


class Command(AnswerCommand):
    """Columns are found by the names of the calibration's items; others are left aside."""

    help = "Score a CSV file of answers under a calibration made by calibrate_instrument --json."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--calibration", type=Path, required=True, help="a calibration as JSON")

    def work(self, options: dict[str, Any]) -> dict[str, Any]:
        calibration = Calibration.from_json(options["calibration"].read_bytes())
        wanted = options["items"] or list(calibration.names)
        for name in wanted:
            if name not in calibration.names:
                raise BadCalibration(
                    f"The calibration has no item {name}. It has: {', '.join(calibration.names)}."
                )
        sheet = sheet_of(options, items=wanted, options=int(calibration.highest.max()) + 1)
        answers = np.full((len(sheet.answers), len(calibration.names)), MISSING, dtype=np.int8)
        answers[:, [calibration.names.index(name) for name in sheet.items]] = sheet.answers
        scored = score_many(calibration, answers)
        return {"persons": [person(scored, row) for row in range(len(scored))]}

    def told(self, result: dict[str, Any]) -> str:
        lines = ["Row: answered, total; score (SE); flags", *map(line_of, result["persons"])]
        return "\n".join(lines)


def person(scored: ScoredMany, row: int) -> dict[str, Any]:
    one = scored.person(row)
    figures = {name: getattr(one, name) for name in FIGURES}
    return {"row": row + 1, "answered": one.answered, "raw": one.raw, **figures, "flags": list(one.flags)}


def line_of(one: dict[str, Any]) -> str:
    return (
        f"{one['row']}: {one['answered']}, {one['raw']}; {figure(one['score'], 1)} ({figure(one['score_se'], 1)});"
        f" {', '.join(one['flags']) or '-'}"
    )
