"""What goes out: words blacked out without a trace, parts of a length that is made at once, a file without formulas."""

import csv
import io
import json
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from insight.whole.archive import as_csv, zipped
from insight.whole.blacking import MARK, blacked, missing, phrases
from insight.whole.paper import HOLLOW, Facts, document, shown, split, what_was_left_out
from practice.pdf import pdf_of
from tests import build

FACTS = Facts("Mary Webb", "9990000018", "Elm Surgery", build.NOW.date(), {"somebody": 2, "harm": 1})


def a_section(entries: int, words: str = "Sleeps badly") -> dict:
    cells = [{"name": "notes", "heading": "Notes", "words": words}]
    made = [{"number": n, "heading": f"Session {n}", "values": cells} for n in range(entries)]
    return {"of": "coaching.Session", "title": "Sessions", "entries": made}


@pytest.mark.parametrize(
    ("text", "out", "left"),
    [
        ("Ann told Annabel", ["Ann"], f"{MARK} told {MARK}abel"),
        ("her son\nTom rang", ["son Tom"], f"her {MARK} rang"),
        ("Tom Hill, TOM HILL", ["tom hill"], f"{MARK}, {MARK}"),
        ("abcde", ["abc", "cde"], MARK),
    ],
)
def test_words_are_blacked_out_wherever_they_stand(text, out, left):
    assert blacked(text, out) == left


@pytest.mark.care(24)
@settings(max_examples=40)
@given(
    st.text(alphabet="ab \n.", max_size=40),
    st.lists(st.text(alphabet="ab.", min_size=1, max_size=4), max_size=3),
)
def test_nothing_that_was_blacked_out_is_left(text, out):
    pieces = blacked(text, out).split(MARK)
    assert all(missing(piece, [one]) for one in out for piece in pieces)


def test_a_phrase_that_does_not_stand_there_is_said_to_be_missing():
    assert missing("Tom rang", phrases("Tom\n\n Tim \nTom")) == ["Tim"]


def test_a_long_record_goes_into_parts_and_nothing_is_lost():
    content = [a_section(90, "word " * 200), a_section(3)]
    parts = split(content)
    headings = [one["heading"] for part in parts for section in part for one in section["entries"]]
    assert len(parts) > 3 and len(headings) == 93


def test_the_paper_is_tagged_and_says_how_much_was_left_out():
    parts = split([a_section(2, "Tired 漢 in the morning")])
    made = PdfReader(io.BytesIO(pdf_of(document(parts[0], 1, 1, FACTS))))
    words = " ".join(made.pages[0].extract_text().split())
    assert made.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "2 passages about other people" in words and "one passage for another reason" in words
    assert "Sleeps" not in words and "Tired" in words


def test_letters_without_a_shape_are_hollow_and_nothing_fails():
    assert shown("a漢b") == f"a{HOLLOW}b"


@pytest.mark.parametrize(
    ("counted", "words"),
    [
        ({}, "Nothing was left out."),
        (
            {"somebody": 1},
            "One passage was left out, in whole or in part, because they are about other people.",
        ),
        ({"harm": 2}, "2 passages were left out, in whole or in part, for a reason that the law allows."),
    ],
)
def test_that_harm_was_feared_is_not_said(counted, words):
    assert what_was_left_out(counted) == words


def test_the_file_for_another_computer_runs_nothing_and_reads_back():
    raw = zipped([a_section(1, "=1+1")], FACTS)
    with zipfile.ZipFile(io.BytesIO(raw)) as folder:
        told = json.loads(folder.read("everything.json"))
        (table,) = [name for name in folder.namelist() if name.endswith(".csv")]
        rows = list(csv.reader(io.StringIO(folder.read(table).decode("utf-8-sig"))))
    assert told["sections"][0]["entries"][0]["values"][0]["words"] == "=1+1"
    assert (table, rows[1]) == ("01 sessions.csv", ["0", "Session 0", "'=1+1"])


def test_a_table_has_a_column_for_each_heading():
    assert as_csv(a_section(2)).splitlines()[0] == "\ufeffNumber,What,Notes"
