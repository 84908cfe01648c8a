"""Somebody at a service, or the person, who opens a link without an account."""

import datetime as dt
import re
from typing import Any

from django.test import Client

from practice.actors import System
from prescribing.actions.linking import PERSON, SERVICE, issue
from prescribing.models import Placement
from tests import build

TEST = System("test")


def token_for(placement: Placement, purpose: str = SERVICE, now: dt.datetime = build.NOW) -> str:
    _link, token = issue(placement=placement, purpose=purpose, by=TEST, now=now)
    return token


class Visitor:
    """A browser of its own, at one link."""

    def __init__(self, token: str, place: str = "service") -> None:
        self.root, self.client = f"/link/{token}/{place}", Client()

    def get(self, path: str = "", **extra: Any):
        self.page = self.client.get(self.root + path, **extra)
        return self.page

    def post(self, path: str = "", **data: str):
        self.page = self.client.post(self.root + path, data)
        return self.page

    @property
    def text(self) -> str:
        """What can be read, the title too."""
        return " ".join(re.sub(r"<[^>]+>", " ", self.page.content.decode()).split())


def at_the_service(placement: Placement) -> Visitor:
    return Visitor(token_for(placement))


def the_person(placement: Placement) -> Visitor:
    return Visitor(token_for(placement, PERSON), "there")


def on(day: dt.date) -> dict[str, str]:
    return {f"day_{part}": str(getattr(day, part)) for part in ("day", "month", "year")}
