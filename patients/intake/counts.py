"""What became of the lines of a list, in numbers and in words."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from .words import counted

_TOTALS: Final = frozenset(
    {"total", "totals", "grand total", "total:", "total patients", "total count", "sum"}
)


@dataclass
class Counts:
    """What became of the lines; complete once the rows have been walked to the end."""

    people: int = 0  # read, each once
    details: int = 0  # lines under a person that only add to what is known
    repeated: int = 0  # lines about a person whom another line has given already
    blank: int = 0  # wholly blank lines between others
    refused: int = 0
    warned: int = 0  # people read, with something left out or to be checked
    conditions: int = 0
    sensitive: int = 0  # entries dropped for their code or words
    totals: int = 0  # lines that hold a sum
    stated: int | None = None  # the number of patients that such a line states
    left_out: Counter[str] = field(default_factory=Counter)  # lines marked deleted, or test patients

    def note_total(self, cells: Sequence[str]) -> None:
        """A line that holds a sum, and perhaps the number of patients."""
        self.totals += 1
        last = [cell.strip().replace(",", "") for cell in cells if cell.strip()][-1]
        if last.isdigit():
            self.stated = int(last)

    def remarks(self) -> Iterator[str]:
        """What to tell about the list as a whole."""
        if self.blank:
            lines = counted(self.blank, "blank line stands", "blank lines stand")
            yield f"{lines} between others. EMIS leaves confidential patients blank: nothing was taken from them."
        if self.sensitive:
            dropped = counted(self.sensitive, "entry", "entries")
            yield f"{dropped} on the list of sensitive codes {_was(self.sensitive)} dropped and not stored."
        if self.repeated:
            yield f"{counted(self.repeated, 'line repeats', 'lines repeat')} a person on another line."
        for words, lines_out in self.left_out.items():
            yield f"{counted(lines_out, 'line')} left out: {words}."
        found = self.people + self.refused
        if self.stated is not None and self.stated != found:
            yield f"The list states {counted(self.stated, 'patient')}, and we found {found:,}."


def is_total(cells: Sequence[str], *, is_breakdown: bool) -> bool:
    """A line of sums: it says so, or a SystmOne breakdown has nothing but the count in it."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if filled[0].casefold() in _TOTALS:
        return len(filled) <= 3
    return is_breakdown and len(filled) == 1 and filled[0].isdigit()


def _was(count: int) -> str:
    return "was" if count == 1 else "were"
