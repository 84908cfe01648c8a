"""What somebody may write when they have asked for help."""

from django import forms

from reminders.actions.replying import MOST_WORDS


class WordsForm(forms.Form):
    """A few words for whoever rings them."""

    words = forms.CharField(
        label="What is it about? You can leave this out.",
        max_length=MOST_WORDS,
        required=True,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Write something, or close this page",
            "max_length": f"Write at most {MOST_WORDS} letters",
        },
    )
