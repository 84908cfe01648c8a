"""What a patient types and chooses behind a link, turned into values; what is missing, in plain English."""

import datetime as dt
from typing import Any

from django import forms
from django.core import signing

from activation.definition import Item, Value
from activation.definition.answers import MOST_WORDS, NOT_APPLICABLE, PREFER_NOT
from activation.link_pages import Here
from practice.requests import Request
from practice.widgets import DateField, Scale

SALT = "activation.seen"
LONGEST = 60 * 60  # seconds; whoever looks at one statement longer was not reading it


class BirthDateForm(forms.Form):
    """Who is there: nothing else is asked before this, and nothing is shown."""

    birth_date = DateField(
        label="What is your date of birth?",
        name="your date of birth",
        help_text="For example, 31 3 1980",
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_birth_date(self) -> dt.date:
        birth_date: dt.date = self.cleaned_data["birth_date"]
        if birth_date > self.today:
            raise forms.ValidationError("Your date of birth must be in the past", params={"parts": ("year",)})
        return birth_date

    def refuse(self, left: int) -> None:
        """It was not the right one."""
        times = "once" if left == 1 else f"{left} times"
        self.add_error("birth_date", f"This date does not match. Check it. You can try {times} more.")


class StatementForm(forms.Form):
    """One statement and its answers; `instead` is a way not to answer it."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, here: Here, item: Item, request: Request, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.item, self.definition = item, here.definition
        self.language, self.easy = here.measurement.language, here.measurement.easy_read
        self.link, self.now = request.link.pk, request.now
        self.fields["seen"].initial = signing.dumps([self.link, item.id, self.now.timestamp()], salt=SALT)
        if item.kind == "words":
            self.fields["words"] = self.words_field()
        else:
            self.fields["answer"] = self.answer_field()

    def answer_field(self) -> forms.ChoiceField:
        return forms.ChoiceField(
            label=self.statement,
            choices=[*self.numbers, *self.instead],
            widget=Scale(),
            error_messages={"required": "Choose an answer", "invalid_choice": "Choose an answer"},
        )

    def words_field(self) -> forms.CharField:
        return forms.CharField(
            label=self.statement,
            max_length=MOST_WORDS,
            required=False,
            widget=forms.Textarea(attrs={"rows": 4}),
            error_messages={"max_length": f"Write at most {MOST_WORDS} letters"},
        )

    @property
    def statement(self) -> str:
        return self.definition.says(self.item, self.language, self.easy)

    @property
    def numbers(self) -> list[tuple[str, str]]:
        """The answers that count."""
        if self.item.kind == "scale":
            return [(str(n), str(n)) for n in range(self.item.minimum, self.item.maximum + 1)]
        options = self.definition.options_of(self.item)
        return [(str(one.value), self.definition.says(one, self.language, self.easy)) for one in options]

    @property
    def instead(self) -> list[tuple[str, str]]:
        """Ways not to answer, where the questionnaire has them."""
        ways = ((NOT_APPLICABLE, self.definition.not_applicable), (PREFER_NOT, self.definition.prefer_not))
        return [(value, self.definition.words(words, self.language)) for value, words in ways if words]

    @property
    def not_answers(self) -> list[str]:
        return [value for value, _words in self.instead]

    @property
    def ends(self) -> tuple[str, str]:
        """What both ends of a scale mean."""
        if self.item.kind != "scale" or not self.item.low:
            return ("", "")
        low, high = (self.definition.words(end, self.language) for end in (self.item.low, self.item.high))
        return (f"{self.item.minimum} means: {low}", f"{self.item.maximum} means: {high}")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.item.kind == "words" and not self.chosen_instead and not self.errors and not cleaned["words"]:
            self.add_error("words", "Write something, or choose a button below")
        return cleaned

    @property
    def chosen_instead(self) -> str:
        chosen = self.data.get("instead", "")
        return chosen if chosen in dict(self.instead) else ""

    @property
    def value(self) -> Value:
        if self.item.kind == "words":
            return self.chosen_instead or {"words": self.cleaned_data["words"]}
        answer: str = self.cleaned_data["answer"]
        return int(answer) if answer in dict(self.numbers) else answer

    @property
    def was_shown(self) -> bool:
        """This very statement, through this very link, to somebody who had said their birth date."""
        return self.shown_at is not None

    @property
    def shown_at(self) -> float | None:
        try:
            link, item_id, at = signing.loads(self.cleaned_data["seen"], salt=SALT)
        except signing.BadSignature:
            return None
        return float(at) if (link, item_id) == (self.link, self.item.id) else None

    @property
    def seconds(self) -> dict[str, int]:
        """From showing the statement to its answer, by our own clock; nothing where that is not known."""
        took = round(self.now.timestamp() - self.shown_at) if self.shown_at is not None else -1
        return {self.item.id: took} if 0 <= took <= LONGEST else {}


class HelpForm(forms.Form):
    """Somebody needs help; words are welcome and not needed."""

    words = forms.CharField(
        label="What do you need?",
        help_text="You do not have to write anything.",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": "Write at most 1000 letters"},
    )
