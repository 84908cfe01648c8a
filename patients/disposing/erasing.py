"""The statements with which a record goes, all of them, in one transaction of the owner.

The caller has written the stub before: without it the history would keep a copy of every row, and refuse to let its
own rows go.
"""

from typing import Any

from django.db import connection

from patients.disposing.relations import Ids, Table, in_order_of_going, numbers, tables

# Names of tables and columns come from our own models.
_HISTORY_OF_ROWS = (
    "DELETE FROM practice_history WHERE practice_id = %s AND table_name = %s AND row_id = ANY(%s)"
)
_TABLES_IN_HISTORY = (
    "SELECT DISTINCT table_name FROM practice_history WHERE practice_id = %s AND patient_id = ANY(%s)"
)
# A row that was once part of this record and now belongs to another person keeps its history.
_HISTORY_OF_PERSON = """
DELETE FROM practice_history h WHERE h.practice_id = %s AND h.patient_id = ANY(%s) AND h.table_name = %s
    AND NOT EXISTS (SELECT FROM {table} t WHERE t.id = h.row_id)
"""
# Two records were taken for one and were not: while they were one, the other may have borne this number.
_NUMBER_ON_OTHERS = """
DELETE FROM practice_history WHERE practice_id = %s AND table_name = 'patients_patient' AND row_id = ANY(%s)
    AND before ->> 'nhs_number' = ANY(%s)
"""
_OTHERS = """
SELECT unnest(ARRAY[kept_id, gone_id]) FROM patients_merge
WHERE practice_id = %s AND (kept_id = ANY(%s) OR gone_id = ANY(%s))
"""
_NHS_NUMBERS = (
    "SELECT nhs_number FROM patients_patient WHERE practice_id = %s AND id = ANY(%s) AND nhs_number <> ''"
)
_FAMILY_KEYS = "SELECT DISTINCT family_key FROM patients_patient WHERE practice_id = %s AND id = ANY(%s)"
# The small dictionary for misspelt searches forgets a name that nobody bears any more.
_SURNAMES = """
DELETE FROM patients_surname s WHERE s.practice_id = %s AND s.family_key = ANY(%s) AND NOT EXISTS (
    SELECT FROM patients_patient p WHERE p.practice_id = s.practice_id AND p.family_key = s.family_key)
"""
# Pages of 25 people whom a list added or changed: this one is taken out of theirs.
_PAGES = """
UPDATE patients_importchange c SET people = coalesce((
    SELECT jsonb_agg(one) FROM jsonb_array_elements(c.people) one
    WHERE (one ->> 'patient')::bigint <> ALL(%s) OR one ->> 'patient' IS NULL), '[]')
WHERE c.practice_id = %s AND EXISTS (
    SELECT FROM jsonb_array_elements(c.people) one WHERE (one ->> 'patient')::bigint = ANY(%s))
"""
# Lines of a list that were refused or held name nobody's record, but they may name the number.
_LINES = (
    "DELETE FROM patients_importfinding WHERE practice_id = %s AND replace(raw::text, ' ', '') LIKE ANY(%s)"
)


def erase(practice_id: int, ids: Ids) -> None:
    """Everything that hangs on these ids, every copy of it, and at last the record."""
    people = ids["patients.patient"]
    nhs_numbers = numbers(_NHS_NUMBERS, [practice_id, people])
    surnames = numbers(_FAMILY_KEYS, [practice_id, people])
    others = sorted(set(numbers(_OTHERS, [practice_id, people, people])) - set(people))
    for table in tables():
        let_loose(table, practice_id, ids)
    for table in in_order_of_going():
        delete(table, practice_id, ids)
    run("DELETE FROM patients_patient WHERE practice_id = %s AND id = ANY(%s)", [practice_id, people])
    forget(practice_id, ids)
    run(_NUMBER_ON_OTHERS, [practice_id, others, nhs_numbers])
    run(_SURNAMES, [practice_id, surnames])
    run(_PAGES, [people, practice_id, people])
    run(_LINES, [practice_id, [f"%{number}%" for number in nhs_numbers]])


def let_loose(table: Table, practice_id: int, ids: Ids) -> None:
    """What belongs to somebody else and points at a row of this person points at nothing now."""
    if not table.own or table.is_derived:
        return
    for link in (link for link in table.links if link.may_be_empty and ids[link.parent]):
        run(
            f"UPDATE {table.name} SET {link.column} = NULL"  # noqa: S608
            f" WHERE practice_id = %s AND {link.column} = ANY(%s) AND NOT id = ANY(%s)",
            [practice_id, ids[link.parent], ids[table.label]],
        )


def delete(table: Table, practice_id: int, ids: Ids) -> None:
    """By id; what the database makes of other rows by the person, because it may have been made anew meanwhile."""
    if table.is_derived:
        where, values = table.where(ids)
        run(f"DELETE FROM {table.name} WHERE practice_id = %s AND ({where})", [practice_id, *values])  # noqa: S608
    elif ids[table.label]:
        run(
            f"DELETE FROM {table.name} WHERE practice_id = %s AND id = ANY(%s)",  # noqa: S608
            [practice_id, ids[table.label]],
        )


def forget(practice_id: int, ids: Ids) -> None:
    """The history of these rows, and of rows of this person that went before, such as messages put away."""
    people = ids["patients.patient"]
    named = {table.label: table.name for table in tables()} | {"patients.patient": "patients_patient"}
    for label, name in named.items():
        if ids[label]:
            run(_HISTORY_OF_ROWS, [practice_id, name, ids[label]])
    for name in numbers(_TABLES_IN_HISTORY, [practice_id, people]):
        run(
            _HISTORY_OF_PERSON.format(table=connection.ops.quote_name(str(name))), [practice_id, people, name]
        )


def run(sql: str, values: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
