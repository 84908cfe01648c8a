"""Questions that stand for themselves, as the four of personal wellbeing: each by itself, never added up."""

import dataclasses
import datetime as dt
from collections.abc import Sequence

from activation.definition import Definition, Item, definition_of
from activation.models import Instrument
from insight.changed.people import Person
from insight.pairs import DAYS_BEFORE
from insight.period import Period
from practice.models import Practice

FIRST = "ons4"


@dataclasses.dataclass(slots=True)
class Answered:
    """One person's first and latest number, and by which version of the questionnaire."""

    first_on: dt.date
    first: int
    first_version: str
    latest_on: dt.date
    latest: int
    latest_version: str

    @property
    def points(self) -> int | None:
        """Nothing where there are no two days of one version."""
        paired = self.first_on < self.latest_on and self.first_version == self.latest_version
        return self.latest - self.first if paired else None


@dataclasses.dataclass(slots=True)
class Ruler:
    """One question of one questionnaire, with those who answered it in this time."""

    definition: Definition
    item: Item
    answers: dict[int, Answered] = dataclasses.field(default_factory=dict)

    @property
    def name(self) -> str:
        """The short name of the question, in the questionnaire's own first language."""
        return self.definition.words(self.item.text, self.definition.languages[0]).partition(":")[0]

    @property
    def key(self) -> str:
        return f"{self.definition.key}:{self.item.id}"

    @property
    def lower_is_better(self) -> bool:
        return self.item.higher_is == "worse"

    @property
    def pairs(self) -> dict[int, Answered]:
        return {person: one for person, one in self.answers.items() if one.points is not None}


def rulers(practice: Practice, people: Sequence[Person], period: Period) -> list[Ruler]:
    """Of questionnaires all of whose questions are numbers; personal wellbeing first."""
    began = {person.id: person.first_on - dt.timedelta(days=DAYS_BEFORE) for person in people}
    rows = [row for row in rows_of(practice, period) if row[1] in began and row[2] >= began[row[1]]]
    versions = Instrument.objects.in_bulk({version for version, *_ in rows})
    definitions = {version: definition_of(instrument) for version, instrument in versions.items()}
    found: dict[str, Ruler] = {}
    for version, person, on, answers in rows:
        definition = definitions[version]
        for item in numbers_of(definition):
            if isinstance(value := answers.get(item.id), int):
                ruler = found.setdefault(f"{definition.key}:{item.id}", Ruler(definition, item))
                take(ruler, definition.version, person, on, value)
    for ruler in found.values():
        ruler.answers = {p: one for p, one in ruler.answers.items() if one.latest_on >= period.since}
    return sorted((ruler for ruler in found.values() if ruler.answers), key=in_order)


def rows_of(practice: Practice, period: Period) -> list[tuple[int, int, dt.date, dict[str, object]]]:
    """Which version, who, when, and what they answered; from the earliest on."""
    counted = practice.measurements.counted().filter(measured_on__lt=period.until)
    rows = counted.filter(instrument__definition__scoring__kind="each").order_by("measured_on", "pk")
    found = rows.values_list("instrument", "patient", "measured_on", "answers")
    return [(version, person, on, answers) for version, person, on, answers in found if on]


def numbers_of(definition: Definition) -> tuple[Item, ...]:
    """Nothing where a question asks for words: two numbers may then be about two things."""
    return definition.items if all(item.kind == "scale" for item in definition.items) else ()


def take(ruler: Ruler, version: str, person: int, on: dt.date, value: int) -> None:
    """One more answer, later than those before it."""
    before = ruler.answers.get(person)
    if before is None:
        ruler.answers[person] = Answered(on, value, version, on, value, version)
    else:
        before.latest_on, before.latest, before.latest_version = on, value, version


def in_order(ruler: Ruler) -> tuple[bool, str, int]:
    """As the questionnaire asks them."""
    return (ruler.definition.key != FIRST, ruler.definition.name, ruler.definition.items.index(ruler.item))
