"""Every page for people without an account says that nobody reads it straight away, and whom to call."""

import re

import pytest

from tests.house import ROOT

TEMPLATES = ROOT / "templates"
FRAMES = ("base_link.html", "base_public.html", "prescribing/base_public.html")
SAYS = "ui/urgent.html"
EXTENDS = re.compile(r'{% extends "([^"]+)" %}')
# A block that the frame fills with the lines, and a page might empty.
EMPTIED = re.compile(r"{% block urgent(?:_below)? %}\s*{% endblock %}")


def framed() -> list[str]:
    """Every page of which a frame for people without an account is the frame."""
    pages = {str(path.relative_to(TEMPLATES)): path.read_text() for path in TEMPLATES.rglob("*.html")}
    of = {name: found[1] for name, text in pages.items() if (found := EXTENDS.search(text))}
    return sorted(name for name, frame in of.items() if frame in FRAMES)


@pytest.mark.care(11)
@pytest.mark.parametrize("name", framed())
def test_a_page_that_takes_the_lines_away_says_them_elsewhere(name):
    text = (TEMPLATES / name).read_text()
    assert SAYS in text or not EMPTIED.search(text)


def test_the_frames_say_them():
    assert len(framed()) >= 15
    assert "Nobody reads this straight away" in (TEMPLATES / SAYS).read_text()
    for frame in ("base_link.html", "base_plain.html"):
        assert SAYS in (TEMPLATES / frame).read_text()
    assert "block urgent" not in (TEMPLATES / "prescribing" / "base_public.html").read_text()
