"""Pat and Omar, who stand in every walk through the product; both are on the first practice's list.

Their NHS numbers, telephone numbers and Omar's name and house are never given to anybody else here, so that a
search for Omar's details in any page or log finds a leak and nothing else.
"""

from datetime import date

from .conditions import KINDS
from .numbers import OMAR_NUMBER, PAT_NUMBER
from .person import Circumstance, Condition, Consent, ContactPoint, MadeUpPerson, Need, Supporter

_TERMS = {kind.code: kind for kind in KINDS}


def _condition(code: str, since: date) -> Condition:
    return Condition(code, _TERMS[code].term, since, _TERMS[code].source)


PAT = MadeUpPerson(
    nhs_number=PAT_NUMBER,
    source_id="10001",
    family_name="Nowak",
    given_name="Patrycja",
    known_as="Pat",
    birth_date=date(1957, 6, 14),
    gender="2",
    ethnic_category="C",
    language="Polish",
    interpreter_needed=True,
    address="14 Barley Road, Alderwick",
    postcode="EL1 2QY",
    area="E01999003",
    deprivation=3,
    usual_gp="Dr Ben Marlowe",
    registered_on=date(2009, 9, 21),
    contact_points=(
        ContactPoint("mobile", "07700 900901", "own", True, True, "after 10am", date(2026, 1, 12)),
        ContactPoint("home", "020 7946 0901", "shared", None, False, "", date(2024, 5, 3)),
    ),
    needs=(
        Need("format", "Large print, at least 18 point"),
        Need("contact_method", "Text first, then telephone"),
        Need("support", "Needs more time to take in what is said"),
        Need("adjustment", "Longer appointment"),
    ),
    conditions=(
        _condition("44054006", date(2017, 3, 9)),
        _condition("59621000", date(2012, 11, 1)),
        _condition("239873007", date(2020, 2, 18)),
        _condition("267076002", date(2025, 10, 6)),
    ),
    circumstances=(
        Circumstance("money", "asked", "Manages on the pension, heating is the worry", date(2025, 10, 6)),
        Circumstance(
            "travel", "asked", "Cannot manage the hill to the surgery, takes the bus", date(2025, 10, 6)
        ),
        Circumstance("work", "declined", "", date(2025, 10, 6)),
    ),
    supporters=(
        Supporter(
            "Marta Nowak", "daughter", "07700 900903", "Times of appointments only", "none", "", None, False
        ),
    ),
    consents=(
        Consent("text", True, "person", "", date(2025, 10, 6), None),
        Consent("voicemail", False, "person", "Others at home hear it", date(2025, 10, 6), None),
    ),
)
OMAR = MadeUpPerson(
    nhs_number=OMAR_NUMBER,
    source_id="10002",
    family_name="Haddad",
    given_name="Omar",
    birth_date=date(1984, 1, 30),
    gender="1",
    ethnic_category="S",
    language="Arabic",
    interpreter_needed=False,
    address="209 Chapel Close, Alderwick",
    postcode="EL1 6ST",
    area="E01999007",
    deprivation=7,
    usual_gp="Dr Nisha Raval",
    registered_on=date(2021, 4, 12),
    restricted=True,
    contact_points=(
        ContactPoint("mobile", "07700 900902", "own", True, False, "", date(2025, 8, 4)),
        ContactPoint("email", "omar.haddad10002@example.org", "own", True, None, "", date(2025, 8, 4)),
    ),
    conditions=(_condition("370143000", date(2022, 6, 7)), _condition("195967001", date(2004, 5, 20))),
    consents=(Consent("text", True, "person", "", date(2025, 8, 4), None),),
)
