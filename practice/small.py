"""Small numbers are hidden: under five (a setting) a figure could point at one person.

Hiding one number of a column is not enough where the sum is known: the next smallest is hidden too, and more of them
until those that are hidden make up enough together.
"""

from collections.abc import Sequence

# The one wording, also where a second number goes with the first: which of them is small is not told.
NOT_SHOWN = "Not shown"


def shown(value: int, under: int) -> int | None:
    """The number, or None where it is too small to be shown. Nobody at all may be said."""
    return None if 0 < value < under else value


def shown_column(values: Sequence[int], under: int) -> list[int | None]:
    """Numbers whose sum stands elsewhere: what is hidden follows from it neither alone nor as a few together."""
    return together([shown(value, under) for value in values], values, under)


def together(column: Sequence[int | None], values: Sequence[int], under: int) -> list[int | None]:
    """Where one number is hidden, or several that make up few, the next smallest goes with them."""
    found = list(column)
    while True:
        away = [value for value, told in zip(values, found, strict=True) if told is None and value]
        rest = [at for at, told in enumerate(found) if told]
        if not away or not rest or (len(away) > 1 and sum(away) >= under):
            return found
        found[min(rest, key=lambda at: values[at])] = None


def never_alone(column: Sequence[int | None]) -> list[int | None]:
    """Where exactly one number is hidden, the next smallest goes with it."""
    rest = [value for value in column if value]
    if column.count(None) != 1 or not rest:
        return list(column)
    at = column.index(min(rest))
    return [*column[:at], None, *column[at + 1 :]]


def shown_parts(pairs: Sequence[tuple[int, int]], under: int) -> list[tuple[int | None, int | None]]:
    """Groups as (people, how many of them), whose sums stand elsewhere.

    A part is hidden with its group, and where it or what is left of the group is small; and, as what is hidden of the
    parts and of what is left of their groups follows from the sums, never where it is few.
    """
    people = shown_column([whole for whole, _part in pairs], under)
    told = [
        whole is not None and shown(part, under) is not None and shown(whole - part, under) is not None
        for whole, (_, part) in zip(people, pairs, strict=True)
    ]
    told = apart(told, pairs, under)
    return [
        (whole, part if tell else None) for whole, (_, part), tell in zip(people, pairs, told, strict=True)
    ]


def apart(told: Sequence[bool], pairs: Sequence[tuple[int, int]], under: int) -> list[bool]:
    """Which of these parts are told, with as many more hidden as it takes."""
    found = list(told)
    while True:
        away = [pair for pair, tell in zip(pairs, found, strict=True) if not tell and pair[0]]
        rest = [at for at, tell in enumerate(found) if tell and pairs[at][0]]
        if not away or not rest or not few(away, under):
            return found
        found[min(rest, key=lambda at: pairs[at][0])] = False


def few(hidden: Sequence[tuple[int, int]], under: int) -> bool:
    """Whether what these groups have together says something of few, or of one group."""
    part, left = sum(part for _whole, part in hidden), sum(whole - part for whole, part in hidden)
    return len(hidden) == 1 or shown(part, under) is None or shown(left, under) is None
