"""Everything that is held about one person, table by table, in words. Nothing is written, and nothing is left away here
but what columns.py and tables.py name."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import DateField, ForeignKey, Model

from activation.models import Instrument, Measurement
from coaching.models import RiskAlert, RiskTold, Session
from insight.whole import looked_back
from insight.whole.columns import Column, columns
from insight.whole.found import Back, Found, Notes
from insight.whole.parts import PROTECTED, Cell, Entry, Section
from insight.whole.tables import Table, given
from insight.whole.values import answers, names_of, plain, words_of
from patients.access import record_ids
from patients.hanging import keys_of, points_at
from patients.models import Alert, Patient

# That such a row exists may itself do harm.
AS_ONE: tuple[type[Model], ...] = (Alert, RiskAlert, RiskTold)
ORDER = ("patients", "coaching", "activation", "prescribing", "reminders", "outreach", "insight", "practice")
TITLES = {
    "patients.Patient": "Who you are",
    "patients.ContactPoint": "Ways to reach you",
    "patients.Alert": "Staff notes",
    "patients.RecordBlock": "For whom this record is closed",
    "patients.GlassBreak": "Opened in an emergency",
    "patients.HelpAsked": "What you sent us",
    "patients.Leaving": "Died or left",
    "patients.Merge": "Records of yours that were put together",
    "patients.ImportFinding": "What was found about you in a list",
    "coaching.FollowUp": "Follow-ups",
    "coaching.Addendum": "Words added to a session later",
    "coaching.Given": "What was made of a session and given away",
    "coaching.GroupMember": "Groups",
    "coaching.RiskTold": "Who was told of a risk",
    "coaching.SessionReader": "Who may read a sensitive note",
    "activation.Measurement": "Questionnaires, answers and scores",
    "activation.AnswerSheet": "Answers that were not sent yet",
    "prescribing.Arrival": "What came from the public page",
    "prescribing.PlacementEvent": "What was said between us, a service and you",
    "outreach.Listed": "Lists that you were on",
    "outreach.CohortPerson": "Searches that found you",
    "outreach.NotOptedOut": "Checks of the national data opt-out",
    "reminders.Mention": "Messages to a service that speak of you",
    "reminders.Refusal": "Messages that you do not want",
    "practice.SignedLink": "Links that were given out",
}
# The moment that says best which one it is.
WHEN = (
    *("held_on", "booked_for", "measured_on", "came_on", "happened_on", "happened_at", "sent_at", "due_on"),
    *("noted_at", "opened_at", "asked_at", "raised_at", "set_at", "added_at", "given_at"),
)


def gathered(patient: Patient, *, back: Back = "all") -> list[Section]:
    """By kind, in a fixed order; at the end what was opened and what was changed.

    Of these two, whoever wants texts alone gets what has any, and whoever wants none of it saves the longest look.
    """
    tables = sorted(given(), key=place)
    found = look(patient, tables)
    sections = [section_of(table, found) for table in tables if found.rows[table.label]]
    return [*sections, *(looked_back.sections(patient, found, back) if back else [])]


def place(table: Table) -> tuple[bool, int, str]:
    """The person first; then room by room."""
    room, label = table.model._meta.app_label, table.label
    return (table.model is not Patient, ORDER.index(room) if room in ORDER else len(ORDER), label)


def look(patient: Patient, tables: list[Table]) -> Found:
    found = Found(record_ids(patient), patient.restricted)
    for table in tables:
        found.rows[table.label] = list(table.rows(patient.practice_id, found.people))
    # The one that is being answered is no part of its own answer.
    over = [row for row in found.rows["insight.AccessRequest"] if not row.is_open]
    found.rows["insight.AccessRequest"] = over
    found.names = names_for(tables, found)
    found.notes = closed_notes(tables, found)
    measured = {row.instrument_id for row in found.rows["activation.Measurement"]}
    found.instruments = Instrument.objects.in_bulk(measured)
    return found


def names_for(tables: list[Table], found: Found) -> dict[type[Model], dict[Any, str]]:
    """What keys point at: others by their name, rows of this answer by what they are and when."""
    wanted: dict[type[Model], set[Any]] = defaultdict(set)
    for table in tables:
        for column in columns(table.model):
            if isinstance(column.field, ForeignKey):
                keys = {getattr(row, column.name) for row in found.rows[table.label]}
                wanted[points_at(column.field)].update(keys - {None})
    ours = {table.model: {row.pk: title(row) for row in found.rows[table.label]} for table in tables}
    return {model: ours[model] if model in ours else names_of(model, keys) for model, keys in wanted.items()}


def closed_notes(tables: list[Table], found: Found) -> Notes:
    """Rows that are a sensitive note, or hang on one: twice round, for what hangs on what hangs on it."""
    notes: Notes = {(Session, row.pk): row.pk for row in found.rows["coaching.Session"] if row.sensitive}
    for _round in range(2):
        for table in tables:
            for row in found.rows[table.label]:
                for note in above(table.model, row, notes):
                    notes.setdefault((table.model, row.pk), note)
    return notes


def above(model: type[Model], row: Any, notes: Notes) -> Iterable[int]:
    for key in keys_of(model):
        note = notes.get((points_at(key), getattr(row, key.attname)))
        if note is not None:
            yield note


def section_of(table: Table, found: Found) -> Section:
    label = table.label
    return Section(
        label, section_title(table.model), tuple(entry_of(row, found) for row in found.rows[label])
    )


def section_title(model: type[Model]) -> str:
    words = TITLES.get(model._meta.label) or str(model._meta.verbose_name_plural)
    return words[:1].upper() + words[1:]


def entry_of(row: Any, found: Found) -> Entry:
    model: type[Model] = type(row)
    cells = [cell for column in columns(model) if (cell := cell_of(row, column, found)).words]
    note = found.notes.get((model, row.pk))
    return Entry(model._meta.label, row.pk, title(row), tuple(cells), note, model in AS_ONE)


def cell_of(row: Any, column: Column, found: Found) -> Cell:
    words = said(row, column, found)
    if words and found.restricted and column.is_place:
        return Cell(column.name, column.heading, PROTECTED)
    return Cell(column.name, column.heading, words, column.is_free)


def said(row: Any, column: Column, found: Found) -> str:
    value = getattr(row, column.name)
    if isinstance(column.field, ForeignKey):
        return found.names[points_at(column.field)].get(value, "")
    if isinstance(row, Measurement) and column.name == "answers":
        return answers(row, found.instruments)
    return words_of(column.field, value)


def title(row: Any) -> str:
    """What it is, and when: `Session, 4 March 2026`."""
    words = str(row._meta.verbose_name)
    words = words[:1].upper() + words[1:]
    dated = [f.name for f in row._meta.local_fields if isinstance(f, DateField)]
    moments = (getattr(row, name) for name in (*(n for n in WHEN if n in dated), *dated))
    moment = next((one for one in moments if one), None)
    if isinstance(row, Patient):
        return f"Record {row.pk}"
    if moment is None:
        return f"{words} {row.pk}"
    return f"{words}, {plain(moment)}"
