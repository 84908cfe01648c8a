"""The three log-ins of the embedded database: what each is, and what none of them may do."""

import os

import psycopg
import pytest

ROLES = ("DATABASE_URL", "DATABASE_WORKER_URL", "DATABASE_OWNER_URL")


@pytest.mark.parametrize("name", ROLES)
def test_no_log_in_can_walk_through_the_walls(name):
    with psycopg.connect(os.environ[name]) as connection:
        question = "rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication"
        found = connection.execute(f"SELECT rolname, {question} FROM pg_roles WHERE rolname = current_user")
        assert found.fetchone() == (psycopg.conninfo.conninfo_to_dict(os.environ[name])["user"], False)


@pytest.mark.parametrize("name", ROLES[:2])
def test_web_and_worker_make_no_tables(name):
    with psycopg.connect(os.environ[name]) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("CREATE TABLE mine (id int)")


@pytest.mark.parametrize("name", ROLES[:2])
def test_web_and_worker_may_use_temporary_tables(name):
    with psycopg.connect(os.environ[name]) as connection:
        connection.execute("CREATE TEMP TABLE list (id int); INSERT INTO list VALUES (1)")
        assert connection.execute("SELECT id FROM list").fetchall() == [(1,)]


@pytest.mark.parametrize("name", ROLES[:2])
def test_web_and_worker_cannot_become_the_owner(name):
    with psycopg.connect(os.environ[name]) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("SET ROLE skerry_owner")


def test_names_sort_by_bytes_so_that_a_prefix_is_a_range():
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        assert connection.execute("SELECT 'Z' < 'a', lower('ÉLAN')").fetchone() == (True, "élan")
