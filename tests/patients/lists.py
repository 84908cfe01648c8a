"""Practice lists for tests, as bytes; and the shortest way to bring one in."""

import csv
import io
from typing import Any

from patients import uploads
from patients.actions.importing import apply, check, receive
from patients.models import ImportRun
from practice.actors import Actor
from practice.models import Practice
from tests import build

HEADINGS = ("NHS Number", "EMIS Number", "Family Name", "Given Name", "Date of Birth", "Gender", "Postcode")
MARY = ("999 000 0034", "5001", "Webb", "Mary", "04-May-1970", "Female", "EL1 2QY")
JOHN = ("999 000 0042", "5002", "Okafor", "John", "17-Nov-1962", "Male", "EL1 2QY")


def as_list(*rows: tuple[str, ...], headings: tuple[str, ...] = HEADINGS) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([headings, *rows])
    return out.getvalue().encode()


class Sent:
    """A file as Django hands it over."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def chunks(self) -> list[bytes]:
        return [self.content]


def received(
    practice: Practice, content: bytes, *, by: Actor = build.TEST, now: Any = build.NOW, **how: Any
) -> ImportRun:
    stored_as, size = uploads.keep(Sent(content))
    given = {"whole_list": False, "list_date": None} | how
    return receive(
        practice=practice, file_name="list.csv", stored_as=stored_as, size=size, by=by, now=now, **given
    )


def checked(practice: Practice, content: bytes, **how: Any) -> ImportRun:
    return check(run=received(practice, content, **how), by=build.TEST, now=how.get("now", build.NOW))


def brought_in(practice: Practice, content: bytes, **how: Any) -> ImportRun:
    return apply(run=received(practice, content, **how), by=build.TEST, now=how.get("now", build.NOW))
