"""What people tick and type to say whom they look for; and how a search is kept."""

import datetime as dt
import re
from typing import Any

from django import forms

from outreach.criteria import Criteria
from outreach.criteria_words import (
    ACTIVATION_WORDS,
    ENROLLED_WORDS,
    FIFTH_WORDS,
    GROUP_WORDS,
    REFERRED_WORDS,
    WAY_WORDS,
)
from patients.models import Circumstance, Consent, Need
from patients.models.person import EthnicCategory, Gender
from practice.widgets import Checkboxes, DateField, Radios

OLDEST, MOST_MONTHS, LONGEST = 120, 120, 200
ID = re.compile(r"[0-9]{1,15}")
CHANNELS = [
    choice for choice in Consent.Kind.choices if choice[0] in ("text", "email", "letter", "voicemail")
]
LIFE = [choice for choice in Circumstance.Kind.choices if choice[0] != "caring"]
NUMBER = {"inputmode": "numeric", "class": "nhsuk-input--width-3"}


def capital(words: dict[str, str]) -> list[tuple[str, str]]:
    return [(key, text[:1].upper() + text[1:]) for key, text in words.items()]


class AnyOf(forms.MultipleChoiceField):
    """Boxes to tick, none of them needed."""

    widget = Checkboxes

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)


class AnyOfTheirs(AnyOf):
    """Values of the practice's own, which are read only where the boxes are drawn: what nobody has finds nobody."""

    def valid_value(self, value: str) -> bool:
        return len(value) <= LONGEST and "\0" not in value


class AnyOfRows(AnyOf):
    """Ids of the practice's own; of another's, the row policy shows nobody."""

    def valid_value(self, value: str) -> bool:
        return ID.fullmatch(value) is not None


class OneOf(forms.ChoiceField):
    """One of a few, or no matter."""

    widget = Radios

    def __init__(self, *, choices: list[tuple[str, str]], nothing: str = "No matter", **kwargs: Any) -> None:
        super().__init__(required=False, choices=[("", nothing), *choices], **kwargs)


def number(label: str, most: int, **kwargs: Any) -> forms.IntegerField:
    words = {"invalid": f"{label}: enter a number", "max_value": f"{label}: at most {most}"}
    words["min_value"] = f"{label}: enter a number from {kwargs.get('min_value', 0)} on"
    options: dict[str, Any] = {"min_value": 0, "max_value": most, "required": False, "error_messages": words}
    return forms.IntegerField(label=label, widget=forms.TextInput(attrs=NUMBER), **(options | kwargs))


class CriteriaForm(forms.Form):
    """Every part; nothing has to be given."""

    for_what = forms.ChoiceField(label="What would you invite them to?", required=False, widget=Radios)
    conditions = AnyOfTheirs(label="With")
    without = AnyOfTheirs(label="Without")
    since = DateField(
        label="The condition began on this day or later", name="the day from which it began", required=False
    )
    alone = forms.BooleanField(label="Living alone", required=False)
    carer = forms.BooleanField(label="Caring for somebody", required=False)
    age_from = number("Age from", OLDEST)
    age_to = number("Age to", OLDEST)
    sex = AnyOf(label="Sex", choices=Gender.choices)
    ethnic_groups = AnyOf(label="Ethnic group", choices=capital(GROUP_WORDS))
    ethnic = AnyOf(label="Or, more closely", choices=EthnicCategory.choices)
    languages = AnyOfTheirs(label="Preferred language")
    interpreter = OneOf(
        label="Interpreter", choices=[("yes", "Needs an interpreter"), ("no", "Needs no interpreter")]
    )
    fifths = AnyOf(label="Deprivation fifth", choices=capital(FIFTH_WORDS))
    deciles = AnyOf(
        label="Or by decile (1 is most deprived)", choices=[(str(n), str(n)) for n in range(1, 11)]
    )
    needs = AnyOf(label="Information and communication needs", choices=Need.Kind.choices)
    social = AnyOfTheirs(label="Social needs they were referred for")
    life = AnyOf(label="What they told us about", choices=LIFE)
    contact = OneOf(
        label="When we last had to do with them",
        choices=[
            ("none_for", "Nothing in the last months"),
            ("within", "Something in the last months"),
            ("never", "Never"),
        ],
    )
    contact_months = number("How many months", MOST_MONTHS, min_value=1)
    contact_ways = AnyOf(label="What counts (all, if none is ticked)", choices=capital(WAY_WORDS))
    activation = AnyOf(label="Activation", choices=capital(ACTIVATION_WORDS))
    enrolled = OneOf(
        label="Programmes",
        choices=[(key, words.format(programme="a programme")) for key, words in ENROLLED_WORDS.items()],
    )
    programme = forms.ChoiceField(label="Which programme", required=False)
    referred = OneOf(label="Social prescribing", choices=list(REFERRED_WORDS.items()))
    agreed = AnyOf(label="They agreed to", choices=CHANNELS)
    refused = AnyOf(label="They said no to", choices=CHANNELS)
    lists = AnyOfRows(label="On a list from the clinical system")
    usual_gps = AnyOfTheirs(label="Usual GP")

    say_optional = False

    def __init__(self, *args: Any, today: dt.date, choices: dict[str, Any], **kwargs: Any) -> None:
        """`choices`: by field, a function that reads what this practice has; asked only where it is drawn."""
        super().__init__(*args, **kwargs)
        self.today = today
        for name, read in choices.items():
            self.fields[name].choices = read  # type: ignore[attr-defined]

    def clean_since(self) -> dt.date | None:
        day = self.cleaned_data["since"]
        if day and day > self.today:
            raise forms.ValidationError("The day from which a condition began cannot be in the future")
        return day

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        low, high = said.get("age_from"), said.get("age_to")
        if low is not None and high is not None and low > high:
            self.add_error("age_to", "The older age must not be below the younger one")
        lacking = not said.get("contact_months") and "contact_months" not in self.errors
        if said.get("contact") in ("none_for", "within") and lacking:
            self.add_error("contact_months", "Enter how many months")
        if said.get("since") and not said.get("conditions"):
            self.add_error("since", "Choose the condition that began then")
        return said

    @property
    def criteria(self) -> Criteria:
        """Of a form that was found right."""
        said = self.cleaned_data
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in said.items()
        }
        values["since"] = said["since"].isoformat() if said["since"] else ""
        values["programme"] = int(said["programme"]) if said.get("programme") and said["enrolled"] else None
        if said["contact"] not in ("none_for", "within"):
            values["contact_months"] = None
        return Criteria(**values)


def initial_of(criteria: Criteria) -> dict[str, Any]:
    """What stands in the form when it is opened again."""
    kept = {name: getattr(criteria, name) for name in CriteriaForm.base_fields}
    return kept | {"since": criteria.since_day, "programme": str(criteria.programme or "")}


class NameForm(forms.Form):
    """Under which name a search is kept, and why these people."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(
        label="Name of this search", max_length=80, error_messages={"required": "Give the search a name"}
    )
    reason = forms.CharField(
        label="Why these people",
        max_length=300,
        help_text="What they would gain. Colleagues read it",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say why these people"},
    )


class ReasonForm(forms.Form):
    """A manager's words, kept as they are."""

    reason = forms.CharField(
        label="Why it is right to choose by this",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why it is right to choose by this"},
    )
