"""The page on which a search is put together: its parts, the conditions to choose from, the count beside it."""

import dataclasses
from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse

from outreach import cohort_queries as lookup
from outreach.cohort_forms import CriteriaForm, NameForm, initial_of
from outreach.criteria import Criteria
from outreach.criteria_words import for_what, in_words
from outreach.finding import Found, counts
from outreach.found_shown import Shown, hidden_under, shown_found
from outreach.models import Cohort
from practice.models import Practice
from practice.pages import page
from practice.requests import Request
from practice.submitting import sent

# What stands together on the page; the conditions have a piece of their own above them.
SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Living alone, caring for somebody", ("alone", "carer")),
    ("Needs", ("needs", "life", "social")),
    ("Deprivation", ("fifths", "deciles")),
    ("Last contact", ("contact", "contact_months", "contact_ways")),
    ("Activation", ("activation",)),
    ("Programmes and referrals", ("enrolled", "programme", "referred")),
    ("What they agreed to", ("agreed", "refused")),
    ("Age and sex", ("age_from", "age_to", "sex")),
    ("Ethnicity and language", ("ethnic_groups", "ethnic", "languages", "interpreter")),
    ("Lists and usual GP", ("lists", "usual_gps")),
)
PROTECTED_SECTIONS = ("Age and sex", "Ethnicity and language")
OF_ONE_PRACTICE = ("programme", "lists", "usual_gps")
PARTS = {"count": "count", "codes": "codes"}


@dataclasses.dataclass
class Section:
    """Fields under one heading, folded away while nothing in them is asked."""

    title: str
    fields: list[Any]

    @property
    def open(self) -> bool:
        return any(field.errors or field.value() not in (None, "", [], (), False) for field in self.fields)

    @property
    def protected(self) -> bool:
        return self.title in PROTECTED_SECTIONS


@dataclasses.dataclass
class Code:
    """One condition to choose."""

    code: str
    term: str
    wanted: bool
    unwanted: bool


class Builder:
    """One look at the page, or one press on it."""

    def __init__(self, request: Request, practices: Sequence[Practice], kept: Cohort | None = None) -> None:
        self.request, self.practices, self.kept = request, practices, kept
        self.press = request.POST.get("press", "count") if request.method == "POST" else ""
        self.criteria = Criteria.read(kept.criteria) if kept else Criteria()
        options: dict[str, Any] = {
            "today": request.today,
            "choices": lookup.choices(practices, self.criteria),
        }
        self.form = CriteriaForm(sent(request), initial=initial_of(self.criteria), **options)
        if len(practices) > 1:
            for name in OF_ONE_PRACTICE:
                del self.form.fields[name]
        if self.form.is_valid():
            self.criteria = self.form.criteria
        self.naming = self._naming()

    def _naming(self) -> NameForm:
        """Asked for only when it is to be kept; what was typed so far stays."""
        if self.press == "save":
            return NameForm(self.request.POST)
        typed = {name: self.request.POST.get(name, "") for name in ("name", "reason", "version")}
        if self.kept and not self.press:
            typed = {name: getattr(self.kept, name) for name in typed}
        return NameForm(initial=typed)

    @property
    def ready(self) -> bool:
        """It is to be kept, and nothing is wrong with it."""
        return self.press == "save" and all([self.form.is_valid(), self.naming.is_valid()])

    def page(self, template: str, **more: Any) -> HttpResponse:
        """The whole of it, or the part that was asked for."""
        wrong = self.form.is_bound and bool(self.form.errors or self.naming.errors)
        part = PARTS.get(self.press, "")
        context = {"form": self.form, "naming": self.naming, "forms": [self.naming], **more}
        context |= self.counted() if part != "codes" or not self.request.htmx else {}
        if part != "count" or not self.request.htmx:
            context |= {"sections": self.sections(), "codes": self.codes(), "words": self.words}
        return page(self.request, template, context, part=part, status=422 if wrong else 200)

    @property
    def words(self) -> str:
        """What is typed to look for a condition."""
        return self.request.POST.get("words", "")[:80].replace("\0", "")

    def counted(self) -> dict[str, Any]:
        """In plain words, and how many, now."""
        if self.form.is_bound and not self.form.is_valid():
            return {"shown": None}
        return counted(self.request, self.practices, self.criteria)

    def sections(self) -> list[Section]:
        fields = self.form.fields
        return [
            Section(title, [self.form[name] for name in names if name in fields]) for title, names in SECTIONS
        ]

    def chosen(self, name: str) -> list[str]:
        """What is ticked, as far as it can be a code at all."""
        field: Any = self.form.fields[name]
        return [str(one) for one in self.form[name].value() or () if field.valid_value(str(one))]

    def codes(self) -> list[Code]:
        """Those that were chosen, and those that have the typed words in their name."""
        wanted, unwanted = (self.chosen(name) for name in ("conditions", "without"))
        chosen = dict.fromkeys([*wanted, *unwanted])
        terms = lookup.terms_of(self.practices, chosen)
        found = lookup.codes_like(self.practices, self.words)
        names = {code: terms.get(code, code) for code in chosen} | found
        return [Code(code, term, code in wanted, code in unwanted) for code, term in names.items()]


def counted(request: Request, practices: Sequence[Practice], criteria: Criteria) -> dict[str, Any]:
    """What a page says of a description: its words, the protected characteristics, the counts of this moment."""
    by_practice = counts(practices, criteria, request.now)
    under = hidden_under(request)
    names = lookup.names_of(practices, criteria)
    return {
        "lines": in_words(criteria, names),
        "invited_to": for_what(criteria, names),
        "protected": criteria.protected,
        "shown": shown_found(sum(by_practice.values(), Found({})), under),
        "by_practice": each(practices, by_practice, under) if len(practices) > 1 else [],
    }


def each(practices: Sequence[Practice], found: dict[int, Found], under: int) -> list[tuple[Practice, Shown]]:
    ordered = sorted(practices, key=lambda practice: practice.name)
    return [(practice, shown_found(found.get(practice.pk, Found({})), under)) for practice in ordered]
