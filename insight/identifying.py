"""Whether a text that others will read may point at somebody: numbers, addresses, and names of people on the list.

It only asks to look again. Words are never changed, and a name that is also a word ("Hill") may well stay.
"""

import dataclasses
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping

from patients import nhs_number
from patients.models import Surname
from patients.names import key
from practice.models import Practice

NUMBER = re.compile(r"(?<![\w.])\+?\(?\d(?:[ \u00a0\-–().]{0,2}\d){8,13}(?!\w)")
EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.\w+")
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")
# Names begin with a capital; after a title even a hurried one counts.
NAME = re.compile(r"(?:(?i:\b(?:mrs?|ms|miss|mx|dr)\.? +))?[^\W\d_][\w'’\-]+")
TITLE = re.compile(r"(?i:mrs?|ms|miss|mx|dr)\.? +")


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """`words` of the text called `where`, and what they may be."""

    where: str
    words: str
    what: str


def found_in(texts: Mapping[str, str], practice: Practice) -> list[Found]:
    """In the order of the page; a name once a text."""
    listed = on_list({key(word) for text in texts.values() for word in names(text)}, practice)
    found = [
        one
        for where, text in texts.items()
        for one in (
            *numbers(where, text),
            *(Found(where, w, NAME_OF) for w in names(text) if key(w) in listed),
        )
    ]
    return list(dict.fromkeys(found))


NAME_OF = "is the surname of somebody on the list"


def numbers(where: str, text: str) -> Iterator[Found]:
    for match in NUMBER.finditer(text):
        if what := kind_of_number(match[0]):
            yield Found(where, match[0], what)
    for match in EMAIL.finditer(text):
        yield Found(where, match[0], "is an email address")
    for match in POSTCODE.finditer(text):
        yield Found(where, match[0], "is a postcode")


def kind_of_number(typed: str) -> str:
    digits = re.sub(r"\D", "", typed)
    if len(digits) == 10 and is_nhs_number(digits):
        return "is an NHS number"
    if digits.startswith(("0", "44")) and 10 <= len(digits) <= 14:
        return "is a telephone number"
    return "is a long number" if len(digits) == 10 else ""


def is_nhs_number(digits: str) -> bool:
    try:
        return bool(nhs_number.read(digits))
    except nhs_number.WrongNumber:
        return False


def names(text: str) -> Iterator[str]:
    """Words that could be a name, and the parts of a double one."""
    for match in NAME.finditer(text):
        word = TITLE.sub("", match[0], count=1)
        if word != match[0] or word[:1].isupper():
            for part in dict.fromkeys([word, word.removesuffix("’s").removesuffix("'s"), *word.split("-")]):
                if len(part) > 1:
                    yield part


def on_list(keys: Iterable[str], practice: Practice) -> set[str]:
    """Which of these are surnames here, in one question."""
    rows = Surname.objects.filter(practice=practice, word__in=sorted(set(keys) - {""}))
    return set(rows.values_list("word", flat=True))


def mark(found: Iterable[Found]) -> str:
    """Stands for exactly these, so that having looked at some does not let others through."""
    told = "\n".join(f"{one.where}\t{one.words}\t{one.what}" for one in found)
    return hashlib.sha256(told.encode()).hexdigest()[:32] if told else ""
