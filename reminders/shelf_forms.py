"""What staff choose of the practice's messages."""

from django import forms

from reminders.kinds import Channel, Kind

MINE = "mine"
ALL = ("", "All")


class FilterForm(forms.Form):
    """Which kind, which way, whose; the state and the reason are links of their own."""

    say_optional = False
    show = forms.CharField(widget=forms.HiddenInput)
    why = forms.CharField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label="Kind", choices=[ALL, *Kind.choices], required=False)
    way = forms.ChoiceField(label="How", choices=[ALL, *Channel.choices], required=False)
    whose = forms.ChoiceField(
        label="Whose", choices=[("", "Everybody"), (MINE, "People I work with")], required=False
    )
