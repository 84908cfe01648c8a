"""Hostile and broken files: a refused line with its number and a reason, never a crash."""

import io
import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patients.intake import Limits, Unreadable
from tests.house import SHARED

from .intake_lists import HEADINGS, OMAR, OMAR_CELLS, PAT, PAT_CELLS, opened, read, text


def refusals(content, **how):
    """Line and reason of each refused line, and the good lines beside them."""
    _, rows = read(content, **how)
    return {row.number: row.reason for row in rows if row.is_refused}, [
        r.number for r in rows if not r.is_refused
    ]


def test_a_nul_byte_refuses_its_line_alone():
    content = text(HEADINGS, PAT_CELLS, OMAR_CELLS).replace(b"Pat", b"P\0t")
    bad, good = refusals(content)
    assert "NUL" in bad[2]
    assert good == [3]


def test_a_cell_of_ten_megabytes_refuses_its_line_alone():
    bad, good = refusals(text(HEADINGS, [PAT, "x" * 10_000_000, "Pat", "25/03/1950"], OMAR_CELLS))
    assert "longer than 32,768 characters" in bad[2]
    assert good == [3]


@pytest.mark.parametrize("size", [33_000, 200_000])
def test_a_long_cell_with_line_ends_refuses_its_line_alone(size):
    bad, good = refusals(text(HEADINGS, [PAT, "x\n" * size, "Pat", "25/03/1950"], OMAR_CELLS))
    assert 2 in bad
    assert len(good) == 1


def test_a_quotation_mark_that_is_never_closed_costs_one_line():
    content = text(HEADINGS, PAT_CELLS) + b'9990000026,"Haddad,Omar,14/11/1961\r\n' + text(OMAR_CELLS)
    bad, good = refusals(content)
    assert "quotation mark" in bad[3]
    assert (list(bad), good) == ([3], [2, 4])


def test_text_after_a_closing_quotation_mark_costs_one_line():
    bad, good = refusals(
        text(HEADINGS, PAT_CELLS) + b'9990000026,"Had"dad,Omar,14/11/1961\r\n' + text(OMAR_CELLS)
    )
    assert (list(bad), good) == ([3], [2, 4])


def test_many_open_quotation_marks_do_not_slow_it_down():
    lines = b'9990000026,"Haddad,Omar,14/11/1961\r\n' * 5_000
    bad, good = refusals(text(HEADINGS, PAT_CELLS) + lines + text(OMAR_CELLS))
    assert len(bad) + len(good) == 5_002


def test_wrong_check_digits_and_mangled_numbers_name_their_lines():
    wrong = [["9990000019", *PAT_CELLS[1:]], ["1.00E+10", *PAT_CELLS[1:]], ["QQ123456C", *PAT_CELLS[1:]]]
    bad, good = refusals(text(HEADINGS, *wrong, OMAR_CELLS))
    assert [("digit wrong" in bad[2]), ("rounded" in bad[3]), ("National Insurance" in bad[4])] == [True] * 3
    assert good == [5]


def test_html_is_text():
    _, rows = read(text(HEADINGS, [PAT, "<script>alert(1)</script>", "<b>Pat</b>", "25/03/1950"]))
    assert rows[0].values["family_name"] == "<script>alert(1)</script>"


def test_a_line_end_in_a_name_cannot_forge_a_log_line():
    _, rows = read(text(HEADINGS, [PAT, "Hart\r\nlevel=error", "Pat", "25/03/1950"]))
    assert rows[0].values["family_name"] == "Hart level=error"


def test_more_lines_than_allowed_are_refused_before_anything_is_given():
    with pytest.raises(Unreadable, match="more than 10 lines"):
        opened(text(HEADINGS, *[PAT_CELLS] * 11), limits=Limits(rows=10))


def test_more_columns_than_allowed_are_refused():
    with pytest.raises(Unreadable, match="more than 500 columns"):
        opened(text([*HEADINGS, *map(str, range(600))], PAT_CELLS))


def test_a_million_separators_are_one_refused_line():
    bad, good = refusals(text(HEADINGS, PAT_CELLS) + b"," * 1_000_000 + b"x\r\n" + text(OMAR_CELLS))
    assert len(bad) == 1
    assert good == [2, 4]


@pytest.mark.skipif(not SHARED.exists(), reason="the shared data is not beside this project")
def test_every_naughty_string_is_read_or_refused_in_every_column():
    naughty = json.loads((SHARED / "hostile" / "blns.json").read_text(encoding="utf-8"))
    headings = [
        *HEADINGS,
        "Gender",
        "Ethnicity",
        "Postcode",
        "Mobile",
        "Email",
        "Number and Street",
        "SNOMED code",
    ]
    reading, rows = read(text(headings, *([*[word] * 3, "25/03/1950", *[word] * 7] for word in naughty)))
    assert all(row.reason for row in rows if row.is_refused)
    assert reading.counts.refused > len(naughty) / 2


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([b"", b"\xef\xbb\xbf", b"\xff\xfe", b"PK\x03\x04"]))
def test_no_bytes_do_anything_but_read_or_be_refused(noise, mark):
    for content in (mark + noise, mark + text(HEADINGS) + noise):
        try:
            _, rows = read(content)
        except Unreadable as refusal:
            assert refusal.reason
        else:
            assert all(row.reason for row in rows if row.is_refused)


CELL = st.one_of(
    st.text(max_size=12), st.sampled_from([PAT, OMAR, "25/03/1950", "Total", '"', "=1", "", "NHS Number"])
)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(CELL, max_size=7), max_size=12))
def test_no_cells_do_anything_but_read_or_be_refused(rows):
    headings = [*HEADINGS, "Code Term", "Date", "Mobile"]
    try:
        reading, found = read(text(headings, *rows))
    except Unreadable as refusal:
        assert refusal.reason
        return
    assert sum(row.is_refused for row in found) == reading.counts.refused
    assert sum(row.repeat_of is None and not row.is_refused for row in found) == reading.counts.people
    assert [row.number for row in found if row.number > reading.last_line] == []


def test_a_stream_that_was_handed_in_stays_open():
    stream = io.BytesIO(text(HEADINGS, PAT_CELLS))
    with opened(stream.getvalue()) as reading:
        assert len(list(reading.rows())) == 1
    assert not stream.closed


@pytest.mark.parametrize("word", ["(", "1/", "a.", "Mar ", "'", "0", "<b>"])
@pytest.mark.parametrize(
    "heading", ["Ethnicity", "Postcode", "Mobile", "Email", "Registration Date", "Gender", "Full Name"]
)
def test_a_long_cell_does_not_keep_any_reader_busy(heading, word):
    content = text(
        [*HEADINGS, heading], *[[*PAT_CELLS, word * (30_000 // len(word)) + str(n)] for n in range(20)]
    )
    before = time.process_time()
    _, rows = read(content)
    assert time.process_time() - before < 2
    assert any(row.problems or row.warnings for row in rows)
