"""How somebody is asked, and what is noted about it; what is wrong, in plain English."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, cast

from django import forms

from activation.actions.asking import How
from activation.kinds import ASKED, BY_STAFF, Help, Interpreter, Mode, NotDone
from activation.languages import code_of, name_of, speaks_english
from activation.models import Instrument
from activation.queries import Choice
from patients.models import Patient
from practice.widgets import DateField, Radios

MODE_HINTS = {
    Mode.DESK: "You read the statements together and press the answers",
    Mode.PHONE: "You read out, they answer",
    Mode.TABLET: "You are signed out of this device before they take it",
    Mode.LINK: "They answer on their own phone",
}
INTERPRETER_HINTS = {
    Interpreter.FAMILY: "Only if nobody else can be had: answers get softened, and secrets stay unsaid",
    Interpreter.FRIEND: "Only if nobody else can be had: answers get softened, and secrets stay unsaid",
}
ALONE = [("yes", "Yes"), ("no", "No, somebody else was there"), ("", "Not noted")]


class InARow(Radios):
    """A few short choices side by side."""

    inline = True


class WhichForm(forms.Form):
    """Which questionnaire: the base of every form here."""

    instrument = forms.ChoiceField(
        label="Questionnaire", error_messages={"required": "Choose a questionnaire"}
    )

    def __init__(self, *args: Any, choices: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {str(one.instrument.pk): one for one in choices}
        field = cast(forms.ChoiceField, self.fields["instrument"])
        field.choices = [(key, one.instrument.name) for key, one in self.by_key.items()]
        field.widget = Radios(choices=field.choices, hints={k: hint(one) for k, one in self.by_key.items()})
        if choices:
            field.initial = next(iter(self.by_key))

    @property
    def choice(self) -> Choice:
        return self.by_key[self.cleaned_data["instrument"]]

    @property
    def chosen(self) -> Instrument:
        return self.choice.instrument


def hint(choice: Choice) -> str:
    """How many questions, how its licence stands, whether it is early."""
    count = len(choice.definition.items)
    length = f"{count} question{'s' if count > 1 else ''}" if count else ""
    return ". ".join(words for words in (length, choice.standing, choice.soon) if words)


class MeasureForm(WhichForm):
    """Which questionnaire, how, in which words, and who else takes part."""

    mode = forms.ChoiceField(
        label="How it is answered",
        choices=[(mode.value, mode.label) for mode in ASKED],
        widget=Radios(hints={mode.value: words for mode, words in MODE_HINTS.items()}),
        initial=Mode.DESK,
        error_messages={"required": "Choose how it is answered"},
    )
    language = forms.ChoiceField(label="Language of the wording")
    easy_read = forms.BooleanField(label="Easy-read words", required=False)
    interpreter = forms.ChoiceField(
        label="Interpreter",
        choices=[("", "None"), *Interpreter.choices],
        widget=Radios(hints={kind.value: words for kind, words in INTERPRETER_HINTS.items()}),
        required=False,
        initial="",
    )
    reads_english = forms.BooleanField(
        label="They chose to answer in English themselves",
        help_text="Only where they said so: nobody is put in front of English by default",
        required=False,
    )
    help = forms.ChoiceField(
        label="Who else takes part",
        choices=[("", "Not noted"), *Help.choices[:3]],
        widget=Radios(),
        required=False,
        initial="",
    )
    helper = forms.CharField(
        label="Who helps", help_text="For example: Sam, her brother", max_length=120, required=False
    )
    seen_alone = forms.ChoiceField(
        label="Were they seen alone?", choices=ALONE, widget=InARow, required=False, initial=""
    )
    say_optional = False

    def __init__(self, *args: Any, patient: Patient, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.patient = patient
        known = dict.fromkeys(code for one in self.by_key.values() for code in one.definition.languages)
        field = cast(forms.ChoiceField, self.fields["language"])
        field.choices = [(code, name_of(code)) for code in known]
        own = code_of(patient.language)
        field.initial = own if own in known else "en"
        if not self.needs_words:
            del self.fields["reads_english"]

    @property
    def needs_words(self) -> bool:
        """They need another language than English."""
        return self.patient.interpreter_needed or not speaks_english(self.patient.language)

    @property
    def opens_rest(self) -> bool:
        """Whether the rest of the form lies open: where it matters, and where it was sent."""
        return self.is_bound or self.needs_words

    @property
    def has_own_wording(self) -> bool:
        own = code_of(self.patient.language)
        return any(own in one.definition.languages for one in self.by_key.values() if own)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            self.check_language(said)
        if said.get("help") == Help.SUPPORTER and not said.get("helper"):
            self.add_error("helper", "Say who helps, and what they are to the person")
        return said

    def check_language(self, said: dict[str, Any]) -> None:
        """Wording must be there; English goes through an interpreter to whoever needs another language."""
        name, code = self.chosen.name, said["language"]
        if code not in self.choice.definition.languages:
            self.add_error(
                "language",
                f"{name} has no wording in {name_of(code)}. Go through it in English with an interpreter",
            )
            return
        if not self.needs_words or code == code_of(self.patient.language):
            return
        if said.get("reads_english"):
            return
        if not said.get("interpreter"):
            self.add_error("interpreter", "Choose who interprets: there is no wording in their own language")
        if said["mode"] not in BY_STAFF:
            self.add_error(
                "mode", "Choose the desk or the phone: the English wording is read out through an interpreter"
            )

    @property
    def how(self) -> How:
        """What the action takes."""
        said = self.cleaned_data
        return How(
            language=said["language"],
            easy_read=said["easy_read"],
            help=Help.INTERPRETER if said["interpreter"] else said["help"],
            helper=said["helper"],
            interpreter=said["interpreter"],
            seen_alone={"yes": True, "no": False}.get(said["seen_alone"]),
        )


class BecauseForm(forms.Form):
    """Why it was not answered, or not to the end."""

    because = forms.ChoiceField(
        label="Why not?",
        choices=NotDone.choices,
        widget=Radios(),
        error_messages={"required": "Choose why"},
    )
    words = forms.CharField(
        label="In a few words",
        max_length=300,
        required=False,
        help_text="For example, they were in pain and want to come back to it",
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("because") == NotDone.OTHER and not said.get("words"):
            self.add_error("words", "Say what the reason was")
        return said


class NotDoneForm(WhichForm, BecauseForm):
    """Which questionnaire was not answered, and why."""

    field_order = ["instrument", "because", "words"]


class ScoreForm(WhichForm):
    """A score that a licensed tool returned."""

    score = forms.FloatField(
        label="Score",
        widget=forms.TextInput(attrs={"class": "nhsuk-input--width-5", "inputmode": "decimal"}),
        error_messages={"required": "Enter the score", "invalid": "The score must be a number, like 52.3"},
    )
    level = forms.ChoiceField(
        label="Level that the tool gave",
        widget=InARow,
        required=False,
        help_text="Leave it out if the tool gave none: it follows from the score",
    )
    measured_on = DateField(name="the day of the score", label="Day of the score")

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        cast(forms.ChoiceField, self.fields["level"]).choices = [
            *bands_of(self.by_key.values()),
            ("", "None given"),
        ]
        self.fields["level"].initial = ""

    def clean_measured_on(self) -> dt.date:
        day = self.cleaned_data["measured_on"]
        if day > self.today:
            raise forms.ValidationError("The day of the score must be today or earlier")
        return day

    @property
    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {name: said[name] for name in ("score", "level", "measured_on")}


class LevelForm(WhichForm):
    """A coach's own judgement."""

    level = forms.ChoiceField(
        label="Level, as you judge it", widget=Radios(), error_messages={"required": "Choose a level"}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["level"]).choices = bands_of(self.by_key.values())

    def clean(self) -> dict[str, Any]:
        """Levels belong to their questionnaire."""
        said = super().clean() or {}
        if not self.errors and said["level"] not in dict(bands_of([self.choice])):
            self.add_error("level", f"{self.chosen.name} has no such level")
        return said


def bands_of(choices: Any) -> list[tuple[str, str]]:
    return list(dict.fromkeys((band.id, band.name) for choice in choices for band in choice.definition.bands))


class StrikeForm(forms.Form):
    """Why a measurement does not stand."""

    because = forms.CharField(
        label="Why was it entered in error?",
        help_text="For example, it was about somebody else",
        max_length=300,
        error_messages={"required": "Say why it was entered in error"},
    )
