"""A form with every kind of field, and a page with every piece."""

import datetime as dt
from pathlib import Path
from types import SimpleNamespace

from django import forms

from practice import widgets

GALLERY = Path(__file__).with_name("gallery.html").read_text()
WAYS = [("phone", "By phone"), ("room", "In the room")]


class Everything(forms.Form):
    words = forms.CharField(label="What matters", help_text="In their own words")
    note = forms.CharField(label="Note", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    born = widgets.DateField(name="date of birth", label="Date of birth", help_text="For example, 27 3 1985")
    at = widgets.TimeField(label="Time", help_text="For example, 2:30pm")
    way = forms.ChoiceField(
        label="How you met", choices=WAYS, widget=widgets.Radios(hints={"phone": "Or a video call"})
    )
    help = forms.MultipleChoiceField(
        label="Who helped",
        choices=[("friend", "A friend"), ("none", "Nobody")],
        widget=widgets.Checkboxes(exclusive=("none",)),
    )
    room = forms.ChoiceField(label="Room", choices=[("", "Choose"), ("1", "Room 1")])
    sure = widgets.ScaleField(label="How sure are they?", low="Not at all", high="Completely", required=False)
    agreed = forms.BooleanField(label="They agreed", help_text="Said so today")
    secret = forms.CharField(label="Password", widget=forms.PasswordInput())
    list = forms.FileField(label="The list")
    version = forms.IntegerField(widget=forms.HiddenInput, initial=3)


PAT = SimpleNamespace(
    given_name="Patricia",
    family_name="Doe",
    known_as="Pat",
    birth_date=dt.date(1985, 3, 27),
    nhs_number="9990000018",
    no_nhs_number_because="",
    died_on=None,
    left_on=None,
    restricted=False,
    contact_with_care=True,
)
AT = dt.datetime(2026, 3, 2, 17, 30, tzinfo=dt.UTC)


NAVIGATION = ("Today", "Patients", "Lists", "Dashboard", "Messages", "Team", "Trail")
EVENTS = [
    {"at": AT, "title": "Session with Asha", "url": "/s/1", "by": "Asha Rao", "text": "Walks again."},
    {"on": AT.date(), "title": "Note", "struck": "Wrong person", "text": "Not hers."},
]
COLUMNS = [{"label": "Who"}, {"label": "When"}, {"label": "Minutes", "numeric": True}]
ROWS = [{"url": "/1", "cells": ["Patricia Doe", "9am", 40]}, ["Omar Ali", "", 0]]
FACTS = [{"key": "Language", "value": "Sylheti", "url": "/l"}, {"key": "Usual GP", "value": None}]
AROUND = {
    "navigation": [{"label": name, "url": f"/{name}", "current": name == "Today"} for name in NAVIGATION],
    "allowed": {"find_patients"},
    "my_roles": "Coach",
    "idle_seconds": 900,
    "demo": True,
    "crumbs": [{"label": "Today", "url": "/"}, {"label": "Patricia Doe", "url": "/p"}],
}
ABOUT = {
    "person": PAT,
    "person_url": "/p",
    "needs": ["Large print", "Interpreter: Sylheti"],
    "alert_url": "/alert",
    "today": AT.date(),
}


def conflict_of(form: forms.Form) -> list[dict]:
    row = {"name": "words", "label": "What matters", "mine": "Sleep", "theirs": ""}
    return [{**row, "field": form["words"]}]


def gallery(**more) -> dict:
    """The context of gallery.html."""
    form = Everything(initial={"born": PAT.birth_date})
    return {
        **AROUND,
        **ABOUT,
        "form": form,
        "conflict": conflict_of(form),
        "at": AT,
        "events": EVENTS,
        "columns": COLUMNS,
        "rows": ROWS,
        "facts": FACTS,
        "meanings": ["good", "wait", "act", "stop", "new", "quiet", "plain"],
        **more,
    }
