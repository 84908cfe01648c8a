"""Criteria in plain words, as somebody would say them who reads them out."""

import dataclasses
from collections.abc import Callable, Iterable, Iterator

from outreach.criteria import COACHING, DUE, NEVER, NOT_KNOWN, PRESCRIBING, Criteria
from patients.models import Circumstance, Consent, Need
from patients.models.person import EthnicCategory, Gender
from practice.wording import long_date

FIFTH_WORDS = {
    "1": "fifth 1 (most deprived)",
    "2": "fifth 2",
    "3": "fifth 3",
    "4": "fifth 4",
    "5": "fifth 5 (least deprived)",
    NOT_KNOWN: "not known",
}
GROUP_WORDS = {
    "White": "White",
    "Mixed": "Mixed",
    "Asian": "Asian",
    "Black": "Black",
    "Other": "Other",
    NOT_KNOWN: "not known",
}
WAY_WORDS = {"session": "session", "call": "call in which we spoke", "message": "message"}
ACTIVATION_WORDS = {
    **{str(level): f"level {level}" for level in range(1, 5)},
    NEVER: "never measured",
    DUE: "measured more than ten weeks ago",
}
ENROLLED_WORDS = {
    "now": "On the way through {programme} now",
    "not_now": "Not on the way through {programme} now",
    "ever": "Ever referred to, invited to or enrolled in {programme}",
    NEVER: "Never referred to, invited to or enrolled in {programme}",
}
REFERRED_WORDS = {
    "now": "With an open referral to social prescribing",
    "not_now": "Without an open referral to social prescribing",
    "ever": "Ever referred to social prescribing",
    NEVER: "Never referred to social prescribing",
}
ALONE_WORDS = "Living alone, by a code on the record"
CARER_WORDS = "Caring for somebody, by a code on the record or by what they told us"


@dataclasses.dataclass(frozen=True, slots=True)
class Names:
    """What codes and ids are called here; what is not named is shown as it is."""

    conditions: dict[str, str] = dataclasses.field(default_factory=dict)
    programmes: dict[str, str] = dataclasses.field(default_factory=dict)
    social: dict[str, str] = dataclasses.field(default_factory=dict)
    lists: dict[str, str] = dataclasses.field(default_factory=dict)

    def condition(self, code: str) -> str:
        term = self.conditions.get(code, "")
        return f"{term} ({code})" if term else code


def in_words(criteria: Criteria, names: Names) -> list[str]:
    """One line for each part that asks something; all must hold."""
    lines = [line for part in PARTS for line in part(criteria, names)]
    return lines or ["Everybody on the list"]


def for_what(criteria: Criteria, names: Names) -> str:
    """What they would be invited to."""
    words = {"": "Not decided yet", COACHING: "A coaching programme", PRESCRIBING: "Social prescribing"}
    return words.get(criteria.for_what) or names.programmes.get(criteria.for_what, "A coaching programme")


def any_of(words: Iterable[str]) -> str:
    """a, b or c."""
    *rest, last = list(words)
    return f"{', '.join(rest)} or {last}" if rest else last


def labels(values: Iterable[str], choices: Iterable[tuple[str, str]]) -> str:
    said = dict(choices)
    return any_of(said.get(one, one) for one in values)


def of_conditions(criteria: Criteria, names: Names) -> Iterator[str]:
    if criteria.conditions:
        late = f", since {long_date(criteria.since_day)} or later" if criteria.since_day else ""
        yield f"With {any_of(names.condition(code) for code in criteria.conditions)}{late}"
    if criteria.without:
        yield f"Without {any_of(names.condition(code) for code in criteria.without)}"


def of_age(criteria: Criteria, names: Names) -> Iterator[str]:
    if criteria.age_from is not None and criteria.age_to is not None:
        yield f"Aged {criteria.age_from} to {criteria.age_to}"
    elif criteria.age_from is not None:
        yield f"Aged {criteria.age_from} and over"
    elif criteria.age_to is not None:
        yield f"Aged {criteria.age_to} and under"


def of_person(criteria: Criteria, names: Names) -> Iterator[str]:
    if criteria.sex:
        yield f"Sex: {labels(criteria.sex, Gender.choices)}"
    if criteria.ethnic or criteria.ethnic_groups:
        groups = [GROUP_WORDS[group] for group in criteria.ethnic_groups]
        said = dict(EthnicCategory.choices)
        yield f"Ethnicity: {any_of([*groups, *(said.get(one, one) for one in criteria.ethnic)])}"
    if criteria.languages:
        yield f"Preferred language: {any_of(criteria.languages)}"
    if criteria.interpreter:
        yield "Needs an interpreter" if criteria.interpreter == "yes" else "Needs no interpreter"
    if criteria.usual_gps:
        yield f"Usual GP: {any_of(criteria.usual_gps)}"


def of_place(criteria: Criteria, names: Names) -> Iterator[str]:
    parts = [FIFTH_WORDS[one] for one in criteria.fifths]
    parts += [f"decile {one}" for one in sorted(criteria.deciles, key=int)]
    if parts:
        yield f"Deprivation: {any_of(parts)}"


def of_needs(criteria: Criteria, names: Names) -> Iterator[str]:
    if criteria.needs:
        yield f"With a noted need: {labels(criteria.needs, Need.Kind.choices).lower()}"
    if criteria.social:
        yield f"Referred for: {any_of(names.social.get(one, one) for one in criteria.social)}"
    if criteria.life:
        yield f"Told us about: {labels(criteria.life, Circumstance.Kind.choices).lower()}"
    if criteria.alone:
        yield ALONE_WORDS
    if criteria.carer:
        yield CARER_WORDS


def of_contact(criteria: Criteria, names: Names) -> Iterator[str]:
    if not criteria.contact:
        return
    ways = any_of(WAY_WORDS[way] for way in criteria.ways)
    if criteria.contact == NEVER:
        yield f"Never had a {ways}"
        return
    months = criteria.contact_months or 1
    span = "month" if months == 1 else f"{months} months"
    yield f"{'No' if criteria.contact == 'none_for' else 'A'} {ways} in the last {span}"


def of_activation(criteria: Criteria, names: Names) -> Iterator[str]:
    if criteria.activation:
        yield f"Activation: {any_of(ACTIVATION_WORDS.get(one, one) for one in criteria.activation)}"


def of_ways_through(criteria: Criteria, names: Names) -> Iterator[str]:
    if criteria.enrolled:
        which = names.programmes.get(str(criteria.programme), "") if criteria.programme else ""
        yield ENROLLED_WORDS[criteria.enrolled].format(programme=f"“{which}”" if which else "a programme")
    if criteria.referred:
        yield REFERRED_WORDS[criteria.referred]


def of_consents(criteria: Criteria, names: Names) -> Iterator[str]:
    if criteria.agreed:
        yield f"Agreed to: {labels(criteria.agreed, Consent.Kind.choices).lower()}"
    if criteria.refused:
        yield f"Said no to: {labels(criteria.refused, Consent.Kind.choices).lower()}"


def of_lists(criteria: Criteria, names: Names) -> Iterator[str]:
    if criteria.lists:
        yield f"On the list {any_of(f'“{names.lists.get(one, one)}”' for one in criteria.lists)}"


PARTS: tuple[Callable[[Criteria, Names], Iterator[str]], ...] = (
    *(of_conditions, of_age, of_person, of_place, of_needs, of_contact, of_activation),
    *(of_ways_through, of_consents, of_lists),
)
