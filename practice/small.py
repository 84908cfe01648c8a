"""Small numbers are hidden: under five (a setting) a figure could point at one person.

Hiding one number of a column is not enough where the sum is known: then the next smallest is hidden too.
"""

from collections.abc import Sequence

# The one wording, also where a second number goes with the first: which of them is small is not told.
NOT_SHOWN = "Not shown"


def shown(value: int, under: int) -> int | None:
    """The number, or None where it is too small to be shown. Nobody at all may be said."""
    return None if 0 < value < under else value


def shown_column(values: Sequence[int], under: int) -> list[int | None]:
    """Numbers whose sum stands elsewhere: never exactly one of them hidden."""
    return never_alone([shown(value, under) for value in values])


def never_alone(column: Sequence[int | None]) -> list[int | None]:
    """Where exactly one number is hidden, the next smallest goes with it."""
    rest = [value for value in column if value]
    if column.count(None) != 1 or not rest:
        return list(column)
    at = column.index(min(rest))
    return [*column[:at], None, *column[at + 1 :]]


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
