"""Small numbers are hidden: under five (a setting) a figure could point at one person.

Hiding one number of a column is not enough where the sum is known: then the next smallest is hidden too.
"""

from collections.abc import Sequence


def shown(value: int, under: int) -> int | None:
    """The number, or None where it is too small to be shown. Nobody at all may be said."""
    return None if 0 < value < under else value


def shown_column(values: Sequence[int], under: int) -> list[int | None]:
    """Numbers whose sum stands elsewhere: never exactly one of them hidden."""
    column = [shown(value, under) for value in values]
    if column.count(None) == 1:
        rest = [value for value in column if value]
        if rest:
            column[column.index(min(rest))] = None
    return column


def shown_parts(pairs: Sequence[tuple[int, int]], under: int) -> list[tuple[int | None, int | None]]:
    """Groups as (people, how many of them), whose sums stand elsewhere.

    A part is hidden with its group, and where it or what is left of the group is small.
    """
    people = shown_column([whole for whole, _part in pairs], under)
    told = [
        whole is not None and shown(part, under) is not None and shown(whole - part, under) is not None
        for whole, (_, part) in zip(people, pairs, strict=True)
    ]
    if told.count(False) == 1 and any(told):
        told[min((at for at, tell in enumerate(told) if tell), key=lambda at: pairs[at][0])] = False
    return [
        (whole, part if tell else None) for whole, (_, part), tell in zip(people, pairs, told, strict=True)
    ]
