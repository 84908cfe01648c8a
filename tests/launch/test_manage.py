"""manage.py without any setting: the servers of DATA, the right log-in for each command."""

import subprocess
import sys

import pytest

from launch.bootstrap import ROOT
from launch.environment import OWNER_COMMANDS
from tests.launch.conftest import bare_environment, eventually, processes_of

WHO = "from django.db import connection as c; k = c.cursor(); k.execute('SELECT current_user'); print(k.fetchone()[0])"


def manage(data, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    return subprocess.run(
        command,
        env=bare_environment(DATA=str(data)),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_command_starts_the_servers_for_as_long_as_it_runs(data):
    answer = manage(data, "shell", "--no-imports", "-c", WHO)
    assert answer.stdout.strip() == "skerry_web", answer.stderr
    eventually(lambda: not processes_of(data))


def test_a_command_shares_the_servers_that_run(data, join):
    user = join()
    answer = manage(data, "shell", "--no-imports", "-c", WHO)
    assert answer.stdout.strip() == "skerry_web", answer.stderr
    assert processes_of(data)
    user.leave()


@pytest.mark.parametrize("command", ["migrate", "createcachetable", "makemigrations", "flush"])
def test_what_changes_tables_runs_as_the_owner(command):
    assert command in OWNER_COMMANDS


def test_migrate_needs_no_more_than_its_name(data):
    answer = manage(data, "migrate", "--noinput", "--verbosity=0")
    assert answer.returncode == 0, answer.stderr


def test_a_folder_of_somebody_else_is_refused_in_words(data):
    (data / "letters").mkdir(parents=True)
    answer = manage(data, "check")
    assert answer.returncode == 1
    assert "holds other things" in answer.stderr
