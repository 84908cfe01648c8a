"""How many points each rule of the ranking gives, as it is typed."""

from collections.abc import Mapping
from typing import Any

from django import forms

from outreach.ranking import MOST_POINTS, RULES
from outreach.wave_forms import number


class PointsForm(forms.Form):
    """A number for each rule; `seen` is how they stood when the page was opened."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=500)

    def __init__(self, data: Any, *, points: Mapping[str, int]) -> None:
        super().__init__(data, initial={**points, "seen": written(points)})
        for rule in RULES:
            hint = f"{rule.meaning} Shipped: {rule.points}."
            self.fields[rule.key] = number(rule.line, MOST_POINTS, hint, least=0)

    @property
    def points(self) -> dict[str, int]:
        return {rule.key: self.cleaned_data[rule.key] for rule in RULES}

    @property
    def before(self) -> dict[str, int]:
        """Nothing where it was not sent as it was shown: then somebody looks again."""
        pairs = (pair.partition(":") for pair in self.cleaned_data["seen"].split(" "))
        return {key: int(points) for key, _colon, points in pairs if points.isdecimal()}


def written(points: Mapping[str, int]) -> str:
    return " ".join(f"{key}:{given}" for key, given in points.items())
