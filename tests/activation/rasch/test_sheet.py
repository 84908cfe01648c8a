"""Sheets of answers: what is read, and what is said of those that cannot be."""

import pytest

from activation.rasch.sheet import BadSheet, read_sheet


def read(text, **more):
    return read_sheet(text.encode(), **more)


def test_answers_blanks_and_labels():
    sheet = read("person,sex,a,b\n1,f,0,\n2,m, 3 ,1\n", labels=["sex"], aside=["person"])
    assert sheet.items == ("a", "b")
    assert sheet.answers.tolist() == [[0, -1], [3, 1]]
    assert sheet.labels == {"sex": ["f", "m"]}


def test_items_may_be_chosen_in_any_order():
    sheet = read("x,a,b\nword,1,2\n", items=["b", "a"])
    assert (sheet.items, sheet.answers.tolist()) == (("b", "a"), [[2, 1]])


@pytest.mark.parametrize(
    "content",
    [b"\xef\xbb\xbfa,b\r\n1,2\r\n", b'"a","b"\n"1","2"\n', b"a,b\r1,2\r", b"a,b\n1,2\n\n\n", b" a ,b\n1,2"],
    ids=["mark and CRLF", "quotes", "CR", "empty lines at the end", "no last newline"],
)
def test_ways_to_write_the_same_file(content):
    sheet = read_sheet(content)
    assert (sheet.items, sheet.answers.tolist()) == (("a", "b"), [[1, 2]])


def test_nobody():
    assert read("a,b\n").answers.shape == (0, 2)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty"),
        ("\n\n", "empty"),
        ("a,b\n1,often\n", "Line 2, column b: “often”"),
        ("a,b\n0,1\n0,-1\n", "Line 3, column b: “-1”"),
        ("a,b\n1.5,1\n", "Line 2, column a"),
        ("a,b\n²,1\n", "Line 2, column a"),
        ("a,b\n1,2,3\n", "Line 2 has 3 cells"),
        ("a,b\n1,2\n1\n", "Line 3 has 1 cells"),
        ("a,b\n1,2\n\n1,2\n", "Line 3 has 0 cells"),
        ("a,a\n1,2\n", "Two columns are called a"),
        ("a,\n1,2\n", "Column 2 has no name"),
        ("a,b\n1,99999999999999999999\n", "Line 2, column b: 99999999999999999999 is above"),
        ('a,b\n"1,2\n', "cannot be read"),
    ],
    ids=str,
)
def test_what_is_wrong_is_said_with_its_place(text, says):
    with pytest.raises(BadSheet, match=says.replace("(", "\\(")):
        read(text)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"items": ["c"]}, "There is no column c. The columns are: a, b."),
        ({"labels": ["c"]}, "no column c"),
        ({"aside": ["c"]}, "no column c"),
        ({"aside": ["a"], "labels": ["b"]}, "No column is left"),
        ({"options": 4}, "Line 2, column b: 5 is above the largest option, 3."),
    ],
    ids=str,
)
def test_what_is_asked_for_must_be_there(more, says):
    with pytest.raises(BadSheet, match=says):
        read("a,b\n0,5\n", **more)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"PK\x03\x04\xff", b"a,b\n\xe9,1\n"])
def test_files_that_are_no_text(content):
    with pytest.raises(BadSheet, match="not a text file"):
        read_sheet(content)
