"""Criteria as SQL: one condition for each part, over `p` (the person) and `s` (their narrow summary row).

Every table is asked by practice first, which is how its indexes begin and what the row policy asks. What must not be
there is asked with NOT EXISTS, which becomes one pass over both; NOT IN would look through the list for each person.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

from coaching.models.programmes import OVER as ENROLMENT_OVER
from coaching.models.programmes import UNDER_WAY
from outreach.criteria import (
    COACHING,
    DUE,
    DUE_AFTER_DAYS,
    IS_CARER,
    LIVES_ALONE,
    NEVER,
    NOT_KNOWN,
    PRESCRIBING,
    Criteria,
)
from patients.groups import CENSUS
from patients.models.person import years_before
from prescribing.models.referral import OVER as REFERRAL_OVER

Values = dict[str, Any]
Clause = tuple[str, Values]
HERE = "practice_id = ANY(%(practices)s)"
UNKNOWN_GROUP = ("Z", "99")

_IN_FORCE = (
    "agreed AND ended_at IS NULL AND from_on <= %(today)s AND (until_on IS NULL OR until_on >= %(today)s)"
)
_CONTACTS = {
    "session": "s.last_session_on >= %(contact_since)s",
    "call": (
        "EXISTS (SELECT 1 FROM coaching_contact x WHERE x.practice_id = p.practice_id AND x.patient_id = p.id"
        " AND x.kind = 'spoke' AND x.entered_in_error_at IS NULL AND x.made_at >= %(contact_since)s)"
        " OR EXISTS (SELECT 1 FROM prescribing_referralcontact x WHERE x.practice_id = p.practice_id"
        " AND x.patient_id = p.id AND x.result = 'spoke' AND x.entered_in_error_at IS NULL"
        " AND x.happened_at >= %(contact_since)s)"
    ),
    "message": (
        "EXISTS (SELECT 1 FROM reminders_message x WHERE x.practice_id = p.practice_id AND x.patient_id = p.id"
        " AND x.sent_at >= %(contact_since)s)"
    ),
}


def among(table: str, condition: str) -> str:
    """Those about whom there is such a row."""
    return f"p.id IN (SELECT patient_id FROM {table} WHERE {HERE} AND {condition})"  # noqa: S608 - our own words


def without(table: str, condition: str) -> str:
    return (
        f"NOT EXISTS (SELECT 1 FROM {table} x WHERE x.practice_id = p.practice_id AND x.patient_id = p.id"  # noqa: S608
        f" AND {condition})"
    )


def clauses(criteria: Criteria, today: dt.date) -> tuple[list[str], Values]:
    """What must hold of a person, and the values in it."""
    found, values = [], {"today": today}
    for part in PARTS:
        for words, given in part(criteria, today):
            found.append(f"({words})")
            values |= given
    return found, values


def conditions(criteria: Criteria, today: dt.date) -> Iterator[Clause]:
    """On the record now: a condition that was ended is none."""
    if criteria.conditions:
        late = " AND since >= %(since)s" if criteria.since else ""
        asked = f"ended_at IS NULL AND code = ANY(%(conditions)s){late}"
        yield (
            among("patients_condition", asked),
            {"conditions": list(criteria.conditions), "since": criteria.since_day},
        )
    if criteria.without:
        yield (
            without("patients_condition", "x.ended_at IS NULL AND x.code = ANY(%(without)s)"),
            {"without": list(criteria.without)},
        )


def person(criteria: Criteria, today: dt.date) -> Iterator[Clause]:
    """Age, sex, ethnicity, language: what the record's first page says."""
    if criteria.age_from is not None:
        yield "p.birth_date <= %(born_by)s", {"born_by": years_before(today, criteria.age_from)}
    if criteria.age_to is not None:
        yield "p.birth_date > %(born_after)s", {"born_after": years_before(today, criteria.age_to + 1)}
    if criteria.sex:
        yield "p.gender = ANY(%(sex)s)", {"sex": list(criteria.sex)}
    if criteria.ethnic or criteria.ethnic_groups:
        yield "p.ethnic_category = ANY(%(ethnic)s)", {"ethnic": categories(criteria)}
    if criteria.languages:
        yield (
            "lower(btrim(p.language)) = ANY(%(languages)s)",
            {"languages": [one.strip().lower() for one in criteria.languages]},
        )
    if criteria.interpreter:
        yield "p.interpreter_needed = %(interpreter)s", {"interpreter": criteria.interpreter == "yes"}
    if criteria.usual_gps:
        yield "p.usual_gp = ANY(%(usual_gps)s)", {"usual_gps": list(criteria.usual_gps)}


def categories(criteria: Criteria) -> list[str]:
    """Those named, and those of the groups named."""
    grouped = [one for group in criteria.ethnic_groups for one in CENSUS.get(group, UNKNOWN_GROUP)]
    return sorted({*criteria.ethnic, *grouped})


def place(criteria: Criteria, today: dt.date) -> Iterator[Clause]:
    """Where details are protected, how deprived a home is says where it is: it counts as not known."""
    deciles = {int(one) for one in criteria.deciles}
    fifths = [int(one) for one in criteria.fifths if one != NOT_KNOWN]
    deciles |= {decile for fifth in fifths for decile in (2 * fifth - 1, 2 * fifth)}
    ways = ["NOT p.restricted AND p.deprivation = ANY(%(deciles)s)"] if deciles else []
    if NOT_KNOWN in criteria.fifths:
        ways.append("p.restricted OR p.deprivation IS NULL")
    if ways:
        yield " OR ".join(ways), {"deciles": sorted(deciles)}


def needs(criteria: Criteria, today: dt.date) -> Iterator[Clause]:
    """What they need to be reached, and what they told about their lives."""
    if criteria.needs:
        yield (
            among("patients_need", "ended_at IS NULL AND kind = ANY(%(needs)s)"),
            {"needs": list(criteria.needs)},
        )
    if criteria.social:
        asked = (
            "ended_at IS NULL AND need_id = ANY(%(social)s) AND referral_id IN (SELECT id"  # noqa: S608
            f" FROM prescribing_referral WHERE {HERE} AND stands <> 'in_error')"
        )
        yield among("prescribing_referralneed", asked), {"social": list(criteria.social)}
    if criteria.life:
        asked = "ended_at IS NULL AND answer = 'asked' AND kind = ANY(%(life)s)"
        yield among("patients_circumstance", asked), {"life": list(criteria.life)}
    if criteria.alone:
        yield among("patients_condition", "ended_at IS NULL AND code = %(alone)s"), {"alone": LIVES_ALONE}
    if criteria.carer:
        coded = among("patients_condition", "ended_at IS NULL AND code = %(carer)s")
        said = among("patients_circumstance", "ended_at IS NULL AND answer = 'asked' AND kind = 'caring'")
        yield f"{coded} OR {said}", {"carer": IS_CARER}


def contact(criteria: Criteria, today: dt.date) -> Iterator[Clause]:
    """How long ago we last had to do with them, in the ways that were named."""
    if criteria.contact:
        months = criteria.contact_months if criteria.contact != NEVER else None
        since = months_before(today, months) if months else dt.date(1900, 1, 1)
        any_of = " OR ".join(_CONTACTS[way] for way in criteria.ways)
        yes = criteria.contact == "within"
        yield any_of if yes else f"({any_of}) IS NOT TRUE", {"contact_since": since}


def months_before(day: dt.date, months: int) -> dt.date:
    """The same day of an earlier month, or that month's last day."""
    years, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = (dt.date(years + month // 11, (month + 1) % 12 + 1, 1) - dt.timedelta(days=1)).day
    return dt.date(years, month + 1, min(day.day, last))


def activation(criteria: Criteria, today: dt.date) -> Iterator[Clause]:
    """The level that counts, which activation/ keeps in the summary."""
    ways = []
    levels = [one for one in criteria.activation if one not in (NEVER, DUE)]
    if levels:
        ways.append("s.level = ANY(%(levels)s)")
    if NEVER in criteria.activation:
        ways.append("s.measured_on IS NULL")
    if DUE in criteria.activation:
        ways.append("s.measured_on < %(due_before)s")
    if ways:
        yield (
            " OR ".join(ways),
            {"levels": levels, "due_before": today - dt.timedelta(days=DUE_AFTER_DAYS)},
        )


def ways_through(criteria: Criteria, today: dt.date) -> Iterator[Clause]:
    """Programmes and referrals: now, or ever. A referral that was a mistake never was."""
    if criteria.enrolled:
        which = " AND programme_id = %(programme)s" if criteria.programme else ""
        now = f" AND stands = ANY(%(under_way)s){which}" if "now" in criteria.enrolled else which
        values = {"under_way": list(UNDER_WAY), "programme": criteria.programme}
        yield now_or_never("coaching_enrolment", criteria.enrolled, f"true{now}"), values
    if criteria.referred:
        over = "stands <> ALL(%(referral_over)s)" if "now" in criteria.referred else "stands <> 'in_error'"
        yield (
            now_or_never("prescribing_referral", criteria.referred, over),
            {"referral_over": list(REFERRAL_OVER)},
        )


def now_or_never(table: str, which: str, condition: str) -> str:
    return without(table, condition) if which in ("not_now", NEVER) else among(table, condition)


def consents(criteria: Criteria, today: dt.date) -> Iterator[Clause]:
    """A yes that stands today; or a no, or a yes that was taken back or has run out."""
    if criteria.agreed:
        yield (
            among("patients_consent", f"kind = ANY(%(agreed)s) AND {_IN_FORCE}"),
            {"agreed": list(criteria.agreed)},
        )
    if criteria.refused:
        said = (
            "kind = ANY(%(refused)s) AND (agreed OR ended_at IS NULL)"
            f" GROUP BY patient_id, kind HAVING NOT bool_or({_IN_FORCE})"
        )
        yield among("patients_consent", said), {"refused": list(criteria.refused)}


def lists(criteria: Criteria, today: dt.date) -> Iterator[Clause]:
    """On one of the lists that came from the clinical system."""
    if criteria.lists:
        yield (
            among("outreach_listed", "people_list_id = ANY(%(lists)s)"),
            {"lists": [int(one) for one in criteria.lists]},
        )


PARTS: tuple[Callable[[Criteria, dt.date], Iterator[Clause]], ...] = (
    *(conditions, person, place, needs, contact, activation, ways_through, consents, lists),
)


def on_the_way(for_what: str) -> Clause:
    """Who has come already to what they would be invited to; being asked now stands beside it, in finding.py."""
    if for_what == PRESCRIBING:
        return among("prescribing_referral", "stands <> ALL(%(over)s)"), {"over": list(REFERRAL_OVER)}
    if for_what == COACHING:
        return among("coaching_enrolment", "stands <> ALL(%(over)s)"), {"over": list(ENROLMENT_OVER)}
    if for_what:
        mine = "stands <> ALL(%(over)s) AND programme_id = %(for_what)s"
        return among("coaching_enrolment", mine), {"over": list(ENROLMENT_OVER), "for_what": int(for_what)}
    return "false", {}
