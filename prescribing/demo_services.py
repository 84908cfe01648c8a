"""Forty made-up services around the made-up town."""

import datetime as dt
from typing import Any

from patients.made_up.places import PLACES
from practice.models import Membership, Practice
from prescribing.actions.addresses import confirm
from prescribing.actions.services import SAID, add_service, keep_part
from prescribing.models import Service

# Name, who offers it, needs, day, first hour, what it costs, and what it is.
SERVICES: tuple[tuple[str, str, str, str, int, str, str], ...] = (
    ("Thursday walkers", "Alderwick Neighbours", "active lonely", "TH", 10, "", "A slow walk on the flat, tea after."),
    ("Strollers and prams", "Alderwick Neighbours", "active parent", "TU", 10, "", "A walk for people with babies."),
    ("Nordic walking", "Thornmere Leisure", "active long_term", "SA", 9, "£3", "Poles are lent."),
    ("Chair exercise", "Thornmere Leisure", "falls active", "MO", 11, "£2", "Strength and balance, sitting down."),
    ("Steady steps", "Harbour Physio Trust", "falls", "WE", 14, "", "Twelve weeks for people who have fallen."),
    ("Swim for all", "Thornmere Leisure", "active disability", "SU", 16, "£4", "A quiet hour with a hoist."),
    ("Couch to the pier", "Alderwick Runners", "active weight_food", "WE", 18, "", "From nothing to 5 km."),
    ("Singing for lungs", "Breathe Easy Alderwick", "arts long_term", "FR", 14, "", "For anybody short of breath."),
    ("Harbour choir", "Harbour Arts", "arts lonely", "MO", 19, "£2", "No audition, and nobody sings alone."),
    ("Paint and chat", "Harbour Arts", "arts low_mood", "TU", 13, "£3", "Paint is there. Come as you are."),
    ("Memory café", "Thornmere Memory Friends", "memory carer", "TH", 14, "", "Songs and cake, carers too."),
    ("Carers’ morning", "Alderwick Carers", "carer lonely", "WE", 10, "", "A sitter can be arranged."),
    ("Young carers’ club", "Alderwick Carers", "carer", "FR", 16, "", "For carers aged 18 to 25."),
    ("Bereavement table", "St Bride’s Hall", "bereaved lonely", "MO", 12, "", "Lunch for people who lost somebody."),
    ("Men’s shed", "Alderwick Shed", "lonely learning", "TU", 10, "£1", "Wood, metal and bicycles."),
    ("Women’s workshop", "Alderwick Shed", "lonely learning", "TH", 18, "£1", "Tools and company, women only."),
    ("Allotment crew", "Green Corner", "nature active", "SA", 10, "", "Digging is optional."),
    ("Forest hour", "Green Corner", "nature low_mood", "WE", 13, "", "An hour under trees, warm clothes are lent."),
    ("Repair café", "Green Corner", "helping learning", "SA", 13, "", "Mend things and teach others."),
    ("Food pantry", "Alderwick Pantry", "food money", "FR", 10, "£3.50", "Ten items of your own choice."),
    ("Cook together", "Alderwick Pantry", "food weight_food", "TU", 17, "", "A warm meal from few things."),
    ("Money advice", "Advice Alderwick", "money legal", "MO", 9, "", "Debt, benefits and bills. Bring letters."),
    ("Benefits clinic", "Advice Alderwick", "money disability", "WE", 9, "", "Help with forms, at the library."),
    ("Housing rights", "Advice Alderwick", "housing legal", "TH", 9, "", "Damp, arrears and notice to leave."),
    ("Warm homes", "Coastal Energy Help", "warm_home money", "TU", 9, "", "Draughts, meters and grants."),
    ("Home from hospital", "Alderwick Neighbours", "help_home", "MO", 9, "", "Shopping and a check for six weeks."),
    ("Car scheme", "Alderwick Neighbours", "transport", "MO", 9, "45p a mile", "Volunteers drive to appointments."),
    ("Job club", "Thornmere Works", "work learning", "TH", 10, "", "CVs, forms and somebody beside you."),
    ("Maths again", "Thornmere College", "learning work", "TU", 18, "", "For adults who hated it at school."),
    ("English café", "Welcome Alderwick", "language lonely", "WE", 18, "", "Talk with neighbours."),
    ("First months here", "Welcome Alderwick", "language housing", "FR", 10, "", "Schools and buses explained."),
    ("Tablet time", "Alderwick Library", "digital learning", "TU", 14, "", "One person, one helper, one hour."),
    ("Books aloud", "Alderwick Library", "lonely arts", "TH", 11, "", "Somebody reads, everybody listens."),
    ("Calm evenings", "Thornmere Minds", "low_mood sleep", "TH", 18, "", "Six evenings on sleep and worry."),
    ("Peer circle", "Thornmere Minds", "low_mood lonely", "MO", 18, "", "People who have been there."),
    ("Living well with pain", "Harbour Physio Trust", "long_term sleep", "FR", 10, "", "Six mornings."),
    ("Sugar and sense", "Breathe Easy Alderwick", "long_term weight_food", "SA", 11, "", "Cooking with diabetes."),
    ("Dry dock", "Thornmere Recovery", "alcohol_drugs", "SU", 18, "", "A harbour without drink."),
    ("Safe harbour", "Coastal Refuge", "abuse", "MO", 9, "", "Somebody to talk with when home is not safe."),
    ("Little Saturdays", "Thornmere Families", "parent relationships", "SA", 10, "£1", "Play and breakfast."),
)  # fmt: skip
WALKS, REFUGE = "Thursday walkers", "Safe harbour"


def services_open(practice: Practice, by: Membership, *, now: dt.datetime) -> list[Service]:
    """Written down by the link worker, each with a place, a time and what it costs; most take referrals."""
    made = []
    for number, (name, offers, needs, day, hour, cost, words) in enumerate(SERVICES):
        said = values(name, offers, cost, words) | {"telephone": f"020 7946 0{200 + number}"}
        about: dict[str, Any] = {"practice": practice, "by": by, "now": now}
        service = add_service(values=said, needs=needs.split(), **about)
        where = PLACES[(number * 7) % len(PLACES)]
        keep_part(service=service, kind="place", values=place(name, where), **about)
        keep_part(service=service, kind="time", values=weekly(day, hour), **about)
        made.append(service)
    agree_here(practice, by, made, now=now)
    return made


def agree_here(practice: Practice, by: Membership, services: list[Service], *, now: dt.datetime) -> None:
    """Three of four take referrals from this practice, too."""
    for number, service in enumerate(services):
        if number % 4 != 3:
            confirm(service=service, values=agreed(number, now), practice=practice, by=by, now=now)


def values(name: str, offers: str, cost: str, words: str) -> dict[str, Any]:
    """What is not known stays empty."""
    known: dict[str, Any] = dict.fromkeys(SAID)
    texts = ("how_to_join", "website", "email", "telephone", "cost_words", "fares_words", "who_for")
    known |= dict.fromkeys((*texts, "access_words", "area_words"), "")
    return known | {
        "organisation": offers,
        "name": name,
        "description": words,
        "status": Service.Status.ACTIVE,
        "free": not cost,
        "cost_words": cost,
        "fares_words": "Buses 2 and 14 stop outside" if len(name) % 3 == 0 else "",
        "age_from": 18,
        "women_only": name.startswith("Women") or None,
        "men_only": name.startswith("Men") or None,
        "step_free": True if len(name) % 4 else None,
        "languages": ["English", "Polish"] if name == "English café" else [],
        "confidential": name == REFUGE,
    }


def place(name: str, where: Any) -> dict[str, Any]:
    return {
        "name": f"{where.street} hall",
        "address": f"{where.street}, {where.town}",
        "postcode": where.postcode,
        "latitude": where.latitude,
        "longitude": where.longitude,
        "confidential": name == REFUGE,
    }


def weekly(day: str, hour: int) -> dict[str, Any]:
    return {"freq": "WEEKLY", "days": day, "opens_at": dt.time(hour), "closes_at": dt.time(min(hour + 2, 21))}


def agreed(number: int, now: dt.datetime) -> dict[str, Any]:
    return {
        "email": f"service{number + 1}@groups.example.org",
        "agreed_who": "Whoever leads it",
        "agreed_on": now.date() - dt.timedelta(days=20),
    }
