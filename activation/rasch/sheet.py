"""A sheet of answers as text: one row a person, one column an item, whole numbers from 0, blank where missing.

Whatever is wrong is said with its line (the heading is line 1) and its column.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from .answers import MISSING, MOST_OPTIONS, Answers


class BadSheet(ValueError):
    """A sheet that cannot be read as answers."""


@dataclass(frozen=True)
class Sheet:
    """Item names, their answers (N x I, -1 where missing), and the other columns that were asked for, by name."""

    items: tuple[str, ...]
    answers: Answers
    labels: dict[str, list[str]]


def read_sheet(
    content: bytes,
    *,
    items: Sequence[str] = (),
    labels: Sequence[str] = (),
    aside: Sequence[str] = (),
    options: int | None = None,
) -> Sheet:
    """Read a CSV file. `items`: the columns with answers, otherwise all that are in neither `labels` nor `aside`.

    `options`: how many an item has, so that larger answers are refused. Raises BadSheet.
    """
    heading, *rows = lines_of(content)
    names = [name.strip() for name in heading]
    refuse_headings(names, [*items, *labels, *aside])
    refuse_ragged(rows, len(names))
    chosen = list(items) or [name for name in names if name not in {*labels, *aside}]
    if not chosen:
        raise BadSheet("No column is left for items.")
    answers = Reader(names, chosen, MOST_OPTIONS if options is None else options).read(rows)
    others = {label: [row[names.index(label)].strip() for row in rows] for label in labels}
    return Sheet(tuple(chosen), answers, others)


def lines_of(content: bytes) -> list[list[str]]:
    """The cells of every line; empty lines at the end do not count."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadSheet("This is not a text file in UTF-8.") from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        lines = list(reader)
    except csv.Error as problem:
        raise BadSheet(f"Line {reader.line_num} cannot be read: {problem}.") from None
    while lines and not lines[-1]:
        lines.pop()
    if not lines or not lines[0]:
        raise BadSheet("The file is empty: its first line must name the columns.")
    return lines


def refuse_headings(names: list[str], wanted: Iterable[str]) -> None:
    if "" in names:
        raise BadSheet(f"Column {names.index('') + 1} has no name in line 1.")
    twice = [name for name in names if names.count(name) > 1]
    if twice:
        raise BadSheet(f"Two columns are called {twice[0]}.")
    for name in wanted:
        if name not in names:
            raise BadSheet(f"There is no column {name}. The columns are: {', '.join(names)}.")


def refuse_ragged(rows: list[list[str]], width: int) -> None:
    for line, row in enumerate(rows, start=2):
        if len(row) != width:
            raise BadSheet(f"Line {line} has {len(row)} cells; line 1 names {width} columns.")


class Reader:
    """Cells to answers: one look-up a cell, and words only for the first that fails."""

    def __init__(self, names: list[str], chosen: list[str], options: int) -> None:
        self.chosen, self.options = chosen, options
        self.places = [names.index(name) for name in chosen]
        self.known = {"": MISSING} | {str(answer): answer for answer in range(options)}

    def read(self, rows: list[list[str]]) -> Answers:
        answers = np.empty((len(rows), len(self.places)), dtype=np.int8)
        for at, row in enumerate(rows):
            try:
                answers[at] = [self.known[row[place].strip()] for place in self.places]
            except KeyError:
                raise BadSheet(self.complaint(at + 2, row)) from None
        return answers

    def complaint(self, line: int, row: list[str]) -> str:
        name, cell = next(
            (name, row[place].strip())
            for name, place in zip(self.chosen, self.places, strict=True)
            if row[place].strip() not in self.known
        )
        where = f"Line {line}, column {name}:"
        if cell.isascii() and cell.isdigit():
            return f"{where} {cell} is above the largest option, {self.options - 1}."
        return f"{where} “{cell[:40]}” is not a whole number from 0. Leave the cell empty where there is no answer."
