"""A service as Open Referral UK writes it (3.0, and the older 1.0), made into an entry."""

import re
from typing import Any

from prescribing.incoming.cleaning import Cleaner, number
from prescribing.incoming.entry import Entry, Refused, held, listed
from prescribing.incoming.parts import access_of, schedules_of, venues_of
from prescribing.models import Service
from prescribing.needs import codes_for

MOST_PARTS = 50
_FREE = re.compile(r"\bfree\b|no (?:cost|charge|fee)s?\b", re.IGNORECASE)
_NOT_FREE = re.compile(r"\bnot free\b|free (?:for|to) (?:under|member|child)|£\s*[1-9]", re.IGNORECASE)
_ONLINE = re.compile(r"\bonline\b|\bremote|\bvirtual|\bvideo\b|\bzoom\b", re.IGNORECASE)
STATUSES = {choice.value for choice in Service.Status} | {"temporarily_closed"}


def entry_of(raw: Any, clean: Cleaner) -> Entry:
    """Raises Refused where there is no number, no name, or no service."""
    if not isinstance(raw, dict):
        raise Refused("not an object")
    key = clean.line("id", raw.get("id"))
    if not key:
        raise Refused("no id")
    if looks_like_a_term(raw):
        raise Refused("not a service but a term of a taxonomy")
    name = clean.line("name", raw.get("name"))
    if not name:
        raise Refused("no name")
    organisation = organisation_of(raw, clean, key, name)
    categories = categories_of(raw, clean)
    return Entry(
        key=key,
        values=values_of(raw, clean, name),
        organisation_key=organisation.pop("key"),
        organisation=organisation,
        venues=venues_of(raw, clean)[:MOST_PARTS],
        schedules=schedules_of(raw, clean)[:MOST_PARTS],
        contacts=contacts_of(raw, clean)[:MOST_PARTS],
        needs=sorted({code for said in (*categories, name) for code in codes_for(said)}),
        categories=categories,
    )


def looks_like_a_term(raw: dict[str, Any]) -> bool:
    return ("taxonomy" in raw or "term_uri" in raw or "vocabulary" in raw) and "organization" not in raw


def organisation_of(raw: dict[str, Any], clean: Cleaner, key: str, name: str) -> dict[str, Any]:
    """Who offers it; where the feed does not say, the service stands for itself."""
    said = held(raw.get("organization"))
    called = clean.line("organization", said.get("name"))
    if not called:
        clean.say("organization", "has no name, the service’s own is used")
    return {
        "key": clean.line("organization", said.get("id")) or f"service:{key}"[:200],
        "name": called or name,
        "description": clean.text("organization", said.get("description")) if called else "",
        "website": clean.website("organization", said.get("website") or said.get("url")),
    }


def values_of(raw: dict[str, Any], clean: Cleaner, name: str) -> dict[str, Any]:
    """The fields of the service itself."""
    youngest, oldest, who = who_for(raw, clean)
    low, high = clean.ages(youngest, oldest)
    free, cost = cost_of(raw, clean)
    return {
        "name": name,
        "description": description_of(raw, clean),
        "status": status_of(raw, clean),
        "website": clean.website("url", raw.get("url")),
        "email": clean.email("email", raw.get("email")),
        "telephone": telephone_of(raw, clean),
        "how_to_join": clean.text("application_process", raw.get("application_process"), 2_000),
        "free": free,
        "cost_words": cost,
        "who_for": who,
        "age_from": low,
        "age_to": high,
        "online": online_of(raw, clean),
        "languages": languages_of(raw, clean),
        "area_words": areas_of(raw, clean),
        "access_words": access_of(raw, clean),
        "wait_weeks": weeks_of(raw),
        "assured_on": clean.day("assured_date", raw.get("assured_date")),
        "modified_at": clean.moment("last_modified", raw.get("last_modified")),
    }


def description_of(raw: dict[str, Any], clean: Cleaner) -> str:
    words = [clean.text(name, raw.get(name)) for name in ("alert", "description")]
    return "\n\n".join(said for said in words if said)


def status_of(raw: dict[str, Any], clean: Cleaner) -> str:
    said = clean.line("status", raw.get("status")).lower()
    if said and said not in STATUSES:
        clean.say("status", "was not a status, taken as active")
        return Service.Status.ACTIVE
    return said.replace("_", " ") or Service.Status.ACTIVE


def telephone_of(raw: dict[str, Any], clean: Cleaner) -> str:
    """The service's own number: phones of 3.0, or of 1.0's first contact without a name."""
    for phone in listed(raw.get("phones")):
        if found := clean.telephone("phones", phone.get("number")):
            return found
    for contact in listed(raw.get("contacts")):
        if not contact.get("name"):
            for phone in listed(contact.get("phones")):
                if found := clean.telephone("phones", phone.get("number")):
                    return found
    return ""


def who_for(raw: dict[str, Any], clean: Cleaner) -> tuple[Any, Any, str]:
    """Ages and words; 1.0 keeps them under its own word for eligibility."""
    rules = listed(raw.get("eligibilitys") or raw.get("eligibility"))
    words = [clean.line("eligibility", rule.get("eligibility"), 200) for rule in rules]
    words.append(clean.line("eligibility_description", raw.get("eligibility_description"), 500))
    first = rules[0] if len(rules) == 1 else {}
    youngest = raw.get("minimum_age", first.get("minimum_age"))
    oldest = raw.get("maximum_age", first.get("maximum_age"))
    return youngest, oldest, "; ".join(dict.fromkeys(said for said in words if said))[:500]


def cost_of(raw: dict[str, Any], clean: Cleaner) -> tuple[bool | None, str]:
    """Free, not free, or not known; and the words for it."""
    options = listed(raw.get("cost_options"))
    words = [clean.line("fees", raw.get("fees_description") or raw.get("fees"), 300)]
    amounts = [number(option.get("amount")) for option in options]
    for option, amount in zip(options, amounts, strict=True):
        parts = (option.get("option"), f"£{amount:.2f}" if amount else "", option.get("amount_description"))
        words.append(clean.line("cost_options", " ".join(str(part) for part in parts if part), 200))
    said = "; ".join(dict.fromkeys(word for word in words if word))[:300]
    if any(amounts) or _NOT_FREE.search(said):
        return False, said
    free = (bool(amounts) and all(amount == 0 for amount in amounts)) or bool(_FREE.search(said))
    return (True if free else None), said


def online_of(raw: dict[str, Any], clean: Cleaner) -> bool | None:
    """Only where the feed says so: an attending type, or a place that is virtual."""
    ways = [one.get("attending_type") for one in listed(raw.get("schedules"))]
    ways += [
        held(one.get("location")).get("location_type") for one in listed(raw.get("service_at_locations"))
    ]
    said = [clean.line("attending_type", way) for way in (*ways, raw.get("attending_type")) if way]
    return True if any(_ONLINE.search(word) for word in said) else None


def languages_of(raw: dict[str, Any], clean: Cleaner) -> list[str]:
    found = [
        clean.line("languages", one.get("name") or one.get("language") or one.get("code"), 60)
        for one in listed(raw.get("languages"))
    ]
    return list(dict.fromkeys(word for word in found if word))[:30]


def areas_of(raw: dict[str, Any], clean: Cleaner) -> str:
    found = [
        clean.line("service_areas", one.get("name") or one.get("service_area"), 200)
        for one in listed(raw.get("service_areas"))
    ]
    return ", ".join(dict.fromkeys(word for word in found if word))[:200]


def weeks_of(raw: dict[str, Any]) -> int | None:
    """“3 weeks” and 3; anything else is not known."""
    found = re.fullmatch(r"\s*(\d{1,3})(?:\s*weeks?)?\s*", str(raw.get("wait_time") or ""), re.IGNORECASE)
    return int(found[1]) if found else None


def contacts_of(raw: dict[str, Any], clean: Cleaner) -> list[dict[str, Any]]:
    """People to speak with. Whoever has a name is a person, and stays with colleagues."""
    found = []
    for contact in listed(raw.get("contacts")):
        phones = [clean.telephone("contacts", phone.get("number")) for phone in listed(contact.get("phones"))]
        one: dict[str, Any] = {
            "name": clean.line("contacts", contact.get("name"), 120),
            "role": clean.line("contacts", contact.get("title") or contact.get("department"), 120),
            "telephone": next((phone for phone in phones if phone), ""),
            "email": clean.email("contacts", contact.get("email")),
        }
        if one["name"] or one["role"] or one["telephone"] or one["email"]:
            found.append(one | {"personal": bool(one["name"])})
    return found


def categories_of(raw: dict[str, Any], clean: Cleaner) -> list[str]:
    """The names of its terms: attributes of 3.0, service_taxonomys of 1.0."""
    terms = [held(one.get("taxonomy_term")) for one in listed(raw.get("attributes"))]
    terms += [held(one.get("taxonomy")) for one in listed(raw.get("service_taxonomys"))]
    named = [clean.line("taxonomy", term.get("name") or term.get("term"), 120) for term in terms]
    return sorted({name for name in named if name})[:MOST_PARTS]
