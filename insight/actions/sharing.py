"""A finished project’s one page is put on the network’s shelf, and withdrawn. Nothing on it is about a patient."""

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction

from insight import identifying
from insight.actions.projects import record
from insight.case_page import TEXTS, all_words, charts_of, texts_of
from insight.models import CaseStudy, Project
from practice.acting import action
from practice.actions import NotPossible
from practice.models import Membership


class LookAgain(Exception):
    """A text may point at somebody, and nobody has said that they looked at exactly these words."""

    def __init__(self, found: list[identifying.Found]) -> None:
        super().__init__("look again")
        self.found = found

    @property
    def mark(self) -> str:
        return identifying.mark(self.found)


@action
def publish(*, project: Project, looked: str, by: Membership, now: dt.datetime) -> CaseStudy:
    """A copy as it stands now, its charts with small numbers hidden. `looked` is the mark of what was looked at."""
    locked = Project.objects.select_for_update(of=("self",)).select_related("practice").get(pk=project.pk)
    if not locked.finished_at:
        raise NotPossible("Finish the project first: its case study says how it went.")
    charts = charts_of(locked, now.date())
    found = identifying.found_in(all_words(locked, charts), locked.practice)
    if identifying.mark(found) != looked:
        raise LookAgain(found)
    case = copy_of(locked, charts, by, now)
    record("case_study.published", case, by=by, now=now, project=locked.pk, looked_at=len(found))
    return case


def copy_of(project: Project, charts: list[dict[str, Any]], by: Membership, now: dt.datetime) -> CaseStudy:
    texts = texts_of(project)
    try:
        with transaction.atomic():
            return CaseStudy.objects.create(
                network_id=project.practice.network_id,
                from_practice_id=project.practice_id,
                project=project.pk,
                **{name: texts[name] for name in TEXTS},
                result=project.result,
                charts=charts,
                published_at=now,
                published_by=by.user,
            )
    except IntegrityError:
        raise NotPossible("This case study is on the shelf already.") from None


@action
def withdraw(*, case: CaseStudy, by: Membership, now: dt.datetime) -> CaseStudy:
    """Nobody reads it there any more; by the practice that put it there."""
    locked = CaseStudy.objects.select_for_update().get(pk=case.pk)
    if locked.from_practice_id != by.practice_id or locked.withdrawn_at:
        raise NotPossible("This case study is not on the shelf any more.")
    locked.withdrawn_at, locked.withdrawn_by = now, by.user
    locked.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record("case_study.withdrawn", locked, by=by, now=now, project=locked.project)
    return locked
