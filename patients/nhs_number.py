"""NHS numbers: read as people type and export them, refused in words, shown 3-3-4.

Ten digits, the last a modulus 11 check digit (NHS Data Dictionary). What a spreadsheet has rounded is never
guessed back.
"""

import re

import nhs_number as checker

NO_BREAK_SPACE = "\u00a0"

_SEPARATORS = str.maketrans("", "", " -\u00a0\u2007\u2009\u202f\u2010\u2011\u2012\u2013\u2014\u200b\ufeff\t")
_NATIONAL_INSURANCE = re.compile(r"[A-Z]{2}[0-9]{6}[A-D]?", re.IGNORECASE)
_SCIENTIFIC = re.compile(r"[+-]?\d+([.,]\d*)?E[+-]?\d+", re.IGNORECASE)
_DECIMAL_ZEROS = re.compile(r"(\d+)[.,]0+")


class WrongNumber(ValueError):
    """Why something is not an NHS number, in words for the person who typed it."""


def compact(text: str) -> str:
    """Without the spaces and dashes that people put between the digits."""
    return text.translate(_SEPARATORS)


def read(text: str) -> str:
    """The ten digits; raises WrongNumber in words."""
    number = text
    if not _is_ten_digits(text):
        number = compact(text)
        if not _is_ten_digits(number):
            number = _recovered(number)
    if not _is_valid(number):
        raise WrongNumber(
            "This NHS number has a digit wrong: the last digit does not fit the others. "
            "Check it against the patient’s record."
        )
    if number == number[0] * 10:
        raise WrongNumber(
            "This is one digit ten times, a filler rather than an NHS number. Leave the cell empty if there is none."
        )
    return number


def _is_valid(number: str) -> bool:
    """As the library says. English, Welsh and test numbers need the modulus alone, which a list of 100,000 people
    asks for 100,000 times; a test compares the two."""
    if number[0] < "4":  # Scottish ones hold a date, which the library looks at
        return bool(checker.is_valid(number))
    # As bytes: a digit is 48 more than it says, the weights come to 55, and 48 times 55 is a multiple of 11.
    a, b, c, d, e, f, g, h, i, check = number.encode()
    total = 10 * a + 9 * b + 8 * c + 7 * d + 6 * e + 5 * f + 4 * g + 3 * h + 2 * i
    return (total + check) % 11 == 0


def _is_ten_digits(text: str) -> bool:
    return len(text) == 10 and text.isascii() and text.isdigit()


def problem(text: str) -> str:
    """What is wrong with this as an NHS number; empty when nothing is."""
    try:
        read(text)
    except WrongNumber as wrong:
        return str(wrong)
    return ""


def show(number: str) -> str:
    """3-3-4 with spaces that never break over a line."""
    return NO_BREAK_SPACE.join((number[:3], number[3:6], number[6:]))


def is_national_insurance(text: str) -> bool:
    """A National Insurance number, which people type by mistake (NHS service manual)."""
    return _NATIONAL_INSURANCE.fullmatch(compact(text)) is not None


def _recovered(number: str) -> str:
    """Ten digits that a spreadsheet has dressed up without losing any; else says what went wrong."""
    number = number.removeprefix("'")
    if exact := _DECIMAL_ZEROS.fullmatch(number):
        number = exact[1]
    if _is_ten_digits(number):
        return number
    raise WrongNumber(_what_is_wrong(number))


def _what_is_wrong(number: str) -> str:
    if not number:
        return "There is no NHS number."
    if _SCIENTIFIC.fullmatch(number):
        return (
            "A spreadsheet has rounded this NHS number and its digits are lost. "
            "Export the list again and keep that column as text."
        )
    if is_national_insurance(number):
        return "This is a National Insurance number, not an NHS number. An NHS number has 10 digits."
    if not (number.isascii() and number.isdigit()):
        return "An NHS number has 10 digits and nothing else but spaces. This has other characters."
    digits = "1 digit" if len(number) == 1 else f"{len(number)} digits"
    return f"An NHS number has 10 digits. This has {digits}."
