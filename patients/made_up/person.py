"""What is known about one made-up person: plain frozen values under the names that the patient's record has.

None where an answer could stand means that nobody asked, which differs from an answer of no.
"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Core(NamedTuple):
    """The columns that every practice system exports; a large list is made of these alone."""

    nhs_number: str | None
    source_id: str
    family_name: str
    given_name: str
    birth_date: date
    gender: str
    ethnic_category: str
    language: str
    address: str
    postcode: str
    area: str
    deprivation: int | None
    usual_gp: str
    registered_on: date
    left_on: date | None
    died_on: date | None
    restricted: bool


class Condition(NamedTuple):
    """A coded condition or social need (SNOMED CT), since when, and where the code was seen."""

    code: str
    term: str
    since: date
    source: str


class Need(NamedTuple):
    """An accessible-information or reasonable-adjustment need."""

    kind: str  # contact_method, format, professional, support, adjustment
    words: str


class ContactPoint(NamedTuple):
    """A way to reach the person, whose it is, and what is safe there."""

    kind: str  # mobile, home, email
    value: str
    whose: str  # own, shared, carer, parent
    may_send: bool | None
    may_leave_voicemail: bool | None
    safe_times: str
    confirmed_on: date | None


class Circumstance(NamedTuple):
    """One side of the person's life that somebody asked about."""

    kind: str  # money, housing, work, caring, travel, phone
    answer: str  # asked, declined
    words: str
    noted_on: date


class Supporter(NamedTuple):
    """Somebody who helps: what they may be told, what they may decide, and on what evidence."""

    name: str
    relation: str
    telephone: str
    may_be_told: str
    authority: str  # none, attorney, deputy, parent
    evidence_seen: str
    expires_on: date | None
    gets_messages: bool


class Consent(NamedTuple):
    """An agreement or a refusal: of what, by whom, from when, until when."""

    kind: str  # sharing, text, email, letter, voicemail, fuller_words
    agreed: bool
    given_by: str  # person, proxy, best_interests
    words: str
    from_on: date
    until_on: date | None


class Alert(NamedTuple):
    """A warning for the safety of staff."""

    kind: str  # staff_safety
    words: str
    review_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeUpPerson:
    """Somebody on a practice's list who does not exist."""

    nhs_number: str | None  # ten digits, or none for a reason
    no_nhs_number_because: str = ""
    source_id: str
    family_name: str
    given_name: str
    middle_names: str = ""
    known_as: str = ""
    birth_date: date
    gender: str  # 1 male, 2 female, 9 indeterminate, X not known
    ethnic_category: str  # A to S, Z asked and not stated, 99 not asked
    language: str = "English"
    interpreter_needed: bool | None = None
    address: str = ""
    postcode: str = ""
    area: str = ""
    deprivation: int | None = None
    usual_gp: str = ""
    registered_on: date
    left_on: date | None = None
    left_for: str = ""
    died_on: date | None = None
    restricted: bool = False
    contact_with_care: bool = False
    contact_points: tuple[ContactPoint, ...] = ()
    needs: tuple[Need, ...] = ()
    conditions: tuple[Condition, ...] = ()
    circumstances: tuple[Circumstance, ...] = ()
    supporters: tuple[Supporter, ...] = ()
    consents: tuple[Consent, ...] = ()
    alerts: tuple[Alert, ...] = ()

    @property
    def core(self) -> Core:
        """The same person as a row of the columns that every practice system exports."""
        return Core(*(getattr(self, field) for field in Core._fields))
