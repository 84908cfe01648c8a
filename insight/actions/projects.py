"""An improvement project is started, changed, met about, finished, and opened again."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db.models import Model

from insight.models import CaseStudy, Project, ProjectMember
from practice import trail
from practice.acting import Stale, action
from practice.actions import NotPossible
from practice.models import Membership, Practice

FINISHED = "This project has finished. Open it again to change it."


@action
def start(
    *,
    practice: Practice,
    name: str,
    problem: str,
    who: str,
    how_much: str,
    by_on: dt.date,
    by: Membership,
    now: dt.datetime,
) -> Project:
    """Whoever starts it leads it, and is the first of its team."""
    aim = {"name": name, "problem": problem, "who": who, "how_much": how_much, "by_on": by_on}
    project = Project.objects.create(practice=practice, lead=by, started_at=now, started_by=by, **aim)
    add(project, by, by, now)
    record("project.started", project, by=by, now=now)
    return project


@action
def change(
    *, project: Project, version: int, values: dict[str, Any], by: Membership, now: dt.datetime
) -> Project:
    """Another name, problem, aim or lead; whoever leads it is of its team."""
    locked = as_shown(project, version)
    for name in ("name", "problem", "who", "how_much", "by_on", "lead"):
        setattr(locked, name, values[name])
    save(locked, "name", "problem", "who", "how_much", "by_on", "lead")
    if not team(locked).filter(member=locked.lead).exists():
        add(locked, locked.lead, by, now)
    record("project.changed", locked, by=by, now=now)
    return locked


@action
def set_team(
    *, project: Project, version: int, members: Collection[Membership], by: Membership, now: dt.datetime
) -> Project:
    """Exactly these, and whoever leads it."""
    locked = as_shown(project, version)
    wanted = {member.pk: member for member in members} | {locked.lead_id: locked.lead}
    there = set(team(locked).values_list("member_id", flat=True))
    team(locked).exclude(member__in=wanted).update(ended_at=now, ended_by=by)
    for pk in wanted.keys() - there:
        add(locked, wanted[pk], by, now)
    save(locked)
    record("project.team_set", locked, by=by, now=now, people=len(wanted))
    return locked


@action
def set_meeting(
    *, project: Project, version: int, at: dt.datetime | None, words: str, by: Membership, now: dt.datetime
) -> Project:
    """When they meet next, and what about; none is said too."""
    locked = as_shown(project, version)
    locked.next_meeting_at, locked.next_meeting_words = at, words
    save(locked, "next_meeting_at", "next_meeting_words")
    record("project.meeting_set", locked, by=by, now=now)
    return locked


@action
def finish(
    *,
    project: Project,
    version: int,
    result: str,
    texts: dict[str, str],
    by: Membership,
    now: dt.datetime,
) -> Project:
    """How it went, and the four texts of its case study. A failure is worth as much to others."""
    locked = as_shown(project, version)
    for name in ("what_we_did", "what_happened", "how_it_helped", "next_steps"):
        setattr(locked, name, texts[name])
    locked.result, locked.finished_at, locked.finished_by = result, now, by
    locked.next_meeting_at, locked.next_meeting_words = None, ""
    save(
        locked,
        *("what_we_did", "what_happened", "how_it_helped", "next_steps"),
        *("result", "finished_at", "finished_by", "next_meeting_at", "next_meeting_words"),
    )
    record("project.finished", locked, by=by, now=now, result=result)
    return locked


@action
def open_again(*, project: Project, by: Membership, now: dt.datetime) -> Project:
    """Its texts stay for the next time it is finished. What others read must not differ from it unseen."""
    locked = Project.objects.select_for_update().get(pk=project.pk)
    if not locked.finished_at:
        raise NotPossible("This project is open already.")
    if CaseStudy.objects.filter(
        from_practice=locked.practice_id, project=locked.pk, withdrawn_at=None
    ).exists():
        raise NotPossible("Its case study is on the shelf. Withdraw it first.")
    locked.result, locked.finished_at, locked.finished_by = "", None, None
    save(locked, "result", "finished_at", "finished_by")
    record("project.opened_again", locked, by=by, now=now)
    return locked


def team(project: Project) -> Any:
    return ProjectMember.objects.filter(project=project, practice_id=project.practice_id, ended_at=None)


def add(project: Project, member: Membership, by: Membership, now: dt.datetime) -> None:
    ProjectMember.objects.create(
        practice_id=project.practice_id, project=project, member=member, added_at=now, added_by=by
    )


def running(project: Project) -> Project:
    """Held until the end; nothing of a finished one is changed."""
    locked = Project.objects.select_for_update().get(pk=project.pk)
    if locked.finished_at:
        raise NotPossible(FINISHED)
    return locked


def as_shown(project: Project, version: int) -> Project:
    locked = running(project)
    if locked.version != version:
        raise Stale(locked)
    return locked


def save(project: Project, *names: str) -> None:
    project.version += 1
    project.save(update_fields=[*names, "version"])


def record(verb: str, subject: Model, *, by: Membership, now: dt.datetime, **details: Any) -> None:
    """`subject` is of the practice of whoever acts."""
    trail.record(verb, by=by, now=now, practice=by.practice_id, subject=subject, details=details)
