"""What the pages of a merge show: who might be the same person, what hangs on each record, what became of it."""

from typing import Any

from patients.alike import alike
from patients.merge_parts import part_named, parts
from patients.models import Merge, MergeMove, Patient
from patients.models.merging import MergeQuerySet

SUGGESTED = 10


def perhaps_the_same(patient: Patient) -> list[Patient]:
    """Standing records of somebody born on the same day under much the same name."""
    mine = (patient.given_name, patient.family_name, patient.known_as)
    same_day = Patient.objects.standing().filter(
        practice_id=patient.practice_id, birth_date=patient.birth_date
    )
    others = same_day.exclude(pk=patient.pk).order_by("family_key", "given_key", "pk")
    found = [p for p in others if alike(mine, (p.given_name, p.family_name, p.known_as))]
    return found[:SUGGESTED]


def warnings(kept: Patient, gone: Patient) -> list[str]:
    """What speaks against one and the same person."""
    mine, theirs = ((p.given_name, p.family_name, p.known_as) for p in (kept, gone))
    checks = [
        (kept.birth_date != gone.birth_date, "The dates of birth differ."),
        (not alike(mine, theirs), "The names are not alike."),
        (
            bool(kept.nhs_number and gone.nhs_number),
            "Both have an NHS number. Check that one was superseded.",
        ),
    ]
    return [words for holds, words in checks if holds]


def hanging_on(patient: Patient) -> list[str]:
    """`3 sessions`, `1 contact point`: what goes along."""
    counted = [(part, part.rows(patient).count()) for part in parts()]
    return [named(part.label, count) for part, count in counted if count]


def named(label: str, count: int) -> str:
    options = part_named(label, "").model._meta
    return f"{count} {options.verbose_name if count == 1 else options.verbose_name_plural}"


def merges_of(patient: Patient) -> MergeQuerySet:
    """What was put together here, the newest first."""
    found = Merge.objects.filter(practice_id=patient.practice_id, kept=patient)
    return found.select_related("gone", "merged_by__user", "undone_by__user").order_by("-pk")


def told_of(merges: list[Merge]) -> list[dict[str, Any]]:
    """Each with what moved, was ended or stayed; one query for all of them."""
    counts: dict[int, dict[str, dict[str, int]]] = {merge.pk: {} for merge in merges}
    moves = MergeMove.objects.filter(merge__in=merges).values_list("merge_id", "fate", "model")
    for merge_id, fate, label in moves:
        by_label = counts[merge_id].setdefault(fate, {})
        by_label[label] = by_label.get(label, 0) + 1
    return [{"merge": merge, "fates": fates_of(counts[merge.pk])} for merge in merges]


def fates_of(counts: dict[str, dict[str, int]]) -> list[dict[str, Any]]:
    return [
        {"fate": fate.label, "things": [named(label, n) for label, n in sorted(counts[fate].items())]}
        for fate in MergeMove.Fate
        if fate in counts
    ]
