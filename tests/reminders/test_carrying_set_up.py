"""How providers are set up: what is wrong stops the start in words, and every setting is explained."""

import re

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.environment import number_of_notify
from tests.house import ROOT
from tests.reminders.notify_server import TEMPLATE


def test_an_id_of_notify_is_one_or_the_start_stops(monkeypatch):
    monkeypatch.setenv("NOTIFY_TEXT_TEMPLATE", f" {TEMPLATE.upper()} ")
    assert number_of_notify("NOTIFY_TEXT_TEMPLATE") == TEMPLATE
    monkeypatch.setenv("NOTIFY_TEXT_TEMPLATE", "our template")
    with pytest.raises(ImproperlyConfigured, match="NOTIFY_TEXT_TEMPLATE must be an ID"):
        number_of_notify("NOTIFY_TEXT_TEMPLATE")
    assert number_of_notify("NOTIFY_NOTHING") == ""


def test_every_setting_is_explained():
    settings = (ROOT / "config" / "settings.py").read_text()
    words = (ROOT / "docs" / "providers.md").read_text()
    names = set(re.findall(r'"((?:NOTIFY|REMINDERS)_\w+|SKERRY_\w*LETTERS)"', settings))
    assert len(names) > 10
    assert [name for name in sorted(names) if f"`{name}" not in words] == []
