"""What the pages of activation/ look up, each at a fixed number of queries, always from the practices in view."""

import dataclasses
import datetime as dt
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.http import Http404

from activation.definition import Definition, definition_of
from activation.kinds import ASKED, Licence
from activation.models import HeldLicence, Instrument, Measurement
from activation.models.measurements import COUNTED, STILL_OPEN
from patients.models import Patient
from patients.reading import open_record, refuse_blocked
from practice.composed import composed
from practice.models import Membership
from practice.requests import Request
from practice.wording import long_date

LATELY = dt.timedelta(days=28)
AT_ONCE = 100
ON_THE_RECORD = 12
HEAVY = ("calibration__parameters", "answers", "seconds")
STAFF = ("asked_by", "completed_by", "ended_by", "entered_in_error_by", "checked_by")
WITH_RESULT = Q(score__isnull=False) | ~Q(level="") | ~Q(no_score_because="")


@dataclasses.dataclass(frozen=True, slots=True)
class Choice:
    """A questionnaire that stands here, and how its licence stands."""

    instrument: Instrument
    definition: Definition
    licence: HeldLicence | None
    today: dt.date
    last_on: dt.date | None = None

    @property
    def can_be_asked(self) -> bool:
        """It has wording of its own; else only its score can be typed in."""
        return bool(self.definition.items)

    @property
    def gives_score(self) -> bool:
        return self.definition.scoring.kind in ("entry", "table")

    @property
    def is_licensed(self) -> bool:
        return self.instrument.licence == Licence.LICENSED

    @property
    def standing(self) -> str:
        """How its licence stands, in words; nothing where it needs none."""
        if not self.is_licensed:
            return ""
        if self.licence is None:
            return "Licensed: no licence is noted here, so it cannot be used"
        if not self.licence.holds(self.today):
            return f"The licence ended on {long_date(self.licence.expires_on)}, so it cannot be used"
        return f"Licensed until {long_date(self.licence.expires_on)}"

    @property
    def soon(self) -> str:
        """Whether it is early to ask again."""
        if self.last_on is None:
            return ""
        last = f"Last answered on {long_date(self.last_on)}"
        usual = self.definition.repeat_after_days
        early = usual is not None and (self.today - self.last_on).days < usual
        return f"{last}: usually asked again after {usual} days" if early else last


def choices(request: Request, patient: Patient) -> list[Choice]:
    """The questionnaires in use here; the practice's own version of one stands before the installation's."""
    mine_or_all = Q(practice=None) | Q(practice=request.practice)
    found: dict[str, Instrument] = {}
    for instrument in Instrument.objects.standing().filter(mine_or_all).order_by("pk"):
        if instrument.practice_id or instrument.key not in found:
            found[instrument.key] = instrument
    held = {one.key: one for one in HeldLicence.objects.filter(practice=request.practice, ended_at=None)}
    last = last_days(request, patient)
    return [
        Choice(one, definition_of(one), held.get(one.key), request.today, last.get(one.key))
        for one in sorted(found.values(), key=in_order)
    ]


def in_order(instrument: Instrument) -> tuple[bool, str]:
    """Those that give a level first, then by name."""
    return (not definition_of(instrument).bands, instrument.name)


def last_days(request: Request, patient: Patient) -> dict[str, dt.date]:
    """When each questionnaire was last answered."""
    answered = of(request, patient).filter(COUNTED, mode__in=ASKED)
    return dict(answered.order_by().values_list("instrument__key").annotate(Max("measured_on")))


def of(request: Request, patient: Patient) -> Any:
    return Measurement.objects.filter(practice=request.practice, patient=patient)


def asked_lately(request: Request, patient: Patient) -> int:
    """How many questions were put to this person in the last four weeks."""
    since = request.now - LATELY
    asked = of(request, patient).filter(mode__in=ASKED, asked_at__gte=since, entered_in_error_at=None)
    put = asked.filter(Q(ended_at=None) | ~Q(answers={})).select_related("instrument")
    return sum(len(definition_of(one.instrument).items) for one in put.order_by("-asked_at")[:AT_ONCE])


def measurement_here(request: Request, measurement_id: int) -> Measurement:
    """One measurement of this practice; refuses a blocked record."""
    measurement = next(iter(_measurement(practice=request.practice.pk, measurement=measurement_id)), None)
    if measurement is None:
        raise Http404
    measurement.practice = measurement.patient.practice = request.practice
    refuse_blocked(request, measurement.patient)
    return measurement


@composed
def _measurement(practice: int, measurement: int) -> QuerySet[Measurement]:
    found = Measurement.objects.filter(practice=practice, pk=measurement)
    return found.select_related("patient", "instrument", "calibration")


def measurement_opened(request: Request, measurement_id: int) -> Measurement:
    """The same, with names to show, and the opening of the record written to the trail."""
    measurement = measurement_here(request, measurement_id)
    open_record(request, measurement.patient_id)
    name_staff(measurement)
    return measurement


def name_staff(measurement: Measurement) -> None:
    """Who asked, entered, struck or checked it, looked up together."""
    keys = {who: getattr(measurement, f"{who}_id") for who in STAFF}
    members = Membership.objects.select_related("user").in_bulk({key for key in keys.values() if key})
    for who, key in keys.items():
        if key:
            setattr(measurement, who, members[key])


def earlier(request: Request, measurement: Measurement) -> Measurement | None:
    """The score of the same questionnaire before this one."""
    if measurement.score is None or measurement.measured_on is None:
        return None
    before = Q(measured_on__lt=measurement.measured_on) | Q(
        measured_on=measurement.measured_on, pk__lt=measurement.pk
    )
    scored = of(request, measurement.patient).counted().of(measurement.instrument.key)
    found = scored.filter(before, score__isnull=False).select_related("instrument", "calibration")
    return found.defer(*HEAVY).newest_first().first()


def everything(request: Request, patient: Patient) -> list[Measurement]:
    """All that was measured, asked, not done and struck; the newest first."""
    found = of(request, patient).select_related("instrument", "calibration", "asked_by__user")
    return list(found.defer("calibration__parameters", "seconds").order_by("-asked_at", "-pk")[:AT_ONCE])


def on_the_record(request: Request, patient: Patient) -> list[Measurement]:
    """What is open, then the latest results, in one query."""
    return _on_the_record(practice=request.practice.pk, patient=patient.pk)


@composed
def _on_the_record(practice: int, patient: int) -> QuerySet[Measurement]:
    here = Measurement.objects.filter(practice=practice, patient=patient)
    found = here.filter(STILL_OPEN | COUNTED & WITH_RESULT).select_related("instrument", "calibration")
    return found.defer(*HEAVY).order_by("-measured_on", "-pk")[:ON_THE_RECORD]  # without a day first
