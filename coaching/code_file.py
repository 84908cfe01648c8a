"""A file of codes, read line by line: what is wrong is said with the line it stands on."""

import csv
import dataclasses
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from coaching.outputs.codes import MEANS

COLUMNS = ("means", "code", "term", "source", "confirmed")
LIMITS = {"term": 200, "source": 300}
TRUTHS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False, "": False}

# The check digit of a SNOMED CT identifier: Verhoeff's dihedral check (SNOMED CT Release File Specifications, 6.4).
TIMES = (
    *((0, 1, 2, 3, 4, 5, 6, 7, 8, 9), (1, 2, 3, 4, 0, 6, 7, 8, 9, 5), (2, 3, 4, 0, 1, 7, 8, 9, 5, 6)),
    *((3, 4, 0, 1, 2, 8, 9, 5, 6, 7), (4, 0, 1, 2, 3, 9, 5, 6, 7, 8), (5, 9, 8, 7, 6, 0, 4, 3, 2, 1)),
    *((6, 5, 9, 8, 7, 1, 0, 4, 3, 2), (7, 6, 5, 9, 8, 2, 1, 0, 4, 3), (8, 7, 6, 5, 9, 3, 2, 1, 0, 4)),
    (9, 8, 7, 6, 5, 4, 3, 2, 1, 0),
)
TURNED = (
    *((0, 1, 2, 3, 4, 5, 6, 7, 8, 9), (1, 5, 7, 6, 2, 8, 3, 0, 9, 4), (5, 8, 0, 3, 7, 9, 6, 1, 4, 2)),
    *((8, 9, 1, 6, 0, 4, 3, 5, 2, 7), (9, 4, 5, 3, 1, 2, 6, 8, 7, 0), (4, 2, 8, 6, 5, 7, 3, 9, 0, 1)),
    *((2, 7, 9, 3, 8, 0, 6, 4, 1, 5), (7, 0, 4, 6, 9, 1, 3, 2, 5, 8)),
)
CONCEPTS = ("00", "10")  # the part of an identifier that says it names a concept


@dataclasses.dataclass(frozen=True, slots=True)
class Row:
    """One code, checked."""

    means: str
    code: str
    term: str
    source: str
    confirmed: bool


class WrongFile(ValueError):
    """Nothing of the file is taken; every mistake is said."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def read(data: bytes) -> list[Row]:
    """CSV with a heading line, or JSON: a list of objects."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise WrongFile(["The file is not in UTF-8."]) from None
    lines = list(objects(text) if text.lstrip().startswith(("[", "{")) else rows(text))
    problems = [f"Line {number}: {words}" for number, line in lines for words in wrong(line)]
    problems += repeated(lines)
    if problems:
        raise WrongFile(problems)
    return [row(line) for _number, line in lines]


def rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        raise WrongFile([f"Line 1: there is no column {', '.join(missing)}."])
    for line in reader:
        said = {name: (line[name] or "").strip() for name in COLUMNS}
        if any(said.values()):
            yield reader.line_num, said


def objects(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """JSON has no lines of its own, so the place in the list stands for one."""
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise WrongFile([f"Line {error.lineno}: this is not JSON."]) from None
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise WrongFile(["Line 1: the file must be a list of objects."])
    for number, one in enumerate(found, start=1):
        yield number, {name: as_text(one.get(name, "")) for name in COLUMNS}


def as_text(value: Any) -> str:
    """A code written as a number has lost its last digits in some programs, so it is refused by its look."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.strip() if isinstance(value, str) else f"not text: {value}"


def wrong(line: Mapping[str, str]) -> Iterator[str]:
    if line["means"] not in MEANS:
        yield f"means must be one of {', '.join(MEANS)}, not “{line['means']}”."
    if not is_concept(line["code"]):
        yield f"“{line['code']}” is not a SNOMED CT concept identifier: its check digit or its form is wrong."
    for name, most in LIMITS.items():
        if not 0 < len(line[name]) <= most:
            yield f"{name} must have 1 to {most} characters."
    if line["confirmed"].lower() not in TRUTHS:
        yield f"confirmed must be yes or no, not “{line['confirmed']}”."


def repeated(lines: list[tuple[int, dict[str, str]]]) -> list[str]:
    first: dict[str, int] = {}
    found = []
    for number, line in lines:
        if line["means"] in first:
            found.append(f"Line {number}: {line['means']} stands in line {first[line['means']]} already.")
        first.setdefault(line["means"], number)
    return found


def row(line: Mapping[str, str]) -> Row:
    return Row(**{**line, "confirmed": TRUTHS[line["confirmed"].lower()]})  # type: ignore[arg-type]


def is_concept(code: str) -> bool:
    """6 to 18 figures, names a concept, and its last figure checks the rest."""
    if not (code.isascii() and code.isdigit() and 6 <= len(code) <= 18 and code[0] != "0"):
        return False
    return code[-3:-1] in CONCEPTS and remainder(code) == 0


def remainder(code: str) -> int:
    found = 0
    for place, figure in enumerate(reversed(code)):
        found = TIMES[found][TURNED[place % 8][int(figure)]]
    return found
