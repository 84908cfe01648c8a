"""Tables of figures as files: what they count stands in front of the numbers, and no cell runs in a spreadsheet.

A page offers its tables by a function that FILES names: it takes the request and the number under which counts are
hidden, and gives Tables by short names. A file hides small numbers for everybody, whoever takes it, because nobody
knows who reads it next. The link beside a table is templates/insight/take.html.
"""

import csv
import dataclasses
import datetime as dt
import io
from collections.abc import Callable, Iterable, Sequence

from django.conf import settings
from django.utils.module_loading import import_string

from patients.intake.refused import neutral
from practice import trail
from practice.requests import Request
from practice.small import NOT_SHOWN
from practice.wording import date_and_time

Cell = str | int | float | dt.date | None


@dataclasses.dataclass(frozen=True, slots=True)
class Table:
    """`how` are definitions in words; `when` is the period; a cell that is None is not shown.

    `lists` are names of measures (flow.every): who stands behind each row, for a page that links them.
    """

    title: str
    how: Sequence[str]
    when: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    lists: Sequence[str] = ()


Builder = Callable[[Request, int], dict[str, Table]]
# Page (a word for the address): the function that gives its tables.
FILES: dict[str, str] = {
    "flow": "insight.flow_tables.tables",
    "way": "insight.way_tables.tables",
    "fairness": "insight.fairness_tables.tables",
    "change": "insight.changed.tables.tables",
    "definitions": "insight.definitions.tables",
}
HIDDEN = "Numbers from 1 to {most} are not shown, nor those that would give them away."


def of_page(request: Request) -> dict[str, Table]:
    """Those that the address asks for, by `page` and `table`; nothing where there is no such page or table."""
    built = FILES.get(request.GET.get("page", ""))
    if built is None:
        return {}
    builder: Builder = import_string(built)
    found = builder(request, settings.SMALL_NUMBERS_UNDER)
    one = request.GET.get("table", "")
    return found if not one else {one: found[one]} if one in found else {}


def taken(request: Request, tables: dict[str, Table]) -> str:
    """The file; that it was taken stays on the trail."""
    rows = sum(len(table.rows) for table in tables.values())
    details = {"page": request.GET["page"], "tables": len(tables), "rows": rows}
    trail.record(
        "figures.taken", by=request.member, now=request.now, practice=request.practice, details=details
    )
    return as_csv(f"{request.practice.name} ({request.practice.ods_code})", request.now, tables.values())


def as_csv(whose: str, counted_at: dt.datetime, tables: Iterable[Table]) -> str:
    """One table after the other; begins with the mark that makes Excel show accents."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    hidden = HIDDEN.format(most=settings.SMALL_NUMBERS_UNDER - 1)
    for number, table in enumerate(tables):
        if number:
            writer.writerow([])
        head = (
            table.title,
            whose,
            f"Period: {table.when}",
            f"Counted: {date_and_time(counted_at)}",
            *table.how,
        )
        writer.writerows([neutral(line)] for line in (*head, hidden))
        writer.writerow([])
        writer.writerow([neutral(column) for column in table.columns])
        writer.writerows([cell(value) for value in row] for row in table.rows)
    return "\ufeff" + out.getvalue()


def cell(value: Cell) -> str:
    """Numbers as they are, a share or an average with one place; words so that nothing runs."""
    if value is None:
        return NOT_SHOWN
    if isinstance(value, str):
        return neutral(value)
    return f"{value:.1f}" if isinstance(value, float) else str(value)
