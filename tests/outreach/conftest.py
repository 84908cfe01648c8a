"""Somebody to invite, and a provider that a test can script: as for messages."""

import pytest

from tests.reminders.conftest import mary, point, post

__all__ = ["cara", "mary", "point", "post"]


@pytest.fixture
def cara(member):
    return member("cara")
