"""The made-up practices and the people who work there."""

import datetime as dt

from practice.actions import end, join, open_practice, take_duty
from practice.actors import System
from practice.models import Membership, Practice, User
from practice.permissions import DutyKind, Role
from practice.tenancy import in_view

DEMO = System("demo")
ELM, OAK = "A81001", "A81002"

# Name, whose address they sign in with, and where they work as what. Eve worked at Elm and has left.
STAFF: tuple[tuple[str, str, tuple[tuple[str, Role], ...]], ...] = (
    ("Asha Rao", "elm", ((ELM, Role.COACH),)),
    ("Lena Novak", "elm", ((ELM, Role.LINK_WORKER), (OAK, Role.LINK_WORKER))),
    ("Ben Carter", "elm", ((ELM, Role.CLINICIAN),)),
    ("Mo Haddad", "elm", ((ELM, Role.MANAGER), (ELM, Role.ADMINISTRATOR))),
    ("Cara Mills", "elm", ((ELM, Role.COORDINATOR),)),
    ("Eve Stone", "elm", ((ELM, Role.COACH),)),
    ("Dev Shah", "oak", ((OAK, Role.COACH),)),
)


def staff_move_in(*, password: str, now: dt.datetime, by: System = DEMO) -> list[Practice]:
    """Elm and Oak in one network, with everybody who works there. `password` is a hashed one."""
    network = "Rowan and Willow network"
    practices = {
        ELM: open_practice(ods_code=ELM, name="Elm Surgery", network_name=network, telephone="020 7946 0101"),
        OAK: open_practice(ods_code=OAK, name="Oak Surgery", network_name=network, telephone="020 7946 0102"),
    }
    began = now.date() - dt.timedelta(days=365)
    with in_view(practices.values(), by):
        for name, home, works in STAFF:
            user = User.objects.create_user(f"{name.split()[0].lower()}@{home}.example.org", name)
            user.password = password
            user.save(update_fields=["password"])
            for code, role in works:
                join(practice=practices[code], user=user, role=role, starts_on=began, by=by, now=now)
        eve_leaves(now)
        duties_begin(now, by)
    return list(practices.values())


def working(name: str, role: Role) -> Membership:
    return Membership.objects.get(user__email__startswith=f"{name}@elm.", role=role, practice__ods_code=ELM)


def eve_leaves(now: dt.datetime) -> None:
    """Her access ended a month ago."""
    mo = working("mo", Role.ADMINISTRATOR)
    end(member=working("eve", Role.COACH), by=mo, now=now - dt.timedelta(days=31))


def duties_begin(now: dt.datetime, by: System) -> None:
    """Ben leads on safeguarding and is on duty; Asha deputises."""
    held = (
        ("ben", Role.CLINICIAN, DutyKind.SAFEGUARDING_LEAD),
        ("asha", Role.COACH, DutyKind.SAFEGUARDING_DEPUTY),
        ("ben", Role.CLINICIAN, DutyKind.DUTY_CLINICIAN),
    )
    for name, role, kind in held:
        take_duty(holder=working(name, role), kind=kind, starts_on=now.date(), ends_on=None, by=by, now=now)


def accounts() -> list[dict[str, str]]:
    """Who can sign in to the demo, for the terminal and the sign-in page."""
    places = {ELM: "Elm Surgery", OAK: "Oak Surgery"}
    return [
        {
            "name": name,
            "email": f"{name.split()[0].lower()}@{home}.example.org",
            "role": ", ".join(dict.fromkeys(Role(role).label for _code, role in works)),
            "practice": " and ".join(dict.fromkeys(places[code] for code, _role in works)),
        }
        for name, home, works in STAFF
        if name != "Eve Stone"
    ]
