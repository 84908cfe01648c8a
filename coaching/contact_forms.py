"""What is noted about a contact without a session: one of four presses, and words if somebody wants."""

from django import forms

from coaching.models import Contact

PRESSES = (
    (Contact.Kind.NO_ANSWER, "No answer"),
    (Contact.Kind.LEFT_NO_MESSAGE, "Left no message"),
    (Contact.Kind.LEFT_MESSAGE, "Left a message"),
    (Contact.Kind.SPOKE, "Spoke"),
)


class ContactForm(forms.Form):
    """`kind` is the button that was pressed."""

    kind = forms.ChoiceField(
        choices=Contact.Kind.choices,
        error_messages={
            "required": "Press what came of the call",
            "invalid_choice": "Press what came of the call",
        },
    )
    words = forms.CharField(
        label="Anything to add",
        help_text="Everybody who looks after this person reads this. What was talked about belongs in a session.",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": "Write 1,000 characters or fewer"},
    )
