"""What is typed about a service, its places, times and contacts."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms

from patients import postcode
from practice.widgets import Checkboxes, DateField, Radios, TimeField
from prescribing.incoming.cleaning import Cleaner
from prescribing.models import Schedule, Service, SocialNeed, Venue
from prescribing.search_words import NAMES

TRUTH: dict[str, bool | None] = {"yes": True, "no": False, "": None}
FIRST = (
    *("name", "organisation", "description", "needs", "free", "cost_words"),
    *("fares_words", "telephone", "email", "confidential"),
)
WHICH_WEEK = [
    ("", "Every week"),
    ("1", "First of the month"),
    *(("2", "Second"), ("3", "Third"), ("4", "Fourth"), ("-1", "Last")),
]


def narrow(width: int = 3) -> forms.TextInput:
    return forms.TextInput(attrs={"class": f"nhsuk-input--width-{width}", "inputmode": "numeric"})


class Truth(forms.ChoiceField):
    """Yes, no and not known differ."""

    def __init__(self, label: str, yes: str = "Yes", no: str = "No", **kwargs: Any) -> None:
        choices = [("yes", yes), ("no", no), ("", "Not known")]
        super().__init__(label=label, choices=choices, widget=Radios, required=False, **kwargs)

    def clean(self, value: Any) -> bool | None:
        return TRUTH[super().clean(value)]

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no", None: ""}.get(value, value)


def words(label: str, longest: int, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, required=False, **kwargs)


def lines(label: str, longest: int, rows: int = 3, **kwargs: Any) -> forms.CharField:
    return words(label, longest, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class ServiceForm(forms.Form):
    """One service. Only its name and who offers it must be known."""

    name = forms.CharField(label="Name of the service", max_length=200)
    organisation = forms.CharField(label="Who offers it", max_length=200)
    description = lines("What happens there", 8_000, 5)
    needs = forms.MultipleChoiceField(label="What it helps with", required=False, widget=Checkboxes)
    who_for = words("Who it is for, in their words", 500)
    age_from = forms.IntegerField(
        label="Youngest age", min_value=0, max_value=120, required=False, widget=narrow()
    )
    age_to = forms.IntegerField(
        label="Oldest age", min_value=0, max_value=120, required=False, widget=narrow()
    )
    gender = forms.ChoiceField(
        label="Women or men only",
        choices=[("all", "Everybody"), ("women", "Women only"), ("men", "Men only"), ("", "Not known")],
        widget=Radios,
        required=False,
    )
    free = Truth("Is it free?", yes="Free", no="It costs something")
    cost_words = words("What it costs", 300)
    fares_words = words("Getting there", 300, help_text="Which bus, what it costs, free parking, lifts.")
    how_to_join = lines("How to join", 2_000)
    telephone = words("Telephone", 40)
    email = forms.EmailField(
        label="Email", max_length=254, required=False,
        help_text="As they publish it. Where referrals go is confirmed on a page of its own.",
    )  # fmt: skip
    website = words("Website", 500)
    online = Truth("Can it be done online or by phone?")
    step_free = Truth("Is it step-free?")
    access_words = words("Getting in and about", 500, help_text="Toilets, hearing loop, quiet room, dogs.")
    languages = words("Languages spoken there", 300, help_text="With commas between them.")
    area_words = words("Area it covers", 200)
    status = forms.ChoiceField(label="Is it running?", choices=Service.Status.choices, widget=Radios)
    confidential = forms.BooleanField(
        label="This place must stay confidential", required=False,
        help_text="A refuge, for example. It is on no map and in no feed.",
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, needs: list[SocialNeed], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["needs"].choices = [(need.code, need.words) for need in needs]  # type: ignore[attr-defined]

    def clean_website(self) -> str:
        typed = self.cleaned_data["website"]
        found = Cleaner().website("website", typed)
        if typed and not found:
            raise forms.ValidationError("Enter the address of a website, like www.example.org")
        return found

    def clean_languages(self) -> list[str]:
        said = (" ".join(word.split())[:60] for word in re.split(r"[,;\n]", self.cleaned_data["languages"]))
        return list(dict.fromkeys(word for word in said if word))[:30]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        low, high = said.get("age_from"), said.get("age_to")
        if low is not None and high is not None and low > high:
            self.add_error("age_to", "The oldest age must be the youngest age or above")
        for name in ("name", "organisation"):
            said[name] = " ".join(said.get(name, "").split())
        return said

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """What is asked of everybody who writes a service down; the rest stands behind “more”."""
        return [self[name] for name in FIRST]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name not in FIRST]

    @property
    def values(self) -> dict[str, Any]:
        """As the action takes them."""
        said = {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in ("needs", "gender", "version")
        }
        gender = self.cleaned_data["gender"]
        only = {"women": (True, False), "men": (False, True), "all": (False, False)}.get(gender, (None, None))
        return said | {"women_only": only[0], "men_only": only[1]}


def as_it_stands(service: Service, needs: list[SocialNeed]) -> dict[str, Any]:
    """What the form shows first."""
    names = [name for name in ServiceForm.base_fields if hasattr(service, name)]
    said = {name: getattr(service, name) for name in names}
    known = service.women_only is not None or service.men_only is not None
    gender = "women" if service.women_only else "men" if service.men_only else "all" if known else ""
    return said | {
        "organisation": service.organisation.name,
        "languages": ", ".join(service.languages),
        "needs": [need.code for need in needs],
        "gender": gender,
    }


class PlaceForm(forms.Form):
    """Where it meets."""

    name = words("Name of the place", 200)
    address = words("Address", 300)
    postcode = words("Postcode", 12, widget=forms.TextInput(attrs={"class": "nhsuk-input--width-10"}))
    step_free = Truth("Is it step-free?")
    confidential = forms.BooleanField(
        label="This place must stay confidential", required=False, help_text="It is on no map and in no feed."
    )

    def clean_postcode(self) -> str:
        typed = self.cleaned_data["postcode"]
        try:
            return postcode.read(typed) if typed else ""
        except postcode.WrongPostcode as why:
            raise forms.ValidationError(str(why)) from why

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and not (said["name"] or said["address"] or said["postcode"]):
            self.add_error("name", "Enter a name, an address or a postcode")
        return said


class TimeForm(forms.Form):
    """When it meets."""

    days = forms.MultipleChoiceField(
        label="Days", choices=list(NAMES.items()), required=False, widget=Checkboxes
    )
    week = forms.ChoiceField(label="Which weeks", choices=WHICH_WEEK, widget=Radios, required=False)
    opens_at = TimeField(label="Begins", required=False, help_text="For example, 10am or 2:30pm")
    closes_at = TimeField(label="Ends", required=False)
    words = words("Anything else about when", 300, help_text="Not in school holidays, for example.")

    def __init__(self, *args: Any, places: Sequence[Venue] = (), **kwargs: Any) -> None:
        """Where it meets is asked only of a service with several places."""
        super().__init__(*args, **kwargs)
        self.places = {str(place.pk): place for place in places}
        if len(places) > 1:
            named = [(pk, place.name or place.address or place.postcode) for pk, place in self.places.items()]
            choices = [("", "Not known, or at all of them"), *named]
            self.fields["venue"] = forms.ChoiceField(label="At which place", choices=choices, required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and not (said["days"] or said["words"]):
            self.add_error("days", "Choose a day, or say in words when it meets")
        if said.get("opens_at") and said.get("closes_at") and said["closes_at"] <= said["opens_at"]:
            self.add_error("closes_at", "The end must be after the beginning")
        return said

    @property
    def values(self) -> dict[str, Any]:
        said, week = self.cleaned_data, self.cleaned_data["week"]
        days = [code for code in NAMES if code in said["days"]]
        monthly = bool(week and days)
        return {
            "venue": self.places.get(said.get("venue", "")),
            "freq": Schedule.Freq.MONTHLY if monthly else Schedule.Freq.WEEKLY if days else "",
            "days": "" if monthly else ",".join(days),
            "month_days": ",".join(f"{week}{day}" for day in days) if monthly else "",
            **{name: said[name] for name in ("opens_at", "closes_at", "words")},
        }


class ContactForm(forms.Form):
    """Somebody to speak with."""

    name = words("Name", 120)
    role = words("What they do there", 120)
    telephone = words("Telephone", 40)
    email = forms.EmailField(label="Email", max_length=254, required=False)
    personal = forms.BooleanField(
        label="This is somebody’s own number or address", required=False, initial=True,
        help_text="Then it stays with colleagues and leaves in no feed.",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and not any(said[name] for name in ("name", "role", "telephone", "email")):
            self.add_error("name", "Enter a name, a telephone number or an email address")
        return said


PART_FORMS: dict[str, type[forms.Form]] = {"place": PlaceForm, "time": TimeForm, "contact": ContactForm}


def part_values(form: forms.Form) -> dict[str, Any]:
    return form.values if isinstance(form, TimeForm) else form.cleaned_data


def part_as_it_stands(kind: str, part: Any) -> dict[str, Any]:
    if kind != "time":
        return {name: getattr(part, name) for name in PART_FORMS[kind].base_fields}
    counted = re.findall(r"(-?\d)([A-Z]{2})", part.month_days)
    days = [day for _week, day in counted] or part.days.split(",")
    week = counted[0][0] if counted else ""
    return {
        "days": days,
        "week": week,
        "opens_at": part.opens_at,
        "closes_at": part.closes_at,
        "words": part.words,
        "venue": part.venue_id or "",
    }


class PlacesForm(forms.Form):
    """What they said of their places."""

    paused = forms.BooleanField(label="They take nobody new just now", required=False)
    paused_until = DateField(label="Until and with", name="the last day", required=False)
    paused_because = words("Why", 200)
    places_left = forms.IntegerField(
        label="Free places", min_value=0, max_value=9_999, required=False, widget=narrow()
    )
    wait_weeks = forms.IntegerField(
        label="Weeks to wait", min_value=0, max_value=520, required=False, widget=narrow()
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @property
    def values(self) -> dict[str, Any]:
        return {n: v for n, v in self.cleaned_data.items() if n not in ("paused", "version")}
