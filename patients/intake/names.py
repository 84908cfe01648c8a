"""Names as people write them: capitals of a whole name made readable, a full name taken apart.

Only a name wholly in capitals is touched, and only where the rule is sure: MACDONALD may be Macdonald or
MacDonald, so it becomes Macdonald and staff can put it right.
"""

import re
from typing import Final, NamedTuple

_PARTICLES: Final = frozenset(
    {"van", "von", "der", "den", "de", "da", "do", "dos", "del", "della", "di", "du", "ter"}
)
_WORD: Final = re.compile(r"[^\W\d_]+", re.UNICODE)
_IRISH: Final = frozenset({"O", "D"})
_TITLE: Final = re.compile(
    r"^(?:mr|mrs|miss|ms|mx|dr|master|prof|professor|sir|dame|lady|lord|rev|reverend|fr|sr)\.?\s+",
    re.IGNORECASE,
)
_IN_BRACKETS: Final = re.compile(r"\s*\([^)]*\)\s*$")
_UNSURE: Final = "We took the last word as the last name. Check it."


class FullName(NamedTuple):
    """A name taken apart; `doubt` says what to check."""

    family: str
    given: str
    middle: str = ""
    doubt: str = ""


def readable_family(name: str) -> str:
    """MCLAUGHLIN → McLaughlin, O'NEILL → O'Neill, VAN DER BERG → van der Berg; other names as they are."""
    if not name.isupper() or len(name) < 2:
        return name
    words = name.split(" ")
    last = len(words) - 1
    return " ".join(
        word.lower() if place < last and word.lower() in _PARTICLES else _hyphened(word)
        for place, word in enumerate(words)
    )


def readable_given(name: str) -> str:
    """MARY-JANE → Mary-Jane; short ones stay, for AJ and JP are initials."""
    if len(name) < 3 or not name.isupper():
        return name
    return " ".join(_hyphened(word) if len(word) > 2 else word for word in name.split(" "))


def _hyphened(word: str) -> str:
    return "-".join(_capital(part) for part in word.split("-"))


def _capital(part: str) -> str:
    """One part: O'NEILL, D'SOUZA and MCKAY keep a second capital."""
    text = _WORD.sub(lambda found: found[0].capitalize(), part)
    head, mark, rest = _split_at_apostrophe(text)
    if mark and head not in _IRISH and len(rest) < 3:
        text = head + mark + rest.lower()
    if re.match(r"Mc[^\W\d_]{3}", text):
        text = "Mc" + text[2].upper() + text[3:]
    return text


def _split_at_apostrophe(text: str) -> tuple[str, str, str]:
    found = re.search("['’‘`]", text)
    if not found:
        return text, "", ""
    return text[: found.start()], found[0], text[found.end() :]


def take_apart(text: str) -> FullName | None:
    """`SMITH, John Paul (Mr)`, `Mr John SMITH` or `John Smith`; None for an empty text."""
    text = _TITLE.sub("", _IN_BRACKETS.sub("", text).strip()).strip(" ,")
    if not text:
        return None
    if "," in text:
        family, _, rest = text.partition(",")
        given, *middle = _TITLE.sub("", rest.strip()).split() or [""]
        return FullName(
            readable_family(family.strip()), readable_given(given), readable_given(" ".join(middle))
        )
    words = text.split()
    if len(words) == 1:
        return FullName(readable_family(text), "", "", "Only one name is given. Check it.")
    return _without_comma(words)


def _without_comma(words: list[str]) -> FullName:
    """The capitals at the end are the last name, else the last word with the particles before it."""
    start = len(words)
    while start > 1 and words[start - 1].isupper() and len(words[start - 1]) > 1:
        start -= 1
    is_sure = start < len(words) and not words[0].isupper()
    if not is_sure:
        start = len(words) - 1
        while start > 1 and words[start - 1].lower() in _PARTICLES:
            start -= 1
    given, *middle = words[:start]
    family = readable_family(" ".join(words[start:]))
    doubt = _UNSURE if not is_sure and start > 1 else ""
    return FullName(family, readable_given(given), readable_given(" ".join(middle)), doubt)
