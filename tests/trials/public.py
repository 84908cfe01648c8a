"""Everything that somebody without an account can reach, read from the addresses, and a way to each that works."""

import dataclasses
import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from django.db import models
from django.test import Client
from django.urls import reverse

from coaching.actions import feeding
from outreach.actions import waves
from patients.models import Patient
from practice import links
from practice.models import Membership, Practice
from prescribing.models import Placement, Terms
from reminders.kinds import Kind
from reminders.models import Message
from tests import build, house, things
from tests.activation.links import BORN, WELLBEING, begun, parts, token_of
from tests.browser import Browser
from tests.outreach import rows as of_outreach
from tests.prescribing import placements, services
from tests.prescribing.visitors import token_for

# By the kind of their gate: behind a link, for anybody, for machines that show a token, for everybody; and signing in.
SIGNED, PUBLIC, CALLED, OPEN = "signed", "public", "called", "open"
SIGN_IN = ""


def pages(*kinds: str) -> dict[str, tuple[str, str]]:
    """Name of each address without an account: its route, and what its gate asks for."""
    found = {}
    for name, route, view in house.patterns():
        gate = getattr(view, "gate", None)
        if (gate.kind if gate else SIGN_IN) in kinds:
            found[name] = (route, gate.asks if gate else "")
    return found


@dataclasses.dataclass
class Way:
    """A link that works: whose it is, and what else its addresses name."""

    token: str
    patient: Patient | None = None
    member: Membership | None = None
    more: dict[str, Any] = dataclasses.field(default_factory=dict)
    client: Client = dataclasses.field(default_factory=Browser)

    def to(self, name: str, token: str = "") -> str:
        """This page of it; with another token, the page that a stranger would ask for."""
        wanted = {part: NAMED[part] for part in re.findall(r"<(?:\w+:)?(\w+)>", ROUTES[name][0])}
        return reverse(name, kwargs=wanted | {"token": token or self.token})


ROUTES = pages(SIGNED)
NAMED = {"token": "", "number": 1, "kind": "message"}  # what the addresses name
TOMORROW = build.NOW + dt.timedelta(days=1)


def a_questionnaire(practice: Practice) -> Way:
    """Four numbers; the birth date has been said in this browser."""
    patient, by = build.a_patient(practice), things.a_colleague(practice)
    way = Way(token_of(begun(patient, by, WELLBEING), by), patient)
    assert way.client.post(way.to("activation:link"), parts(BORN)).status_code == 302
    return way


def a_sent(practice: Practice) -> Placement:
    by = things.a_colleague(practice)
    address = services.an_address(services.a_service(practice), by)
    return placements.a_sent(build.a_patient(practice), by, address)


def at_a_service(practice: Practice) -> Way:
    placement = a_sent(practice)
    return Way(token_for(placement), placement.patient)


def did_you_get_there(practice: Practice) -> Way:
    placement = a_sent(practice)
    told(placement, Kind.GOT_THERE, placement.patient)
    return Way(token_for(placement, "got_there"), placement.patient)


def told(about: models.Model, kind: Kind, patient: Patient) -> Message:
    """A text to them about this, as planning makes it."""
    times = dict.fromkeys(("about_at", "due_at", "planned_at"), build.NOW)
    subject = {"subject_type": about._meta.label_lower, "subject_id": about.pk, "patient": patient}
    return Message.objects.create(practice=patient.practice, kind=kind, channel="text", **subject, **times)


def linked(message: Message, purpose: str) -> Way:
    """Behind the link that went out in it."""
    about: dict[str, Any] = {"subject": message, "patient": message.patient, "expires_at": TOMORROW}
    _link, token = links.issue(practice=message.practice, purpose=purpose, **about)
    return Way(token, message.patient)


def an_appointment(practice: Practice) -> Way:
    things.a_message(practice, {})
    return linked(practice.messages.filter(kind=Kind.SESSION).latest("pk"), "reply")


def an_invitation(practice: Practice) -> Way:
    """To coaching, with a time that can be chosen."""
    time = of_outreach.an_offered_time(practice)
    wave, by = time.wave, things.a_colleague(practice)
    waves.start(wave=wave, version=wave.version, by=by, now=build.NOW)
    invited = wave.invitations.select_related("patient").get()
    return linked(told(invited, Kind.INVITE, invited.patient), "invitation")


def a_calendar(practice: Practice) -> Way:
    things.a_session(practice, {})
    member = things.a_colleague(practice)
    _link, token = feeding.make_link(member=member, by=member, now=build.NOW)
    return Way(token, member=member)


# For each purpose that a link has: one that works.
WAYS: dict[str, Callable[[Practice], Way]] = {
    "measure": a_questionnaire,
    "provider": at_a_service,
    "got_there": did_you_get_there,
    "reply": an_appointment,
    "invitation": an_invitation,
    "calendar": a_calendar,
}


def of(purpose: str) -> list[str]:
    """The pages behind a link of this purpose."""
    return sorted(name for name, (_route, asks) in ROUTES.items() if asks == purpose)


def opened_to_all(practice: Practice) -> None:
    """The practice has opened its public page and its directory."""
    terms = {"public_page": True, "feed_open": True, "set_at": build.NOW}
    Terms.objects.update_or_create(
        practice=practice, defaults=terms | {"set_by": things.a_colleague(practice)}
    )


# For each page for anybody: what its address names.
FOR_ANYBODY: dict[str, list[Any]] = {
    "prescribing:ask-for-help": [],
    "prescribing:ask": ["me"],
    "prescribing:ask-sent": [],
    "prescribing:feed": [],
    "prescribing:feed-services": [],
    "prescribing:feed-service": ["nothing"],
}


def on_the_street(name: str, practice: Practice) -> str:
    return reverse(name, args=[practice.ods_code, *FOR_ANYBODY[name]])
