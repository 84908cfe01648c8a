"""The walls in the database, as migration operations: row policies, keys, history, grants."""

from typing import Any

from django.conf import settings
from django.db import migrations
from django.db.migrations.operations.base import Operation

# Asked once a query, not once a row: the sub-select becomes an init plan.
IN_VIEW = "practice_id = ANY ((SELECT practices_in_view())::bigint[])"
NETWORK_IN_VIEW = "network_id = ANY ((SELECT networks_in_view())::bigint[])"


def application_roles() -> str:
    """The database log-ins of the web and worker processes, as a GRANT names them."""
    return ", ".join(f'"{role}"' for role in settings.APPLICATION_DATABASE_ROLES)


class Wall(migrations.RunSQL):
    """SQL that reads the role names when it runs, not when it is loaded."""

    def __init__(self, sql: str, reverse_sql: str = "SELECT 1") -> None:
        self.template = sql
        super().__init__(sql, reverse_sql)

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        return ("Wall", [self.template, self.reverse_sql], {})

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        worker = f'"{settings.APPLICATION_DATABASE_ROLES[1]}"'
        self.sql = self.template.replace("{roles}", application_roles()).replace("{worker}", worker)
        super().database_forwards(app_label, schema_editor, from_state, to_state)


def row_policy(table: str, seen: str = IN_VIEW) -> Wall:
    """Only rows of the practices in view exist for the web and worker log-ins.

    The owner is exempt (migrations, disposal, SECURITY DEFINER look-ups), hence no FORCE.
    """
    return Wall(
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;CREATE POLICY in_view ON {table} USING ({seen});",
        f"DROP POLICY in_view ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
    )


def parent_key(table: str) -> Wall:
    """What `same_practice` points at."""
    return Wall(
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_in_practice UNIQUE (id, practice_id)",
        f"ALTER TABLE {table} DROP CONSTRAINT {table}_in_practice",
    )


def history(table: str, patient: str) -> Wall:
    """A history row for every insert, update and delete, whoever makes it and however."""
    statements, undo = [], []
    for operation, rows in (
        ("INSERT", "NEW TABLE AS new_rows"),
        ("UPDATE", "OLD TABLE AS old_rows NEW TABLE AS new_rows"),
        ("DELETE", "OLD TABLE AS old_rows"),
    ):
        name = f"history_{operation.lower()}"
        statements.append(
            f"CREATE TRIGGER {name} AFTER {operation} ON {table} REFERENCING {rows} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION keep_history_of_{operation.lower()}('{patient}');"
        )
        undo.append(f"DROP TRIGGER {name} ON {table};")
    return Wall("".join(statements), "".join(undo))


def tenant_table(table: str, *, patient: str = "", seen: str = IN_VIEW) -> list[Operation]:
    """Every wall of an ordinary table of a practice.

    `patient` names the column that holds the patient's id (empty: the table is not about a
    patient); history is kept for all of them.
    """
    return [row_policy(table, seen), parent_key(table), history(table, patient)]


def same_practice(child: str, column: str, parent: str) -> Wall:
    """The row that `column` points at belongs to the same practice: checked at once."""
    name = f"{child}_{column}_same"[:63]
    return Wall(
        f"ALTER TABLE {child} ADD CONSTRAINT {name} FOREIGN KEY ({column}, practice_id) "
        f"REFERENCES {parent} (id, practice_id)",
        f"ALTER TABLE {child} DROP CONSTRAINT {name}",
    )


def network_table(table: str) -> list[Operation]:
    """Every wall of a table that the practices of a network share; nothing in it is about a patient."""
    return [
        row_policy(table, NETWORK_IN_VIEW),
        Wall(
            f"ALTER TABLE {table} ADD CONSTRAINT {table}_in_network UNIQUE (id, network_id)",
            f"ALTER TABLE {table} DROP CONSTRAINT {table}_in_network",
        ),
    ]


def same_network(child: str, column: str, parent: str) -> Wall:
    """The row that `column` points at belongs to the same network: checked at once."""
    name = f"{child}_{column}_same"[:63]
    return Wall(
        f"ALTER TABLE {child} ADD CONSTRAINT {name} FOREIGN KEY ({column}, network_id) "
        f"REFERENCES {parent} (id, network_id)",
        f"ALTER TABLE {child} DROP CONSTRAINT {name}",
    )


def of_our_network(child: str, column: str, parent: str) -> Wall:
    """When it is written, the row that `column` points at belongs to the network of the row's practice.

    No foreign key: a practice may join another network later, and what it prescribed before stands.
    """
    return Wall(
        f"CREATE TRIGGER {column}_of_our_network BEFORE INSERT OR UPDATE OF {column} ON {child} FOR EACH ROW"
        f" WHEN (NEW.{column} IS NOT NULL) EXECUTE FUNCTION check_of_our_network('{column}', '{parent}');",
        f"DROP TRIGGER {column}_of_our_network ON {child};",
    )


def append_only(table: str, *, disposable: bool = False) -> Wall:
    """Rows can be added and read, by nobody changed or taken away.

    `disposable` rows hang on a record that may be disposed of one day: then their owner may delete them.
    """
    refused = "UPDATE" if disposable else "UPDATE OR DELETE"
    return Wall(
        f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {{roles}};"
        f"CREATE TRIGGER append_only BEFORE {refused} ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();",
        f"DROP TRIGGER append_only ON {table};",
    )


def kept(table: str, columns: str) -> Wall:
    """Rows that stay as they were written, but for the patient: two records may be put together."""
    old, new = (", ".join(f"{side}.{c.strip()}" for c in columns.split(",")) for side in ("OLD", "NEW"))
    return Wall(
        f"CREATE TRIGGER keep_signed_{table} BEFORE UPDATE ON {table} FOR EACH ROW"
        f" WHEN (({old}) IS DISTINCT FROM ({new})) EXECUTE FUNCTION keep_signed_words();",
        f"DROP TRIGGER keep_signed_{table} ON {table};",
    )


def may_delete(table: str) -> Wall:
    """Rows that are not clinical and may be thrown away: sessions, drafts, cache."""
    return Wall(f"GRANT DELETE ON {table} TO {{roles}}", f"REVOKE DELETE ON {table} FROM {{roles}}")


DEFAULT_GRANTS = """
GRANT USAGE ON SCHEMA public TO {roles};
GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO {roles};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {roles};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE ON TABLES TO {roles};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {roles};
"""
