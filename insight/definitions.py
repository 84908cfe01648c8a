"""Every measure with its words: one table, on the page and as a file."""

from insight.catalogue import MEASURES, Measure
from insight.tables import Table
from practice.requests import Request

COLUMNS = ("Measure", "How it is counted", "Unit", "Which way is better")


def by_shelf() -> dict[str, list[Measure]]:
    """The measures by what they are about, in the order of the catalogue."""
    shelves: dict[str, list[Measure]] = {}
    for measure in MEASURES.values():
        shelves.setdefault(measure.of, []).append(measure)
    return shelves


def tables(request: Request, under: int) -> dict[str, Table]:
    rows = [[one.title, one.how, one.unit, one.good.label] for one in MEASURES.values()]
    return {"measures": Table("What is counted, and how", (), "Any", COLUMNS, rows)}
