"""Whether two databases are the same: every row of every table, and every rule that stands around them."""

from typing import Any

import psycopg
from psycopg import sql

from tests.drill.conditions import plain

Catalogue = dict[str, set[str]]
Rows = dict[str, tuple[int, int]]
TABLES = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1"
# The sum of what a digest of each row begins with does not depend on the order in which rows are read.
SUM = """
SELECT count(*), coalesce(sum(('x' || left(md5(t::text), 16))::bit(64)::bigint::numeric), 0)::text FROM {table} t
"""
SEQUENCES = "SELECT sequencename, coalesce(last_value, 0) FROM pg_sequences WHERE schemaname = 'public'"
OURS = "relnamespace = 'public'::regnamespace"
RULES = {
    "roles": """
        SELECT rolname, rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication, rolbypassrls,
            rolconnlimit, ARRAY(SELECT g.rolname FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
                WHERE m.member = r.oid ORDER BY 1)
        FROM pg_roles r WHERE rolname NOT LIKE 'pg\\_%'""",
    "database": """
        SELECT pg_encoding_to_char(encoding), datcollate, datctype, datlocprovider, datlocale, datdba::regrole,
            ARRAY(SELECT a::text FROM unnest(datacl) a ORDER BY 1)
        FROM pg_database WHERE datname = current_database()""",
    "settings of the database": """
        SELECT coalesce(setrole::regrole::text, ''), setconfig FROM pg_db_role_setting
        WHERE setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))""",
    "schemas": """
        SELECT nspname, nspowner::regrole, ARRAY(SELECT a::text FROM unnest(nspacl) a ORDER BY 1)
        FROM pg_namespace WHERE nspname = 'public'""",
    "extensions": "SELECT extname, extversion, extnamespace::regnamespace FROM pg_extension",
    "tables": f"""
        SELECT relname, relkind, relpersistence, relowner::regrole, relrowsecurity, relforcerowsecurity, reloptions,
            ARRAY(SELECT a::text FROM unnest(relacl) a ORDER BY 1)
        FROM pg_class WHERE {OURS} AND relkind IN ('r', 'p', 'v', 'm', 'S')""",
    "columns": f"""
        SELECT relname, row_number() OVER (PARTITION BY a.attrelid ORDER BY attnum), attname,
            format_type(atttypid, atttypmod), attnotnull, attidentity, attgenerated, attcollation::regcollation,
            pg_get_expr(adbin, adrelid), attacl::text
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        WHERE {OURS} AND relkind IN ('r', 'p', 'v', 'm') AND attnum > 0 AND NOT attisdropped""",
    "constraints": """
        SELECT conrelid::regclass, conname, pg_get_constraintdef(oid), convalidated, condeferrable, condeferred
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace""",
    "indexes": f"""
        SELECT pg_get_indexdef(indexrelid), indisvalid, indisunique, indisreplident
        FROM pg_index JOIN pg_class c ON c.oid = indexrelid WHERE {OURS}""",
    "triggers": f"""
        SELECT pg_get_triggerdef(t.oid), tgenabled FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid
        WHERE {OURS} AND NOT tgisinternal""",
    "row policies": "SELECT * FROM pg_policies WHERE schemaname = 'public'",
    "functions": """
        SELECT pg_get_functiondef(p.oid), proowner::regrole, ARRAY(SELECT a::text FROM unnest(proacl) a ORDER BY 1)
        FROM pg_proc p WHERE pronamespace = 'public'::regnamespace AND prokind IN ('f', 'p')
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')""",
    "sequences": """
        SELECT sequencename, sequenceowner, data_type, start_value, min_value, max_value, increment_by, cycle
        FROM pg_sequences WHERE schemaname = 'public'""",
    "statistics": "SELECT pg_get_statisticsobjdef(oid) FROM pg_statistic_ext",
    "default grants": """
        SELECT defaclrole::regrole, defaclnamespace::regnamespace, defaclobjtype,
            ARRAY(SELECT a::text FROM unnest(defaclacl) a ORDER BY 1) FROM pg_default_acl""",
}

VIEWS = f"SELECT relname, pg_get_viewdef(oid) FROM pg_class WHERE {OURS} AND relkind IN ('v', 'm')"
CONDITIONS = ("constraints", "indexes", "triggers", "row policies")


def rows_of(connection: psycopg.Connection[Any]) -> Rows:
    """How many rows each table has, and the sum of their digests; of one snapshot if the caller holds one."""
    connection.execute("SET TIME ZONE 'UTC'")
    found = {}
    for (table,) in connection.execute(TABLES).fetchall():
        count, digest = connection.execute(sql.SQL(SUM).format(table=sql.Identifier(table))).fetchone()
        found[table] = (count, int(digest))
    return found


def catalogue_of(connection: psycopg.Connection[Any]) -> Catalogue:
    """Roles, grants, row policies, triggers and all else that is no row."""
    found = {}
    for name, question in RULES.items():
        lines = {" | ".join(map(str, row)) for row in connection.execute(question).fetchall()}
        found[name] = {plain(line) for line in lines} if name in CONDITIONS else lines
    return found | {"views": views_of(connection)}


def views_of(connection: psycopg.Connection[Any]) -> set[str]:
    """As PostgreSQL writes them once it has read what it wrote: the first time it writes other brackets and casts."""
    found = set()
    for name, text in connection.execute(VIEWS).fetchall():
        with connection.transaction(force_rollback=True):
            connection.execute(f"CREATE TEMP VIEW again AS {text}")
            again = connection.execute("SELECT pg_get_viewdef('pg_temp.again'::regclass)").fetchone()[0]
        found.add(f"{name} | {again}")
    return found


def sequences_of(connection: psycopg.Connection[Any]) -> dict[str, int]:
    return dict(connection.execute(SEQUENCES).fetchall())


def rows_that_differ(before: Rows, after: Rows) -> list[str]:
    tables = sorted(before.keys() | after.keys())
    return [
        f"{table}: {before.get(table)} and {after.get(table)}"
        for table in tables
        if before.get(table) != after.get(table)
    ]


def rules_that_differ(before: Catalogue, after: Catalogue) -> list[str]:
    """Each line that stands on one side only."""
    gone = [f"{name}, missing: {line}" for name in before for line in sorted(before[name] - after[name])]
    return gone + [f"{name}, new: {line}" for name in before for line in sorted(after[name] - before[name])]


def sequences_behind(before: dict[str, int], after: dict[str, int]) -> list[str]:
    """A sequence may have gone on; one that is behind would give a number a second time."""
    return [
        f"{name}: {was} and {after.get(name)}" for name, was in before.items() if after.get(name, -1) < was
    ]
