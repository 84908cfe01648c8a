"""Questionnaires are loaded: for one practice by an administrator, for the installation by its owner's log-in."""

import dataclasses
import datetime as dt
from typing import Any

from django.db import transaction

from activation.definition import Definition, Problem, WrongFile, read
from activation.design import parameters_of
from activation.kinds import Licence
from activation.models import Calibration, HeldLicence, Instrument
from activation.models.instruments import InstrumentQuerySet
from activation.shipped_files import shipped
from practice import trail
from practice.acting import action
from practice.actions import NotPossible
from practice.actors import Actor, System
from practice.models import Membership, Practice
from practice.tenancy import in_view

BY_DESIGN = "Set by design, not by data."
ON_THE_ROW = ("key", "version", "name", "owner", "licence")


@dataclasses.dataclass(frozen=True, slots=True)
class Loaded:
    """What became of a file: 'loaded', 'replaced' (an earlier version is retired now) or 'unchanged'."""

    instrument: Instrument
    outcome: str

    @property
    def changed(self) -> bool:
        return self.outcome != "unchanged"


@action
def load(*, definition_raw: object, practice: Practice, by: Actor, now: dt.datetime) -> Loaded:
    """A practice's own questionnaire. The same file twice changes nothing; a new version retires the old.

    Raises WrongFile, also where a licence is missing or the version is loaded with other words.
    """
    Practice.objects.select_for_update(no_key=True).get(pk=practice.pk)  # one after the other
    definition = readable_here(definition_raw, practice, now)
    done = put(definition, definition_raw, practice, now, loaded_by=by)
    trail.record(
        "questionnaire.loaded",
        by=by,
        now=now,
        practice=practice,
        subject=done.instrument,
        details={"key": definition.key, "version": definition.version, "outcome": done.outcome},
    )
    return done


def readable_here(raw: object, practice: Practice, now: dt.datetime) -> Definition:
    """What the file says, if this practice may load it. Raises WrongFile."""
    definition = read(raw)
    refuse_shared_key(definition)
    refuse_unlicensed(definition, practice, now)
    return definition


def would_become(raw: object, practice: Practice, now: dt.datetime) -> tuple[Definition, str]:
    """What loading would come to, with nothing changed. Raises WrongFile as loading would."""
    definition = readable_here(raw, practice, now)
    versions = Instrument.objects.filter(practice=practice, key=definition.key)
    if same_version(versions, definition, raw):
        return definition, "unchanged"
    return definition, "replaced" if versions.standing().exists() else "loaded"


def load_for_all(raw: object, *, now: dt.datetime, using: str = "default") -> Loaded:
    """A questionnaire of the whole installation: what belongs to no practice is written by the owner's log-in.

    Every practice finds it in its trail; before the first practice there is no trail to write to.
    """
    definition = read(raw)
    if definition.licence == Licence.LICENSED and definition.items:
        raise refused("licence", "licensed wording is loaded by the practice that holds the licence")
    with transaction.atomic(using=using):
        done = put(definition, raw, None, now, using=using)
    if done.changed:
        details = {"key": definition.key, "version": definition.version, "outcome": done.outcome}
        tell_everybody("questionnaire.loaded", done.instrument, now, details)
    return done


def load_shipped(*, now: dt.datetime, using: str = "default") -> list[Loaded]:
    """Everything that comes with the product."""
    return [load_for_all(raw, now=now, using=using) for raw in shipped()]


def refused(place: str, words: str) -> WrongFile:
    return WrongFile([Problem(place, words)])


def refuse_shared_key(definition: Definition) -> None:
    """Only a score that is typed in for everybody may be replaced by a practice's licensed file."""
    shared = Instrument.objects.standing().filter(practice=None, key=definition.key).first()
    if shared and not (shared.licence == definition.licence == Licence.LICENSED):
        raise refused("key", f"“{definition.key}” belongs to the whole installation; choose another name")


def refuse_unlicensed(definition: Definition, practice: Practice, now: dt.datetime) -> None:
    if definition.licence != Licence.LICENSED:
        return
    held = HeldLicence.objects.filter(practice=practice, key=definition.key, ended_at=None).first()
    if held is None or not held.holds(now.date()):
        raise refused("licence", f"first note the licence of this practice for “{definition.key}”")


def put(
    definition: Definition,
    raw: object,
    practice: Practice | None,
    now: dt.datetime,
    *,
    loaded_by: Actor | None = None,
    using: str = "default",
) -> Loaded:
    """Keep one version: as it is if it is there, else as the one that stands from now on."""
    versions = Instrument.objects.using(using).filter(practice=practice, key=definition.key)
    same = same_version(versions, definition, raw)
    if same:
        return Loaded(same, "unchanged")
    retired = versions.standing().update(retired_at=now)
    made = Instrument.objects.using(using).create(
        **{name: getattr(definition, name) for name in ON_THE_ROW},
        practice=practice,
        definition=raw,
        loaded_at=now,
        loaded_by_id=loaded_by.actor_user_id if loaded_by else None,
    )
    keep_design(made, definition, now, using)
    return Loaded(made, "replaced" if retired else "loaded")


def same_version(versions: InstrumentQuerySet, definition: Definition, raw: object) -> Instrument | None:
    """This version, where it is loaded already. Its words never change under those who answered it."""
    same = versions.filter(version=definition.version).first()
    if same and same.definition != raw:
        words = f"version {definition.version} is loaded with other content; give this one a new version"
        raise refused("version", words)
    return same


def keep_design(instrument: Instrument, definition: Definition, now: dt.datetime, using: str) -> None:
    """The authors' own scale is a calibration like any other, marked as set by design."""
    parameters = parameters_of(definition)
    if parameters is not None:
        Calibration.objects.using(using).create(
            practice_id=instrument.practice_id,
            instrument=instrument,
            number=1,
            basis=Calibration.Basis.DESIGN,
            parameters=parameters,
            words=definition.provisional or BY_DESIGN,
            published_at=now,
        )


@action
def retire(*, instrument: Instrument, by: Membership, now: dt.datetime) -> Instrument:
    """A practice takes its own questionnaire out of use; what was answered stays."""
    locked = Instrument.objects.select_for_update().get(pk=instrument.pk)
    if locked.practice_id != by.practice_id:
        raise NotPossible("This questionnaire belongs to the whole installation.")
    if locked.retired_at is not None:
        raise NotPossible("This questionnaire is out of use already.")
    locked.retired_at = now
    locked.save(update_fields=["retired_at"])
    details = {"key": locked.key, "version": locked.version}
    trail.record(
        "questionnaire.retired", by=by, now=now, practice=by.practice_id, subject=locked, details=details
    )
    return locked


def tell_everybody(
    verb: str, subject: Instrument | Calibration, now: dt.datetime, details: dict[str, Any]
) -> int:
    """One event in the trail of every practice: what concerns the installation concerns each. How many there are."""
    by, practices = System("questionnaires"), Practice.objects.order_by("pk")
    for practice in practices:
        with in_view([practice], by):
            trail.record(verb, by=by, now=now, practice=practice, subject=subject, details=details)
    return len(practices)
