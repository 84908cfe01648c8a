"""What people choose on a caseload: which of it to see, in which order, and who takes over."""

import dataclasses
from typing import Any, cast

from django import forms
from django.http import QueryDict

from coaching.models import Enrolment
from practice.models import Membership
from practice.widgets import Checkboxes

UNDER_WAY = "under_way"
SORTS = {
    "name": ("Name", ("patient__family_key", "patient__given_key", "pk")),
    "last": ("Longest since the last session", ("last_on", "pk")),
    "next": ("Next session first", ("next_at", "pk")),
    "since": ("Longest as they stand now", ("stands_since", "pk")),
    "weight": ("Heaviest first", ("-points", "patient__family_key", "pk")),
}


@dataclasses.dataclass(frozen=True, slots=True)
class Chosen:
    """What of a caseload is shown; anything that is no choice is the usual one."""

    stands: str = UNDER_WAY
    weight: str = ""
    practice: str = ""
    sort: str = "name"

    @classmethod
    def read(cls, asked: QueryDict) -> "Chosen":
        stands = asked.get("stands", "")
        weight = asked.get("weight", "")
        sort = asked.get("sort", "")
        return cls(
            stands=stands if stands in Enrolment.Stands.values else UNDER_WAY,
            weight=weight if weight in Enrolment.Weight.values else "",
            practice=asked.get("practice", ""),
            sort=sort if sort in SORTS else "name",
        )

    @property
    def address(self) -> str:
        """The same choice, in the address of another page of the list."""
        named = dataclasses.asdict(self)
        query = QueryDict(mutable=True)
        query.update({name: value for name, value in named.items() if value})
        return query.urlencode()


class ChooseForm(forms.Form):
    """The questions above the list; nothing is sent but the choice."""

    stands = forms.ChoiceField(
        label="Who",
        required=False,
        choices=[(UNDER_WAY, "Everybody under way"), *Enrolment.Stands.choices],
    )
    weight = forms.ChoiceField(
        label="How much work", required=False, choices=[("", "All"), *Enrolment.Weight.choices]
    )
    practice = forms.ChoiceField(label="Practice", required=False)
    sort = forms.ChoiceField(
        label="In which order", required=False, choices=[(key, words) for key, (words, _by) in SORTS.items()]
    )

    say_optional = False

    def __init__(self, *args: Any, practices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(practices) > 1:
            named = [(practice.ods_code, practice.name) for practice in practices]
            cast(forms.ChoiceField, self.fields["practice"]).choices = [("", "All my practices"), *named]
        else:
            del self.fields["practice"]


class TakersField(forms.ModelMultipleChoiceField):
    """Colleagues who take over, with what they carry now."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=Checkboxes, **kwargs)
        self.carried: dict[int, str] = {}

    def label_from_instance(self, member: Membership) -> str:
        return (
            f"{member.name}, {member.get_role_display().lower()}: {self.carried.get(member.pk, 'nobody yet')}"
        )


class HandOverForm(forms.Form):
    """Who takes over, and of whom; without names, everybody."""

    takers = TakersField(
        queryset=None,
        label="Who takes over?",
        help_text="With more than one, people are shared out by how much each colleague carries",
        error_messages={"required": "Choose at least one colleague who takes over"},
    )
    people = forms.TypedMultipleChoiceField(
        label="Of whom?",
        coerce=int,
        widget=Checkboxes,
        error_messages={"required": "Choose at least one person"},
    )

    def __init__(
        self,
        *args: Any,
        takers: Any,
        carried: dict[int, str],
        people: list[tuple[int, str]],
        named: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        field = cast(TakersField, self.fields["takers"])
        field.carried, field.queryset = carried, takers
        if named and people:
            cast(forms.TypedMultipleChoiceField, self.fields["people"]).choices = people
        else:
            del self.fields["people"]
