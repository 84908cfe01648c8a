"""Load and flow, as the page shows it: the tables of flow_tables.py, with bars where people compare."""

from typing import Any

from insight import behind_measure, flow, flow_tables, period
from insight.catalogue.standing import STANDING
from insight.dashboard import small_under
from insight.period import Period
from insight.sections import sections
from insight.tables import Cell, Table
from practice import bars, small
from practice.addresses import address
from practice.permissions import Permission
from practice.requests import Request

FIGURES = ("now-coaching", "now-waiting-coaching", "now-prescribing", "now-waiting-prescribing")
DRAWN = ("coaches", "link-workers", "waiting", "often", "gaps")


def page_of(request: Request) -> dict[str, Any]:
    """Everything on it."""
    under, time = small_under(request), period.of(request)
    stands = flow.standing(request.practice, request.today)
    now = flow_tables.standing(request.practice, stands, request.today, under)
    then = flow_tables.flowing(request.practice, time, under)
    return {
        "sections": sections(request, "insight:flow"),
        "period": time,
        **period.choices(request),
        "figures": figures(request, flow_tables.standing_told(stands, request.today, under)),
        "now": [shown(request, name, table, time) for name, table in now.items()],
        "then": [shown(request, name, table, time) for name, table in then.items()],
        "gaps_url": gaps_url(request),
        "under": under,
        "counted_at": request.now,
    }


def figures(request: Request, told: dict[str, int | None]) -> list[dict[str, Any]]:
    """What ui/figure.html takes."""
    today = period.ending(request.today.replace(day=1), 1, request.today)
    return [
        {
            "label": STANDING[name].title,
            "value": told[name],
            "instead": small.NOT_SHOWN,
            "how": STANDING[name].how,
            "url": behind_measure.url(request, name, today),
        }
        for name in FIGURES
    ]


def shown(request: Request, name: str, table: Table, time: Period) -> dict[str, Any]:
    """What templates/insight/flow_table.html takes."""
    lists = [behind_measure.url(request, one, time) for one in table.lists]
    urls = [*lists, *[""] * (len(table.rows) - len(lists))]
    rows = [[said(value) for value in row] for row in table.rows]
    return {
        "name": name,
        "title": table.title,
        "when": table.when,
        "how": table.how,
        "columns": [{"label": label, "numeric": at > 0} for at, label in enumerate(table.columns)],
        "rows": [{"url": url, "cells": row} if url else row for url, row in zip(urls, rows, strict=True)],
        "drawing": drawn(table) if name in DRAWN else None,
        "id": f"flow-{name}",
        "query": time.query,
    }


def said(value: Cell) -> str:
    """As a table of the page shows it."""
    if value is None:
        return small.NOT_SHOWN
    return f"{value:.1f}" if isinstance(value, float) else str(value) if value != "" else "Does not apply"


def drawn(table: Table) -> bars.Drawing | None:
    """Each column of people as it is; what is hidden has no bar. Nothing where nothing is compared."""
    series = [(at, label) for at, label in enumerate(table.columns) if at and label in COUNTS]
    rows = [(str(row[0]), [number(row[at]) for at, _label in series]) for row in table.rows]
    numbers = [one for _label, of in rows for one in of]
    if len(numbers) - numbers.count(None) < 2:
        return None
    return bars.counted(table.title, [label for _at, label in series], rows)


COUNTS = ("People", "Times", "Sessions", *flow_tables.WAITING)


def number(value: Cell) -> int | None:
    return value if isinstance(value, int) else None


def gaps_url(request: Request) -> str:
    """Where gaps are worked on, for those who may see them."""
    sees = Permission.SEE_GAPS in request.permissions
    return address("prescribing:gaps", request.practice.ods_code) if sees else ""
