"""Bytes become text: the encodings and separators that systems write, and files that are no list."""

import gc
import gzip
import io

import pytest

from patients.intake import Limits, Unreadable, read_list

from .intake_lists import HEADINGS, OMAR_CELLS, PAT, PAT_CELLS, TODAY, book, changed, opened, read, text

AVILES = [PAT, "Avilés", "Zoë", "25/03/1950"]


@pytest.mark.parametrize(
    ("encoding", "known_as"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("cp1252", "cp1252"),
    ],
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_encoding_and_separator_reads_the_same(encoding, known_as, delimiter):
    reading, rows = read(text(HEADINGS, AVILES, encoding=encoding, delimiter=delimiter))
    assert (reading.encoding, reading.delimiter) == (known_as, delimiter)
    assert (rows[0].values["family_name"], rows[0].values["given_name"]) == ("Avilés", "Zoë")


def test_utf_16_with_the_high_byte_first_is_told_by_its_mark():
    content = b"\xfe\xff" + text(HEADINGS, AVILES, encoding="utf-16-be")
    assert read(content)[1][0].values["family_name"] == "Avilés"


def test_one_odd_byte_far_down_makes_the_file_windows_1252():
    rows = [[PAT, "Ellerley", "Pat", "25/03/1950"]] * 40_000
    reading = opened(text(HEADINGS, *rows, AVILES, encoding="cp1252"))
    assert reading.encoding == "cp1252"


def test_one_spoilt_byte_does_not_garble_the_accents_of_a_utf_8_file():
    content = text(HEADINGS, AVILES, AVILES) + b"9990000026,Had\xffdad,Omar,14/11/1961\r\n"
    reading, rows = read(content)
    assert reading.encoding == "utf-8"
    assert rows[0].values["family_name"] == "Avilés"
    assert "could not be read" in rows[-1].reason


def test_a_cell_may_hold_separators_quotes_and_line_ends():
    cells = [PAT, 'Eller"ley, of\nSale', "Pat", "25/03/1950"]
    _, rows = read(text(HEADINGS, cells, OMAR_CELLS))
    assert rows[0].values["family_name"] == 'Eller"ley, of Sale'
    assert [row.number for row in rows] == [2, 3]


@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r"])
def test_every_line_end_is_one(end):
    content = text(HEADINGS, PAT_CELLS, OMAR_CELLS).replace(b"\r\n", end)
    assert [row.number for row in read(content)[1]] == [2, 3]


def test_the_separator_that_a_spreadsheet_states_is_believed():
    reading, rows = read(b"sep=;\r\n" + text(HEADINGS, PAT_CELLS, delimiter=";"))
    assert (reading.delimiter, reading.header_row, rows[0].number) == (";", 2, 3)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"<!DOCTYPE html><table><tr><td>NHS Number", "web page"),
        (b"\xef\xbb\xbf  <HTML><body>", "web page"),
        (b'<?xml version="1.0"?><Workbook>', "XML"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "old Excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (gzip.compress(b"NHS Number"), "compressed"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"{\\rtf1 NHS Number}", "text document"),
        (bytes(range(256)) * 40, "not a list"),
        (b"this;csv\nis,,,\n", "no row of headings"),
        (b"one two three\nfour five six\n", "no row of headings"),
        (text(HEADINGS), "no lines below"),
        (book(HEADINGS), "no lines below"),
    ],
)
def test_what_is_no_list_is_refused_in_words(content, words):
    with pytest.raises(Unreadable, match=words):
        opened(content)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("xl/workbook.bin", "XLSB"),
        ("word/document.xml", "Word document"),
        ("lists/patients.csv", "zipped folder"),
    ],
)
def test_other_zipped_kinds_are_named(name, words):
    empty = b"PK\x05\x06" + bytes(18)
    with pytest.raises(Unreadable, match=words):
        opened(changed(empty, {name: "x"}))


def test_a_file_over_the_limit_is_refused_before_it_is_read():
    with pytest.raises(Unreadable, match="larger than 1 MB"):
        opened(b"NHS Number,Date of Birth\r\n" * 100_000, limits=Limits(file_bytes=1024 * 1024))


class Pipe(io.BytesIO):
    """A stream that cannot be read twice."""

    def seekable(self):
        return False


def test_a_stream_that_cannot_go_back_is_kept_aside():
    with read_list(Pipe(text(HEADINGS, PAT_CELLS)), today=TODAY) as reading:
        assert [row.number for row in reading.rows()] == [2]


def test_a_list_can_be_walked_again_and_counts_anew():
    reading, rows = read(text(HEADINGS, PAT_CELLS, OMAR_CELLS))
    assert len(list(reading.rows())) == len(rows) == reading.counts.people == 2


def test_a_walk_left_half_way_lets_the_file_go(tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes(text(HEADINGS, PAT_CELLS, OMAR_CELLS))
    with read_list(path, today=TODAY) as reading:
        rows = reading.rows()
        assert next(rows).number == 2
    del rows
    assert gc.collect() >= 0


def test_a_file_on_disk_is_let_go(tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes(text(HEADINGS, PAT_CELLS))
    with read_list(path, today=TODAY, name="list.csv") as reading:
        assert reading.name == "list.csv"
    with pytest.raises(ValueError, match="closed file"):
        list(reading.rows())
