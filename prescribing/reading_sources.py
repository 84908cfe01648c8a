"""Reads sources: on the command line, every week, and when a colleague asked; each way says the same."""

from pathlib import Path
from typing import Any

import structlog
from django.db import transaction

from practice import clock
from practice.actors import System
from practice.models import Network, Practice
from practice.tenancy import in_view
from prescribing.actions import importing
from prescribing.incoming.fetching import Fetcher, NotRead
from prescribing.incoming.opening import Item, Opened, from_address, name_of, opened
from prescribing.incoming.report import Report
from prescribing.models import Run, Source

WORKER = System("directory")
COMMAND = System("directory command")
# A week less an hour: ticks drift.
WEEK_HOURS = 7 * 24 - 1
log = structlog.get_logger("skerry.directory")


class DryRun(Exception):
    """Everything was tried; now it is taken back."""


def gathered(found: Opened) -> importing.Read:
    """Everything before anything is written: a feed that takes an hour holds no row for an hour."""
    items: list[Item] = []
    try:
        items.extend(found.items)  # what came before a break stays in the list
    except NotRead as why:
        return importing.Read(found.kind, items, str(why))
    return importing.Read(found.kind, items)


def read_here(practice: Practice, where: str, *, dry_run: bool = False, **options: Any) -> tuple[Run, Report]:
    """One source for the network of this practice, as the command asks. Raises NotRead where nothing could be read."""
    columns = options.get("columns") or None
    name = options.get("name") or name_of(where)
    found = opened(where, mapping=columns, inside=True)
    read = gathered(found)
    if read.broke_off and not read.items:
        raise NotRead(read.broke_off)
    everybody = list(Practice.objects.filter(network_id=practice.network_id))
    about: dict[str, Any] = {
        "name": name,
        "kind": found.kind,
        "address": (where if "://" in where else Path(where).name)[:500],
        "mapping": {"columns": found.mapping, "inside": "://" in where},
        "weekly": options.get("weekly") or None,
    }
    done: list[tuple[Run, Report]] = []
    try:
        with transaction.atomic(), in_view(everybody, COMMAND):
            importing.take_time()
            who: dict[str, Any] = {"practice": practice, "by": COMMAND, "now": clock.now()}
            source = importing.find_source(**about, **who)
            many = bool(options.get("withdraw_many"))
            done.append(importing.keep_read(source=source, read=read, withdraw_many=many, **who))
            if dry_run:
                raise DryRun
    except DryRun:
        pass
    return done[0]


def read_what_is_due() -> int:
    """What a colleague asked for, and what is read every week. Answers how many sources were read."""
    count = 0
    for network in Network.objects.order_by("pk"):
        everybody = list(network.practices.order_by("pk"))
        if everybody:
            for source, run in due(everybody):
                read_one(everybody, source, run)
                count += 1
    return count


def due(everybody: list[Practice]) -> list[tuple[Source, Run | None]]:
    """Asked for and not begun; or weekly, and a week old."""
    now = clock.now()
    with in_view(everybody, WORKER):
        network = everybody[0].network_id
        asked = Run.objects.filter(network_id=network, ended_at=None, source__ended_at=None)
        asked = asked.filter(source__address__contains="://")
        found: list[tuple[Source, Run | None]] = [
            (run.source, run) for run in asked.select_related("source", "asked_at_practice")
        ]
        known = {source.pk for source, _run in found}
        for source in Source.objects.filter(network_id=network, weekly=True, ended_at=None):
            last = source.runs.order_by("-began_at").values_list("began_at", flat=True).first()
            old = last is None or (now - last).total_seconds() > WEEK_HOURS * 3600
            if source.pk not in known and old and "://" in source.address:
                found.append((source, None))
    return found


def read_one(everybody: list[Practice], source: Source, run: Run | None) -> None:
    """What fails is said on the sources page; the directory stays as it was."""
    practice = run.asked_at_practice if run and run.asked_at_practice else everybody[0]
    try:
        read = fetched(source)
        with in_view(everybody, WORKER):
            importing.take_time()
            who: dict[str, Any] = {"practice": practice, "by": WORKER, "now": clock.now()}
            importing.keep_read(source=source, read=read, run=run, **who)
    except NotRead as why:
        failed(everybody, source, run, practice, str(why))
    except Exception:
        log.exception("source_broke", source=source.pk)
        failed(everybody, source, run, practice, "Something went wrong on our side. Nothing was changed.")


def fetched(source: Source) -> importing.Read:
    """Only ever from an address; inside our own walls only where the command line began it."""
    held = source.mapping
    fetch = Fetcher(inside=bool(held.get("inside")))
    read = gathered(from_address(source.address, fetch, held.get("columns") or None))
    if read.broke_off and not read.items:
        raise NotRead(read.broke_off)
    return read


def failed(everybody: list[Practice], source: Source, run: Run | None, practice: Practice, why: str) -> None:
    log.warning("source_not_read", source=source.pk)
    with in_view(everybody, WORKER):
        who: dict[str, Any] = {"practice": practice, "by": WORKER, "now": clock.now()}
        importing.keep_failure(source=source, because=why, run=run, **who)
