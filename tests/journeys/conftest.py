"""What every journey may ask for besides a page."""

import pytest
from playwright.sync_api import Locator

from tests.journeys.keys import WAYS


@pytest.fixture
def by_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """The mouse is gone: from here on this test presses, fills and chooses with the keyboard alone."""
    for name, way in WAYS.items():
        monkeypatch.setattr(Locator, name, way)
