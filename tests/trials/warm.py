"""For gunicorn: every page is loaded before workers are forked, so that one that is killed is replaced at once."""

from typing import Any


def when_ready(_server: Any) -> None:
    from django.urls import get_resolver

    from tests import house

    assert list(house.patterns(get_resolver()))
