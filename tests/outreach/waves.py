"""Runs and waves for tests, made through the actions."""

from typing import Any

from outreach.actions import waves
from outreach.models import CohortRun, Wave
from tests import build
from tests.build import a_colleague
from tests.outreach import rows


def wanted(**values: Any) -> dict[str, Any]:
    """Social prescribing, twenty people, five a day from tomorrow; give only what the test is about."""
    return rows.WAVE | values


def a_wave(run: CohortRun, **values: Any) -> Wave:
    return waves.make(run=run, values=wanted(**values), by=a_colleague(run.practice), now=build.NOW)


def a_started(run: CohortRun, **values: Any) -> Wave:
    wave = a_wave(run, **values)
    return waves.start(wave=wave, version=wave.version, by=wave.made_by, now=build.NOW)
