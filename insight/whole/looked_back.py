"""Who opened or changed the record, and what it said before: from the trail and from the history of its rows."""

from typing import Any

from django.db.models import ForeignKey, Model, Q

from coaching.models import RiskAlert, RiskTold
from insight.models import AccessRequest
from insight.whole.columns import columns
from insight.whole.found import Back, Found
from insight.whole.parts import PROTECTED, Cell, Entry, Section
from insight.whole.tables import about_people
from insight.whole.values import from_history, names_of, plain
from patients.access import NOT_SAID, models_by_table, said_of
from patients.hanging import points_at
from patients.models import Alert, Patient
from practice import trail_queries
from practice.clock import LONDON
from practice.models import History, Membership, TrailEvent
from practice.trail_rows import Row, trail_rows

TRAIL, HISTORY = "practice.TrailEvent", "practice.History"
# What changes in a row with this column is kept in the history under the person's own number.
NUMBERED = "patient_id"
# What was done about a risk tells that there was one.
OF_RISK = ("risk.", "alert.")
TABLES_OF_RISK = {model._meta.db_table for model in (Alert, RiskAlert, RiskTold)}
TITLES = {
    TRAIL: "Who opened or changed your record",
    HISTORY: "What was there before it was changed",
}
LINE = (
    *("pk", "at", "actor_kind", "actor_id", "system", "verb", "subject_type", "subject_id"),
    *("patient_id", "details", "address"),
)
OPERATIONS = {"update": "Changed", "delete": "Thrown away"}


def sections(patient: Patient, found: Found, back: Back) -> list[Section]:
    both = (
        Section(TRAIL, TITLES[TRAIL], tuple(opened(patient, found, back))),
        Section(HISTORY, TITLES[HISTORY], tuple(changed(patient, found))),
    )
    return [section for section in both if section.entries]


def opened(patient: Patient, found: Found, back: Back) -> list[Entry]:
    """As the access report says it. An address is given where it is the person's own: they came by a link."""
    events = TrailEvent.objects.filter(practice_id=patient.practice_id, patient_id__in=found.people)
    if back == "texts":  # the other lines, of which there may be very many, have none
        events = events.filter(Q(*(("verb__startswith", start) for start in OF_RISK), _connector=Q.OR))
    # Plain rows: there may be thousands, and as models they took three times as long.
    ours: Any = list(events.order_by("at", "pk").values_list(*LINE, named=True))
    members = trail_queries.members_named(patient.practice, ours)
    return [opening(event, row, found) for event, row in zip(ours, trail_rows(ours, members), strict=True)]


def opening(event: Any, row: Row, found: Found) -> Entry:
    theirs = row.address if event.actor_kind == "link" and not found.restricted else ""
    at = plain(event.at.astimezone(LONDON).replace(tzinfo=None))
    said = (("When", at), ("Who", row.who), ("What", row.what), ("More", row.more), ("From", theirs))
    cells = tuple(Cell(heading.lower(), heading, words) for heading, words in said if words)
    return Entry(TRAIL, event.pk, at, cells, one=event.verb.startswith(OF_RISK))


def changed(patient: Patient, found: Found) -> list[Entry]:
    """Rows whose history names the person, and rows that hang on theirs. That something was added stands with it."""
    rows = rows_of_history(patient, found)
    actors = {row.actor for row in rows if row.actor.startswith("member:")}
    names = names_of(Membership, [int(actor.removeprefix("member:")) for actor in actors])
    entries = [change(row, names, found) for row in rows]
    return [entry for entry in entries if entry is not None]


def rows_of_history(patient: Patient, found: Found) -> list[History]:
    theirs = Q(patient_id__in=found.people)
    for label, table in about_people().items():
        if found.rows.get(label) and NUMBERED not in table.ways:
            keys = [row.pk for row in found.rows[label]]
            theirs |= Q(table_name=table.model._meta.db_table, row_id__in=keys)
    asked = History.objects.filter(theirs, practice_id=patient.practice_id, operation__in=OPERATIONS)
    return list(asked.order_by("at", "pk"))


def change(row: History, names: dict[Any, str], found: Found) -> Entry | None:
    model = models_by_table()[row.table_name]
    if model._meta.label not in found.rows or is_this_request(model, row, found):
        return None
    cells = tuple(old_cells(model, row.before or {}, found))
    if not cells:
        return None
    number = int(row.actor.partition(":")[2]) if row.actor.startswith("member:") else 0
    who = names.get(number) or said_of(row.actor)
    heading = f"{OPERATIONS[row.operation]} on {plain(row.at)} by {who}: {model._meta.verbose_name}"
    note = found.notes.get((model, row.row_id))
    return Entry(HISTORY, row.pk, heading, cells, note, row.table_name in TABLES_OF_RISK)


def is_this_request(model: type[Model], row: History, found: Found) -> bool:
    """The one that is being answered is no part of its own answer."""
    over = found.rows[model._meta.label]
    return model is AccessRequest and all(one.pk != row.row_id for one in over)


def old_cells(model: type[Model], before: dict[str, Any], found: Found) -> list[Cell]:
    """What these columns said; whom a key named, where that was a colleague."""
    cells = []
    for column in columns(model):
        value = before.get(column.name)
        if value in (None, "", [], {}) or column.name in NOT_SAID:
            continue
        if isinstance(column.field, ForeignKey):
            words, free = found.names.get(points_at(column.field), {}).get(value, ""), False
        else:
            words, free = from_history(column.field, value), column.is_free
        if found.restricted and column.is_place:
            words, free = PROTECTED, False
        if words:
            cells.append(Cell(column.name, column.heading, words, free))
    return cells
