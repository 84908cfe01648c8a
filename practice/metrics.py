"""What /metrics says: numbers about the whole installation, for a machine that watches it. Nothing of a person, no id.

What web servers count by themselves stands in practice/counting.py; the rest is asked of the database at each look.
Rooms add their own (`register`), and are asked with every practice in view: they may only count.
"""

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping

import structlog
from django.db import InterfaceError, OperationalError, connection
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from practice import clock
from practice.actors import System
from practice.counting import counted_here
from practice.health import signs
from practice.models import Practice
from practice.tenancy import in_view

CONTENT_TYPE = CONTENT_TYPE_LATEST
WATCHER = System("metrics")
ANSWERS = "Whether the database answered this look."
log = structlog.get_logger("skerry.metrics")


@dataclasses.dataclass(frozen=True, slots=True)
class Figure:
    """One name with its numbers, by the value of one label; the label is empty where there is one number."""

    name: str
    help: str
    numbers: Mapping[str, float]
    label: str = ""


Source = Callable[[dt.datetime], Iterable[Figure]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Called from AppConfig.ready()."""
    _sources.append(source)


def alone(name: str, says: str, number: float | None) -> Figure:
    """A figure without a label; nothing where there is nothing to say."""
    return Figure(name, says, {} if number is None else {"": number})


class Asked(Collector):
    """What the database says now. Where it is away, what web servers counted is said all the same."""

    def collect(self) -> Iterator[Metric]:
        try:
            found = asked(clock.now())
        except (OperationalError, InterfaceError) as problem:
            log.warning("metrics_without_database", kind=type(problem).__name__)
            found = [alone("database_answers", ANSWERS, 0)]
        yield from map(family, found)


def asked(now: dt.datetime) -> list[Figure]:
    with in_view(Practice.objects.all(), WATCHER):
        figures = [figure for source in (of_health, of_the_installation, *_sources) for figure in source(now)]
    return [alone("database_answers", ANSWERS, 1), *figures]


def family(figure: Figure) -> Metric:
    labels = [figure.label] if figure.label else []
    made = GaugeMetricFamily(f"skerry_{figure.name}", figure.help, labels=labels)
    for value, number in figure.numbers.items():
        made.add_metric([value] if labels else [], number)
    return made


def of_health(now: dt.datetime) -> Iterator[Figure]:
    """What /healthz says, as numbers."""
    found = signs(now)
    reasons = sum(len(sign.reasons) for sign in found.values())
    yield alone("reasons_to_look", "Why /healthz is red: how many reasons.", reasons)
    for name, sign in found.items():
        for figure, number in sign.figures.items():
            yield alone(
                f"{name}_{figure}", f"{name}: {figure.replace('_', ' ')}, as /healthz says it.", number
            )


# What stands there since a restore is no round.
ROUNDS = "SELECT name, extract(epoch FROM %s - at) FROM practice_heartbeat WHERE name !~ '^(restored$|held |let go )'"
SESSIONS = "SELECT count(*) FROM django_session WHERE expire_date > clock_timestamp()"
CONNECTIONS = """
SELECT coalesce(usename, 'other'), count(*) FROM pg_stat_activity WHERE datname = current_database() GROUP BY 1
"""
LIMITS = "SELECT setting::integer FROM pg_settings WHERE name = 'max_connections'"


def of_the_installation(now: dt.datetime) -> Iterator[Figure]:
    yield Figure(
        "round_age_seconds", "Since a part of the clockwork came to its end.", counts(ROUNDS, now), "round"
    )
    yield alone("sessions_open", "Sign-in sessions that have not run out.", number(SESSIONS))
    yield Figure(
        "database_connections", "Connections to the database, by log-in.", counts(CONNECTIONS), "log_in"
    )
    yield alone("database_connections_most", "Connections that the database takes.", number(LIMITS))


def counts(sql: str, *values: dt.datetime) -> dict[str, float]:
    """Two columns: a word of ours, and a number."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return {str(word): float(found) for word, found in cursor.fetchall()}


def number(sql: str, *values: dt.datetime) -> float:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return float(cursor.fetchone()[0])


def text() -> bytes:
    """All of it, as Prometheus reads it."""
    from_database = CollectorRegistry()
    from_database.register(Asked())
    return generate_latest(counted_here()) + generate_latest(from_database)
