"""The second walk: each person of the list once, with the conditions of the lines below; every bad line by number."""

from collections.abc import Iterator, Sequence
from typing import Final

from .conditions import Condition
from .counts import Counts, is_total
from .headings import key
from .layout import Layout, Table, lines
from .line import LinePlan, Row
from .mapping import Mapping
from .survey import Key, Survey, columns_of, conflicts, key_of, numbers
from .words import Broken, Problem

_IDENTITY: Final = ("nhs_number", "source_id", "family_name", "full_name", "birth_date")
_SAID_AGAIN: Final = (
    *("nhs_number", "source_id", "birth_date", "family_name", "given_name"),
    *("postcode", "conditions"),
)
_AFTER_BLANK: Final = (
    "This line has no patient and follows a blank one, which is how EMIS hides a confidential patient. "
    "Nothing was taken from it."
)
_NOBODY: Final = "This line has no name, number or date of birth, so we cannot tell whose it is."


def _wanted(mapping: Mapping) -> Iterator[tuple[str, str, str]]:
    """What each person must have, the heading that should give it, and what is said without."""
    for name, reason in (
        ("birth_date", "There is no date of birth."),
        ("given_name", "There is no first name. Check it."),
    ):
        if columns := mapping.of(name):
            yield name, columns[0].heading, reason
    if columns := mapping.of("family_name") or mapping.of("full_name"):
        yield "family_name", columns[0].heading, "There is no last name."


class People:
    """Walks through the list once; a new one for each walk."""

    def __init__(self, table: Table, layout: Layout, plan: LinePlan, survey: Survey) -> None:
        self.counts = Counts()
        self._lines = lines(table, layout)
        self._plan = plan
        self._survey = survey
        self._is_breakdown = layout.kind == "systmone_report"
        self._key = key_of(plan.mapping)
        self._conflicts = conflicts(survey, plan.who)
        self._identity = columns_of(plan.mapping, *_IDENTITY)
        self._heading_keys = [key(heading.rpartition(" - ")[2]) for heading in layout.headings]
        self._has_marks = bool(plan.mapping.of("deleted") or plan.mapping.of("test_patient"))
        self._wanted = tuple(_wanted(plan.mapping))
        keys = plan.mapping.of("nhs_number") or plan.mapping.of("source_id")
        self._key_heading = keys[0].heading if keys else ""
        self._taken: dict[Key, tuple[int, Sequence[str]]] = {}
        self._current: Row | None = None  # read and not yet handed on: lines below may add to it
        self._owner: Row | None = None  # whose the lines below are; None after a blank or an unreadable one
        self._owner_cells: Sequence[str] = ()
        self._done: list[Row] = []  # complete, to be given to the caller
        self._skips = False  # the lines below belong to somebody who is left out

    def __iter__(self) -> Iterator[Row]:
        last_line, identity, done = self._survey.last_line, self._identity, self._done
        surest = identity[0]
        for number, cells in self._lines:
            if number > last_line:
                break
            if isinstance(cells, Broken):
                self._unreadable(number, cells)
            elif cells[surest] or any(cells[place] for place in identity):
                self._line(number, cells)
            else:
                self._without_person(number, cells)
            if done:
                yield from done
                done.clear()
        self._hand_on()
        yield from done

    def _hand_on(self) -> None:
        """The person in hand is complete."""
        row, self._current = self._current, None
        if row is not None:
            self.counts.warned += bool(row.warnings)
            self._done.append(row)

    def _refuse(self, row: Row) -> None:
        self._hand_on()
        self.counts.refused += 1
        self._done.append(row)

    def _unreadable(self, number: int, broken: Broken) -> None:
        self._owner, self._skips = None, False
        self._refuse(self._bare(number, broken.cells, broken.reason))

    def _bare(self, number: int, cells: Sequence[str], reason: str, column: str = "") -> Row:
        return Row(number, {}, [Problem(column, reason)], _raw=lambda: self._plan.raw(cells))

    def _line(self, number: int, cells: Sequence[str]) -> None:
        row = self._plan.person(number, cells)
        if row.problems and self._is_no_person(cells):
            return
        if not row.values and not any(cells[place].strip() for place in self._identity):
            self._without_person(number, cells)
            return
        if self._has_marks and self._is_left_out(row):
            self._hand_on()
            return
        self._skips = False
        if self._plan.has_conditions:
            self._add_conditions(row, cells)
        who = self._key(cells) if self._survey.repeated else ""
        if who and who in self._survey.repeated:
            self._repeated(row, cells, who)
        else:
            self._demand(row)
            self._take(row, cells)

    def _is_no_person(self, cells: Sequence[str]) -> bool:
        """A sum, or the headings once more, as reports print them on each page."""
        if is_total(cells, is_breakdown=False):
            self.counts.note_total(cells)
            return True
        return [key(cell) for cell in cells] == self._heading_keys

    def _take(self, row: Row, cells: Sequence[str]) -> None:
        self._owner, self._owner_cells = row, cells
        if row.problems:
            self._refuse(row)
            return
        self._hand_on()
        self._current = row
        self.counts.people += 1
        self.counts.conditions += len(row.values.get("conditions", ()))

    def _is_left_out(self, row: Row) -> bool:
        """Marked in the clinical system as deleted or as a test: neither read nor refused."""
        for mark, words in (("deleted", "deleted in the clinical system"), ("test_patient", "test patients")):
            if row.values.pop(mark, False):
                self.counts.left_out[words] += 1
                self._owner, self._skips = None, True
                return True
        return False

    def _demand(self, row: Row) -> None:
        """What a person must have, where the list has a column for it."""
        values = row.values
        for name, heading, reason in self._wanted:
            if name not in values and heading not in {column for column, _ in row.problems}:
                found = row.warnings if name == "given_name" else row.problems
                found.append(Problem(heading, reason))
        if "deceased_on" in values:
            self._check_death(row)
        if row.number == self._survey.stops_short:
            row.problems.append(
                Problem("", "The file stops in the middle of this line. Export the list again.")
            )

    def _check_death(self, row: Row) -> None:
        born = row.values.get("birth_date")
        if born and row.values["deceased_on"] < born:
            heading = self._plan.mapping.of("deceased_on")[0].heading
            row.problems.append(Problem(heading, "The date of death is before the date of birth."))

    def _add_conditions(self, row: Row, cells: Sequence[str]) -> None:
        found = self._plan.conditions(cells)
        self.counts.sensitive += found.sensitive
        row.problems += found.problems
        row.warnings += found.warnings
        row.values["conditions"] = found.conditions

    def _repeated(self, row: Row, cells: Sequence[str], who: Key) -> None:
        """The same person on several lines: one and the same, or two people under one number."""
        if who in self._conflicts:
            other = numbers(self._conflicts[who], row.number)
            reason = f"The same person is on {other} with another date of birth or last name. Put right which is wrong."
            row.problems.append(Problem(self._key_heading, reason))
        if who in self._taken and not row.problems:
            self._again(row, cells, *self._taken[who])
            return
        self._demand(row)
        if not row.problems:
            self._taken[who] = (row.number, cells)
        self._take(row, cells)

    def _again(self, row: Row, cells: Sequence[str], first: int, first_cells: Sequence[str]) -> None:
        """Somebody who was taken from an earlier line: only what is new is given."""
        self.counts.repeated += 1
        self._compare(row, cells, first, first_cells)
        if self._current is not None and self._current.number == first:
            self._merge(self._current, row)
            return
        self._hand_on()
        row.values = {name: row.values[name] for name in _SAID_AGAIN if name in row.values}
        row.repeat_of = first
        self.counts.warned += bool(row.warnings)
        self.counts.conditions += len(row.values.get("conditions", ()))
        self._owner, self._owner_cells = row, cells
        self._done.append(row)

    def _compare(self, row: Row, cells: Sequence[str], first: int, first_cells: Sequence[str]) -> None:
        row.warnings += [
            Problem(self._plan.headings[place], f"This differs from line {first:,}, which was taken.")
            for place in self._plan.person_places
            if cells[place].strip() and cells[place].strip() != first_cells[place].strip()
        ]

    def _merge(self, into: Row, row: Row) -> None:
        """Adds what a line below says to the person in hand."""
        known: list[Condition] = into.values.get("conditions", [])
        new = [condition for condition in row.values.get("conditions", ()) if condition not in known]
        known += new
        self.counts.conditions += len(new)
        into.warnings += [
            Problem(column, f"Line {row.number:,}: {reason}") for column, reason in row.warnings
        ]

    def _without_person(self, number: int, cells: Sequence[str]) -> None:
        """A blank line, a sum, or a line that belongs to the person above."""
        if not any(cell.strip() for cell in cells):
            self.counts.blank += 1
            self._owner, self._skips = None, False
        elif is_total(cells, is_breakdown=self._is_breakdown):
            self.counts.note_total(cells)
        elif self._skips:
            self.counts.details += 1
        elif any(cells[place].strip() for place in self._plan.person_places):
            self._owner = None
            self._refuse(self._bare(number, cells, _NOBODY))
        else:
            self._detail(number, cells)

    def _detail(self, number: int, cells: Sequence[str]) -> None:
        row = Row(number, {}, _raw=lambda: self._plan.raw(cells))
        self._add_conditions(row, cells)
        owner = self._owner
        if not (row.problems or row.warnings or row.values.get("conditions")):
            self.counts.details += 1
        elif owner is None:
            self._refuse(self._bare(number, cells, _AFTER_BLANK))
        elif owner.problems:
            reason = f"This line belongs to line {owner.number:,}, which was refused. Put that right and send both."
            self._refuse(self._bare(number, cells, reason))
        elif row.problems:
            whole = self._filled(cells)
            row._raw = lambda: self._plan.raw(whole)
            self._refuse(row)
        else:
            self.counts.details += 1
            self._attach(owner, row)

    def _attach(self, owner: Row, row: Row) -> None:
        """To the person in hand; one already handed on is given again for the new conditions alone."""
        if self._current is owner:
            self._merge(owner, row)
            return
        again = {name: owner.values[name] for name in _SAID_AGAIN if name in owner.values}
        row.values = again | {"conditions": row.values["conditions"]}
        row.repeat_of = owner.repeat_of or owner.number
        self.counts.conditions += len(row.values["conditions"])
        self._done.append(row)

    def _filled(self, cells: Sequence[str]) -> list[str]:
        """A line below with its person's cells, so that it can be mended and sent alone."""
        whole = list(cells)
        for place in self._plan.person_places:
            whole[place] = self._owner_cells[place]
        return whole
