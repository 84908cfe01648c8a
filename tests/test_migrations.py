"""A migration makes nobody wait: what it may do to tables that are full and in use, asked of the SQL that it runs.

What is old goes on beside it: code of the release before works with the new tables (docs/upgrading.md).
"""

import re
import threading
from collections.abc import Iterator

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from django.db.migrations import CreateModel
from django.db.migrations.loader import MigrationLoader

from practice.tables import Together
from tests.house import ROOMS

# The last of each room that stands outside this rule: made before anything was released, when nobody had full tables to
# bring from one to the next. With each release these become the last ones of that release.
RELEASED = {
    "practice": 4,
    "patients": 13,
    "activation": 2,
    "prescribing": 2,
    "coaching": 4,
    "reminders": 5,
    "outreach": 2,
    "insight": 4,
}
# A few rows for each practice: read and indexed within milliseconds.
SMALL = {"practice_network", "practice_practice", "practice_user", "practice_membership", "practice_duty"}
NEW_TABLE = re.compile(r"CREATE TABLE (\w+)")
BODY = re.compile(r"\$(\w*)\$.*?\$\1\$", re.DOTALL)
ALTER = r"ALTER TABLE (\w+) .*"
# What takes long with the number of rows; the table that a statement is about is the group.
SLOW = {
    "makes an index while nobody may write": r"CREATE (?:UNIQUE )?INDEX (?!CONCURRENTLY).*? ON (\w+)",
    "writes the whole table anew": ALTER + r"(?:ALTER COLUMN \w+ (?:SET DATA )?TYPE|GENERATED ALWAYS AS \()",
    "reads the whole table while nobody may use it": ALTER + r"SET NOT NULL",
    "checks the whole table while nobody may write": (
        ALTER + r"ADD CONSTRAINT \w+ (?:CHECK|FOREIGN KEY)(?!.*NOT VALID)"
    ),
    "makes an index while nobody may use the table": (
        ALTER + r"(?:ADD CONSTRAINT \w+ (?:UNIQUE|PRIMARY KEY|EXCLUDE)(?!.*USING INDEX)|ADD COLUMN .*UNIQUE)"
    ),
    "changes rows of a whole table": (
        r"^(?:UPDATE|DELETE FROM|TRUNCATE|LOCK TABLE|CLUSTER|REINDEX \w+(?! CONCURRENTLY)) (\w+)"
    ),
}
# What the release before, which goes on beside the new one, does not survive; and what nobody can read.
FATAL = {
    "takes from old code what it reads": (
        r"(?:ALTER TABLE (\w+) .*(?:DROP COLUMN|RENAME)|DROP TABLE (?:IF EXISTS )?(\w+))"
    ),
    "asks for what old code does not write": (
        ALTER + r"(?:DROP DEFAULT|ADD COLUMN (?!.*(?:DEFAULT|GENERATED)).* NOT NULL)"
    ),
    "does what no SQL shows": r"(THIS OPERATION CANNOT BE WRITTEN AS SQL)",
}


def new_migrations() -> list[tuple[str, str]]:
    graph = MigrationLoader(None).graph
    return sorted(
        (room, name) for room, name in graph.nodes if room in ROOMS and int(name[:4]) > RELEASED[room]
    )


def plain(statement: str) -> str:
    """Without quotes, bodies of functions and line breaks."""
    return " ".join(BODY.sub("", statement).replace('"', "").split())


def new_tables() -> set[str]:
    """Made in this release: empty when the rest of it runs."""
    graph = MigrationLoader(None).graph
    return {
        f"{room}_{operation.name.lower()}"
        for room, name in new_migrations()
        for operation in flat(graph.nodes[room, name].operations)
        if isinstance(operation, CreateModel)
    }


def flat(operations: list) -> Iterator:
    for operation in operations:
        yield from flat(operation.operations) if isinstance(operation, Together) else (operation,)


def dangers(statements: list[str], new: frozenset[str] | set[str] = frozenset()) -> list[str]:
    """What would make somebody wait, or break the release before."""
    said = [plain(one) for statement in statements for one in BODY.sub("", statement).split(";")]
    new = new | {table for one in said for table in NEW_TABLE.findall(one)}
    return [
        f"{danger}: {one[:160]}"
        for one in said
        for kind, spared in ((SLOW, new | SMALL), (FATAL, new))
        for danger, pattern in kind.items()
        if (found := re.search(pattern, one)) and not spared & set(found.groups())
    ]


@pytest.mark.parametrize(("room", "name"), new_migrations(), ids=str)
def test_27_a_migration_makes_nobody_wait(room, name, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        loader = MigrationLoader(connections["owner"], replace_migrations=False)
        migration = loader.get_migration(room, name)
        assert dangers(loader.collect_sql([(migration, False)]), new_tables()) == []


@pytest.mark.parametrize(
    "sql",
    [
        'CREATE INDEX "sought" ON "patients_patient" ("practice_id");',
        'CREATE UNIQUE INDEX "sought" ON "patients_patient" ("practice_id") WHERE "left_at" IS NULL;',
        'ALTER TABLE "patients_patient" ALTER COLUMN "gender" TYPE varchar(2) USING "gender"::varchar(2);',
        'ALTER TABLE "patients_patient" ALTER COLUMN "gender" SET NOT NULL;',
        'ALTER TABLE "patients_patient" ADD CONSTRAINT "both" CHECK (("a" IS NULL));',
        "ALTER TABLE patients_need ADD CONSTRAINT n_same FOREIGN KEY (a, practice_id) REFERENCES b (id, practice_id)",
        "ALTER TABLE patients_need ADD CONSTRAINT patients_need_in_practice UNIQUE (id, practice_id)",
        'ALTER TABLE "patients_patient" ADD COLUMN "key" uuid UNIQUE;',
        'ALTER TABLE "patients_patient" DROP COLUMN "gender" CASCADE;',
        'ALTER TABLE "patients_patient" RENAME COLUMN "gender" TO "sex";',
        'DROP TABLE "patients_need" CASCADE;',
        'ALTER TABLE "patients_patient" ADD COLUMN "x" boolean DEFAULT false NOT NULL; ALTER TABLE "patients_patient" '
        'ALTER COLUMN "x" DROP DEFAULT;',
        'ALTER TABLE "patients_patient" ADD COLUMN "x" boolean NOT NULL;',
        "UPDATE patients_patient SET gender = '1'",
        "-- THIS OPERATION CANNOT BE WRITTEN AS SQL",
    ],
)
def test_27_this_rule_would_see_it(sql):
    assert dangers([sql])


@pytest.mark.parametrize(
    "sql",
    [
        'CREATE INDEX CONCURRENTLY "sought" ON "patients_patient" ("practice_id");',
        'ALTER TABLE "patients_patient" ADD COLUMN "seen_at" timestamp with time zone NULL;',
        'ALTER TABLE "patients_patient" ADD COLUMN "seen" boolean DEFAULT false NOT NULL;',
        'ALTER TABLE "patients_patient" ADD CONSTRAINT "both" CHECK (("a" IS NULL)) NOT VALID;',
        'ALTER TABLE "patients_patient" VALIDATE CONSTRAINT "both";',
        'CREATE TABLE "patients_new" ("id" bigint NOT NULL); CREATE INDEX "n" ON "patients_new" ("id"); '
        "ALTER TABLE patients_new ADD CONSTRAINT n_same FOREIGN KEY (a, b) REFERENCES patients_patient (id, b)",
        "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$ UPDATE patients_patient SET gender = '1'; $$;",
    ],
)
def test_27_and_lets_this_pass(sql):
    assert dangers([sql]) == []


def test_27_an_upgrade_gives_way_and_tries_again(django_db_setup, django_db_blocker, capsys):
    """Somebody holds a table for a while; nobody waits behind the upgrade for longer than it does."""
    with django_db_blocker.unblock(), psycopg.connect(url_of_owner()) as holder:
        holder.execute("LOCK TABLE django_migrations IN ACCESS EXCLUSIVE MODE")
        threading.Timer(1.0, holder.rollback).start()
        call_command("upgrade", database="owner", lock_seconds=0.1, pause=0.3, verbosity=0)
    assert "Trying again" in capsys.readouterr().out


def test_27_an_upgrade_says_when_it_gives_up(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), psycopg.connect(url_of_owner()) as holder:
        holder.execute("LOCK TABLE django_migrations IN ACCESS EXCLUSIVE MODE")
        with pytest.raises(CommandError, match="in use at each of 2 tries"):
            call_command("upgrade", database="owner", lock_seconds=0.1, pause=0, tries=2, verbosity=0)
        holder.rollback()


def url_of_owner() -> str:
    at = connections["owner"].settings_dict
    return psycopg.conninfo.make_conninfo(host=at["HOST"], dbname=at["NAME"], user=at["USER"])
