"""Which numbers of a funnel may be shown: what would point at few is hidden, and what would give it away.

Stages are counted each by itself; still two of them that differ by few people would point at these.
"""

from collections.abc import Sequence

from practice import small

Shown = list[int | None]


def stages(people: int, counts: Sequence[int], under: int) -> Shown:
    """Of one group: hidden where it is small, where few are missing, or beside another that is told."""
    told, found = [0, people], Shown()
    alone = small.shown(people, under) is None
    for count in counts:
        near = alone or any(0 < abs(count - other) < under for other in told)
        found.append(None if near else count)
        if not near:
            told.append(count)
    return found


def grid(rows: Sequence[Sequence[int]], under: int) -> list[Shown]:
    """Groups as (people, count, count ...), whose sums stand elsewhere: never exactly one of a column is hidden."""
    people = small.shown_column([row[0] for row in rows], under)
    found: list[Shown] = [
        Shown([None] * len(row)) if whole is None else [whole, *stages(row[0], row[1:], under)]
        for whole, row in zip(people, rows, strict=True)
    ]
    for at in range(1, len(rows[0]) if rows else 0):
        hide_another(found, at)
    return found


def hide_another(found: list[Shown], at: int) -> None:
    """Where one number of a column is hidden alone, the next smallest goes with it."""
    column = [row[at] for row in found]
    if column.count(None) == 1:
        rest = [value for value in column if value]
        if rest:
            found[column.index(min(rest))][at] = None


def parts(whole: int | None, counts: Sequence[int], under: int, *, one_is_hidden: bool = False) -> Shown:
    """Parts that make up a whole. `one_is_hidden`: another part of it, that is told elsewhere, is not shown there."""
    if whole is None:
        return [None] * len(counts)
    column = small.shown_column(counts, under)
    if one_is_hidden and column and None not in column:
        rest = [value for value in column if value]
        if rest:
            column[column.index(min(rest))] = None
    return column
