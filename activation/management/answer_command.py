"""What commands on a file of answers share: reading it, and saying in words, or as JSON, what is wrong."""

import abc
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from activation.rasch import BadAnswers, BadCalibration, NotEstimable, TooFew
from activation.rasch.sheet import BadSheet, Sheet, read_sheet


def names(text: str) -> list[str]:
    """A list of columns, parted by commas."""
    return [name.strip() for name in text.split(",") if name.strip()]


# One column or several, and the option may be given again; columns may also be parted by commas.
SEVERAL: dict[str, Any] = {
    "action": "extend",
    "nargs": "+",
    "type": names,
    "default": [],
    "metavar": "COLUMN",
}


class AnswerCommand(BaseCommand, abc.ABC):
    """Reads one CSV file and nothing else: neither database nor system checks are needed.

    Exit code 1 when the file or an option is wrong, 2 when there are too few people.
    """

    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="CSV: one row a person, one column an item")
        parser.add_argument(
            "--items", type=names, default=[], help="columns with answers: a,b,c (default: all others)"
        )
        parser.add_argument("--person", **SEVERAL, help="columns to leave aside, such as a person's number")
        parser.add_argument("--json", action="store_true", help="print the result as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            result = self.work(options)
        except TooFew as problem:
            self.refuse({"error": str(problem), "n_used": problem.n_used}, options, 2)
        except (BadSheet, BadAnswers, BadCalibration, NotEstimable) as problem:
            self.refuse({"error": str(problem)}, options, 1)
        except OSError as problem:
            self.refuse({"error": f"{problem.filename} cannot be read: {problem.strerror}."}, options, 1)
        else:
            self.stdout.write(json.dumps(result, allow_nan=False) if options["json"] else self.told(result))

    def refuse(self, why: dict[str, Any], options: dict[str, Any], code: int) -> None:
        if options["json"]:
            self.stdout.write(json.dumps(why))
        raise CommandError(why["error"], returncode=code)

    @abc.abstractmethod
    def work(self, options: dict[str, Any]) -> dict[str, Any]:
        """The result, ready for JSON."""

    @abc.abstractmethod
    def told(self, result: dict[str, Any]) -> str:
        """The result in words."""


def flat(lists: list[list[str]]) -> list[str]:
    return [name for some in lists for name in some]


def sheet_of(given: dict[str, Any], **more: Any) -> Sheet:
    """The file that the options of a command name. Raises BadSheet or OSError."""
    content = given["file"].read_bytes()
    return read_sheet(content, **{"items": given["items"], "aside": flat(given["person"]), **more})


def figure(value: float | None, places: int = 2) -> str:
    return "-" if value is None else f"{value:.{places}f}"
