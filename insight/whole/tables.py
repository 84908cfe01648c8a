"""Which tables hold something about a person, and by which ways: everything that hangs on them (patients/hanging.py).

What is not given stands in LEFT_OUT with its reason; what names people without a number of theirs stands in
BY_NO_NUMBER. A test reads all of it.
"""

import dataclasses
import functools

from django.db.models import Model, Q, QuerySet

from patients.hanging import Hanging, hanging, points_at
from patients.models import Patient

# Told apart from the others, because they are about the rows of all tables.
OF_THEIR_OWN = {
    "practice.TrailEvent": "who opened or changed the record, and when",
    "practice.History": "what rows said before they were changed",
}
LEFT_OUT = {
    "patients.Summary": "counted from sessions and answers, which are given themselves",
    "insight.Way": "counted from offers, sessions and answers, which are given themselves",
    "patients.MergeMove": "numbers of rows that moved when two records became one; the rows are given",
    "reminders.Due": "a place in the queue of a message; the message is given",
    "coaching.SessionDraft": "words on their way into a note, signed by nobody; the note is given once it is",
    "coaching.HeldPost": "words on their way into a note, which the database shows to their writer alone",
    "coaching.Reflection": "how a colleague thinks they worked, which the database shows to its writer alone",
    "insight.AccessText": "what a clinician said of each text of such a request",
    "insight.AccessCopy": "the copies that were given before: the same rows once more",
}
# Classed as identifying or clinical, yet no way of numbers leads from its rows to a person.
BY_NO_NUMBER = {
    "patients.ImportChange": "people whom a list added or changed, in pages; what stood there before is given itself",
    "patients.ImportRun": "a whole file and how its reading went; what was found about a person is given",
    "patients.Surname": "single words of surnames, for searches with a slip; they are nobody’s",
    "coaching.GroupMeeting": "when a group met, and words for all that name nobody; each one’s own note is given",
    "coaching.Phrase": "words that a colleague uses often, about nobody",
    "coaching.Supervision": "a colleague’s own supervision, which the database shows to its writer alone",
    "outreach.Cohort": "what a search looks for; whom it found is given",
    "outreach.CohortRun": "what a search looked for on a day; whom it found is given",
    "outreach.PeopleList": "what a list of people is called; who is on it is given",
    "prescribing.Address": "where referrals to a service go",
}


@dataclasses.dataclass(frozen=True, slots=True)
class Table:
    """One table, and by which ways its rows lead to a person."""

    model: type[Model]
    ways: tuple[str, ...]

    @property
    def label(self) -> str:
        return self.model._meta.label

    def rows(self, practice_id: int, people: list[int]) -> QuerySet:
        """What it holds about these records, which are one person's."""
        theirs = Q()
        for way in self.ways:
            theirs |= Q(**{f"{way}__in": people})
        found = self.model._base_manager.filter(theirs, practice_id=practice_id)
        return found.order_by("pk")


@functools.cache
def about_people() -> dict[str, Table]:
    """Every table of a practice that leads to a person, by its label; asked once all rooms have started."""
    found = {Patient._meta.label: Table(Patient, ("pk",))}
    for one in hanging():
        if one.model is not Patient:
            found[one.model._meta.label] = Table(one.model, ways(one, found))
    return found


def ways(one: Hanging, above: dict[str, Table]) -> tuple[str, ...]:
    """Its own keys to a person where it has one; else those of the rows on which it hangs, which come before it."""
    own = tuple(field.attname for field in one.own)
    return own or tuple(
        f"{link.name}__{way}" for link in one.links for way in above[points_at(link)._meta.label].ways
    )


def given() -> list[Table]:
    """Those whose rows are given."""
    apart = LEFT_OUT.keys() | OF_THEIR_OWN.keys()
    return [table for label, table in about_people().items() if label not in apart]
