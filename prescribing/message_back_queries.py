"""The facts of a message back, gathered; and the page that becomes a PDF."""

import datetime as dt

from django.db.models import QuerySet

from patients.models import Patient
from practice.clock import LONDON
from practice.pdf import Block, Document
from practice.requests import Request
from practice.wording import long_date, spaced_nhs_number
from prescribing import known_elsewhere
from prescribing.message_back import AtService, Facts, codes_wanted
from prescribing.models import MessageBack, Referral, ReferralContact
from prescribing.referral_pages import referred_by
from prescribing.referral_queries import needs_of

CODED = "To code once: "
GP = "The GP record of this practice"


def facts_of(referral: Referral, today: dt.date, *, asked: str = "", risks: str = "") -> Facts:
    """Everything that the five lines say."""
    patient = referral.patient
    spoken = contacts_of(referral)
    began, closed = day(referral.opened_at), day(referral.closed_at) if referral.closed_at else None
    return Facts(
        name=f"{patient.given_name} {patient.family_name}",
        birth_date=patient.birth_date,
        nhs_number=patient.nhs_number or "",
        practice=referral.practice.name,
        referred_on=began,
        referred_by=sender_of(referral),
        route=referral.get_route_display(),
        worker=referral.worker.name if referral.worker else "",
        needs=tuple(needs_of(referral)),
        first_contact=day(spoken[0].happened_at) if spoken else None,
        last_contact=day(spoken[-1].happened_at) if spoken else None,
        contacts=len(spoken),
        tries=standing(referral).count(),
        plan=referral.plan,
        services=services_of(referral),
        told_of=told_of(referral),
        measures=tuple(known_elsewhere.measures_of(patient, began, closed or today)),
        outcome=referral.get_outcome_display() if referral.outcome else "",
        because=referral.closed_because,
        closed_on=closed,
        stands=referral.get_stands_display(),
        asked=asked,
        risks=risks,
        codes=tuple(codes_of(referral, spoken)),
        restricted=patient.restricted,
        third_party=referral.third_party,
        sensitive=referral.sensitive,
    )


def sender_of(referral: Referral) -> str:
    """Inside a sentence; nobody referred those who asked themselves or were invited."""
    if referral.route in (Referral.Route.SELF, Referral.Route.INVITED):
        return {Referral.Route.SELF: "the person", Referral.Route.INVITED: "our invitation"}[
            Referral.Route(referral.route)
        ]
    return referred_by(referral)


def standing(referral: Referral) -> QuerySet[ReferralContact]:
    return referral.contacts.filter(entered_in_error_at=None)


def contacts_of(referral: Referral) -> list[ReferralContact]:
    spoken = standing(referral).filter(result=ReferralContact.Result.SPOKE)
    return list(spoken.select_related("noted_by").order_by("happened_at", "pk"))


def services_of(referral: Referral) -> tuple[AtService, ...]:
    """What was chosen and sent; what was only looked at is not said."""
    rows = referral.placements.exclude(stands="chosen").select_related("service").order_by("sent_at", "pk")
    return tuple(AtService(row.service.name, row.get_stands_display()) for row in rows)


def told_of(referral: Referral) -> tuple[str, ...]:
    rows = referral.signposts.filter(entered_in_error_at=None).select_related("service")
    return tuple(row.service.name for row in rows.order_by("told_at", "pk"))


def codes_of(referral: Referral, spoken: list[ReferralContact]) -> list[str]:
    """Only confirmed ones, and only once for this referral."""
    given = referral.messages_back.filter(words__contains=CODED).exists()
    first = spoken[0].noted_by.role if spoken else ""
    wanted = codes_wanted(first_contact_by=first, outcome=referral.outcome, given_before=given)
    return known_elsewhere.codes_for(wanted)


def to_whom(referral: Referral) -> list[str]:
    """The GP record first; and whoever referred them, where that was somebody else."""
    self_referred = referral.route in (Referral.Route.SELF, Referral.Route.INVITED)
    who = "" if self_referred else referred_by(referral)
    return [GP, who[:200]] if who and who != referral.get_route_display() else [GP]


def given_here(request: Request, given_back_id: int) -> MessageBack | None:
    here = MessageBack.objects.filter(practice=request.practice, pk=given_back_id)
    found = here.select_related("patient", "referral", "given_by__user").first()
    if found is not None:
        found.practice = found.patient.practice = found.referral.practice = request.practice
    return found


def whose(patient: Patient) -> str:
    number = spaced_nhs_number(patient.nhs_number) if patient.nhs_number else "none"
    name = f"{patient.given_name} {patient.family_name}"
    return f"{name}, born {long_date(patient.birth_date)}, NHS number {number}"


def document(given: MessageBack) -> Document:
    """Whose it is stands first, on the page itself. A restricted person's file does not say where it was made."""
    signed = f"{given.given_by.name}, {long_date(given.given_at)}. For: {given.to_whom}."
    blocks = (
        Block(whose(given.patient)),
        *(Block(line) for line in given.words.split("\n")),
        Block(signed, "small"),
    )
    author = "" if given.patient.restricted else given.practice.name
    return Document("Message back from social prescribing", blocks, author)


def day(moment: dt.datetime) -> dt.date:
    return moment.astimezone(LONDON).date()
