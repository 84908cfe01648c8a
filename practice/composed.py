"""Querysets that are composed once: Django takes longer to put a wide one into SQL than PostgreSQL to answer it.

    latest = composed(lambda patient: Session.objects.filter(patient=patient).order_by("-booked_for"))
    latest(patient=7)

The first call composes it with values that stand in for the ones asked for; every call then fills in its own.
Nothing of an answer is kept. What is given must stand in the statement as it is: ids, days, moments, words, or a tuple
of such (composed once for each length); never None, which is another statement.
"""

import copy
import datetime as dt
import functools
from collections.abc import Callable, Iterator
from typing import Any, ClassVar, NamedTuple

from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet

from practice.prepared import Preparing

A_NUMBER = 2**31 - 10**6  # fits every id's column; no row has it
A_DAY = dt.date(1, 1, 2)
A_MOMENT = dt.datetime(1, 1, 2, tzinfo=dt.UTC)


Name = tuple[str, int]  # of a value; and which one of a tuple it is
SHAPES: list[dict[tuple[Any, ...], Any]] = []  # of every composed question


def forget() -> None:
    """Everything is composed anew, for whoever has changed what a filter means."""
    for shapes in SHAPES:
        shapes.clear()


class NotThere(Exception):
    """A value does not stand in the statement as it was given, so another could not take its place."""


class Shape(NamedTuple):
    """A composed statement: the compiler that reads its rows, its parameters, and the place of each value."""

    rows: Any
    queryset: QuerySet[Any]
    compiler: Any
    sql: str
    params: tuple[Any, ...]
    places: dict[int, Name]


def composed(build: Callable[..., QuerySet[Any]]) -> Callable[..., list[Any]]:
    """`build` takes its values by name and must not look at them."""
    shapes: dict[tuple[Any, ...], Shape] = {}
    SHAPES.append(shapes)

    @functools.wraps(build)
    def ask(**values: Any) -> list[Any]:
        given = dict(one_by_one(values))
        kinds = tuple((name, type(value)) for name, value in given.items())
        if kinds not in shapes:
            shapes[kinds] = shape_of(build, values, given)
        shape = shapes[kinds]
        filled = [given[shape.places[i]] if i in shape.places else p for i, p in enumerate(shape.params)]
        return list(shape.rows(Asked(shape, tuple(filled))))

    return ask


def one_by_one(values: dict[str, Any]) -> Iterator[tuple[Name, Any]]:
    """The values of a tuple each by themselves."""
    for name, value in values.items():
        if value == ():
            raise NotThere(f"{name} is empty, which is another statement")
        for number, one in enumerate(value if type(value) is tuple else (value,)):
            yield (name, number), one


def shape_of(build: Callable[..., QuerySet[Any]], values: dict[str, Any], given: dict[Name, Any]) -> Shape:
    stand_ins = {name: stand_in(value, place) for place, (name, value) in enumerate(given.items())}
    queryset = build(**{name: like(value, name, stand_ins) for name, value in values.items()})
    compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
    sql, params = compiler.as_sql()
    places = {
        place: name
        for place, param in enumerate(params)
        for name, value in stand_ins.items()
        if type(param) is type(value) and param == value
    }
    if missing := stand_ins.keys() - places.values():
        raise NotThere(", ".join(sorted({name for name, _number in missing})))
    return Shape(queryset._iterable_class, queryset, compiler, sql, tuple(params), places)


def like(value: Any, name: str, stand_ins: dict[Name, Any]) -> Any:
    """A tuple where one was given."""
    if type(value) is tuple:
        return tuple(stand_ins[name, number] for number in range(len(value)))
    return stand_ins[name, 0]


def stand_in(value: Any, place: int) -> Any:
    """Another of the same kind, which stands nowhere else in the statement."""
    if isinstance(value, dt.datetime):
        return A_MOMENT + dt.timedelta(days=place)
    if isinstance(value, dt.date):
        return A_DAY + dt.timedelta(days=place)
    if isinstance(value, str):
        return f"stands for value {place}"
    if type(value) is int:
        return A_NUMBER + place
    raise NotThere(f"{type(value).__name__} has nothing that could stand in for it")


class Asked:
    """What Django's own reading of rows takes for a queryset: one that is composed already."""

    db = DEFAULT_DB_ALIAS
    _known_related_objects: ClassVar[dict[Any, Any]] = {}

    def __init__(self, shape: Shape, params: tuple[Any, ...]) -> None:
        self.shape, self.params = shape, params
        self.query = self

    def __getattr__(self, name: str) -> Any:
        return getattr(self.shape.queryset.query, name)

    def get_compiler(self, *_args: Any, **_kwargs: Any) -> Any:
        """A copy with this thread's connection, which keeps the plan, and these values."""
        compiler = copy.copy(self.shape.compiler)
        compiler.connection = Preparing()
        compiler.as_sql = lambda *_args, **_kwargs: (self.shape.sql, self.params)
        return compiler
