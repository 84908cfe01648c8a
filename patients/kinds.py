"""What can be noted about a person by hand: the form, the words on the page, the panel it goes back to."""

import dataclasses
from typing import Any

from patients.forms import care
from patients.models import Alert, Circumstance, Consent, Need, Supporter
from patients.models.care import Noted


@dataclasses.dataclass(frozen=True, slots=True)
class Kind:
    """One kind; `slug` stands in the address, `panel` names the part of the record."""

    slug: str
    model: type[Noted]
    form: type[care.CareForm]
    panel: str
    add: str
    change: str
    end: str
    end_label: str
    consequence: str
    named: str = "words"

    def title(self, item: Noted) -> str:
        """The thing in its own words, for the page that ends it."""
        if isinstance(item, Circumstance | Consent):
            return item.get_kind_display()
        return str(getattr(item, self.named))


KINDS: dict[str, Kind] = {
    kind.slug: kind
    for kind in (
        Kind(
            "need",
            Need,
            care.NeedForm,
            "needs",
            add="Add a need",
            change="Change a need",
            end="End this need?",
            end_label="End this need",
            consequence="It is not shown on this person’s pages any more. It stays in the history.",
        ),
        Kind(
            "supporter",
            Supporter,
            care.SupporterForm,
            "supporters",
            add="Add a supporter",
            change="Change a supporter",
            end="End this supporter?",
            end_label="End this supporter",
            consequence="They are told nothing more and get no messages. It stays in the history.",
            named="name",
        ),
        Kind(
            "circumstance",
            Circumstance,
            care.CircumstanceForm,
            "circumstances",
            add="Note a circumstance",
            change="Change a circumstance",
            end="Take this answer back?",
            end_label="Take it back",
            consequence="It is shown as not asked. What was said stays in the history.",
        ),
        Kind(
            "consent",
            Consent,
            care.ConsentForm,
            "consents",
            add="Note what they agree to",
            change="Ask again",
            end="Was this noted by mistake?",
            end_label="Take it back",
            consequence="It is shown as not asked. What was noted stays in the history.",
        ),
        Kind(
            "alert",
            Alert,
            care.AlertForm,
            "alerts",
            add="Add a staff note",
            change="Change a staff note",
            end="End this staff note?",
            end_label="End this note",
            consequence="The mark is taken off this person’s pages. The note stays in the history.",
        ),
    )
}


def initial_of(kind: Kind, item: Noted) -> dict[str, Any]:
    """What stands in the form when an older note is written anew."""
    shown = {name: getattr(item, name) for name in kind.form.base_fields}
    if isinstance(item, Consent):
        shown["agreed"] = "yes" if item.agreed else "no"
    return shown


def values_of(kind: Kind, item: Noted | None, typed: dict[str, Any]) -> dict[str, Any]:
    """What to write: what was typed, and what the form did not show stays as it was."""
    if item is None:
        return typed
    kept = {name: getattr(item, name) for name in kind.form.base_fields if name not in typed}
    return kept | typed
