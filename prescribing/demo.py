"""Made-up social prescribing: a directory, referrals in every stage, and what came of them. All through the actions."""

import datetime as dt
import random
from typing import Any

from patients.models import Patient
from practice.demo import DEMO
from practice.models import Membership, Practice
from practice.permissions import Role
from practice.public import VISITOR
from prescribing.actions import (
    answering,
    arriving,
    chasing,
    choosing,
    contacting,
    gaps,
    linking,
    offering,
    placing,
    referring,
    sending,
    triaging,
)
from prescribing.actions.closing import close
from prescribing.actions.terms import set_terms
from prescribing.demo_services import agree_here, services_open
from prescribing.demo_silent import a_service_goes_quiet
from prescribing.models import Placement, PlacementEvent, Referral, Service, SocialNeed

SEED = 2026
REFERRALS, BESIDE = 30, 10  # at the first practice of a network; at each that shares its services
REASONS = (
    ("On his own since his wife died. Would like company, not advice.", "lonely bereaved"),
    ("Letters about rent pile up unopened. Sleeps badly over it.", "money sleep"),
    ("Used to dance. Wants to move again, afraid of falling.", "active falls"),
    ("Looks after her mother day and night. Never out of the house.", "carer lonely"),
    ("New in town, little English, two small children.", "language parent"),
    ("Low since losing the job. Good with his hands.", "low_mood work"),
)
OUTCOMES = (
    (Referral.Outcome.BETTER, "Goes every week by herself now"),
    (Referral.Outcome.OWN_WAY, "A neighbour takes him along to the club"),
    (Referral.Outcome.NOT_REACHED, "Five tries at different times, and a letter"),
    (Referral.Outcome.NOTHING_SUITABLE, "Nothing in the evening that a bus goes to"),
)
Kind, Who = PlacementEvent.Kind, PlacementEvent.Who


def prescribing_happens(practice: Practice, *, now: dt.datetime) -> int:
    """Where a link worker works: how many were referred."""
    worker = practice.memberships.filter(role=Role.LINK_WORKER, ended_at=None).select_related("user").first()
    referrer = practice.memberships.filter(role__in=(Role.CLINICIAN, Role.COACH), ended_at=None).first()
    if worker is None or referrer is None:
        return 0
    terms_are_set(practice, worker, now)
    listed = list(Service.objects.listed().filter(network=practice.network_id).order_by("pk"))
    opened = now - dt.timedelta(days=60)
    services = listed or services_open(practice, worker, now=opened)
    if listed:
        agree_here(practice, worker, listed, now=opened)
    chance = random.Random(f"{SEED} prescribing {practice.ods_code}")  # noqa: S311 - made-up data
    triaging.set_workload(member=worker, people=60, by=worker, now=now)
    people = who_is_referred(practice, chance, now, BESIDE if listed else REFERRALS)
    for number, patient in enumerate(people):
        began = now - dt.timedelta(days=56 - number)
        referral = is_referred(chance, number, patient, referrer, began)
        if number % 8:
            way(referral, number % 8, worker, services, began)
    besides(practice, people, worker, now)
    if not listed:
        others = [one for one in able_here(practice, now) if one not in set(people)]
        a_service_goes_quiet(practice, services, others, referrer=referrer, worker=worker, now=now)
    return len(people)


def terms_are_set(practice: Practice, by: Membership, now: dt.datetime) -> None:
    """The public page and the feed are open in the demo."""
    values = {
        "feed_open": True,
        "public_page": True,
        "public_words": "Lena and her colleagues know this town. They have time to listen.",
        "chase_after_days": [3, 7, 14],
        "stale_after_months": 6,
        "ask_days_after_date": 7,
        "ask_days_without_date": 14,
    }
    set_terms(practice=practice, version=0, values=values, by=by, now=now)


def who_is_referred(practice: Practice, chance: random.Random, now: dt.datetime, most: int) -> list[Patient]:
    found = able_here(practice, now)
    return chance.sample(found, min(most, len(found)))


def able_here(practice: Practice, now: dt.datetime) -> list[Patient]:
    able = practice.patients.on_list().adults(now.date(), practice.minimum_age).filter(restricted=False)
    return list(able.order_by("pk")[:400])


def is_referred(
    chance: random.Random, number: int, patient: Patient, by: Membership, now: dt.datetime
) -> Referral:
    words, needs = REASONS[number % len(REASONS)]
    said: dict[str, Any] = {"route": "colleague", "reason": words, "needs": needs.split()}
    urgency = chance.choice(("soon", "usual", "usual", "can_wait"))
    return referring.refer(patient=patient, **said, urgency=urgency, by=by, now=now)


def way(
    referral: Referral, stage: int, worker: Membership, services: list[Service], began: dt.datetime
) -> None:
    """As far as it has come: every eighth is new, the next waits, and so on to those that are closed."""
    if stage == 1:
        triaging.put_on_list(referral=referral, because="Nobody has room this month", by=worker, now=began)
        return
    triaging.take(referral=referral, worker=worker, by=worker, now=began + dt.timedelta(days=2))
    if stage > 2:
        goes_on(referral, stage, worker, services, began + dt.timedelta(days=4))


def goes_on(
    referral: Referral, stage: int, worker: Membership, services: list[Service], now: dt.datetime
) -> None:
    """Reached, planned, sent, gone; or closed."""
    about: dict[str, Any] = {"by": worker, "now": now}
    contacting.note_contact(referral=referral, mode="phone", result="no_answer", **about)
    about["now"] = now + dt.timedelta(days=1)
    again = now.date() + dt.timedelta(days=28 + 7 * (referral.pk % 5))
    contacting.note_contact(
        referral=referral,
        mode="phone",
        result="spoke",
        minutes=25,
        next_on=again,
        next_words="How it goes",
        **about,
    )
    if stage > 3:
        version = Referral.objects.get(pk=referral.pk).version
        contacting.agree_plan(
            referral=referral, version=version, plan="Try one group, with somebody along the first time.",
            next_on=again, next_words="Did they get there?", **about,
        )  # fmt: skip
    if stage in (5, 6):
        sent(referral, services[(referral.pk * 4) % len(services)], stage, worker, now + dt.timedelta(days=3))
    if stage == 7:
        outcome, because = OUTCOMES[referral.pk // 8 % len(OUTCOMES)]
        version = Referral.objects.get(pk=referral.pk).version
        about["now"] = now + dt.timedelta(days=10)
        close(referral=referral, version=version, outcome=outcome, because=because, **about)


def sent(referral: Referral, service: Service, stage: int, worker: Membership, now: dt.datetime) -> None:
    """Chosen, agreed and sent, where its address is confirmed; of some the service says that they came."""
    about: dict[str, Any] = {"by": worker, "now": now}
    reason = "They know it is not a perfect fit and would like to try"
    placement = choosing.choose(referral=referral, service=service, fit_because=reason, **about)
    address = service.addresses.filter(practice_id=referral.practice_id, ended_at=None).first()
    if address is None:
        return
    agreed = sending.Agreed(
        share_name=referral.patient.called, share_contact="Through the practice", share_access="",
        share_reason="Would like company", share_risk="", agreed_on=now.date(), agreed_until=None,
        agreed_by=Placement.GivenBy.PERSON,
    )  # fmt: skip
    agree = sending.agree(placement=placement, version=placement.version, agreed=agreed, **about)
    sending.send(placement=agree, version=agree.version, sent_to=address.email, **about)
    if stage == 5:
        heard(placement, referral.pk // 8 % 4, now + dt.timedelta(days=6))
    if stage == 6:
        came = placing.lock(placement)
        day = now + dt.timedelta(days=7)
        placing.note(came, kind=Kind.CAME, who=Who.COLLEAGUE, by=worker, now=day, happened_on=day.date())


def heard(placement: Placement, turn: int, now: dt.datetime) -> None:
    """One of four: they have it, a place is booked, they ask something, or nobody answers."""
    if turn == 3:
        chasing.fall_silent(placement=placement, by=DEMO, now=now + dt.timedelta(days=11))
        return
    said: dict[str, Any] = (
        {"kind": Kind.GOT_IT},
        {
            "kind": Kind.BOOKED,
            "booked_for": now + dt.timedelta(days=40),
            "happened_on": (now + dt.timedelta(days=40)).date(),
        },
        {"kind": Kind.MESSAGE, "words": "Which bus do they come with? We can meet them at the stop."},
    )[turn]
    link, _token = linking.issue(placement=placement, purpose=linking.SERVICE, by=DEMO, now=now)
    answering.answer(placement=placement, **said, by=link, now=now)


def besides(practice: Practice, people: list[Patient], worker: Membership, now: dt.datetime) -> None:
    """A gap or two, an offer, and somebody who asks from the public page."""
    for code, place, reason in (("transport", "EL3", "none"), ("arts", "EL4", "time")):
        need = SocialNeed.objects.get(code=code)
        said: dict[str, Any] = {"need": need, "place": place, "reason": reason, "words": ""}
        gaps.record_gap(practice=practice, patient=people[0], **said, by=worker, now=now)
    offering.offer(
        patient=people[-1], kind="peer", words="I know what the first time is like", by=worker, now=now
    )
    asked = {
        "who": "self",
        "name": people[2].name,
        "birth_date": people[2].birth_date,
        "telephone": "07700 900321",
        "words": "I would like to get out more. My daughter showed me this page.",
        "needs": ["lonely"],
    }
    arriving.receive(practice=practice, said=asked, by=VISITOR, now=now - dt.timedelta(hours=1))
