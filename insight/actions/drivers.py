"""The driver diagram: a part of it is added, worded anew, moved, taken away, and put back."""

import datetime as dt

from django.db.models import QuerySet

from insight.actions.projects import record, running
from insight.models import Driver, Project
from practice.acting import Stale, action
from practice.actions import NotPossible
from practice.models import Membership

Kind = Driver.Kind
UNDER = {None: (Kind.PRIMARY,), Kind.PRIMARY: (Kind.SECONDARY, Kind.IDEA), Kind.SECONDARY: (Kind.IDEA,)}
GONE = "A colleague has taken this away."


@action
def add(
    *, project: Project, under: Driver | None, kind: str, words: str, by: Membership, now: dt.datetime
) -> Driver:
    """A main driver, or what stands under one; it comes last."""
    locked = running(project)
    if under and (under.ended_at or under.project_id != locked.pk):
        raise NotPossible(GONE)
    if kind not in UNDER.get(Kind(under.kind) if under else None, ()):
        raise NotPossible("Nothing of this kind can stand there.")
    beside = list(standing(locked).filter(parent=under))
    driver = Driver.objects.create(
        practice_id=locked.practice_id,
        project=locked,
        parent=under,
        kind=kind,
        words=words,
        position=max((one.position for one in beside), default=0) + 1,
        added_at=now,
        added_by=by,
    )
    record("driver.added", driver, by=by, now=now, kind=kind)
    return driver


@action
def reword(*, driver: Driver, version: int, words: str, by: Membership, now: dt.datetime) -> Driver:
    locked = lock(driver)
    if locked.version != version:
        raise Stale(locked)
    locked.words = words
    locked.version += 1
    locked.save(update_fields=["words", "version"])
    record("driver.reworded", locked, by=by, now=now)
    return locked


@action
def move(*, driver: Driver, up: bool, by: Membership, now: dt.datetime) -> Driver:
    """One place up or down among those beside it; at the end it stays where it is."""
    locked = lock(driver)
    beside = list(standing(locked.project).filter(parent_id=locked.parent_id).order_by("position", "pk"))
    at = [one.pk for one in beside].index(locked.pk)
    to = max(0, min(len(beside) - 1, at - 1 if up else at + 1))
    beside.insert(to, beside.pop(at))
    for position, one in enumerate(beside, start=1):
        one.position = position
        one.save(update_fields=["position"])
    record("driver.moved", locked, by=by, now=now)
    return locked


@action
def end(*, driver: Driver, by: Membership, now: dt.datetime) -> Driver:
    """Taken away with all that stands under it, at one moment, by which it can come back whole."""
    locked = lock(driver)
    below = with_all_below(locked)
    Driver.objects.filter(pk__in=below).update(ended_at=now, ended_by=by)
    record("driver.ended", locked, by=by, now=now, parts=len(below))
    return locked


@action
def put_back(*, driver: Driver, by: Membership, now: dt.datetime) -> Driver:
    """With what was taken away together with it."""
    running(driver.project)
    locked = Driver.objects.select_for_update().get(pk=driver.pk)
    if not locked.ended_at:
        raise NotPossible("It stands in the diagram already.")
    if locked.parent and locked.parent.ended_at:
        raise NotPossible("What it stood under was taken away as well. Put that back first.")
    below = with_all_below(locked, ended_at=locked.ended_at)
    Driver.objects.filter(pk__in=below).update(ended_at=None, ended_by=None)
    record("driver.put_back", locked, by=by, now=now, parts=len(below))
    return locked


def lock(driver: Driver) -> Driver:
    running(driver.project)
    locked = Driver.objects.select_for_update().get(pk=driver.pk)
    if locked.ended_at:
        raise NotPossible(GONE)
    return locked


def standing(project: Project) -> QuerySet[Driver]:
    return Driver.objects.filter(practice_id=project.practice_id, project=project, ended_at=None)


def with_all_below(driver: Driver, *, ended_at: dt.datetime | None = None) -> list[int]:
    """Its own id and theirs, of those that stand, or that went at that moment."""
    rows = Driver.objects.filter(
        practice_id=driver.practice_id, project_id=driver.project_id, ended_at=ended_at
    )
    parents = dict(rows.values_list("pk", "parent_id"))
    found = [driver.pk]
    for one in found:
        found += [pk for pk, parent in parents.items() if parent == one]
    return found
