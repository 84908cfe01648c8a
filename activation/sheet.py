"""The sheet that staff fill in with somebody: all statements on one page, one key for each answer."""

from typing import Any

from django import forms

from activation.definition import Definition, Item, Value
from activation.definition.answers import MOST_WORDS, NOT_APPLICABLE, PREFER_NOT
from activation.models import Measurement
from practice.widgets import Radios, Scale

PREFIX = "a"
KEYS = {NOT_APPLICABLE: "N", PREFER_NOT: "R"}
Answers = dict[str, Value]


class Numbered(Radios):
    """Answers side by side, each with its key before it."""

    inline = True


class SheetForm(forms.Form):
    """One field for each statement; nothing must be answered to be kept."""

    say_optional = False
    prefix = PREFIX

    def __init__(self, *args: Any, definition: Definition, language: str, easy: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.definition = definition
        for number, item in enumerate(definition.items, start=1):
            field = FIELDS[item.kind](definition, item, language, easy)
            field.label = f"{number}. {definition.says(item, language, easy)}"
            self.fields[item.id] = field

    @property
    def answers(self) -> dict[str, Value | None]:
        """What was chosen, as it is kept; words that were emptied are taken back, a choice cannot be."""
        said = {name: value.strip() for name, value in self.cleaned_data.items()}
        return {
            item.id: kept(item, said[item.id]) if said[item.id] else None
            for item in self.definition.items
            if said[item.id] or item.kind == "words"
        }

    @property
    def typed(self) -> list[tuple[str, str]]:
        """Each statement with the answer in words, to be shown where it cannot be kept."""
        return [
            (str(field.label), in_words(field, self.cleaned_data.get(name, "")))
            for name, field in self.fields.items()
            if self.cleaned_data.get(name)
        ]

    def ask_for_the_rest(self) -> None:
        """Say of each statement without an answer that it has none."""
        for name, field in self.fields.items():
            if not self.cleaned_data.get(name):
                self.add_error(name, f"No answer yet: {field.label}")


def kept(item: Item, value: str) -> Value:
    if item.kind == "words":
        return {"words": value}
    return value if value in KEYS else int(value)


def as_initial(answers: Answers) -> dict[str, str]:
    """The other way round."""
    return {
        name: value["words"] if isinstance(value, dict) else str(value) for name, value in answers.items()
    }


def in_words(field: forms.Field, value: str) -> str:
    return dict(getattr(field, "choices", ())).get(value, value)


def options_field(definition: Definition, item: Item, language: str, easy: bool) -> forms.Field:
    choices = [
        (str(option.value), f"{option.value + 1} {definition.says(option, language, easy)}")
        for option in definition.options_of(item)
    ]
    return choice_field([*choices, *others(definition, language)], Numbered())


def scale_field(definition: Definition, item: Item, language: str, easy: bool) -> forms.Field:
    steps = [(str(step), str(step)) for step in range(item.minimum, item.maximum + 1)]
    low = definition.words(item.low, language) if item.low else ""
    high = definition.words(item.high, language) if item.high else ""
    return choice_field([*steps, *others(definition, language)], Scale(low=low, high=high, most=item.maximum))


def words_field(definition: Definition, item: Item, language: str, easy: bool) -> forms.Field:
    return forms.CharField(required=False, max_length=MOST_WORDS, widget=forms.Textarea(attrs={"rows": 2}))


def others(definition: Definition, language: str) -> list[tuple[str, str]]:
    """Does not apply, and would rather not say, where the questionnaire has them."""
    pairs = ((NOT_APPLICABLE, definition.not_applicable), (PREFER_NOT, definition.prefer_not))
    return [(code, f"{KEYS[code]} {definition.words(words, language)}") for code, words in pairs if words]


def choice_field(choices: list[tuple[str, str]], widget: forms.Widget) -> forms.ChoiceField:
    return forms.ChoiceField(choices=choices, widget=widget, required=False)


FIELDS = {"options": options_field, "scale": scale_field, "words": words_field}


def sheet_form(measurement: Measurement, definition: Definition, *args: Any, **kwargs: Any) -> SheetForm:
    return SheetForm(
        *args,
        definition=definition,
        language=measurement.language,
        easy=measurement.easy_read,
        **kwargs,
    )


def answered(answers: Answers, definition: Definition) -> int:
    """How many have an answer of any kind."""
    return sum(item.id in answers for item in definition.items)


def differing(form: SheetForm, theirs: Answers) -> list[dict[str, str]]:
    """Statements that somebody else answered otherwise meanwhile."""
    initial = as_initial(theirs)
    return [
        {
            "statement": str(field.label),
            "mine": in_words(field, form.cleaned_data[name]),
            "theirs": in_words(field, initial[name]),
        }
        for name, field in form.fields.items()
        if name in initial and form.cleaned_data.get(name) and form.cleaned_data[name] != initial[name]
    ]
