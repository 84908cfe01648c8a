"""Made-up answers to the four questions of personal wellbeing: at the start, and for most some weeks later."""

import datetime as dt
import random
from collections.abc import Iterator

from activation.actions.answering import put_worth
from activation.definition import definition_of
from activation.kinds import Help, Mode
from activation.models import Instrument, Measurement
from patients.models import Patient
from practice.models import Membership

KEY = "ons4"
AGAIN = (36, 90)  # days later
# Where people begin on average, and by how much they move: life satisfaction, worthwhile, happiness, anxiety.
BEGIN, MOVE = (5.0, 5.4, 5.2, 5.6), (0.7, 0.6, 0.5, -0.5)


class Wellbeing:
    """Makes up how somebody is, at first and later."""

    def __init__(self, chance: random.Random, worker: Membership, now: dt.datetime) -> None:
        self.chance, self.worker, self.now = chance, worker, now
        self.instrument = Instrument.objects.standing().get(practice=None, key=KEY)
        self.definition = definition_of(self.instrument)

    def of_person(self, patient: Patient, day: dt.date) -> Iterator[Measurement]:
        """Once, and three in four times again."""
        level = self.chance.gauss(0, 1.5)
        again = day + dt.timedelta(days=self.chance.randrange(*AGAIN))
        second = again < self.now.date() and self.chance.random() < 0.75
        for number, on in enumerate((day, again) if second else (day,)):
            yield self.answered(patient, on, self.numbers(level, number))

    def answered(self, patient: Patient, day: dt.date, answers: dict[str, int | str]) -> Measurement:
        at = dt.datetime.combine(day, dt.time(self.chance.randrange(9, 17), 20), self.now.tzinfo)
        row = Measurement(
            practice_id=patient.practice_id,
            patient=patient,
            instrument=self.instrument,
            mode=Mode.DESK,
            help=Help.STAFF,
            asked_at=at - dt.timedelta(minutes=4),
            asked_by=self.worker,
            completed_at=at,
            completed_by=self.worker,
            measured_on=day,
            answers=answers,
        )
        put_worth(row, self.definition, None)
        return row

    def numbers(self, level: float, number: int) -> dict[str, int | str]:
        """One question in thirty is left out."""
        chance = self.chance
        found: dict[str, int | str] = {}
        for item, begin, move in zip(self.definition.items, BEGIN, MOVE, strict=True):
            toward = -level if item.higher_is == "worse" else level
            value = round(begin + toward + number * move + chance.gauss(0, 1.0))
            found[item.id] = "no" if chance.random() < 0.03 else min(10, max(0, value))
        return found
