"""Messages to services: whom they are about, whether they may go, and what they say.

A new referral, a message of ours and somebody who does not come after all are told at once, in one mail a day to an
address. Asking again goes once a week to an address at most, and is of everybody there who has had no answer.
"""

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from patients.models import ContactPoint, Patient
from practice.clock import LONDON
from practice.models import Practice
from prescribing import service_mail
from prescribing.actions.linking import SERVICE, is_shut, issue
from prescribing.link_address import address_of
from prescribing.models import Address, Placement, PlacementEvent
from prescribing.models.placement import PlacementQuerySet
from reminders import hours, reach, reasons
from reminders.kinds import Channel, Kind, Outcome
from reminders.may_send import ByHand, Drop, Send, Verdict
from reminders.models import Mention, Message
from reminders.ourselves import SYSTEM
from reminders.people import Point

Why = Mention.Why
WITHDRAWN = Placement.Stands.WITHDRAWN
CHASE_AFTER = (3, 7, 14)  # days, where the practice has not said otherwise
ASK_AT = dt.time(9)
DAY, WEEK = dt.timedelta(days=1), dt.timedelta(days=7)
PATIENCE = dt.timedelta(days=3)  # after the last time of asking again, somebody rings
LIVE = ~Q(message__outcome=Outcome.DROPPED)
NO_LINK = "[link]"
NEVER = dt.datetime(9000, 1, 1, tzinfo=dt.UTC)
WITH = ("patient", "service", "address", "practice")


@dataclasses.dataclass(frozen=True, slots=True)
class Reason:
    """One placement of which its service has to hear, since when, and why."""

    placement: Placement
    why: Why
    at: dt.datetime


@dataclasses.dataclass(frozen=True, slots=True)
class Draft:
    """A message to a service that is not stored yet, and whom it is about."""

    message: Message
    about: list[Reason]


def chase_days(practice: Practice) -> list[int]:
    """How many days after sending a service without an answer is asked again."""
    terms = getattr(practice, "terms", None)
    return sorted(terms.chase_after_days if terms else []) or list(CHASE_AFTER)


def at_stake(practice: Practice) -> PlacementQuerySet:
    """Sent and not over; and since when the service was to hear of it."""
    mine = Placement.objects.filter(practice=practice)
    rows = mine.open().filter(sent_at__isnull=False, agreement_ended_at=None)
    first = live().order_by("message__planned_at").values("message__planned_at")[:1]
    return rows.annotate(told_at=Subquery(first)).select_related(*WITH)


def live(**more: object) -> QuerySet[Mention]:
    """What was, or is to be, said of a placement: for use inside a question about placements."""
    return Mention.objects.filter(LIVE, practice=OuterRef("practice"), placement=OuterRef("pk"), **more)


def mentioned(**more: object) -> Exists:
    return Exists(live(**more))


def to_tell(practice: Practice, now: dt.datetime) -> list[Reason]:
    """Everything of which a service has to hear now; each person once, the most important first."""
    found = [*first_ones(practice), *written_ones(practice, now), *silent_ones(practice, now)]
    seen: set[int] = set()
    told = []
    for reason in found:
        if reason.placement.pk not in seen and not is_shut(reason.placement, now):
            seen.add(reason.placement.pk)
            told.append(reason)
    return [*told, *ended_ones(practice, now)]


def first_ones(practice: Practice) -> Iterator[Reason]:
    for placement in at_stake(practice).silent().filter(~mentioned()):
        yield Reason(placement, Why.FIRST, placement.sent_at or placement.stands_since)


def written_ones(practice: Practice, now: dt.datetime) -> Iterator[Reason]:
    """A colleague has written to the service since it was last told of this person."""
    written = PlacementEvent.objects.filter(
        practice=OuterRef("practice"),
        placement=OuterRef("pk"),
        kind=PlacementEvent.Kind.MESSAGE,
        who=PlacementEvent.Who.COLLEAGUE,
        noted_at__gt=now - WEEK,
    )
    rows = at_stake(practice).filter(Exists(written))
    latest = Prefetch("events", PlacementEvent.objects.filter(practice=practice).order_by("noted_at"))
    for placement in rows.prefetch_related(latest):
        ours = [e for e in placement.events.all() if (e.kind, e.who) == ("message", "colleague")]
        told = Mention.objects.filter(
            LIVE, practice=practice, placement=placement, message__planned_at__gt=ours[-1].noted_at
        )
        if not told.exists():
            yield Reason(placement, Why.WORDS, ours[-1].noted_at)


def ended_ones(practice: Practice, now: dt.datetime) -> Iterator[Reason]:
    """Withdrawn lately, and the service has heard of them: it is not to wait for somebody who does not come."""
    gone = Placement.objects.filter(practice=practice, stands=WITHDRAWN, ended_at__gt=now - WEEK)
    went = (Outcome.SENT, Outcome.UNKNOWN)
    heard = mentioned(message__outcome__in=went, message__settled_at__lte=OuterRef("ended_at"))
    told = mentioned(message__planned_at__gte=OuterRef("ended_at"))
    for placement in gone.filter(heard, ~told).select_related(*WITH):
        yield Reason(placement, Why.WORDS, placement.ended_at or now)


def silent_ones(practice: Practice, now: dt.datetime) -> Iterator[Reason]:
    """Those whose service is asked again now, and by mail at all."""
    days = chase_days(practice)
    rows = at_stake(practice).silent().filter(mentioned(), heard_at=None)
    due = list(rows.filter(sent_at__lte=now - span(days[0] - 1)).order_by("sent_at", "pk"))
    asked, lately = asked_so_far(due), written_to(practice, now - WEEK, why=Why.AGAIN)
    for placement in due:
        times = asked[placement.pk]
        if times >= len(days) or placement.sent_to.lower() in lately:
            continue
        at = day_after(placement, days[times])
        if at <= now and not by_hand(placement):
            yield Reason(placement, Why.AGAIN, at)


def asked_so_far(placements: list[Placement]) -> Counter[int]:
    """How often each service was asked again."""
    again = Mention.objects.filter(LIVE, placement__in=placements, why=Why.AGAIN)
    return Counter(again.values_list("placement_id", flat=True))


def written_to(practice: Practice, since: dt.datetime, **more: object) -> set[str]:
    """Addresses to which a mail went, or is to go."""
    recent = Mention.objects.filter(
        LIVE, practice=practice, message__channel=Channel.EMAIL, message__planned_at__gt=since, **more
    )
    return {email.lower() for email in recent.values_list("placement__sent_to", flat=True)}


def span(days: int) -> dt.timedelta:
    return dt.timedelta(days=days)


def day_after(placement: Placement, days: int) -> dt.datetime:
    """So many days after the service was to hear of them: a mail that was late is given its time."""
    told_at: dt.datetime = placement.told_at or NEVER  # type: ignore[attr-defined]
    return hours.at_wall(told_at.astimezone(LONDON).date() + span(days), ASK_AT)


def by_hand(placement: Placement) -> str:
    """Why nothing automatic may go about this person or to this address; empty if it may."""
    if person_by_hand(placement.patient):
        return person_by_hand(placement.patient)
    if not is_good(placement.address, placement.sent_to):
        return reasons.UNCONFIRMED
    return reach.not_carried(Channel.EMAIL)


def person_by_hand(person: Patient) -> str:
    if person.restricted:
        return reasons.PROTECTED
    return reasons.WITH_CARE if person.contact_with_care else ""


def is_good(address: Address | None, sent_to: str) -> bool:
    """Confirmed, not in doubt, and still the one to which somebody pressed send."""
    if address is None or address.confirmed_at is None or address.doubted_at or address.ended_at:
        return False
    return address.email.lower() == sent_to.lower()


def drafts(practice: Practice, now: dt.datetime) -> list[Draft]:
    """One message for each address and day; one call for each person of whom nothing goes out by itself."""
    today = written_to(practice, now - DAY)
    shelves: dict[tuple[str, str], list[Reason]] = {}
    for reason in to_tell(practice, now):
        hand = by_hand(reason.placement)
        whose = str(reason.placement.pk) if hand else reason.placement.sent_to.lower()
        if whose not in today:
            shelves.setdefault((whose, hand), []).append(reason)
    return [Draft(message_of(practice, about, hand, now), about) for (_to, hand), about in shelves.items()]


def message_of(practice: Practice, about: list[Reason], hand: str, now: dt.datetime) -> Message:
    eldest = min(about, key=lambda reason: (reason.at, reason.placement.pk))
    return Message(
        practice=practice,
        address=eldest.placement.address,
        kind=Kind.PROVIDER,
        subject_type=Placement._meta.label_lower,
        subject_id=eldest.placement.pk,
        about_at=eldest.at,
        due_at=now,
        channel=Channel.CALL if hand else Channel.EMAIL,
        reason=hand,
        planned_at=now,
    )


# At the moment of sending


def mentions_of(messages: Iterable[int]) -> QuerySet[Mention]:
    rows = Mention.objects.filter(message_id__in=messages).order_by("pk")
    return rows.select_related("message", *(f"placement__{name}" for name in WITH))


def mentions_in(practice: Practice) -> Prefetch:
    """For lists of messages: whom each one to a service is about."""
    rows = Mention.objects.filter(practice=practice).order_by("pk")
    return Prefetch("mentions", rows.select_related("placement__service", "placement__practice"))


def asking(message_id: int, now: dt.datetime) -> list[Mention]:
    """Those of whom the service still has to hear."""
    return [mention for mention in mentions_of([message_id]) if still_asks(mention, now)]


def still_asks(mention: Mention, now: dt.datetime) -> bool:
    placement = mention.placement
    if placement.stands == WITHDRAWN:
        return mention.why == Why.WORDS and mention.message.planned_at >= (placement.ended_at or now)
    unheard = placement.stands == Placement.Stands.SENT and placement.heard_at is None
    return not is_shut(placement, now) and (unheard or mention.why == Why.WORDS)


def verdict(message_id: int, now: dt.datetime) -> Verdict:
    """As for people: by everything that is known now."""
    about = asking(message_id, now)
    if not about:
        return Drop(reasons.GONE)
    hand = next(filter(None, (by_hand(mention.placement) for mention in about)), "")
    if hand:
        return ByHand(Channel.CALL, hand)
    to = about[0].placement.sent_to
    return Send(Channel.EMAIL, Point(None, ContactPoint.Kind.EMAIL, to, ContactPoint.Whose.OWN, True, "", 0))


def links_for(message_id: int, now: dt.datetime) -> dict[int, str]:
    """A new link for each person in it; none about who does not come."""
    made = {}
    for mention in asking(message_id, now):
        if mention.placement.stands == WITHDRAWN:
            made[mention.pk] = ""
            continue
        _link, token = issue(placement=mention.placement, purpose=SERVICE, by=SYSTEM, now=now)
        made[mention.pk] = address_of(SERVICE, token)
    return made


def words_of(mentions: Iterable[Mention], links: dict[int, str] | None = None) -> str:
    """The mail with these links; without, as it is kept and shown."""
    about = [mention for mention in mentions if links is None or mention.pk in links]
    if not about:
        return ""
    practice = about[0].placement.practice
    lines = [line_of(one, links[one.pk] if links else NO_LINK) for one in about]
    return service_mail.words(practice.name, practice.telephone, lines)


def line_of(mention: Mention, link: str) -> service_mail.Line:
    placement = mention.placement
    if placement.stands == WITHDRAWN:
        told, booked = first_told_at(placement), placement.booked_for
        return service_mail.Line(placement.service.name, service_mail.GONE, "", told, booked)
    return service_mail.Line(placement.service.name, mention.why, link)


def first_told_at(placement: Placement) -> dt.datetime:
    """When our first mail about them went: it is what the service has in front of it."""
    about = Mention.objects.filter(practice=placement.practice_id, placement=placement)
    went = about.filter(message__sent_at__isnull=False).order_by("message__sent_at")
    first = went.values_list("message__sent_at", flat=True).first()
    return first or placement.sent_at or placement.stands_since


def subject_line(mentions: list[Mention]) -> str:
    practice = mentions[0].placement.practice
    return service_mail.subject(practice.name, [one.placement.service.name for one in mentions])
