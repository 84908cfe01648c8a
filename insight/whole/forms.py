"""What people type about a request for what is held: who asks, how it was checked, what is left out, how it went."""

import datetime as dt
from typing import Any

from django import forms
from django.http import QueryDict

from insight.models import AccessRequest, AccessText
from insight.project_forms import Locked, area
from insight.whole.blacking import missing, phrases
from practice.widgets import DateField, Radios

Asker, Authority, Identity = AccessRequest.Asker, AccessRequest.Authority, AccessRequest.Identity
Decision, Reason = AccessText.Decision, AccessText.Reason
MOST_SHOWN = 500
ABOUT_DECISIONS = {
    Decision.PART: "Names of others, and words about them: the rest is given",
    Decision.WHOLE: "Nothing of this text goes out. That something was left out is counted",
}
ABOUT_REASONS = {
    Reason.SOMEBODY_ELSE: "Who has not agreed, and whose words or life it is. Colleagues who wrote here do not count",
    Reason.HARM: "To the body or mind of the person or of anybody else, in a clinician’s opinion",
    Reason.OTHER: "Say which below",
}
NOT_CHOSEN = {"required": "Choose one", "invalid_choice": "Choose one of these"}


class OpenForm(forms.Form):
    """Who asks, when it came, and for what."""

    asker = forms.ChoiceField(
        label="Who asks?", choices=Asker.choices, widget=Radios, error_messages=NOT_CHOSEN
    )
    asker_name = forms.CharField(
        label="Their name, where it is somebody else",
        help_text="And for whom they act",
        required=False,
        max_length=120,
    )
    came_on = DateField(
        label="When did it come in?",
        name="the day on which it came in",
        help_text="The day on which anybody here was first told, in whatever words. The month counts from it",
    )
    came = forms.ChoiceField(
        label="How?", choices=AccessRequest.Came.choices, widget=Radios, error_messages=NOT_CHOSEN
    )
    wants = forms.CharField(
        label="What do they ask for?",
        help_text="Leave it empty where they ask for everything",
        required=False,
        max_length=1000,
        widget=area(),
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_came_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["came_on"]
        if day > self.today:
            raise forms.ValidationError("The day on which it came in must be today or earlier")
        return day

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("asker", Asker.PERSON) != Asker.PERSON and not said.get("asker_name"):
            self.add_error("asker_name", "Enter the name of whoever asks")
        return said


class CheckForm(Locked):
    """How it was checked who asks; and where the record is somebody else's, that they may."""

    identity = forms.ChoiceField(
        label="How was it checked who asks?",
        choices=Identity.choices,
        widget=Radios,
        error_messages=NOT_CHOSEN,
    )
    identity_words = forms.CharField(
        label="What was seen?",
        help_text="Kind of document and its last digits. Keep no copy of it here",
        required=False,
        max_length=300,
    )
    authority = forms.ChoiceField(
        label="What shows that they may ask for somebody else?",
        choices=Authority.choices,
        widget=Radios,
        error_messages=NOT_CHOSEN,
    )
    authority_words = forms.CharField(
        label="What does it say?",
        help_text="Its date, until when it holds, and for what: some hold for money alone",
        max_length=300,
        error_messages={"required": "Say what the authority says"},
    )

    def __init__(self, *args: Any, for_somebody_else: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not for_somebody_else:
            del self.fields["authority"], self.fields["authority_words"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("identity") not in (None, Identity.KNOWN) and not said.get("identity_words"):
            self.add_error("identity_words", "Say what was seen")
        return said

    @property
    def values(self) -> dict[str, str]:
        names = ("identity", "identity_words", "authority", "authority_words")
        return {name: self.cleaned_data.get(name, "") for name in names}


class ExtendForm(Locked):
    """Two months more."""

    because = forms.CharField(
        label="Why does it take longer?",
        help_text="Only where it is complex, or they have asked often. That it is much work is no reason by itself",
        max_length=300,
        widget=area(2),
        error_messages={"required": "Say why it takes longer"},
    )
    told = forms.BooleanField(
        label="They have been told, and why",
        error_messages={"required": "Tell them first: the law asks for it within the first month"},
    )


class EndForm(Locked):
    """It ends without anything going out."""

    how = forms.ChoiceField(
        label="How does it end?",
        choices=AccessRequest.Ended.choices,
        widget=Radios(
            hints={"refused": "Tell them why, and that they may complain to the Information Commissioner"}
        ),
        error_messages=NOT_CHOSEN,
    )
    because = forms.CharField(
        label="What happened?",
        max_length=300,
        widget=area(2),
        error_messages={"required": "Say what happened"},
    )


class DecideForm(Locked):
    """What becomes of one text. `words` is the text as it stands now."""

    say_optional = False

    decision = forms.ChoiceField(
        label="What is given of it?",
        choices=Decision.choices,
        widget=Radios(hints={str(one): words for one, words in ABOUT_DECISIONS.items()}),
        error_messages=NOT_CHOSEN,
    )
    out = forms.CharField(
        label="Words to leave out, one name or phrase a line",
        help_text="Where some words are left out: exactly as they stand above. Each is blacked out wherever it"
        " stands in this text",
        required=False,
        max_length=4000,
        widget=area(4),
    )
    reason = forms.ChoiceField(
        label="Why?",
        choices=Reason.choices,
        required=False,
        widget=Radios(hints={str(one): words for one, words in ABOUT_REASONS.items()}),
    )
    because = forms.CharField(
        label="What else should colleagues know of the reason?",
        help_text="It is not given to whoever asks",
        required=False,
        max_length=300,
        widget=area(2),
    )

    def __init__(self, *args: Any, words: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = words

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        out = phrases(said.get("out", ""))
        if said.get("decision") == Decision.PART:
            self.check(out)
        if said.get("decision") in (Decision.PART, Decision.WHOLE):
            if not said.get("reason"):
                self.add_error("reason", "Say why")
            elif said["reason"] == Reason.OTHER and not said.get("because"):
                self.add_error("because", "Say what the other reason is")
        return said | {"out": out}

    def check(self, out: list[str]) -> None:
        """A slip of the pen would leave a name where it is."""
        strange = missing(self.words, out)
        if not out:
            self.add_error("out", "Write the words to leave out")
        elif strange:
            self.add_error("out", f"This does not stand in the text: {', '.join(strange)}")

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("decision", "out", "reason", "because")}


class HandForm(Locked):
    """How the copy went, and to whom."""

    how = forms.ChoiceField(
        label="How did it go?", choices=AccessRequest.Handed.choices, widget=Radios, error_messages=NOT_CHOSEN
    )
    to_whom = forms.CharField(
        label="To whom?",
        help_text="The name of whoever took it, or to which address it went",
        max_length=200,
        error_messages={"required": "Say to whom it went"},
    )


def shown_of(sent: QueryDict, name: str = "shown") -> dict[int, int]:
    """Which texts stood on the page that was sent, and in which version: `12:1`."""
    found = {}
    for said in sent.getlist(name)[:MOST_SHOWN]:
        number, _colon, version = said.partition(":")
        if all(part.isascii() and part.isdigit() and len(part) < 16 for part in (number, version)):
            found[int(number)] = int(version)
    return found
