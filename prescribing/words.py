"""The words by which a service is found: the same cut for what is kept and for what is typed."""

import re
import unicodedata

LONGEST = 40
_WORD = re.compile(r"[a-z0-9]+")
# Words that stand in every entry and find nothing.
_SAID_EVERYWHERE = (
    "a about all also an and any are as at be been but by can do each for from get has have how if in into is it"
    " its may more most no not of on one or our out people please run service services so some that the their"
    " them there these they this those to up us use was we what when where which who will with you your"
)
_COMMON = frozenset(_SAID_EVERYWHERE.split())


def words_of(text: str) -> list[str]:
    """In order, each once: small letters without accents or apostrophes; nothing of one letter, nothing common."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("’", "").replace("'", ""))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    found = (word[:LONGEST] for word in _WORD.findall(bare))
    return list(dict.fromkeys(word for word in found if len(word) > 1 and word not in _COMMON))


def phrase_of(text: str) -> str:
    """A category as feeds write it (“food-bank”, “Food Banks”) in one form, to be compared."""
    return f" {' '.join(_WORD.findall(text.lower().replace('’', '').replace(chr(39), '')))} "
