"""One round over a practice: its approved list, record by record, each in a transaction of its own."""

import dataclasses
import datetime as dt
from collections.abc import Callable

import structlog
from django.db import DatabaseError

from patients.actions.carrying_out import dispose, finish, look_again, ready
from patients.actions.disposing import count, why_off
from patients.disposing.due import standing_of
from patients.models import DisposalLine, DisposalList
from practice.actions import NotPossible
from practice.actors import System
from practice.models import Practice
from practice.tenancy import in_view

SYSTEM = System("disposal")
log = structlog.get_logger("skerry.disposal")


@dataclasses.dataclass(slots=True)
class Report:
    """What became of one practice's list."""

    practice: str
    disposal_list: int | None = None
    gone: int = 0
    fell_off: int = 0
    failed: int = 0
    waits_because: str = ""

    def figures(self) -> dict[str, int | str | None]:
        return dataclasses.asdict(self)


Tell = Callable[[Report, str], None]


def count_everywhere(now: dt.datetime) -> int:
    """Every week: how many records are beyond their time. It proposes; nothing goes."""
    total = 0
    for practice in Practice.objects.order_by("pk"):
        with in_view([practice], SYSTEM):
            total += count(practice=practice, by=SYSTEM, now=now)
    return total


def carry_out_here(practice: Practice, now: dt.datetime, tell: Tell) -> Report:
    """Whoever is killed here leaves whole records and whole disposals, and the next round goes on."""
    report = Report(practice.ods_code)
    made = begun(practice, now, report, tell)
    if made is None:
        return report
    lines = list_of(practice, made)
    for place, line in enumerate(lines, start=1):
        one(practice, line, now, report)
        tell(report, f"{place} of {len(lines)}: record {line.patient_id}")
    if not report.failed:
        with in_view([practice], SYSTEM):
            finish(disposal_list=made, by=SYSTEM, now=now)
            count(practice=practice, by=SYSTEM, now=now)
    tell(report, f"{report.gone} disposed of, {report.fell_off} stay after all, {report.failed} failed.")
    return report


def begun(practice: Practice, now: dt.datetime, report: Report, tell: Tell) -> DisposalList | None:
    """The open list, if it is ready; whoever may stay falls off before anything goes."""
    with in_view([practice], SYSTEM):
        made = DisposalList.objects.open().filter(practice=practice).first()
        if made is None:
            tell(report, "No list is open.")
            return None
        report.disposal_list = made.pk
        try:
            report.fell_off = look_again(disposal_list=made, by=SYSTEM, now=now)
        except NotPossible as why:
            report.waits_because = str(why)
            tell(report, str(why))
            return None
    return made


def list_of(practice: Practice, made: DisposalList) -> list[DisposalLine]:
    with in_view([practice], SYSTEM):
        return list(made.lines.standing().select_related("disposal_list__practice").order_by("pk"))


def one(practice: Practice, line: DisposalLine, now: dt.datetime, report: Report) -> None:
    """All of it or nothing. What fails is whole, stays on the list, and does not stop the others."""
    try:
        with in_view([practice], SYSTEM):
            gone = dispose(line=line, by=SYSTEM, now=now)
    except (DatabaseError, NotPossible) as error:
        log.exception("disposal_failed", record=line.patient_id, why=type(error).__name__)
        report.failed += 1
        return
    report.gone += gone is not None
    report.fell_off += gone is None


def would_go(practice: Practice, now: dt.datetime, tell: Tell) -> Report:
    """Nothing is changed."""
    report = Report(practice.ods_code)
    with in_view([practice], SYSTEM):
        made = DisposalList.objects.open().filter(practice=practice).first()
        if made is None:
            tell(report, "No list is open.")
            return report
        report.disposal_list = made.pk
        lines = list(made.lines.standing())
        standings = standing_of(practice, [line.patient_id for line in lines], now.date())
        report.fell_off = sum(bool(why_off(standings.get(line.patient_id))) for line in lines)
        report.gone = len(lines) - report.fell_off
        try:
            ready(made, now)
        except NotPossible as why:
            report.waits_because = str(why)
    tell(report, f"{report.gone} would go, {report.fell_off} would stay. {report.waits_because}".strip())
    return report
