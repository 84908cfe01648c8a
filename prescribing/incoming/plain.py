"""Plain words out of whatever a feed calls text: no tag, no picture, nothing hidden survives."""

import html
import re

import nh3

# More than this nobody wrote. Cut before anything reads it: tags inside tags cost the square of their number.
MOST, MOST_TAGS = 2_000_000, 4_000
# What is inside these is never words.
NOT_WORDS = {
    "script",
    "style",
    "template",
    "svg",
    "math",
    "object",
    "iframe",
    "noscript",
    "title",
    "textarea",
}
BREAKS = {
    *("p", "div", "br", "li", "ul", "ol", "tr", "table", "section", "article", "header", "footer"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "hr", "blockquote"),
}
LOOKS_LIKE_TAG = re.compile(r"<[A-Za-z/!?]")
_ITEM = re.compile(r"<li>")
_BREAK = re.compile(r"<[^<>]*>")
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_SPACES = re.compile(r"[ \t\xa0\u2000-\u200a\u3000]+")
_LINES = re.compile(r"\n{3,}")
# A feed may have escaped its HTML, and escaped it again; what is left after these rounds is cut off.
ROUNDS = 4


def without_tags(text: str) -> str:
    """One round: tags away, entities to characters."""
    few = "<".join(text.split("<", MOST_TAGS)[:MOST_TAGS])
    kept = nh3.clean(few, tags=BREAKS, attributes={}, clean_content_tags=NOT_WORDS, link_rel=None)
    return html.unescape(_BREAK.sub("\n", _ITEM.sub("\n- ", kept)))


def plain(text: str) -> str:
    """What a person would read, in lines, with nothing in it that a browser runs."""
    said = _HIDDEN.sub("", text[:MOST].replace("\r\n", "\n").replace("\r", "\n"))
    for _round in range(ROUNDS):
        before = said
        said = without_tags(said) if LOOKS_LIKE_TAG.search(said) else html.unescape(said)
        if said == before:
            break
    return tidy(LOOKS_LIKE_TAG.sub(" ", said))


def tidy(text: str) -> str:
    """No characters that nobody sees, one space between words, at most one empty line."""
    lines = (_SPACES.sub(" ", line).strip() for line in _HIDDEN.sub("", text).split("\n"))
    return _LINES.sub("\n\n", "\n".join(lines)).strip()


def one_line(text: str) -> str:
    return " ".join(plain(text).split())
