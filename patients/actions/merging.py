"""Two records of one person become one, and can be taken apart again: nothing of either is lost."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Model

from patients.actions import merge_rows
from patients.actions.adding import remember_surname, set_keys
from patients.counting import recount
from patients.leaving import Departure, resume_everything, stop_everything
from patients.merge_lines import LINES, differ
from patients.merge_parts import fields_of
from patients.models import Merge, MergeMove, Patient
from practice import trail
from practice.acting import Stale, action
from practice.actions import NotPossible
from practice.models import Membership

NUMBER = ("nhs_number", "no_nhs_number_because")
KEYS = ("family_key", "given_key", "known_key")
Values = dict[str, list[Any]]


@action
def merge(
    *,
    kept: Patient,
    gone: Patient,
    take: Collection[str],
    versions: tuple[int, int],
    by: Membership,
    now: dt.datetime,
) -> Merge:
    """`gone` becomes part of `kept`; of the details named in `take`, what `gone` says stands.

    Raises Stale when either was changed since it was shown.
    """
    kept, gone = lock(kept, gone, versions)
    done = Merge.objects.create(
        practice_id=kept.practice_id, kept=kept, gone=gone, merged_at=now, merged_by=by
    )
    merge_rows.move_rows(done, by, now)
    recount(kept, gone)
    gone.merged_into, gone.merged_at, gone.merged_by = kept, now, by
    save(gone, "merged_into", "merged_at", "merged_by")
    done.values = take_over(kept, gone, take)
    done.save(update_fields=["values"])
    if kept.died_on or kept.left_on:
        stop_everything(Departure(kept, died=bool(kept.died_on), by=by, now=now))
    return tell("patient.merged", done, by, now)


@action
def unmerge(*, done: Merge, by: Membership, now: dt.datetime) -> list[str]:
    """Two records again, as they were; what was changed on them since stays and is named."""
    done = Merge.objects.select_for_update().get(pk=done.pk)
    kept, gone = (Patient.objects.select_for_update().get(pk=pk) for pk in (done.kept_id, done.gone_id))
    refuse_order(done, kept)
    away, died = bool(kept.died_on or kept.left_on), kept.died_on is not None
    merge_rows.move_back(done)
    changed_since = give_back(done, kept, gone)
    recount(kept, gone)
    done.undone_at, done.undone_by = now, by
    done.save(update_fields=["undone_at", "undone_by"])
    for patient in (kept, gone):
        if away and not (patient.died_on or patient.left_on):
            resume_everything(Departure(patient, died=died, by=by, now=now))
    tell("patient.unmerged", done, by, now)
    return changed_since


def lock(kept: Patient, gone: Patient, versions: tuple[int, int]) -> tuple[Patient, Patient]:
    """Both, in one order for everybody, so that two merges do not wait for each other."""
    if kept.pk == gone.pk:
        raise NotPossible("This is one and the same record.")
    found = Patient.objects.select_for_update().filter(practice_id=kept.practice_id).order_by("pk")
    both = {patient.pk: patient for patient in found.filter(pk__in=(kept.pk, gone.pk))}
    if len(both) < 2 or any(patient.merged_at for patient in both.values()):
        raise NotPossible("One of these records is already part of another.")
    kept, gone = both[kept.pk], both[gone.pk]
    if (kept.version, gone.version) != versions:
        raise Stale(kept)
    return kept, gone


def take_over(kept: Patient, gone: Patient, take: Collection[str]) -> dict[str, Values]:
    """Write what was chosen; answers what each changed column was and became.

    The number that is not chosen stays with the record that is gone: a search for it still finds the person.
    """
    chosen = [line for line in LINES if line.name in take and differ(kept, gone, line)]
    before = {"kept": snapshot(kept), "gone": snapshot(gone)}
    columns = [column for line in chosen for column in line.columns]
    numbers = {column: getattr(kept, column) for column in NUMBER}
    for column in columns:
        setattr(kept, column, getattr(gone, column))
    if set(NUMBER) & set(columns):
        for column, value in numbers.items():
            setattr(gone, column, value)
        save(gone, *NUMBER)
    set_keys(kept)
    kept.kept_here = sorted({*kept.kept_here, *gone.kept_here, *columns})
    save(kept, *columns, *KEYS, "kept_here")
    remember_surname(kept)
    after = {"kept": snapshot(kept), "gone": snapshot(gone)}
    return {who: changes(before[who], after[who]) for who in after}


def snapshot(patient: Patient) -> dict[str, Any]:
    """Everything that a merge may change about the person, as it can be kept in JSON."""
    columns = {*KEYS, "kept_here", *(column for line in LINES for column in line.columns)}
    return plain({column: getattr(patient, column) for column in sorted(columns)})


def changes(before: dict[str, Any], after: dict[str, Any]) -> Values:
    return {name: [before[name], after[name]] for name in before if before[name] != after[name]}


def plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: v.isoformat() if isinstance(v, dt.date) else v for name, v in values.items()}


def parsed(model: type[Model], values: dict[str, Any]) -> dict[str, Any]:
    return {name: fields_of(model)[name].to_python(value) for name, value in values.items()}


def refuse_order(done: Merge, kept: Patient) -> None:
    """Merges are taken apart in the opposite order, or the rows of three people would be mixed."""
    if done.undone_at is not None:
        raise NotPossible("These records have already been taken apart.")
    if kept.merged_at is not None:
        raise NotPossible("This record has become part of another since. Take that apart first.")
    later = Merge.objects.standing().filter(practice_id=done.practice_id, kept=kept, pk__gt=done.pk)
    if later.exists():
        raise NotPossible("Another record was added to this one later. Take that apart first.")


def give_back(done: Merge, kept: Patient, gone: Patient) -> list[str]:
    """Each column as it was, where it is still as the merge left it; answers those that are not."""
    stands = restore(kept, done.values["kept"])
    gone.merged_into, gone.merged_at, gone.merged_by = None, None, None
    restore(gone, done.values["gone"])
    try:
        with transaction.atomic():
            save(kept, *done.values["kept"])
            save(gone, *done.values["gone"], "merged_into", "merged_at", "merged_by")
    except IntegrityError as error:
        if "patient_one_nhs_number" not in str(error):
            raise
        raise NotPossible("Another record here has this NHS number by now. Look at that one first.") from None
    return stands


def restore(patient: Patient, values: Values) -> list[str]:
    now, stands = snapshot(patient), []
    for name, (before, after) in values.items():
        if now[name] == after:
            setattr(patient, name, parsed(Patient, {name: before})[name])
        else:
            stands.append(name)
    return stands


def save(patient: Patient, *columns: str) -> None:
    patient.version += 1
    patient.save(update_fields=[*columns, "version"])


def tell(verb: str, done: Merge, by: Membership, now: dt.datetime) -> Merge:
    """On both people's access reports."""
    details: dict[str, Any] = {"moved": done.moves.exclude(fate=MergeMove.Fate.STAYED).count()}
    for patient_id, other in ((done.kept_id, done.gone_id), (done.gone_id, done.kept_id)):
        about: dict[str, Any] = {"patient": patient_id, "details": details | {"other_record": other}}
        trail.record(verb, by=by, now=now, practice=done.practice_id, subject=done, **about)
    return done
