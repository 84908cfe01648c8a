"""One cell of each kind of column: text in, a value, a refusal or a doubt out. HTML stays text."""

import re
import unicodedata
from collections.abc import Callable
from typing import Any, Final

from .. import ethnicity, nhs_number, postcode
from . import names
from .words import Bad, Doubt

Read = Callable[[str], Any]

# The room the record has for each; a longer cell is told rather than cut.
LENGTHS: Final = {
    "source_id": 64,
    "family_name": 100,
    "given_name": 100,
    "middle_names": 100,
    "full_name": 200,
    "known_as": 100,
    "language": 60,
    "address": 300,
    "usual_gp": 120,
    "condition_code": 18,
    "condition_term": 255,
}
_EXCEL_ERRORS: Final = frozenset(
    {"#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}
)
_NOTHING: Final = frozenset(
    {"-", "--", "n/a", "na", "none", "nil", "null", "not known", "unknown", "not recorded"}
)
_INVISIBLE: Final = str.maketrans("", "", "\u200b\u2060\ufeff\u00ad")
_TURNERS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")
_EMAIL: Final = re.compile(
    r"[^\s@<>()\[\],;:\\\"]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\.[A-Za-z]{2,}", re.ASCII
)
_PHONE: Final = re.compile(r"\+?[0-9]+", re.ASCII)
_PHONE_MARKS: Final = str.maketrans("", "", " \u00a0-.()/\t'\u2010\u2011\u2013")

_YES: Final = frozenset({"yes", "y", "true", "t", "1", "-1", "needed", "required", "interpreter needed",
                         "interpreter required", "restricted", "sensitive", "confidential", "s", "r"})  # fmt: skip
_NO: Final = frozenset(
    {"no", "n", "false", "f", "0", "not needed", "not required", "none", "u", "unrestricted"}
)

_GENDERS: Final = {
    **dict.fromkeys(("male", "m", "1", "man", "boy"), "1"),
    **dict.fromkeys(("female", "f", "2", "woman", "girl"), "2"),
    **dict.fromkeys(("indeterminate", "i", "9", "intersex", "other", "o", "not specified"), "9"),
    **dict.fromkeys(("unknown", "not known", "x", "u", "0", "not stated", "not recorded"), "X"),
}
_REGISTERED: Final = {
    **dict.fromkeys(("registered", "currently registered", "current", "regular", "gms", "r", "a", "active", "yes",
                     "regular gms", "fully registered", "permanent"), "registered"),
    **dict.fromkeys(("temporary", "temp", "t", "immediately necessary", "emergency", "emg", "walk-in patient",
                     "walk in", "s"), "temporary"),
    **dict.fromkeys(("left", "l", "deducted", "deregistered", "inactive", "i", "removed",
                     "no longer registered"), "left"),
    **dict.fromkeys(("deceased", "dead", "death", "died", "d"), "deceased"),
    **dict.fromkeys(("private", "p", "dummy", "other", "community registered", "applied", "pre registration",
                     "externally registered", "minor surgery", "out of hours"), "other"),
}  # fmt: skip


def clean(text: str) -> str | Bad:
    """One line without odd spaces; control characters and those that turn the reading round are refused."""
    if not text.isprintable():
        text = " ".join(text.translate(_INVISIBLE).split())
        if any(letter in _TURNERS or unicodedata.category(letter) == "Cc" for letter in text):
            return Bad("This has a character that cannot be seen. Type the text again.")
    elif "  " in text or text[:1] == " " or text[-1:] == " ":
        text = " ".join(text.split())
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if text[:1] == "#" and (text in _EXCEL_ERRORS or text.startswith("###")):
        return Bad(
            f"The spreadsheet shows an error here ({text[:8]}) instead of the value. Put the value in."
        )
    return text


def text_reader(field: str, then: Callable[[str], str] = str) -> Read:
    """Plain text with room for `field`."""
    room = LENGTHS[field]

    def read(text: str) -> str | Bad | None:
        value = clean(text)
        if isinstance(value, Bad):
            return value
        if len(value) > room:
            return Bad(f"This is longer than {room} characters. Shorten it.")
        return then(value) or None

    return read


def full_name(text: str) -> names.FullName | Bad | None:
    value = clean(text)
    if isinstance(value, Bad):
        return value
    if len(value) > LENGTHS["full_name"]:
        return Bad("This name is longer than 200 characters. Shorten it.")
    return names.take_apart(value)


def number(text: str) -> str | Bad | None:
    """An NHS number; a wrong one refuses the line."""
    try:
        return nhs_number.read(text)
    except nhs_number.WrongNumber as wrong:
        return None if is_nothing(text) else Bad(wrong)


def place(text: str) -> str | Doubt | None:
    """A postcode; a wrong one is left out and told."""
    try:
        return postcode.read(text)
    except postcode.WrongPostcode as wrong:
        return None if is_nothing(text) else Doubt(None, f"{wrong} It was left out.")


def phone(text: str) -> str | Doubt | None:
    """A telephone number as +44…; anything beside the number may say whose it is, so it is never dropped silently."""
    plain = text.replace(" ", "")
    if len(plain) == 11 and plain.isdigit() and plain.isascii() and plain[0] == "0" != plain[1]:
        return f"+44{plain[1:]}"  # as nearly all are written
    packed = text.translate(_PHONE_MARKS)
    if packed.startswith("+440") or "(0)" in text:
        packed = packed.replace("+440", "+44", 1)
    if _PHONE.fullmatch(packed) and (whole := _international(packed)):
        return whole
    if is_nothing(text):
        return None
    if any(letter.isalpha() for letter in text):
        return Doubt(None, "Words stand beside this telephone number, so it was left out. Check whose it is.")
    return Doubt(None, "This is not a whole telephone number, so it was left out.")


def _international(digits: str) -> str:
    """UK numbers have nine or ten digits after the 0, and mobiles that a spreadsheet robbed of it begin with 7."""
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    if digits.startswith("+44"):
        return digits if len(digits) in (12, 13) else ""
    if digits.startswith("+"):
        return digits if 9 <= len(digits) <= 16 else ""
    if digits.startswith("0"):
        return f"+44{digits[1:]}" if len(digits) in (10, 11) and digits[1] != "0" else ""
    return f"+44{digits}" if len(digits) == 10 and digits[0] in "127" else ""


def email(text: str) -> str | Doubt | None:
    value = text.strip().removeprefix("mailto:")
    if len(value) <= 254 and _EMAIL.fullmatch(value) and ".." not in value:
        return value
    return None if is_nothing(text) else Doubt(None, "This is not an email address, so it was left out.")


def gender(text: str) -> str | Doubt | None:
    found = _GENDERS.get(text.strip().casefold())
    if found or not text.strip():
        return found
    return Doubt("X", "We do not know this word for gender, so it was kept as not known.")


def ethnic(text: str) -> str | Doubt | None:
    if not text.strip():
        return None
    return ethnicity.recognise(text) or Doubt(
        ethnicity.NOT_KNOWN, "We do not know these words for an ethnic category, so it was kept as not known."
    )


def status(text: str) -> str | Doubt | None:
    word = text.strip().casefold()
    if not word or word in _REGISTERED:
        return _REGISTERED.get(word)
    return Doubt(
        "other", "We do not know this registration status. Check that this person is registered here."
    )


def yes_or_no(unsure: bool | None) -> Read:
    """Yes or no in any word for them; `unsure` is what an unknown word counts as."""

    def read(text: str) -> bool | Doubt | None:
        word = text.strip().casefold()
        if not word or word in _YES or word in _NO:
            return None if not word else word in _YES
        return Doubt(unsure, "This is neither yes nor no" + (", so it was taken as yes." if unsure else "."))

    return read


def is_nothing(text: str) -> bool:
    """An empty cell, or one of the words that stand for it."""
    return not text.strip() or text.strip().casefold() in _NOTHING


READERS: Final[dict[str, Read]] = {
    "nhs_number": number,
    "source_id": text_reader("source_id"),
    "family_name": text_reader("family_name", names.readable_family),
    "given_name": text_reader("given_name", names.readable_given),
    "middle_names": text_reader("middle_names", names.readable_given),
    "known_as": text_reader("known_as", names.readable_given),
    "full_name": full_name,
    "gender": gender,
    "ethnic_category": ethnic,
    "language": text_reader("language"),
    "interpreter": yes_or_no(unsure=None),
    "address": text_reader("address"),
    "postcode": place,
    "mobile": phone,
    "home_phone": phone,
    "work_phone": phone,
    "email": email,
    "usual_gp": text_reader("usual_gp"),
    "registration_status": status,
    "deceased": yes_or_no(unsure=None),
    "restricted": yes_or_no(unsure=True),
    "test_patient": yes_or_no(unsure=None),
    "deleted": yes_or_no(unsure=None),
}
