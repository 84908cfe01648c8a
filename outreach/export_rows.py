"""What leaves as a file: one line a person, only what was asked for, and no cell that a spreadsheet would run."""

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable, Sequence

from patients.groups import ethnic_group, fifth, sex
from patients.intake.refused import neutral
from patients.models import Patient
from practice.wording import years_between

NUMBER = "nhs_number"
Value = Callable[[Patient, dt.date], str]

NAMED: dict[str, tuple[str, Value]] = {
    NUMBER: ("NHS number", lambda p, day: p.nhs_number or ""),
    "given_name": ("First name", lambda p, day: p.given_name),
    "family_name": ("Last name", lambda p, day: p.family_name),
    "birth_date": ("Date of birth", lambda p, day: p.birth_date.isoformat()),
    "usual_gp": ("Usual GP", lambda p, day: p.usual_gp),
    "language": ("Preferred language", lambda p, day: p.language),
    "interpreter": (
        "Interpreter",
        lambda p, day: {True: "Needed", False: "Not needed", None: ""}[p.interpreter_needed],
    ),
}
# For anything but somebody's own care: no name, no date of birth.
GROUPED: dict[str, tuple[str, Value]] = {
    NUMBER: NAMED[NUMBER],
    "age": ("Age", lambda p, day: str(years_between(p.birth_date, day))),
    "sex": ("Sex", lambda p, day: sex(p.gender)),
    "ethnic_group": ("Ethnic group", lambda p, day: ethnic_group(p.ethnic_category)),
    "fifth": ("Deprivation fifth", lambda p, day: fifth(p.deprivation)),
}
COLUMNS = NAMED | GROUPED


def choices(of: dict[str, tuple[str, Value]]) -> list[tuple[str, str]]:
    return [(key, heading) for key, (heading, _value) in of.items()]


def as_file(people: Iterable[Patient], columns: Sequence[str], today: dt.date) -> str:
    """Comma separated, with headings, in the order in which the columns stand here."""
    wanted = [COLUMNS[key] for key in COLUMNS if key in columns]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([heading for heading, _value in wanted])
    for person in people:
        writer.writerow([neutral(value(person, today)) for _heading, value in wanted])
    return out.getvalue()


def numbers_alone(people: Iterable[Patient]) -> str:
    """As the national service takes them: one NHS number a line, and no heading."""
    return "".join(f"{person.nhs_number}\r\n" for person in people if person.nhs_number)
