"""Codes come from a file that names their source; a wrong one is refused with its line, and none comes along."""

import io
import os
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from coaching.code_file import WrongFile, is_concept, read
from coaching.models import Code
from tests.house import ROOT

HEAD = "means,code,term,source,confirmed\n"
GOOD = "coaching_attended,871731000000106,Seen by a coach,Made up for this test,yes\n"
KNOWN = ("22298006", "73211009", "44054006", "138875005", "871731000000106", "871711000000103")


@pytest.fixture
def file(tmp_path):
    def write(text, name="codes.csv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


@pytest.fixture
def swept(owner_sql):
    """What is loaded for everybody is taken away again."""
    yield
    owner_sql("DELETE FROM coaching_code")


def run(path, *options: str) -> str:
    """In a process of its own, as the owner of the database; what it does is committed."""
    command = [sys.executable, "manage.py", "load_codes", str(path), *options]
    env = {**os.environ, "SKERRY_ROLE": "owner"}
    return subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, text=True, check=True
    ).stdout.strip()


def problems(data: str | bytes) -> list[str]:
    with pytest.raises(WrongFile) as wrong:
        read(data if isinstance(data, bytes) else data.encode())
    return wrong.value.problems


@pytest.mark.parametrize("code", KNOWN)
def test_identifiers_of_the_release_pass(code):
    assert is_concept(code)


@pytest.mark.parametrize(
    "code", ["22298007", "22289006", "", "0", "22298006 ", "٢٢٢٩٨٠٠٦", "1" * 19, "022298006"]
)
def test_what_is_none_does_not(code):
    assert not is_concept(code)


def test_a_description_is_no_concept():
    assert not is_concept("37436014")  # of a term: the part before the check digit is 01


@given(st.sampled_from(KNOWN), st.integers(0, 14), st.integers(1, 9))
def test_one_wrong_figure_is_always_found(code, place, more):
    at = place % len(code)
    wrong = code[:at] + str((int(code[at]) + more) % 10) + code[at + 1 :]
    assert not is_concept(wrong)


def test_a_file_is_read():
    (row,) = read((HEAD + GOOD).encode("utf-8-sig"))
    assert (row.means, row.code, row.confirmed) == ("coaching_attended", "871731000000106", True)


def test_json_is_read_too():
    (row,) = read(
        b'[{"means": "plan_agreed", "code": "73211009", "term": "T", "source": "S", "confirmed": false}]'
    )
    assert (row.means, row.confirmed) == ("plan_agreed", False)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("walked,22298006,T,S,yes", "Line 2: means must be one of"),
        ("plan_agreed,22298007,T,S,yes", "Line 2: “22298007” is not a SNOMED CT concept identifier"),
        ("plan_agreed,22298006,,S,yes", "Line 2: term must have 1 to 200 characters."),
        ("plan_agreed,22298006,T,,yes", "Line 2: source must have 1 to 300 characters."),
        ("plan_agreed,22298006,T,S,perhaps", "Line 2: confirmed must be yes or no, not “perhaps”."),
    ],
)
def test_what_is_wrong_is_said_with_its_line(line, said):
    (problem,) = problems(HEAD + line + "\n")
    assert problem.startswith(said)


def test_every_mistake_is_said_at_once():
    assert len(problems(HEAD + "walked,1,T,S,yes\n" + GOOD + GOOD)) == 3


def test_the_same_meaning_twice_is_refused():
    assert problems(HEAD + GOOD + GOOD) == ["Line 3: coaching_attended stands in line 2 already."]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"means,code\n", "Line 1: there is no column term, source, confirmed."),
        (b"", "Line 1: there is no column"),
        (b"[{]", "Line 1: this is not JSON."),
        (b"{}", "Line 1: the file must be a list"),
        (b"\xff\xfe", "The file is not in UTF-8."),
        (b'[{"means": "plan_agreed", "code": 22298006, "term": "T", "source": "S"}]', "Line 1: “not text"),
    ],
)
def test_what_is_no_such_file_is_refused(data, said):
    assert problems(data)[0].startswith(said)


@pytest.mark.usefixtures("swept")
def test_the_owner_loads_and_the_same_again_changes_nothing(file):
    assert run(file(HEAD + GOOD), "--dry-run") == "1 would be added, 0 would be changed, 0 would be unchanged"
    assert run(file(HEAD + GOOD)) == "1 added, 0 changed, 0 unchanged"
    assert run(file(HEAD + GOOD)) == "0 added, 0 changed, 1 unchanged"
    assert run(file(HEAD + GOOD.replace("yes", "no"))) == "0 added, 1 changed, 0 unchanged"


def test_only_the_owner_loads(db, file):
    with pytest.raises(CommandError, match="SKERRY_ROLE=owner"):
        call_command("load_codes", str(file(HEAD + GOOD)))


def test_a_wrong_file_loads_nothing_and_says_why(db, file):
    said = io.StringIO()
    with pytest.raises(CommandError, match="Nothing was loaded"):
        call_command("load_codes", str(file(HEAD + "walked,1,T,S,yes\n")), stderr=said)
    assert "Line 2" in said.getvalue()


def test_a_file_that_is_not_there(db, tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("load_codes", str(tmp_path / "none.csv"))


def test_no_code_comes_along(db):
    assert not Code.objects.exists()
