"""Which numbers of a funnel may be shown: what would point at few is hidden, and what would give it away.

Stages are counted each by itself; still two of them that differ by few people would point at these.
"""

from collections.abc import Mapping, Sequence

from insight.funnel_words import ALL
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


def whole(people: int, counts: Mapping[str, int], under: int) -> dict[str, int | None]:
    """Of everybody, by the names of ALL: the same on every page. Better is a part of those of whom it is known."""
    told = dict(zip(ALL, stages(people, [counts[name] for name in ALL], under), strict=True))
    ((known, better),) = small.shown_parts([(counts["known"], counts["better"])], under)
    return (
        told
        if known is not None and better is not None and told["known"] is not None
        else {**told, "better": None}
    )


def grid(
    rows: Sequence[Sequence[int]], under: int, secret: Sequence[Sequence[bool]] | None = None
) -> list[Shown]:
    """Groups as (people, count, count ...), whose sums stand elsewhere: what is hidden of a column makes up enough.

    `secret` says of each number whether it is hidden whatever it is.
    """
    besides = secret or [[False] * len(row) for row in rows]
    numbers = [row[0] for row in rows]
    told = small.shown_column(numbers, under)
    people = small.together(
        [None if one[0] else number for one, number in zip(besides, told, strict=True)], numbers, under
    )
    found = [
        Shown([None] * len(row)) if whole is None else [whole, *stages(row[0], row[1:], under)]
        for whole, row in zip(people, rows, strict=True)
    ]
    found = [
        [None if hide else number for number, hide in zip(row, one, strict=True)]
        for row, one in zip(found, besides, strict=True)
    ]
    columns = [people, *(column_of(at, rows, found, under) for at in range(1, len(found[0]) if found else 1))]
    return [list(row) for row in zip(*columns, strict=True)]


def column_of(at: int, rows: Sequence[Sequence[int]], found: Sequence[Shown], under: int) -> Shown:
    """One stage of every group, with as many more hidden as it takes."""
    pairs = [(row[0], row[at]) for row in rows]
    told = small.apart([row[at] is not None for row in found], pairs, under)
    return [part if tell else None for (_whole, part), tell in zip(pairs, told, strict=True)]


def between(told: Sequence[int | None], counts: Sequence[int], under: int) -> Shown:
    """People by the stage they came to and no further, of stages `told` in their order, the last one left out.

    Who comes far has mostly passed what lies before: so a number of these is the difference of two stages, and is
    shown only where both are. Together with the last stage they make up everybody.
    """
    last_is_hidden = told[-1] is None
    column = parts(sum(counts), counts, under, one_is_hidden=last_is_hidden)
    column = [
        None if before is None or after is None else number
        for number, before, after in zip(column, told, told[1:], strict=False)
    ]
    return column if last_is_hidden else small.together(column, counts, under)


def parts(whole: int | None, counts: Sequence[int], under: int, *, one_is_hidden: bool = False) -> Shown:
    """Parts that make up a whole. `one_is_hidden`: another part of it, that is told elsewhere, is not shown there."""
    if whole is None:
        return [None] * len(counts)
    column = small.shown_column(counts, under)
    return small.never_alone([None, *column])[1:] if one_is_hidden and None not in column else column
