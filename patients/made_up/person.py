"""What is known about one made-up person: plain frozen values, in the words of the practice's list.

Answers are always one of "yes", "no" and "not asked" (or "said", "declined", "not asked" where words follow):
a question never put differs from a question declined.
"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Core(NamedTuple):
    """The columns that every practice system exports; a large list is made of these alone."""

    nhs_number: str
    local_number: str
    family_name: str
    given_name: str
    birth_date: date
    gender: str
    ethnic_category: str
    language: str
    address_line: str
    town: str
    postcode: str
    lsoa: str
    decile: int | None
    usual_gp: str
    registered_on: date
    status: str
    restricted: bool


class Condition(NamedTuple):
    """A coded condition or social need (SNOMED CT), since when, and where the code was seen."""

    code: str
    term: str
    since: date
    source: str


class Need(NamedTuple):
    """One need of the Accessible Information Standard."""

    kind: str  # contact_method, information_format, communication_professional, communication_support
    words: str


class ContactPoint(NamedTuple):
    """A way to reach the person, whose it is, and what is safe there."""

    kind: str  # mobile, landline, email
    value: str
    owner: str  # own, shared, carer, parent
    safe_to_text: str
    safe_for_voicemail: str
    safe_times: str
    confirmed_on: date | None


class ChannelPermission(NamedTuple):
    """Whether the practice may use a channel at all."""

    channel: str  # text, email, phone, post
    answer: str
    asked_on: date | None


class Circumstance(NamedTuple):
    """One side of the person's life, if it was asked about."""

    topic: str  # money, housing, work, caring, travel, phone
    answer: str  # said, declined, not asked
    words: str
    asked_on: date | None


class Supporter(NamedTuple):
    """Somebody who helps: what they may be told, what they may decide, and on what evidence."""

    name: str
    relation: str
    role: str  # carer, attorney, deputy, parent, family, friend
    phone: str
    may_be_told: str  # everything, appointments, nothing
    may_decide: str  # "", health, money, health and money
    evidence: str
    evidence_seen_on: date | None
    expires_on: date | None
    receives_messages: bool


class Consent(NamedTuple):
    """An agreement or a refusal: of what, by whom, from when, until when."""

    what: str  # programme, sharing_with_services, messages_with_detail
    answer: str  # yes, no
    given_by: str  # person, proxy, best interests
    from_on: date
    until_on: date | None
    renewed_on: date | None


class StaffAlert(NamedTuple):
    """A warning for the safety of staff."""

    words: str
    from_on: date
    review_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeUpPerson:
    """Somebody on a practice's list who does not exist."""

    nhs_number: str  # ten digits, or blank with a reason
    no_number_reason: str = ""
    local_number: str
    family_name: str
    given_name: str
    middle_names: str = ""
    known_as: str = ""
    birth_date: date
    gender: str  # 1 male, 2 female, 9 indeterminate, X not known
    ethnic_category: str  # A to S, Z not stated, 99 not asked
    language: str = "en"  # a key of LANGUAGES
    needs_interpreter: bool = False
    address_line: str = ""
    town: str = ""
    postcode: str = ""
    lsoa: str = ""
    decile: int | None = None
    usual_gp: str = ""
    registered_on: date
    status: str = "registered"  # registered, temporary, left, deceased
    left_on: date | None = None
    deceased_on: date | None = None
    restricted: bool = False
    dissent_to_sharing: bool = False
    contact_with_care: bool = False
    contact_points: tuple[ContactPoint, ...] = ()
    permissions: tuple[ChannelPermission, ...] = ()
    needs: tuple[Need, ...] = ()
    adjustments: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    circumstances: tuple[Circumstance, ...] = ()
    supporters: tuple[Supporter, ...] = ()
    consents: tuple[Consent, ...] = ()
    staff_alerts: tuple[StaffAlert, ...] = ()

    @property
    def core(self) -> Core:
        """The same person as a row of the columns that every practice system exports."""
        return Core(*(getattr(self, field) for field in Core._fields))
