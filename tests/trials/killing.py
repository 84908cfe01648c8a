"""A web server whose worker dies at the moment that a trial chooses: between two statements, or with its commit on the
way.

The moment is certain: the database itself makes the request wait there, and only then the worker is killed with -9.
Such a site stands on the tests' own throw-away server, whose superuser holds the strings.
"""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.db import connection, connections

from launch.postgres import SUPERUSER
from tests.live import free_port, start_site, wait_for
from tests.trials.visitor import Answer

KEY, COMMIT = 4711, 0  # one advisory lock for each place: COMMIT, or the number of the statement that writes
# What belongs to no action: who is signed in, counted tries, the tables' own state.
ASIDE = ("django_session", "skerry_cache", "django_migrations", "django_content_type", "auth_permission")
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL(%s) ORDER BY 1"
STRINGS = f"""
CREATE FUNCTION trial_at_statement() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE place integer := coalesce(nullif(current_setting('trial.place', true), ''), '0')::integer + 1;
BEGIN
    IF session_user = 'skerry_web' THEN
        PERFORM set_config('trial.place', place::text, true);
        PERFORM pg_advisory_xact_lock_shared({KEY}, place);
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION trial_at_commit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF session_user = 'skerry_web' THEN
        PERFORM pg_advisory_xact_lock_shared({KEY}, {COMMIT});
    END IF;
    RETURN NULL;
END $$;
"""
ON_EACH_TABLE = """
CREATE TRIGGER trial_at_statement BEFORE INSERT OR UPDATE OR DELETE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION trial_at_statement();
CREATE CONSTRAINT TRIGGER trial_at_commit AFTER INSERT OR UPDATE OR DELETE ON {table}
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION trial_at_commit();
"""
WAITS = f"SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND classid = {KEY} AND NOT granted"
PLACE = "SELECT coalesce(nullif(current_setting('trial.place', true), ''), '0')::integer"
# At work or amid a transaction: another site of the same tests may have connections that rest.
OF_THE_SITE = "SELECT pid FROM pg_stat_activity WHERE usename = 'skerry_web' AND state <> 'idle'"
Press = Callable[[], Answer]
State = dict[str, tuple[int, str]]


class Killable:
    """One worker, and the strings by which its requests are stopped."""

    def __init__(self) -> None:
        at = connections["owner"].settings_dict
        self.by = psycopg.connect(host=at["HOST"], dbname=at["NAME"], user=SUPERUSER, autocommit=True)
        self.tables = [table for (table,) in self.by.execute(TABLES, [list(ASIDE)]).fetchall()]
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"

    @contextmanager
    def standing(self, **environment: str) -> Iterator["Killable"]:
        """gunicorn forks a new worker at once: the site itself is loaded before."""
        self.attach()
        once_loaded = "--preload --workers=1 --config=python:tests.trials.warm"
        self.web = start_site(self.port, GUNICORN_CMD_ARGS=once_loaded, **environment)
        try:
            wait_for(self.address, self.web)
            yield self
        finally:
            self.web.terminate()
            self.web.wait(60)
            self.detach()

    def attach(self) -> None:
        each = [ON_EACH_TABLE.format(table=table) for table in self.tables]
        self.by.execute(STRINGS + "".join(each))

    def detach(self) -> None:
        self.by.execute("DROP FUNCTION trial_at_statement, trial_at_commit CASCADE")
        self.by.close()

    # --- what stands -------------------------------------------------------------------------

    def state(self) -> State:
        """Of every table how many rows it has, and a digest of them."""
        each = (
            f"SELECT '{table}', count(*), md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM {table} t"
            for table in self.tables
        )
        found = self.by.execute(" UNION ALL ".join(each)).fetchall()
        return {table: (count, digest) for table, count, digest in found}

    def changed(self, before: State) -> list[str]:
        """The tables that are not as they were."""
        return [table for table, now in self.state().items() if now != before[table]]

    # --- killing -----------------------------------------------------------------------------

    def kill_at(self, place: int, press: Press) -> Answer | None:
        """The worker dies when its request has come to this place; None, unless it was answered before that."""
        connection.close()  # ours has the same log-in
        answers: list[Answer] = []
        browser = threading.Thread(target=take_answer, args=(press, answers))
        with self.held(place):
            browser.start()
            while browser.is_alive() and not self.somebody_waits():
                time.sleep(0.005)
            if browser.is_alive():
                self.kill_worker()
            browser.join()
        self.wait_until_gone()
        return answers[0] if answers else None

    def kill_worker(self) -> None:
        pid = self.web.pid
        for worker in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            os.kill(int(worker), signal.SIGKILL)

    @contextmanager
    def held(self, place: int) -> Iterator[None]:
        self.by.execute("SELECT pg_advisory_lock(%s, %s)", [KEY, place])
        try:
            yield
        finally:
            self.by.execute("SELECT pg_advisory_unlock(%s, %s)", [KEY, place])

    def somebody_waits(self) -> bool:
        return self.by.execute(WAITS).fetchone() is not None

    def wait_until_gone(self) -> None:
        """Until the server has noticed that nobody is there: it rolls back, or ends the commit it was told of."""
        deadline = time.monotonic() + 20
        while self.by.execute(OF_THE_SITE).fetchone():
            assert time.monotonic() < deadline, "a connection of the killed worker is still there"
            time.sleep(0.01)


def take_answer(press: Press, answers: list[Answer]) -> None:
    """A connection that breaks is no answer."""
    try:
        answers.append(press())
    except OSError:
        return


def is_ours() -> bool:
    """Whether these tests stand on a server with a superuser of theirs."""
    at = connections["owner"].settings_dict
    try:
        psycopg.connect(host=at["HOST"], dbname=at["NAME"], user=SUPERUSER).close()
    except psycopg.OperationalError:
        return False
    return True
