"""How names are compared: without case, accents, spaces and punctuation."""

import re
import unicodedata

_LETTERS = re.compile(r"[^a-z0-9]+")
# Letters that do not come apart into a plain one and a mark.
_WHOLE = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"}
)


def plain(text: str) -> str:
    """Lower case, accents taken off: `Łukasz` becomes `lukasz`."""
    if text.isascii():  # nearly every name of a list: nothing to take off
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_WHOLE))
    return "".join(c for c in apart if not unicodedata.combining(c))


def key(name: str) -> str:
    """One word for comparing: `O'Neill-Smith` becomes `oneillsmith`; other scripts keep their letters."""
    text = plain(name)
    letters = text if text.isascii() and text.isalnum() else _LETTERS.sub("", text)
    return (letters or "".join(text.split()))[:100]


def words(name: str) -> list[str]:
    """The keys of each part of a name and of the whole, longest first and each once."""
    parts = [key(part) for part in re.split(r"[\s\-]+", name) if part]
    return sorted({*parts, key(name)} - {""}, key=lambda word: (-len(word), word))


def after(prefix: str) -> str:
    """The first string after all that begin with `prefix`, in the C collation.

    A prefix is asked for as a range because LIKE is not leakproof: under a row policy it
    could not use the index.
    """
    return prefix + "\U0010ffff"
