"""Somebody to write to, something to write about, and a provider that a test can script."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from coaching.actions.booking import book
from coaching.models import Session
from patients.actions.reaching import add_contact_point
from patients.models import Patient
from practice.health import beat
from practice.models import Practice
from reminders.clockwork import TICK
from reminders.kinds import Kind
from reminders.models import Due, Message, MessageRule
from reminders.overtaken import drop_stale_tasks
from reminders.planning import plan
from reminders.sending import send_due
from tests import build
from tests.reminders.carriers import Carrier


class Post:
    """One practice's messages on their way: a clock, a provider that a test scripts, rounds."""

    def __init__(self, practice: Practice, clock: Any) -> None:
        self.practice, self.clock = practice, clock
        self.goes_round = True  # the clockwork has not stood still
        self.carrier = Carrier.fresh()

    @property
    def now(self) -> dt.datetime:
        return self.clock.now()

    @property
    def message(self) -> Message:
        """The only one there is."""
        return self.practice.messages.get()

    @property
    def due(self) -> Due:
        return Due.objects.get(message=self.message)

    @property
    def results(self) -> list[str]:
        """What came of each try."""
        return list(self.message.attempts.order_by("number").values_list("result", flat=True))

    def plan(self) -> int:
        if self.goes_round:
            beat(TICK, self.now)
        return plan(self.practice, self.now)

    def tick(self, **later: float) -> int:
        """One round, after the clock has moved on."""
        self.clock.move(**later)
        self.plan()
        drop_stale_tasks(self.practice, self.now)
        return send_due(10)


@pytest.fixture
def post(elm, clock, settings) -> Post:
    name = f"{Carrier.__module__}.{Carrier.__qualname__}"
    settings.MESSAGE_PROVIDERS = {"text": name, "email": name}
    return Post(elm, clock)


@pytest.fixture
def point(asha) -> Callable[..., Any]:
    """`point(patient)`: a mobile number of their own, safe to write to, unless the test says otherwise."""

    def add(patient: Patient, **values: Any) -> Any:
        filled = {"kind": "mobile", "value": "07700 900123", "whose": "own", "may_send": True} | values
        return add_contact_point(patient=patient, values=filled, by=asha, now=build.NOW)

    return add


@pytest.fixture
def mary(elm, point) -> Patient:
    """Mary, who can be reached by text."""
    patient = build.a_patient(elm, nhs_number="9990000034")
    point(patient)
    return patient


@pytest.fixture
def booked(asha) -> Callable[..., Session]:
    """`booked(patient)`: a session in three days, at ten."""

    def make(patient: Patient, *, booked_for: dt.datetime | None = None) -> Session:
        when = booked_for or build.NOW + dt.timedelta(days=3, hours=1)
        return book(
            patient=patient, coach=asha, mode="phone", booked_for=when, minutes=30, by=asha, now=build.NOW
        )

    return make


@pytest.fixture
def one_reminder(elm, asha) -> None:
    """A session makes one message: this practice has switched the one of the same day off."""
    said = {"is_on": False, "set_at": build.NOW, "set_by": asha}
    MessageRule.objects.update_or_create(practice=elm, kind=Kind.SOON, defaults=said)
