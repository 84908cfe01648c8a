"""How far people come, as a file: the stages, and each grouping."""

from collections.abc import Sequence

from insight import funnel, funnel_groups, funnel_page
from insight.funnel_asked import asked
from insight.funnel_words import ALL, PEOPLE, how
from insight.tables import Cell, Table
from practice.requests import Request


def tables(request: Request, under: int) -> dict[str, Table]:
    """Of the aim and the months of the address."""
    on = asked(request)
    found = funnel_page.told(funnel.funnels(request.practice, on.period)[on.aim], on, under)
    said = [f"People: {PEOPLE}", *(f"{words}: {how(on.aim, name)}" for name, words in ALL.items())]
    title = f"{on.aim.label}: how far people came"
    rows: list[Sequence[Cell]] = [
        ["People", found.people, "", ""],
        *([row.label, row.people, row.share, row.missing] for row in [*found.stages, *found.beside]),
    ]
    columns = ("Stage", "People", "Share in %", "Did not come so far")
    made = {"stages": Table(title, said, on.period.words, columns, rows)}
    groups = funnel_groups.of_page(request, on, under)
    for one in groups["tables"]:
        lines = [[group.label, *(value for _words, value in group.cells)] for group in one.groups]
        heads = (one.name, *groups["columns"])
        made[one.name.lower()] = Table(f"{title}, {one.heading.lower()}", said, on.period.words, heads, lines)
    return made
