"""Writes of prescribing/ into whose forms something is typed, or before which something has happened."""

from django.test import Client

from patients.actions.leaving import mark_left
from practice.models import Practice
from prescribing.models import Placement
from tests import build
from tests.prescribing import placements, services
from tests.prescribing import ways as referrals
from tests.things import a_colleague
from tests.trials.writes import Things, Write, address_of, after, sign_in
from tests.trials.writes_common import day, named, somebody


def chosen(practice: Practice) -> Placement:
    by = a_colleague(practice)
    address = services.an_address(services.a_service(practice), by)
    return placements.a_chosen(build.a_patient(practice), by, address.service)


def a_chosen(practice: Practice) -> Things:
    return named(practice, placement_id=chosen(practice).pk)


AGREED = {
    "share_name": "Mary Webb",
    "share_contact": "07700 900123, after ten",
    "share_reason": "Would like company on walks",
    "agreed_by": "person",
    **day("agreed_on", 2),
    **day("agreed_until", 2, 9),
}


def to_their_address(_practice: Practice, things: Things) -> Things:
    placement = Placement.objects.get(pk=things["placement_id"])
    return {"version": placement.version, "sent_to": "walks@example.org"}


def with_an_address(practice: Practice) -> Things:
    return named(
        practice,
        service_id=services.an_address(services.a_service(practice), a_colleague(practice)).service_id,
    )


def moved(practice: Practice) -> Things:
    patient, by = build.a_patient(practice), a_colleague(practice)
    referral = referrals.referred(patient, by, needs=["money"])
    mark_left(patient=patient, left_on=build.NOW.date(), left_for="Oak Surgery", by=by, now=build.NOW)
    return named(practice, referral_id=referral.pk)


def referred(practice: Practice) -> Things:
    patient = build.a_patient(practice)
    referral = referrals.referred(patient, a_colleague(practice), needs=["money"])
    service = services.a_service(practice)
    return named(practice, referral_id=referral.pk, patient_id=patient.pk, service_id=service.pk)


def to_asha(practice: Practice, _things: Things) -> Things:
    return {"worker": somebody("asha", practice).pk}


def to_oak(_practice: Practice, _things: Things) -> Things:
    return {"to": Practice.objects.get(ods_code="A81002").pk, "telephone": "07700 900123"}


SERVICE = {"name": "Choir", "organisation": "Elm Singers", "status": "active", "needs": ["arts", "lonely"]}
NEXT = {**day("next_on", 9), "next_words": "Ring her"}
CLOSED = {"version": "1", "outcome": "own_way", "because": "Her sister moved in"}
SETTLED = {"settled": "not_ours", "settled_words": "Rang: registered at Oak"}
OF_PRESCRIBING: dict[str, Write] = {
    "prescribing:add-gap": Write(typed={"place": "M33", "reason": "far"}),
    "prescribing:add-service": Write(typed=SERVICE, only=True),
    "prescribing:add-source": Write(typed={"address": "https://directory.example.org/services"}),
    "prescribing:agree": Write(things=a_chosen, typed=AGREED, only=True),
    "prescribing:answer-referral": Write(
        first=after("prescribing:triage", press="ask", question="Does she know?"), typed={"words": "She does"}
    ),
    "prescribing:answers": Write(typed={"words": "She likes mornings"}),
    "prescribing:arrival": Write(only=True, typed=SETTLED),
    "prescribing:bring-back": Write(first=after("prescribing:withdraw-service")),
    "prescribing:change-service": Write(typed=SERVICE, only=True),
    "prescribing:contact-referral": Write(typed={"mode": "phone", "result": "spoke", "minutes": "", **NEXT}),
    "prescribing:end-address": Write(things=with_an_address),
    "prescribing:end-gap": Write(typed={"met_by": ""}),
    "prescribing:hand-all-over": Write(
        things=lambda at: referred(at) | {"member_id": somebody("lena", at).pk},
        first=lambda client, things: as_lena(things),
        who="mo",
    ),
    "prescribing:hand-over-referral": Write(
        things=referred, who="lena", first=after("prescribing:take-referral"), typed=to_asha
    ),
    "prescribing:hold-arrival": Write(first=after("prescribing:arrival", **SETTLED)),
    "prescribing:message-back": Write(
        only=True, typed={"way": "copied", "to_whom": "The GP record of this practice"}
    ),
    "prescribing:note-answer": Write(shown=False, typed={"kind": "came", **day("day", 2)}),
    "prescribing:note-service": Write(
        page="prescribing:service", typed={"kind": "visited", **day("happened_on")}
    ),
    "prescribing:offer": Write(typed={"kind": "peer", "words": "I know how it is", "gap": ""}),
    "prescribing:offer-on": Write(things=moved, typed=to_oak),
    "prescribing:plan-referral": Write(typed={"plan": "To sing again", **NEXT}),
    "prescribing:refer": Write(typed={"urgency": "soon", "knows": "yes"}),
    "prescribing:reopen-referral": Write(
        things=referred, first=after("prescribing:close-referral", **CLOSED)
    ),
    "prescribing:send": Write(
        things=a_chosen, first=after("prescribing:agree", version="1", **AGREED), typed=to_their_address
    ),
    "prescribing:service-for": Write(things=referred, who="lena"),
    "prescribing:service-places": Write(only=True, typed={"places_left": "4"}),
    "prescribing:upload-services": Write(file=("file", "clubs.csv", b"Club,Town\nChess,Sale\n")),
    "prescribing:workload": Write(typed={"people": "40"}),
}


def as_lena(things: Things) -> None:
    """She takes it."""
    client = Client()
    sign_in(client, "lena")
    client.post(address_of("prescribing:take-referral", things))
