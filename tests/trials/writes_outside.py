"""Kinds of writes by people without an account, at the door, and by machines."""

import datetime as dt
import time
import uuid

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from django.core import signing
from django.test import Client
from django.urls import reverse

from outreach.actions import waves
from patients.actions.reaching import add_contact_point
from patients.models import Patient
from practice.models import Practice, User
from prescribing import public_views
from prescribing.actions.linking import PERSON
from reminders.kinds import Kind
from reminders.models import Message
from reminders.planning import plan
from tests import build, things
from tests.activation.links import BORN, WRONG, begun, parts
from tests.activation.links import token_of as questionnaire_token
from tests.build import a_colleague
from tests.outreach import rows as of_outreach
from tests.prescribing.terms import opened
from tests.prescribing.test_public import ME
from tests.prescribing.visitors import token_for
from tests.trials import public
from tests.trials.writes import NOBODY, Things, Write

DAY = dt.timedelta(days=1)
ASHA = "asha@elm.example.org"
TOKEN = "a-token-of-thirty-two-characters"  # what the machine that calls us shows


# --- a questionnaire ------------------------------------------------------------------------------


def asked(practice: Practice) -> Things:
    by = a_colleague(practice)
    return {"token": questionnaire_token(begun(build.a_patient(practice), by), by), "number": 1}


def trusted(client: Client, known: Things) -> None:
    client.post(f"/link/{known['token']}/", parts(BORN))


def answered(client: Client, known: Things) -> None:
    trusted(client, known)
    for number in range(1, 14):
        client.post(f"/link/{known['token']}/statement/{number}", {"answer": "2"})


# --- a message, an invitation ---------------------------------------------------------------------


def told(practice: Practice) -> Things:
    return {"token": public.an_appointment(practice).token}


def asked_for_help(client: Client, known: Things) -> None:
    client.post(f"/link/{known['token']}/r", {"said": "help"})


def a_number(patient: Patient) -> None:
    values = {"kind": "mobile", "value": "07700 900123", "whose": "own", "may_send": True}
    add_contact_point(patient=patient, values=values, by=a_colleague(patient.practice), now=build.NOW)


def invited(practice: Practice) -> Things:
    wave, by = of_outreach.a_wave(practice), a_colleague(practice)
    a_number(wave.invitations.get().patient)
    waves.start(wave=wave, version=wave.version, by=by, now=build.NOW)
    plan(practice, build.NOW + DAY)
    message = Message.objects.get(practice=practice, kind=Kind.INVITE)
    return {"token": public.linked(message, "invitation").token}


# --- a service, a person who was referred ---------------------------------------------------------


def at_the_service(practice: Practice) -> Things:
    return {"token": public.at_a_service(practice).token, "kind": "got-it"}


def the_person(practice: Practice) -> Things:
    return {"token": token_for(public.a_sent(practice), PERSON)}


def asked_how_it_went(practice: Practice) -> Things:
    placement = public.a_sent(practice)
    a_number(placement.patient)
    plan(practice, build.NOW + 14 * DAY)
    assert Message.objects.filter(kind=Kind.GOT_THERE, subject_id=placement.pk).exists()
    return {"token": token_for(placement, PERSON)}


def did_not(client: Client, known: Things) -> None:
    client.post(f"/link/{known['token']}/there", {"answer": "no"})


# --- the public page, a machine -------------------------------------------------------------------


def from_the_street(practice: Practice) -> Things:
    opened(a_colleague(practice), public_page=True)
    return {"ods_code": practice.ods_code, "who": "me"}


def read_for_a_while(_practice: Practice, _known: Things) -> Things:
    began = time.time() - 10
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(signing.time, "time", lambda: began)
        return ME | {"shown": signing.dumps("", salt=public_views.SALT)}


def a_receipt(practice: Practice, _known: Things) -> Things:
    message = Message.objects.get(pk=things.a_message(practice, {}))
    return {
        "id": str(uuid.uuid4()),
        "reference": str(message.reference),
        "to": "07700900123",
        "status": "delivered",
        "completed_at": "2026-03-03T10:00:07.500000Z",
        "notification_type": "sms",
    }


# --- the door -------------------------------------------------------------------------------------


def asha() -> User:
    return User.objects.get(email=ASHA)


def nobody_made(_practice: Practice) -> Things:
    return {}


def a_reset(_practice: Practice) -> Things:
    user = asha()
    mark = {"uidb36": user_pk_to_url_str(user), "key": "set-password"}
    return mark | {"whole": default_token_generator.make_token(user)}


def opens_the_mail(client: Client, known: Things) -> None:
    client.get(reverse("account_reset_password_from_key", args=[known["uidb36"], known["whole"]]))


def reauthenticated(client: Client, _known: Things) -> None:
    client.post(reverse("account_reauthenticate"), {"password": build.PASSWORD})


def second_step(_practice: Practice) -> Things:
    TOTP.activate(asha(), generate_totp_secret())
    return {}


def a_key(_practice: Practice) -> Things:
    made = Authenticator.objects.create(user=asha(), type="webauthn", data={"name": "Mine", "credential": {}})
    return {"pk": made.pk}


def password_given(client: Client, _known: Things) -> None:
    client.post(reverse("account_login"), {"login": ASHA, "password": build.PASSWORD})


def code(secret: str) -> Things:
    return {"code": format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))}


def code_now(_practice: Practice, _known: Things) -> Things:
    return code(decrypt(asha().authenticator_set.get(type="totp").data["secret"]))


def code_of_the_page(_practice: Practice, known: Things) -> Things:
    return code(known["client"].session["mfa.totp.secret"])


BY_ITSELF = frozenset({"mfa_authenticator"})
NEW = "Another-long-password-7"
OWN = {"things": nobody_made, "who": "asha"}
OUTSIDE: dict[str, Write] = {
    "activation:link": Write(things=asked, typed=parts(WRONG), refused=True),
    "activation:link-statement": Write(things=asked, first=trusted, typed={"answer": "2"}),
    "activation:link-check": Write(things=asked, first=answered),
    "activation:link-words": Write(page="activation:link-statement", things=asked, first=trusted),
    "activation:link-help": Write(things=asked, typed={"words": "I do not understand this"}),
    "reminders:reply": Write(things=told, typed={"said": "confirm"}),
    "reminders:reply-help": Write(things=told, first=asked_for_help, typed={"words": "I feel unwell"}),
    "reminders:reply-stop": Write(things=told, typed={"said": "stop_these"}),
    "reminders:there-stop": Write(things=asked_how_it_went, typed={"said": "stop_these"}),
    "outreach:invite": Write(things=invited, typed={"said": "yes"}),
    "outreach:invite-stop": Write(things=invited, typed={"said": "stop_these"}),
    "prescribing:provider-answer": Write(things=at_the_service),
    "prescribing:provider-places": Write(
        things=at_the_service, only=True, typed={"taking": "yes", "places_left": "4"}
    ),
    "prescribing:got-there": Write(things=the_person, typed={"answer": "yes"}),
    "prescribing:got-there-no": Write(things=the_person, first=did_not, typed={"why": "I was not well"}),
    "prescribing:got-there-help": Write(things=the_person, typed={"words": "I feel unwell"}),
    "prescribing:ask": Write(things=from_the_street, typed=read_for_a_while),
    "reminders:notify": Write(things=nobody_made, typed=a_receipt, bearer=f"Bearer {TOKEN}"),
    "account_login": Write(things=nobody_made, who=NOBODY, typed={"login": ASHA, "password": build.PASSWORD}),
    "account_logout": Write(**OWN, shown=False),
    "account_change_password": Write(
        **OWN, typed={"oldpassword": build.PASSWORD, "password1": NEW, "password2": NEW}
    ),
    "account_reset_password_from_key": Write(
        things=a_reset, first=opens_the_mail, typed={"password1": NEW, "password2": NEW}
    ),
    "mfa_activate_totp": Write(**OWN, first=reauthenticated, typed=code_of_the_page),
    "mfa_deactivate_totp": Write(things=second_step, who="asha", first=reauthenticated),
    "mfa_generate_recovery_codes": Write(things=second_step, who="asha", first=reauthenticated),
    "mfa_authenticate": Write(things=second_step, first=password_given, typed=code_now, before=BY_ITSELF),
    "mfa_reauthenticate": Write(things=second_step, who="asha", typed=code_now, before=BY_ITSELF),
    "mfa_edit_webauthn": Write(
        things=a_key, who="asha", first=reauthenticated, typed={"name": "At work"}, before=BY_ITSELF
    ),
    "mfa_remove_webauthn": Write(things=a_key, who="asha", first=reauthenticated),
}
