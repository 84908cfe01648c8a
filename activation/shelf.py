"""The questionnaires of a practice as its administrators see them: what stands, whose it is, how it is scored."""

import dataclasses
import datetime as dt

from django.db.models import Q, QuerySet
from django.http import Http404

from activation.definition import Definition, definition_of
from activation.kinds import Licence
from activation.languages import name_of
from activation.models import Calibration, HeldLicence, Instrument
from practice.models import Practice
from practice.requests import Request

SOON = dt.timedelta(days=30)
SCORED_BY = {
    "each": "Each number for itself",
    "table": "By its owner’s table",
    "entry": "Score typed in",
}


@dataclasses.dataclass(frozen=True, slots=True)
class Shelved:
    """One questionnaire in use, with the scale that new answers are scored with, and the licence it needs."""

    instrument: Instrument
    definition: Definition
    calibration: Calibration | None
    licence: HeldLicence | None
    today: dt.date

    @property
    def languages(self) -> str:
        return ", ".join(name_of(code) for code in self.definition.languages)

    @property
    def scored(self) -> str:
        """How its answers become a score, in a few words."""
        if self.definition.scoring.kind != "rasch":
            return SCORED_BY[self.definition.scoring.kind]
        if self.calibration is None:
            return "Not calibrated: no score yet"
        if self.calibration.is_provisional:
            return "Provisional, not calibrated"
        return f"Calibrated from {self.calibration.n_used:,} people"

    @property
    def scored_meaning(self) -> str:
        """For the tag: what waits for data stands out."""
        if self.definition.scoring.kind != "rasch":
            return "plain"
        return "good" if self.calibration and not self.calibration.is_provisional else "wait"

    @property
    def may_be_used(self) -> bool:
        needs = self.instrument.licence == Licence.LICENSED
        return not needs or (self.licence is not None and self.licence.holds(self.today))


def in_use(practice: Practice) -> QuerySet[Instrument]:
    """What stands here: the practice's own, and everybody's that it has not replaced by its own."""
    own = Instrument.objects.standing().filter(practice=practice)
    everybodys = Q(practice=None) & ~Q(key__in=own.values("key"))
    return Instrument.objects.standing().filter(Q(practice=practice) | everybodys).select_related("loaded_by")


def shelf(practice: Practice, today: dt.date) -> list[Shelved]:
    """Everything in use, the practice's own first."""
    found = list(in_use(practice).order_by("name", "pk"))
    scales = newest_scales(found)
    held = {licence.key: licence for licence in open_licences(practice)}
    rows = [Shelved(i, definition_of(i), scales.get(i.pk), held.get(i.key), today) for i in found]
    return sorted(rows, key=lambda row: row.instrument.practice_id is None)


def newest_scales(instruments: list[Instrument]) -> dict[int, Calibration]:
    newest = Calibration.objects.filter(instrument__in=instruments).defer("parameters")
    ordered = newest.order_by("instrument_id", "-number").distinct("instrument_id")
    return {scale.instrument_id: scale for scale in ordered}


def open_licences(practice: Practice) -> QuerySet[HeldLicence]:
    """Those that nobody has ended, the first to run out first."""
    return practice.licences.filter(ended_at=None).order_by("expires_on", "pk")


@dataclasses.dataclass(frozen=True, slots=True)
class Licensed:
    """A licence with how long it still holds."""

    licence: HeldLicence
    today: dt.date

    @property
    def standing(self) -> str:
        if not self.licence.holds(self.today):
            return "Run out"
        return "Runs out soon" if self.licence.expires_on - self.today <= SOON else "Held"

    @property
    def meaning(self) -> str:
        return {"Run out": "stop", "Runs out soon": "act", "Held": "good"}[self.standing]


def licences(practice: Practice, today: dt.date) -> list[Licensed]:
    noted = open_licences(practice).select_related("noted_by__user")
    return [Licensed(licence, today) for licence in noted]


def ended_licences(practice: Practice) -> QuerySet[HeldLicence]:
    past = practice.licences.filter(ended_at__isnull=False)
    return past.select_related("ended_by__user").order_by("-ended_at", "-pk")[:20]


def find(request: Request, instrument_id: int) -> Instrument:
    """One version, also one that is out of use. Raises Http404 for another practice's."""
    here = Q(practice=None) | Q(practice=request.practice)
    found = Instrument.objects.filter(here, pk=instrument_id).select_related("loaded_by").first()
    if found is None:
        raise Http404
    return found


def find_licence(request: Request, licence_id: int) -> HeldLicence:
    """Raises Http404 for one that has ended, or another practice's."""
    found = open_licences(request.practice).filter(pk=licence_id).first()
    if found is None:
        raise Http404
    return found


def versions(instrument: Instrument) -> QuerySet[Instrument]:
    """The other versions of the same questionnaire, the newest first."""
    same = Instrument.objects.filter(practice=instrument.practice_id, key=instrument.key)
    return same.exclude(pk=instrument.pk).order_by("-loaded_at", "-pk")


def scales(instrument: Instrument) -> QuerySet[Calibration]:
    """Every scale that answers to it were or are scored with, the newest first."""
    return instrument.calibrations.defer("parameters").select_related("published_by").order_by("-number")
