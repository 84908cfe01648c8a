"""The rows of the broken sample: one fault in each of every second row, as they are met in real exports."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from patients.made_up import MadeUpPerson

HEADINGS = (
    "EMIS Number", "NHS Number", "Family Name", "Given Name", "Date of Birth", "Gender", "Number and Street",
    "Town", "Postcode", "Mobile Telephone", "E-mail Address",
)  # fmt: skip


class BrokenRow(NamedTuple):
    """One row of the file and what is wrong with it: blank when nothing is."""

    cells: tuple[str, ...]
    fault: str


def broken_rows(supply: list[MadeUpPerson], today: date) -> tuple[BrokenRow, ...]:
    """Good and faulty rows in turn, each about somebody else, but for a number that comes twice."""
    return tuple(_rows([_good(person) for person in supply], today))


def _rows(good: list[dict[str, str]], today: date) -> Iterator[BrokenRow]:
    first = good[0]
    faults = _faults(first["NHS Number"], today)
    for (words, change), sound, spoilt in zip(faults, good[::2], good[1::2], strict=False):
        yield BrokenRow(tuple(sound.values()), "")
        yield BrokenRow(tuple({**spoilt, **change}.values()), words)
    yield BrokenRow((*good[-1].values(), "left over", "from the row above"), "More cells than headings")
    yield BrokenRow(tuple(good[-2].values())[:3], "Fewer cells than headings")


def _good(person: MadeUpPerson) -> dict[str, str]:
    number, (street, _, town) = person.nhs_number or "", person.address.rpartition(", ")
    mobile = next((point.value for point in person.contact_points if point.kind == "mobile"), "")
    email = next((point.value for point in person.contact_points if point.kind == "email"), "")
    cells = (
        person.source_id, f"{number[:3]} {number[3:6]} {number[6:]}", person.family_name, person.given_name,
        f"{person.birth_date:%d-%b-%Y}", "Male" if person.gender == "1" else "Female", street, town,
        person.postcode, mobile, email,
    )  # fmt: skip
    return dict(zip(HEADINGS, cells, strict=True))


def _faults(taken: str, today: date) -> tuple[tuple[str, dict[str, str]], ...]:
    """What is wrong, and the cells that make it so."""
    return (*_wrong_numbers(taken), *_wrong_dates(today), *_wrong_words())


def _wrong_numbers(taken: str) -> tuple[tuple[str, dict[str, str]], ...]:
    wrong = taken[:-1] + str((int(taken[-1]) + 1) % 10)
    return (
        ("The check digit of the NHS number is wrong", {"NHS Number": wrong}),
        ("A National Insurance number", {"NHS Number": "QQ 12 34 56 C"}),
        ("A spreadsheet rounded the NHS number", {"NHS Number": "9.99E+09"}),
        ("The NHS number has nine digits", {"NHS Number": "999 123 456"}),
        ("The NHS number of another row", {"NHS Number": taken}),
    )


def _wrong_dates(today: date) -> tuple[tuple[str, dict[str, str]], ...]:
    tomorrow = f"{today + timedelta(days=1):%d-%b-%Y}"
    return (
        ("A day that does not exist", {"Date of Birth": "31-Feb-1962"}),
        ("Day and month cannot be told apart", {"Date of Birth": "03/04/1951"}),
        ("The century is missing", {"Date of Birth": "07-Aug-26"}),
        ("Born tomorrow", {"Date of Birth": tomorrow}),
        ("Born two hundred years ago", {"Date of Birth": "12-May-1793"}),
        ("No date of birth", {"Date of Birth": ""}),
    )


def _wrong_words() -> tuple[tuple[str, dict[str, str]], ...]:
    return (
        ("No last name", {"Family Name": ""}),
        ("No first name", {"Given Name": ""}),
        ("A formula", {"Given Name": '=HYPERLINK("http://example.org","Click here")'}),
        ("A cell of 45,000 characters", {"Number and Street": "9 Lane " * 6_429}),
        ("A character that no text can hold", {"Town": "Alder\0wick"}),
        ("Markup in a name", {"Family Name": "<b onmouseover=alert(1)>Hart</b>"}),
        ("Not a postcode", {"Postcode": "near the school"}),
        ("Not a telephone number", {"Mobile Telephone": "ask her daughter"}),
        ("Not an email address", {"E-mail Address": "none given"}),
        ("A gender that nobody uses", {"Gender": "Q"}),
    )
