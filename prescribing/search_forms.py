"""What somebody looks for: words, a need, how far from where, and what must fit."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django import forms

from prescribing.models import SocialNeed
from prescribing.search_place import MILE, NoSuchPlace, Spot, spot
from prescribing.searching import Sought
from prescribing.words import words_of

MOST_WORDS = 6
ONLINE, ANY = "online", "any"
DISTANCES = (
    (str(round(MILE)), "1 mile: a walk"),
    (str(round(3 * MILE)), "3 miles"),
    (str(round(10 * MILE)), "10 miles"),
    (ANY, "Any distance"),
    (ONLINE, "Online or by phone"),
)
NEARBY = DISTANCES[1][0]
DAYS = (
    ("", "Any day"),
    *(("MO", "Monday"), ("TU", "Tuesday"), ("WE", "Wednesday"), ("TH", "Thursday")),
    *(("FR", "Friday"), ("SA", "Saturday"), ("SU", "Sunday")),
)
SAY_WHAT = "Enter a word, choose a need, or choose how far"
MORE_LETTERS = "Enter a word that says what you look for, such as walking"


def need_choices(needs: Iterable[SocialNeed]) -> list[tuple[str, Any]]:
    """By group, in the order of the list."""
    grouped = groupby(needs, key=lambda need: need.group)
    return [(group, [(need.code, need.words) for need in them]) for group, them in grouped]


def root(word: str) -> str:
    """A word is found by its beginning: walking also finds walks."""
    if len(word) >= 7 and word.endswith("ing"):
        return word[:-3]
    return word[:-1] if len(word) >= 4 and word.endswith("s") and not word.endswith("ss") else word


class SearchForm(forms.Form):
    """Nothing of it is kept, and nothing of it stands in an address."""

    words = forms.CharField(label="Words", max_length=100, help_text="For example, walking or lunch club")
    need = forms.ChoiceField(label="Need")
    near = forms.CharField(label="Near", max_length=10, help_text="A postcode, or its first part such as M33")
    within = forms.ChoiceField(label="How far", choices=DISTANCES, initial=NEARBY)
    day = forms.ChoiceField(label="Open on", choices=DAYS)
    age = forms.IntegerField(label="Age", min_value=0, max_value=120)
    language = forms.CharField(label="Language spoken there", max_length=60)
    free = forms.BooleanField(label="Free")
    step_free = forms.BooleanField(label="Step-free")
    women_only = forms.BooleanField(label="For women only")
    page = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=500)

    say_optional = False

    def __init__(self, *args: Any, needs: Iterable[SocialNeed], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False
        choices = [("", "Any need"), *need_choices(needs)]
        self.fields["need"].choices = choices  # type: ignore[attr-defined]
        self.fields["age"].widget.attrs |= {"class": "nhsuk-input--width-3", "inputmode": "numeric"}
        self.fields["near"].widget.attrs |= {"class": "nhsuk-input--width-10", "autocomplete": "off"}
        self.spot: Spot | None = None

    def clean_near(self) -> str:
        typed: str = self.cleaned_data["near"].strip()
        if typed:
            try:
                self.spot = spot(typed)
            except NoSuchPlace as why:
                raise forms.ValidationError(str(why)) from None
        return typed

    def clean_words(self) -> str:
        typed: str = self.cleaned_data["words"]
        if typed.strip() and not words_of(typed):
            raise forms.ValidationError(MORE_LETTERS)
        return typed

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        far = said.get("within")
        if far and far not in (ANY, ONLINE) and not said.get("near") and "near" not in self.errors:
            self.add_error("near", "Enter where, or choose any distance")
        if far == ANY and not said.get("words") and not said.get("need") and not self.errors:
            self.add_error("words", SAY_WHAT)
        return said

    @property
    def first(self) -> int:
        """The number of the page that is wanted, from 1."""
        return self.cleaned_data.get("page") or 1

    @property
    def sought(self) -> Sought:
        said = self.cleaned_data
        far = said["within"] or ANY
        return Sought(
            words=tuple(root(word) for word in words_of(said["words"])[:MOST_WORDS]),
            need=said["need"],
            near=self.spot.degrees if self.spot else None,
            within=int(far) if far.isdecimal() else None,
            online=far == ONLINE,
            language=" ".join(said["language"].split()),
            **{name: said[name] for name in ("day", "age", "free", "step_free", "women_only")},
        )
