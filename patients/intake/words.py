"""What is said about a file, a line or a cell that cannot be read as it stands."""

from typing import Any, NamedTuple


class Unreadable(Exception):
    """The whole file cannot be read; says why and what to do, in words."""

    @property
    def reason(self) -> str:
        return str(self)


class Problem(NamedTuple):
    """Why a line was refused, or what was left out of it."""

    column: str
    reason: str


class Bad(str):
    """A cell that refuses its line: the reason, in words."""

    __slots__ = ()


class Doubt(NamedTuple):
    """A cell that could only partly be used: what is kept, and what the user is told."""

    value: Any
    reason: str


class Broken(NamedTuple):
    """A line whose cells cannot be told apart or trusted; `cells` is what may be given back."""

    reason: str
    cells: list[str]


def counted(number: int, one: str, many: str = "") -> str:
    """`1 line`, `2,000 lines`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
