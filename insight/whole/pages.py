"""What the pages of a request show: how far it has come, what is next and whose it is, and the draft itself."""

import dataclasses
import datetime as dt
from typing import Any

from insight.identifying import Found, found_in
from insight.models import AccessCopy, AccessRequest, AccessText
from insight.whole import closing, copying, paper, queries, shelves
from insight.whole.copying import key_of
from insight.whole.due import SOON, first_month_over
from insight.whole.gathering import gathered
from insight.whole.parts import Cell, Entry, Section, Text, texts_of
from insight.whole.shelves import Page
from practice.permissions import Permission
from practice.requests import Request
from practice.wording import long_date

NOT_YET = "[Not read yet]"
CLOSED = "[In a sensitive note: not for you to read]"


def stands(found: AccessRequest, today: dt.date) -> tuple[str, str]:
    """How it stands, and what that means to somebody looking for work to do."""
    if found.handed_at:
        return "Handed over", "good"
    if found.ended_at:
        return found.get_ended_display(), "quiet"
    if found.due_on < today:
        return f"Overdue since {long_date(found.due_on)}", "stop"
    if found.approved_at:
        return "Approved, to be handed over", "act"
    return ("Due soon", "act") if found.due_on - today <= SOON else ("In progress", "wait")


def listed(rows: list[AccessRequest], today: dt.date) -> list[dict[str, Any]]:
    return [{"request": one, "stands": stands(one, today)} for one in rows]


@dataclasses.dataclass(frozen=True, slots=True)
class Progress:
    """How much has been read, and by whom the rest must be."""

    rows: list[AccessText]
    notes: dict[int, closing.Note]
    user_id: int
    permissions: frozenset[Permission]

    @property
    def total(self) -> int:
        return len(self.rows)

    @property
    def read(self) -> int:
        return sum(bool(row.decision) for row in self.rows)

    @property
    def all_read(self) -> bool:
        return self.read == self.total

    def is_mine(self, row: AccessText) -> bool:
        return closing.may_read(
            self.user_id, self.permissions, self.notes[row.note_id] if row.note_id else None
        )

    @property
    def mine(self) -> int:
        """Unread ones that wait for whoever looks."""
        return sum(not row.decision and self.is_mine(row) for row in self.rows)

    @property
    def waits_for(self) -> list[tuple[str, int]]:
        """Whose reading is still wanted, and of how many: a clinician's, or by name."""
        counted: dict[str, int] = {}
        for row in self.rows:
            if not row.decision:
                who = self.notes[row.note_id].who if row.note_id else "a clinician"
                counted[who] = counted.get(who, 0) + 1
        return sorted(counted.items())

    @property
    def edited(self) -> int:
        """Read once, and changed since."""
        return sum(not row.decision and row.changed_at is not None for row in self.rows)


def progress(request: Request, found: AccessRequest) -> Progress:
    rows = queries.texts_of(found)
    notes = closing.notes(found.practice_id, {row.note_id for row in rows if row.note_id}, request.today)
    return Progress(rows, notes, request.user.pk, request.permissions)


def request_page(request: Request, found: AccessRequest) -> dict[str, Any]:
    now = progress(request, found)
    copy = queries.copy_of(found)
    reads = Permission.READ_NOTES in request.permissions
    return {
        "found": found,
        "person": found.patient,
        "today": request.today,
        "stands": stands(found, request.today),
        "progress": now,
        "pages": shelves.pages(now.rows) if reads else [],
        "writing": queries.being_written(found) if found.is_open else 0,
        "left_out": reasons(
            copy.left_out if copy else copying.left_out({key_of(row): row for row in now.rows})
        ),
        "parts": range(1, len(paper.split(copy.content)) + 1) if copy and may_take(request) else [],
        "may_extend": not found.extended_at and not first_month_over(found.came_on, request.today),
        "may_take": may_take(request),
    }


def may_take(request: Request) -> bool:
    return Permission.REVIEW_ACCESS in request.permissions


def reasons(counted: dict[str, int]) -> list[tuple[str, int]]:
    return [(AccessText.Reason(reason).label, count) for reason, count in counted.items()]


@dataclasses.dataclass(frozen=True, slots=True)
class Read:
    """One text on the page where it is read. Without words it is not for whoever looks, or was edited since."""

    row: AccessText
    heading: str
    words: str
    what: str
    who_must: str = ""
    nobody_left: bool = False  # who may read it; then a clinician leaves all of it out unread
    hints: tuple[Found, ...] = ()


def reading_page(request: Request, found: AccessRequest, text: AccessText) -> dict[str, Any]:
    """The page on which this text stands, with the pages beside it."""
    now = progress(request, found)
    all_pages = shelves.pages(now.rows)
    at = next(place for place, one in enumerate(all_pages) if any(row.pk == text.pk for row in one.rows))
    items = reads(request, found, all_pages[at], now)
    undecided = [item for item in items if item.words and not item.row.decision]
    return {
        "found": found,
        "person": found.patient,
        "today": request.today,
        "page": all_pages[at],
        "items": items,
        "undecided": undecided,
        "give": "Give this one as it is"
        if len(undecided) == 1
        else f"Give these {len(undecided)} as they are",
        "stale": any(not item.words and not item.who_must for item in items),
        "before": all_pages[at - 1] if at else None,
        "after": all_pages[at + 1] if at + 1 < len(all_pages) else None,
        "progress": now,
    }


def reads(request: Request, found: AccessRequest, page: Page, now: Progress) -> list[Read]:
    live = live_texts(found, page.rows[0].model)
    hints = hints_in(request, found, page, live, now)
    return [one_read(row, live.get(key_of(row)), now, hints.get(str(row.pk), ())) for row in page.rows]


def live_texts(found: AccessRequest, model: str) -> dict[Any, tuple[Entry, Text]]:
    """As they stand in the record at this moment, each with the row in which it stands."""
    sections = gathered(found.patient, back="texts" if model in shelves.LOOKED_BACK else "")
    entries = [entry for section in sections if section.table == model for entry in section.entries]
    return {text.key: (entry, text) for entry in entries for text in texts_of(entry)}


def one_read(
    row: AccessText, live: tuple[Entry, Text] | None, now: Progress, hints: tuple[Found, ...]
) -> Read:
    if not now.is_mine(row):
        note = now.notes[row.note_id] if row.note_id else None
        nobody = (
            note is not None and not note.still_here and closing.may_read(now.user_id, now.permissions, None)
        )
        return Read(row, "", "", "", who_must=note.who if note else "a clinician", nobody_left=nobody)
    if live is None or live[1].fingerprint != row.fingerprint:
        return Read(row, "", "", "")
    entry, text = live
    return Read(row, text.heading, text.words, entry.heading, hints=hints)


def hints_in(
    request: Request, found: AccessRequest, page: Page, live: dict[Any, tuple[Entry, Text]], now: Progress
) -> dict[str, tuple[Found, ...]]:
    """What may point at somebody else: names of others on the list, numbers, addresses. The person's own are known."""
    words = {
        str(row.pk): live[key_of(row)][1].words
        for row in page.rows
        if key_of(row) in live and now.is_mine(row) and not row.decision
    }
    own = {word.casefold() for word in (*found.patient.name.split(), found.patient.known_as)}
    marked: dict[str, tuple[Found, ...]] = {}
    for one in found_in(words, request.practice):
        if one.words.casefold() not in own:
            marked[one.where] = (*marked.get(one.where, ()), one)
    return marked


def draft(request: Request, found: AccessRequest) -> list[paper.Content]:
    """As it would go out now: what is not read yet, or not for whoever looks, says so in its place."""
    copy: AccessCopy | None = queries.copy_of(found)
    if copy:
        return list(copy.content)
    said = {key_of(row): row for row in queries.texts_of(found)}
    sections = [opened_for(request, section) for section in gathered(found.patient)]
    return copying.content(sections, said, lambda _text, is_read: "" if is_read else NOT_YET)


def opened_for(request: Request, section: Section) -> Section:
    """Of what stands in a sensitive note that is not for whoever looks, only that it is there."""
    notes = {entry.note for entry in section.entries if entry.note}
    known = closing.notes(request.practice.pk, notes, request.today) if notes else {}
    return dataclasses.replace(
        section, entries=tuple(shut(request, entry, known) for entry in section.entries)
    )


def shut(request: Request, entry: Entry, known: dict[int, closing.Note]) -> Entry:
    may = entry.note is None or closing.may_read(request.user.pk, request.permissions, known[entry.note])
    closed = (Cell("", "What it says", CLOSED),)
    return entry if may else dataclasses.replace(entry, cells=closed, one=False)


def facts(found: AccessRequest, copy: AccessCopy) -> paper.Facts:
    """A restricted person's file does not say where it was made."""
    person = found.patient
    practice = "" if person.restricted else found.practice.name
    return paper.Facts(person.name, person.nhs_number or "", practice, copy.made_at.date(), copy.left_out)
