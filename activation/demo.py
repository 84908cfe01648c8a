"""A year of made-up answers, so that trends, changes and doubts can be seen."""

import datetime as dt
import math
import random
from collections.abc import Iterable, Iterator

from activation.actions.answering import put_worth
from activation.definition import definition_of
from activation.demo_wellbeing import Wellbeing
from activation.kinds import Help, Mode, NotDone
from activation.models import Instrument, Measurement
from patients.models import Patient, Summary
from practice import trail
from practice.actors import Actor
from practice.models import Membership, Practice

SEED = 2026
KEY = "skerry-13"
MODES = (Mode.DESK, Mode.DESK, Mode.LINK, Mode.LINK, Mode.PHONE, Mode.TABLET)
APART = (91, 182)  # days between one measurement and the next
WHY_NOT = (NotDone.NOT_TODAY, NotDone.DECLINED, NotDone.UNWELL, NotDone.NO_LANGUAGE)


def answers_come_in(
    practice: Practice, people: list[Patient], coach: Membership, *, by: Actor, now: dt.datetime
) -> int:
    """One to three measurements of each of these people from their first session on; some could not be made."""
    chance = random.Random(f"{SEED} {practice.ods_code} measured")  # noqa: S311 - made-up data
    instrument = Instrument.objects.standing().get(practice=None, key=KEY)
    maker = Maker(chance, instrument, coach, now)
    began = Summary.objects.filter(practice=practice, patient__in=people).values_list(
        "patient", "first_session_on"
    )
    first = {patient: day for patient, day in began if day}
    measured = [row for patient in people for row in maker.of_person(patient, first.get(patient.pk))]
    Measurement.objects.bulk_create(measured, batch_size=500)
    summarise(practice, measured)
    details = {"measurements": len(measured)}
    trail.record("demo.answers_came_in", by=by, now=now, practice=practice, details=details)
    return len(measured)


def wellbeing_comes_in(
    practice: Practice,
    met: Iterable[tuple[Patient, dt.date]],
    worker: Membership,
    *,
    by: Actor,
    now: dt.datetime,
) -> int:
    """Of these people, from the day on which each was met."""
    chance = random.Random(f"{SEED} {practice.ods_code} wellbeing")  # noqa: S311 - made-up data
    maker = Wellbeing(chance, worker, now)
    rows = [row for patient, day in met for row in maker.of_person(patient, day)]
    Measurement.objects.bulk_create(rows, batch_size=500)
    details = {"measurements": len(rows)}
    trail.record("demo.answers_came_in", by=by, now=now, practice=practice, details=details)
    return len(rows)


class Maker:
    """Makes up how somebody answers, by the same model that their answers are scored with."""

    def __init__(
        self, chance: random.Random, instrument: Instrument, coach: Membership, now: dt.datetime
    ) -> None:
        self.chance, self.instrument, self.coach, self.now = chance, instrument, coach, now
        self.definition = definition_of(instrument)
        self.calibration = instrument.calibrations.latest("number")
        self.thresholds = {item["item"]: item["thresholds"] for item in self.calibration.parameters["items"]}

    def of_person(self, patient: Patient, began: dt.date | None) -> Iterator[Measurement]:
        """In the days before their first session; who has had none, some time within the year."""
        chance, ago = self.chance, self.chance.randrange(20, 350)
        day = began - dt.timedelta(days=ago % 9) if began else self.now.date() - dt.timedelta(days=ago)
        if chance.random() < 0.08:
            yield self.not_done(patient, day)
            return
        ready = chance.gauss(0.1, 0.9)
        while day < self.now.date():
            yield self.answered(patient, day, ready)
            ready += chance.gauss(0.3, 0.5)
            day += dt.timedelta(days=chance.randrange(*APART))

    def answered(self, patient: Patient, day: dt.date, ready: float) -> Measurement:
        mode = self.chance.choice(MODES)
        at = dt.datetime.combine(day, dt.time(self.chance.randrange(9, 17), 10), self.now.tzinfo)
        answers = self.same_throughout() if self.chance.random() < 0.02 else self.answers(ready)
        timed = answers if mode in (Mode.LINK, Mode.TABLET) else {}
        row = Measurement(
            practice_id=patient.practice_id,
            patient=patient,
            instrument=self.instrument,
            mode=mode,
            help=Help.STAFF if mode in (Mode.DESK, Mode.PHONE) else Help.ALONE,
            asked_at=at - dt.timedelta(minutes=12),
            asked_by=self.coach,
            completed_at=at,
            completed_by=self.coach if mode in (Mode.DESK, Mode.PHONE) else None,
            measured_on=day,
            answers=answers,
            seconds={item: self.chance.randrange(4, 20) for item in timed},
        )
        put_worth(row, self.definition, self.calibration)
        return row

    def answers(self, ready: float) -> dict[str, int | str]:
        """One statement in fifty does not apply."""
        return {
            item: "na" if self.chance.random() < 0.02 else self.option(ready, steps)
            for item, steps in self.thresholds.items()
        }

    def same_throughout(self) -> dict[str, int | str]:
        return dict.fromkeys(self.thresholds, 2)

    def option(self, ready: float, steps: list[float]) -> int:
        """Drawn from the partial credit model (Masters 1982)."""
        weights = [math.exp(n * ready - sum(steps[:n])) for n in range(len(steps) + 1)]
        return self.chance.choices(range(len(weights)), weights)[0]

    def not_done(self, patient: Patient, day: dt.date) -> Measurement:
        at = dt.datetime.combine(day, dt.time(11, 0), self.now.tzinfo)
        return Measurement(
            practice_id=patient.practice_id,
            patient=patient,
            instrument=self.instrument,
            mode=Mode.DESK,
            asked_at=at,
            asked_by=self.coach,
            ended_at=at,
            ended_by=self.coach,
            not_done_because=self.chance.choice(WHY_NOT),
        )


def summarise(practice: Practice, measured: list[Measurement]) -> None:
    """Bring each person's narrow row up to date."""
    latest = {row.patient_id: row for row in measured if row.level}  # each person's come in order
    rows = list(Summary.objects.filter(practice=practice, patient_id__in=latest))
    for row in rows:
        row.measured_on, row.level = latest[row.patient_id].measured_on, latest[row.patient_id].level
    Summary.objects.bulk_update(rows, ["measured_on", "level"], batch_size=500)
