"""What every action has in common: keyword-only, by somebody, atomic, and never without a trace."""

import functools
import inspect
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from django.db import transaction

from practice import trail
from practice.actors import Actor
from practice.models import Membership

P = ParamSpec("P")
R = TypeVar("R")


class NoTrace(AssertionError):
    """An action changed something and left no trail event."""


class Stale(Exception):
    """Somebody else changed the thing in the meantime; `current` is how it stands now."""

    def __init__(self, current: object) -> None:
        super().__init__("changed by somebody else")
        self.current = current


def in_whose_name(by: Actor, other: Membership | None) -> Membership:
    """The colleague who stands for it: whoever acts, or where a person acts by a link whoever asked them."""
    member = other or by
    if not isinstance(member, Membership):
        raise TypeError(f"{by.actor_label} acts in nobody's name")
    return member


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Mark one function of actions.py. It must take `by` and `now` and record a trail event."""
    parameters = inspect.signature(function).parameters
    for name in ("by", "now"):
        if name not in parameters:
            raise TypeError(f"{function.__qualname__} must take {name}=")
    if any(p.kind is not inspect.Parameter.KEYWORD_ONLY for p in parameters.values()):
        raise TypeError(f"{function.__qualname__} must take keyword arguments only")

    @functools.wraps(function)
    def acted(*args: P.args, **kwargs: P.kwargs) -> R:
        before = trail.recorded_so_far()
        with transaction.atomic():
            result = function(*args, **kwargs)
            if trail.recorded_so_far() == before:
                raise NoTrace(function.__qualname__)
        return result

    acted.is_action = True  # type: ignore[attr-defined]
    return acted
