"""What is typed about a risk alert: which kind, what was done, why it is taken back."""

from django import forms

from coaching.models import RiskAlert


class TickForm(forms.Form):
    """One press: which of the two it is."""

    risk = forms.ChoiceField(choices=RiskAlert.Kind.choices)


class AnswerForm(forms.Form):
    """What was done; it stays with the alert."""

    words = forms.CharField(
        label="What you did, or do now",
        help_text="For example: I am on my way to them; or: rang them, they are with a friend, I see them at 2pm",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Write what you did or do now",
            "max_length": "Write 2,000 characters or fewer",
        },
    )


class TakeBackForm(forms.Form):
    """Pressed by mistake."""

    prefix = "back"
    because = forms.CharField(
        label="Why do you take it back?",
        help_text="Those who were told see this. For example: I pressed the wrong button",
        max_length=200,
        error_messages={"required": "Say why you take it back"},
    )
