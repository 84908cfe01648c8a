"""Writes practice lists of made-up people as the clinical systems export them, for a first walk through the import.

Four files: an EMIS Web list, a SystmOne breakdown report, an EMIS Web report with conditions below each person,
and a list with a fault of every kind. Nobody in them is on the demo's lists, but for a few in the first file
whose details have changed since.
"""

import csv
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain, islice, zip_longest
from pathlib import Path
from typing import NamedTuple

from patients.ethnicity import LABELS
from patients.made_up import ANCHOR, DEMO_SEED, ContactPoint, MadeUpPerson, people
from patients.samples_broken import HEADINGS, broken_rows

SAMPLE_SEED = 1911
PRACTICE = ("A81001", "Elm Surgery")
PEOPLE_IN_EACH = 60

_TITLES = {"1": "Mr", "2": "Ms"}
_SEXES = {"1": "Male", "2": "Female", "9": "Indeterminate", "X": "Unknown"}
_EMIS_FLAT = (
    "EMIS Number", "Organisation Code", "Organisation Name", "Usual GP's Full Name", "NHS Number", "Title",
    "Family Name", "Calling Name", "Age", "Date of Birth", "Gender", "House Name / Flat Number",
    "Number and Street", "Locality", "Town", "County", "Postcode", "Home Telephone", "Mobile Telephone",
    "Work Telephone", "E-mail Address",
)  # fmt: skip
_SYSTMONE = (
    "NHS number", "First name", "Surname", "Sex", "Date of birth", "Postcode", "Usual GP", "Ethnicity",
    "Patient Count",
)  # fmt: skip
_EMIS_GROUPS = (
    "NHS Number", "Full Name", "Date of Birth", "Usual GP's Full Name", "Registration Status",
    "Date Status Added", "Practice", "Date", "Code Term", "Episode (First, New...)", "User Details' Forenames",
    "User Details' Surname", "Date", "Type of Consultation", "User Details' Forenames",
    "User Details' Surname", "User Details' User Type",
)  # fmt: skip
_STAFF = (("Rowena", "Pike", "General Medical Practitioner"), ("Tom", "Ansah", "Practice Nurse"))
_CONSULTATIONS = ("GP Surgery", "Telephone call to a patient", "Home visit note", "Nurse Clinic")

Row = Iterable[object]


class Sample(NamedTuple):
    """A file that was written, and how many rows in it are people that an import can take."""

    path: Path
    words: str
    good: int
    faulty: int


def write_samples(folder: Path, *, today: date) -> tuple[Sample, ...]:
    """Write all four; the same day writes the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    return (
        _emis_flat(folder, today),
        _systmone(folder, today),
        _emis_groups(folder, today),
        _broken(folder, today),
    )


def _supply(place: int, today: date) -> Iterator[MadeUpPerson]:
    """People of a list of their own, far from the demo's: registered, reachable, with a number."""
    everybody = people(seed=SAMPLE_SEED, count=400, practice_index=95 + place, today=today)
    return (person for person in everybody if _is_plain(person))


def _is_plain(person: MadeUpPerson) -> bool:
    ended = person.left_on or person.died_on or person.restricted
    return bool(person.nhs_number and person.postcode and person.contact_points and not ended)


def _write(path: Path, rows: Iterable[Row], encoding: str) -> None:
    with path.open("w", newline="", encoding=encoding) as out:
        csv.writer(out).writerows(rows)


def _emis_day(day: date) -> str:
    return f"{day:%d-%b-%Y}"


def _spaced(number: str | None) -> str:
    return f"{number[:3]} {number[3:6]} {number[6:]}" if number else ""


def _emis_name(person: MadeUpPerson) -> str:
    return f"{person.family_name.upper()}, {person.given_name} ({_TITLES.get(person.gender, 'Mx')})"


def _emis_gp(person: MadeUpPerson) -> str:
    given, family = person.usual_gp.removeprefix("Dr ").split(" ", 1)
    return f"{family.upper()}, {given} (Dr)"


def _telephone(person: MadeUpPerson, kind: str) -> str:
    return next((point.value for point in person.contact_points if point.kind == kind), "")


def _emis_row(person: MadeUpPerson, today: date) -> Row:
    street, _, town = person.address.rpartition(", ")
    flat, _, street = street.rpartition(", ")
    born = person.birth_date
    age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    who = (
        _spaced(person.nhs_number),
        _TITLES.get(person.gender, "Mx"),
        person.family_name.upper(),
        person.given_name,
    )
    where = (flat, street, "", town, "", person.postcode)
    reach = (
        _telephone(person, "home"),
        _telephone(person, "mobile").replace(" ", ""),
        "",
        _telephone(person, "email"),
    )
    return (
        person.source_id, *PRACTICE, _emis_gp(person), *who, age, _emis_day(born), _SEXES[person.gender],
        *where, *reach,
    )  # fmt: skip


def _emis_flat(folder: Path, today: date) -> Sample:
    path, met = folder / "emis-web-patient-list.csv", changed_people(today)
    new = list(islice(_supply(0, today), PEOPLE_IN_EACH - len(met)))
    new[10] = replace(new[10], nhs_number=None)
    rows = (_emis_row(person, today) for person in (*met, *new))
    _write(path, chain([_EMIS_FLAT], rows), "utf-8-sig")
    return Sample(path, "EMIS Web list; two of the people met before are held", PEOPLE_IN_EACH - 2, 2)


def changed_people(today: date) -> tuple[MadeUpPerson, ...]:
    """Seven of the demo's first practice: one as before, four with news, two who may be somebody else."""
    demo = people(seed=DEMO_SEED, count=400, practice_index=0, today=today)
    same, moved, phoned, doctor, mail, married, born = islice(filter(_is_changeable, demo), 7)
    return (
        same,
        replace(
            moved, address="77 Garnet Close, Alderwick", postcode="EL2 6EF", area="E01999017", deprivation=7
        ),
        _with(phoned, "mobile", "07700 900981"),
        replace(doctor, usual_gp="Dr Rowena Pike"),
        _with(mail, "email", f"changed{mail.source_id}@example.org"),
        replace(married, family_name="Quillfeather"),
        replace(born, birth_date=born.birth_date - timedelta(days=3653)),
    )


def _is_changeable(person: MadeUpPerson) -> bool:
    adult = person.birth_date < ANCHOR - timedelta(days=20 * 366)
    return (
        adult
        and _is_plain(person)
        and bool(_telephone(person, "mobile"))
        and person.usual_gp != "Dr Rowena Pike"
    )


def _with(person: MadeUpPerson, kind: str, value: str) -> MadeUpPerson:
    others = tuple(point for point in person.contact_points if point.kind != kind)
    return replace(person, contact_points=(*others, ContactPoint(kind, value, "own", None, None, "", None)))


def _systmone(folder: Path, today: date) -> Sample:
    """The letters of Windows-1252 first, so that a wrong guess at the encoding is seen at once."""
    path = folder / "systmone-breakdown-report.csv"
    supply = [person for person in _supply(1, today) if _in_windows_1252(person)]
    accented = [person for person in supply if not f"{person.given_name}{person.family_name}".isascii()][:6]
    plain = [person for person in supply if person not in accented]
    rows = [_systmone_row(person) for person in (*accented, *plain[: PEOPLE_IN_EACH - len(accented)])]
    _write(path, [_SYSTMONE, *rows], "cp1252")
    return Sample(path, "SystmOne breakdown report", len(rows), 0)


def _in_windows_1252(person: MadeUpPerson) -> bool:
    name = person.given_name + person.family_name
    return name.encode("cp1252", errors="replace").decode("cp1252") == name


def _systmone_row(person: MadeUpPerson) -> Row:
    who = (person.nhs_number, person.given_name, person.family_name, _SEXES[person.gender])
    ethnic = LABELS[person.ethnic_category]
    return (*who, f"{person.birth_date:%Y%m%d}", person.postcode, person.usual_gp, ethnic, "")


def _emis_groups(folder: Path, today: date) -> Sample:
    """A preamble, groups side by side, details below their person, the headings again half-way, a blank row."""
    path = folder / "emis-web-report-with-conditions.csv"
    chosen = list(islice((person for person in _supply(2, today) if person.conditions), 40))
    width = len(_EMIS_GROUPS)
    preamble = (
        ("Coaching programme: people with long-term conditions",),
        (f"Last run: {_emis_day(today)} 08:14",),
    )
    blocks = [list(_group_rows(person, today)) for person in chosen]
    half, rest = chain(*blocks[:20]), chain(*blocks[20:])
    confidential = [[""] * width]
    rows = chain(
        preamble, [("Patient Count: 41",), ()], [_EMIS_GROUPS], half, confidential, [_EMIS_GROUPS], rest
    )
    _write(path, rows, "utf-8-sig")
    return Sample(path, "EMIS Web report; details below each person", len(chosen), 0)


def _group_rows(person: MadeUpPerson, today: date) -> Iterator[Row]:
    """The person with the first detail of each group, then the other details under blank cells."""
    anchor = (
        _spaced(person.nhs_number), _emis_name(person), _emis_day(person.birth_date), _emis_gp(person),
        "Registered", _emis_day(person.registered_on), PRACTICE[1],
    )  # fmt: skip
    found = [(_emis_day(c.since), c.term, "First", *_STAFF[0][:2]) for c in person.conditions]
    seen = list(_consultations(person, today))
    for row, (condition, consultation) in enumerate(zip_longest(found, seen)):
        yield (*(("",) * 7 if row else anchor), *(condition or ("",) * 5), *(consultation or ("",) * 5))


def _consultations(person: MadeUpPerson, today: date) -> Iterator[Row]:
    turn = int(person.nhs_number or 0) // 10
    for visit in range(turn % 4):
        day = today - timedelta(days=9 + visit * 41 + turn % 30)
        yield (_emis_day(day), _CONSULTATIONS[(turn + visit) % 4], *_STAFF[(turn + visit) % 2])


def _broken(folder: Path, today: date) -> Sample:
    path = folder / "broken-patient-list.csv"
    rows = broken_rows(list(islice(_supply(3, today), PEOPLE_IN_EACH)), today)
    _write(path, chain([HEADINGS], (row.cells for row in rows)), "utf-8")
    faulty = sum(bool(row.fault) for row in rows)
    return Sample(path, "one fault of every kind, good rows among them", len(rows) - faulty, faulty)


def main(arguments: list[str]) -> int:
    """`python -m patients.samples FOLDER [YYYY-MM-DD]`: without a day, the day the made-up people were counted."""
    if not 1 <= len(arguments) <= 2:
        sys.stderr.write("Usage: python -m patients.samples FOLDER [YYYY-MM-DD]\n")
        return 2
    today = date.fromisoformat(arguments[1]) if len(arguments) == 2 else ANCHOR
    for sample in write_samples(Path(arguments[0]), today=today):
        sys.stdout.write(f"{sample.path}: {sample.words} ({sample.good} good, {sample.faulty} faulty)\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
