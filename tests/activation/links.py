"""A link to a questionnaire, and somebody who opens it without an account."""

import datetime as dt
import re
from typing import Any

from django.test import Client

from activation.actions.asking import begin
from activation.actions.handing import hand_over
from activation.kinds import Mode
from activation.models import Instrument, Measurement
from patients.models import Patient
from practice.models import Membership
from tests import build

BORN = dt.date(1970, 5, 4)  # as build.a_patient has it
WRONG = dt.date(1971, 5, 4)
THIRTEEN, WELLBEING, CONCERNS = "skerry-13", "ons4", "my-concerns"


def begun(
    patient: Patient, by: Membership, key: str = THIRTEEN, mode: Mode = Mode.LINK, **how: Any
) -> Measurement:
    instrument = Instrument.objects.standing().get(practice=None, key=key)
    return begin(patient=patient, instrument=instrument, mode=mode, by=by, now=build.NOW, **how)


def token_of(measurement: Measurement, by: Membership, now: dt.datetime = build.NOW) -> str:
    _link, token = hand_over(measurement=measurement, mode=Mode(measurement.mode), by=by, now=now)
    return token


def parts(day: dt.date) -> dict[str, str]:
    return {f"birth_date_{part}": str(getattr(day, part)) for part in ("day", "month", "year")}


class Phone:
    """A browser of its own. It goes where it is sent, and says what it sees."""

    def __init__(self, token: str) -> None:
        self.token, self.client = token, Client()

    def get(self, path: str = "", **extra: Any):
        self.page = self.client.get(f"/link/{self.token}/{path}", **extra)
        return self.page

    def post(self, path: str = "", data: dict[str, str] | None = None):
        self.page = self.client.post(f"/link/{self.token}/{path}", data or {})
        return self.page

    def follow(self, path: str = ""):
        self.page = self.client.get(f"/link/{self.token}/{path}", follow=True)
        return self.page

    def says(self, day: dt.date = BORN):
        return self.post("", parts(day))

    @property
    def text(self) -> str:
        """What can be read, the title too, without what is only markup."""
        body = self.page.content.decode()
        return " ".join(re.sub(r"<[^>]+>", " ", body).split())

    def answer(self, number: int, value: str = "2", **more: str):
        return self.post(f"statement/{number}", {"answer": value} | more)

    def answer_all(self, count: int = 13, value: str = "2") -> None:
        for number in range(1, count + 1):
            self.answer(number, value)

    def seen(self, number: int) -> str:
        """The mark of the form that was shown."""
        found = re.search(r'name="seen" value="([^"]+)"', self.get(f"statement/{number}").content.decode())
        assert found
        return found[1]
