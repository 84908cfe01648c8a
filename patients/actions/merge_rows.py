"""Rows go from one record to the other, and back exactly."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import ForeignKey, QuerySet

from patients.merge_parts import Part, clashing, part_named, parts
from patients.models import Merge, MergeMove, Patient
from practice.models import Membership

Fate = MergeMove.Fate


def move_rows(merge: Merge, by: Membership, now: dt.datetime) -> None:
    """Everything goes along; what cannot stand twice is ended or stays, and either is written down."""
    moves: list[MergeMove] = []
    for part in parts():
        clash = list(clashing(part, merge.kept, merge.gone).order_by("pk").values_list("pk", flat=True))
        going = part.rows(merge.gone).order_by("pk")
        if clash and part.can_be_ended:
            part.model._default_manager.filter(pk__in=clash).update(ended_at=now, ended_by=by)
        elif clash and part.may_stand_beside:
            part.model._default_manager.filter(pk__in=clash).update(beside_since=now)
        elif clash:
            moves += noted(merge, part, clash, Fate.STAYED)
            going = going.exclude(pk__in=clash)
        ids = list(going.values_list("pk", flat=True))
        going.update(**{part.column: merge.kept_id})
        ended = set(clash if part.can_be_ended else ())
        moves += noted(merge, part, (pk for pk in ids if pk in ended), Fate.ENDED)
        moves += noted(merge, part, (pk for pk in ids if pk not in ended), Fate.MOVED)
    MergeMove.objects.bulk_create(moves, batch_size=1000)


def noted(merge: Merge, part: Part, ids: Iterable[int], fate: MergeMove.Fate) -> list[MergeMove]:
    about = {"practice_id": merge.practice_id, "merge": merge, "model": part.label, "column": part.column}
    return [MergeMove(row_id=pk, fate=fate, **about) for pk in ids]


def move_back(merge: Merge) -> None:
    """Each row by its id; what was ended by the merge alone is open again; what was added to them goes along."""
    moved = went(merge)
    for (label, column), fates in moved.items():
        part = part_named(label, column)
        everything = part.model._default_manager.filter(practice_id=merge.practice_id)
        ids = [pk for pks in fates.values() for pk in pks]
        everything.filter(pk__in=ids).update(**{column: merge.gone_id})
        if ended := fates.get(Fate.ENDED):
            by_merge = everything.filter(pk__in=ended, ended_at=merge.merged_at, ended_by=merge.merged_by_id)
            by_merge.update(ended_at=None, ended_by=None)
        if part.may_stand_beside:
            everything.filter(pk__in=ids, beside_since=merge.merged_at).update(beside_since=None)
    follow(
        merge, {label: {pk for pks in fates.values() for pk in pks} for (label, _c), fates in moved.items()}
    )


def went(merge: Merge) -> dict[tuple[str, str], dict[str, list[int]]]:
    """What went over, by table and column and by what became of it."""
    found: dict[tuple[str, str], dict[str, list[int]]] = {}
    for move in merge.moves.exclude(fate=Fate.STAYED).order_by("pk"):
        found.setdefault((move.model, move.column), {}).setdefault(move.fate, []).append(move.row_id)
    return found


def follow(merge: Merge, gone_ids: dict[str, set[int]]) -> None:
    """What was written since the merge about something that goes back belongs to the same person as that."""
    found = True
    while found:
        found = False
        for part in parts():
            for rows in children(part, merge.kept, gone_ids):
                ids = set(rows.values_list("pk", flat=True))
                rows.update(**{part.column: merge.gone_id})
                gone_ids.setdefault(part.label, set()).update(ids)
                found = found or bool(ids)


def children(part: Part, kept: Patient, gone_ids: dict[str, set[int]]) -> Iterable[QuerySet[Any]]:
    """Rows of the other record that point at something which goes back, by a key or by type and id."""
    for field in part.model._meta.local_fields:
        if isinstance(field, ForeignKey) and field.attname != part.column:
            parents = gone_ids.get(field.remote_field.model._meta.label_lower)
            if parents:
                yield part.rows(kept).filter(**{f"{field.attname}__in": parents})
    names = {field.name for field in part.model._meta.local_fields}
    if {"subject_type", "subject_id"} <= names:
        for label, ids in list(gone_ids.items()):
            yield part.rows(kept).filter(subject_type=label, subject_id__in=ids)
