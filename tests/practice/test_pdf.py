"""PDF files: tagged, titled, in British English, with the words as they were typed and their typeface inside."""

import io
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from practice import pdf
from practice.letters import CannotDraw, drawable
from practice.pdf import Block, Document, NotMade, TooLong, pdf_of

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="3"/></svg>'


def read(*blocks: Block, **other) -> PdfReader:
    document = Document(title="My plan", author="Elm Surgery", blocks=blocks, **other)
    return PdfReader(io.BytesIO(pdf_of(document)))


def words_of(found: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in found.pages).split())


def names_in(thing, found: set[str]) -> set[str]:
    """The kinds of all tags under this one."""
    node = thing.get_object()
    if isinstance(node, list):
        for kid in node:
            names_in(kid, found)
    elif isinstance(node, dict):
        found.add(str(node.get("/S", "")))
        if "/K" in node:
            names_in(node["/K"], found)
    return found


def test_it_is_tagged_and_says_its_language_and_title():
    found = read(Block("My next step", "heading"), Block("Walk to the shop", "large"))
    root = found.trailer["/Root"]
    assert (root["/MarkInfo"]["/Marked"], root["/Lang"]) == (True, "en-GB")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712 - the library has its own
    assert (found.metadata.title, found.metadata.author) == ("My plan", "Elm Surgery")
    assert "pdfuaid" in root["/Metadata"].get_data().decode()


def test_headings_are_headings_to_a_screen_reader():
    found = read(Block("My next step", "heading"), Block("Walk to the shop"))
    assert {"/H1", "/P", "/Title"} & names_in(found.trailer["/Root"]["/StructTreeRoot"], set()) >= {
        "/H1",
        "/P",
    }


def test_its_typeface_is_inside():
    found = read(Block("Walk"), Block("Walk", "large"))
    fonts = found.pages[0]["/Resources"]["/Font"].values()
    inside = [font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts]
    assert all("/FontFile2" in one or "/FontFile3" in one for one in inside)


def test_a_drawing_is_decoration():
    found = read(Block("Walk to the shop", "line", DRAWING), Block("and back", "line"))
    assert words_of(found) == "My plan Walk to the shop and back"
    assert "/Figure" not in names_in(found.trailer["/Root"]["/StructTreeRoot"], set())


HOSTILE = (
    '#import "@preview/x:1.0.0": *',
    '#read("/etc/passwd")',
    "\\u{41} \\ *bold* _a_ $x^2$ `code` <label> @ref // no /* no */ = Heading",
    "= Not a heading",
    '"]}} #panic("x")',
)


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("kind", ["heading", "text", "large", "small", "line"])
def test_what_was_typed_is_never_markup(words, kind):
    assert " ".join(words.split()) in words_of(read(Block(words, kind)))


def test_a_rule_is_decoration_too():
    assert words_of(read(Block("Walk"), Block("", "rule"), Block("Rest", "small"))) == "My plan Walk Rest"


def test_other_scripts_and_pictures():
    found = words_of(read(Block("Łódź, Ελλάδα, Київ, 🎉 done"), Block("עברית"), Block("العربية")))
    assert "Łódź, Ελλάδα, Київ, (party popper) done" in found
    assert "עברית" in found or "תירבע" in found


def test_letters_that_hide_or_turn_round_are_not_drawn():
    assert drawable("a\u202eb\u2066c\u200b\x00d\ufe0f") == "abcd"


def test_letters_without_a_shape_are_refused_by_name():
    with pytest.raises(CannotDraw) as refused:
        read(Block("去公园去"))
    assert refused.value.letters == "去公园"


def test_large_print_is_larger():
    blocks = [Block("Walk " * 300)]
    assert len(read(*blocks, large_print=True).pages) > len(read(*blocks).pages)


def test_the_same_page_is_the_same_file():
    document = Document("My plan", (Block("Walk"),), "Elm Surgery")
    assert pdf_of(document) == pdf_of(document)


def test_too_many_words_are_refused():
    with pytest.raises(TooLong):
        read(Block("x" * 60_001))


def test_a_typesetter_that_hangs_or_falls_is_said(monkeypatch):
    def hangs(*args, **kwargs):
        raise subprocess.TimeoutExpired("typesetter", 20)

    monkeypatch.setattr(pdf.subprocess, "run", hangs)
    with pytest.raises(NotMade, match="too long"):
        read(Block("Walk"))


def test_what_is_no_file_is_no_answer(monkeypatch, tmp_path):
    broken = tmp_path / "typesetting.py"
    broken.write_text("raise SystemExit('no')")
    monkeypatch.setattr(pdf, "TYPESETTER", broken)
    with pytest.raises(NotMade, match="no"):
        read(Block("Walk"))


@settings(max_examples=12, deadline=None)
@given(st.text(max_size=200))
def test_any_words_make_a_page_or_are_refused_by_name(words):
    try:
        assert len(read(Block(words), Block(words, "line"), Block(words, "large")).pages) >= 1
    except CannotDraw as refused:
        assert set(refused.letters) <= set(words) or refused.letters
