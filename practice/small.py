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
