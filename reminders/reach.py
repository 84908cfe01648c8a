"""Whether a way to a person is open: what they agreed to and asked for, and whether the number is good."""

import datetime as dt
import functools
import re

import phonenumbers
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from patients.models import Consent, ContactPoint
from reminders.kinds import Channel
from reminders.people import Agreed, Person, Point

FAILURES = 2  # a number that failed so often is checked before anything more goes there
CHANGES = 2  # and one that is the third within half a year, unless somebody has asked since
HALF_A_YEAR = dt.timedelta(days=183)
# Ofcom, National Telephone Numbering Plan: mobiles are 071 to 075, 077 to 079, and 07624 on the Isle of Man.
# Of the rest of 07, 070 are personal numbers and 076 are pagers.
MOBILE = re.compile(r"7(?:[1-57-9]\d{2}|624)\d{6}", re.ASCII)
# How nearly all of them are written; the others are read by the library, which takes twenty times as long.
USUAL = re.compile(r"(?:0|\+44 ?)(7(?:[1-57-9]\d{2}|624)) ?(\d{6})", re.ASCII)

# A letter goes to the address on the record, which is read when it is printed.
BY_POST = Point(None, "post", "", ContactPoint.Whose.OWN, True, "", 0)

CONSENT = {
    Channel.TEXT: (Consent.Kind.TEXT, "Text messages were declined."),
    Channel.EMAIL: (Consent.Kind.EMAIL, "Emails were declined."),
    Channel.LETTER: (Consent.Kind.LETTER, "Letters were declined."),
}
CHANNELS = {Channel.TEXT: "text messages", Channel.EMAIL: "emails"}
NAMED = {
    Channel.TEXT: re.compile(r"\b(text|texts|texting|sms)\b", re.IGNORECASE),
    Channel.EMAIL: re.compile(r"\be-?mails?\b", re.IGNORECASE),
    Channel.LETTER: re.compile(r"\b(letters?|post)\b", re.IGNORECASE),
}
# Needs of those who hear rather than read, whatever the kind under which they were noted.
HEARS = re.compile(
    r"\b(braille|audio|aloud|read out|spoken|voice messages?|illiterate"
    r"|(can ?not|can['’]?t|unable to|does not|doesn['’]?t) read)\b",
    re.IGNORECASE,
)
NEGATED = re.compile(r"\b(no|not|never|without|cannot|unable|avoid|don['’]?t)\b", re.IGNORECASE)


def closed(channel: Channel, person: Person, today: dt.date) -> str:
    """Why this way is not open to this person; empty if it is."""
    if not_carried(channel):
        return not_carried(channel)
    kind, declined = CONSENT[channel]
    # A no that was taken back is no answer; a yes that was taken back is a no.
    said = [consent for consent in person.consents if consent.kind == kind and not is_over(consent)]
    standing = [consent for consent in said if not consent.ended] or said
    if standing and not in_force(standing[-1], today):
        return declined
    if person.contact_needs and channel not in asked_for(person):
        return f"They asked to be reached otherwise: {'; '.join(person.contact_needs)}."
    if channel == Channel.LETTER and not person.has_address:
        return "No address is known."
    return ""


def not_carried(channel: Channel) -> str:
    """Why nobody carries such messages here; empty if somebody does. Letters are carried by people."""
    if channel == Channel.LETTER or settings.MESSAGE_PROVIDERS.get(channel.value):
        return ""
    return f"No service for {CHANNELS[channel]} is set up here."


def is_printed() -> bool:
    """Whether letters are made ready for printing here."""
    return bool(settings.MESSAGE_PROVIDERS.get(Channel.LETTER.value))


def is_over(consent: Agreed) -> bool:
    return consent.ended and not consent.agreed


def in_force(consent: Agreed, today: dt.date) -> bool:
    """Agreed, not taken back, and this day lies within it."""
    day = today.isoformat()
    within = consent.from_on <= day and (consent.until_on is None or consent.until_on >= day)
    return consent.agreed and not consent.ended and within


def asked_for(person: Person) -> list[Channel]:
    """The ways that a person's contact needs name, part by part: "by letter, no calls" names letters."""
    parts = [part for need in person.contact_needs for part in re.split(r"[,;.]", need)]
    wanted = [part for part in parts if not NEGATED.search(part)]
    return [channel for channel, name in NAMED.items() if any(map(name.search, wanted))]


def cannot_read(person: Person) -> bool:
    """Unless they asked for messages all the same: a telephone can read them out."""
    return not asked_for(person) and any(map(HEARS.search, person.other_needs))


def usable(channel: Channel, points: tuple[Point, ...], today: dt.date) -> tuple[Point | None, str]:
    """The number or address to use, the latest confirmed first; or why there is none."""
    kind = ContactPoint.Kind.MOBILE if channel == Channel.TEXT else ContactPoint.Kind.EMAIL
    what = "mobile number" if channel == Channel.TEXT else "email address"
    problems = []
    for point in points:
        if point.kind == kind:
            problem = unfit(point, what, today)
            if not problem:
                return point, ""
            problems.append(problem)
    return None, problems[0] if problems else f"No {what} is known."


def unfit(point: Point, what: str, today: dt.date) -> str:
    """Why nothing may go to this number or address; empty if something may."""
    plausible = is_mobile if point.kind == ContactPoint.Kind.MOBILE else is_email
    checks = (
        (point.whose != ContactPoint.Whose.OWN, f"The {what} is not confirmed as their own."),
        (point.may_send is False, f"It is not safe to write to the {what}."),
        (point.may_send is None, f"Nobody has asked whether it is safe to write to the {what}."),
        (point.failures >= FAILURES, f"The {what} failed before: check it first."),
        (keeps_changing(point, today), f"The {what} has changed again and again: check it first."),
        (bool(point.safe_times), f"There are safe times to reach them: {point.safe_times}."),
        (not plausible(point.value), f"The {what} does not look right: check it."),
    )
    return next((problem for holds, problem in checks if holds), "")


def keeps_changing(point: Point, today: dt.date) -> bool:
    """Nobody has asked whether it is right since it last changed."""
    since = max((today - HALF_A_YEAR).isoformat(), point.confirmed_on or "")
    return sum(day > since for day in point.changed_on) >= CHANGES


def is_mobile(value: str) -> bool:
    """A UK mobile number, as far as the numbering plan tells."""
    return bool(national_mobile(value))


def international(value: str) -> str:
    """+447700900123: how a provider wants it."""
    return f"+44{national_mobile(value)}"


@functools.lru_cache(maxsize=1)
def national_mobile(value: str) -> str:
    """7700900123; empty for what is none. Kept for a moment: it is asked whether it will do, then written."""
    plain = USUAL.fullmatch(value)
    if plain:
        return plain[1] + plain[2]
    try:
        number = phonenumbers.parse(value, "GB")
    except phonenumbers.NumberParseException:
        return ""
    national = str(number.national_number)
    british = number.country_code == 44 and not number.extension
    return national if british and MOBILE.fullmatch(national) else ""


def is_email(value: str) -> bool:
    try:
        validate_email(value)
    except ValidationError:
        return False
    return True
