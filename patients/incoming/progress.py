"""How far an import has come, told on a second connection: the work's own transaction is not visible yet."""

import contextlib
from collections.abc import Callable, Iterator

import psycopg
from django.db import connection

from patients.models import ImportRun

Beat = Callable[[int, int, str], None]

TELL = """
INSERT INTO patients_importprogress (practice_id, run_id, done, total, doing) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (practice_id, run_id) DO UPDATE SET done = excluded.done, total = excluded.total, doing = excluded.doing
"""


@contextlib.contextmanager
def told(run: ImportRun) -> Iterator[Beat]:
    """A function that tells lines done, lines in all, and what is being done."""
    parameters = connection.get_connection_params()
    for name in ("cursor_factory", "context"):
        parameters.pop(name, None)
    with psycopg.connect(**parameters, autocommit=True) as beside:
        beside.execute("SELECT set_config('skerry.practices', %s, false)", [str(run.practice_id)])

        def beat(done: int, total: int, doing: str) -> None:
            beside.execute(TELL, [run.practice_id, run.pk, done, total, doing])

        yield beat
