"""Which columns of a table are given, by what each was classed as; and which of them are free text.

Whatever identifies somebody or is about their health or life is given. Of the rest only what tells when, who, which
one or yes and no: a number of our own says nothing. A text is free unless PLAIN names it, so that a new one is read.
"""

import dataclasses
import functools

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Field, Model

from insight.field_classes import NEITHER, classes_of
from patients.models import Patient
from practice.models import Practice, User

# Never given, though classed: made from what is given, or the key to a door.
NEVER = {
    "patients.Patient.family_key": "made from the name, for searching",
    "patients.Patient.given_key": "made from the name, for searching",
    "patients.Patient.known_key": "made from the name, for searching",
    "patients.ContactPoint.dialled": "made from the number, for searching",
    "practice.SignedLink.token_hash": "what is left of a link’s secret; it tells nothing",
}
# Given, though they are words that were classed as neither.
BESIDES = {"practice.SignedLink.purpose", "prescribing.Gap.place"}
# No free text: one of a few, a number, a place, or words that the product or a list of codes made.
PLAIN = {
    "practice.SignedLink": "purpose",
    "patients.Patient": "source_id nhs_number given_name middle_names family_name known_as language address postcode"
    " area usual_gp",
    "patients.Need": "code",
    "patients.Condition": "code term",
    "activation.Measurement": "language seconds level flags no_score_because",
    "activation.AnswerSheet": "seconds",
    "coaching.Session": "marks video_link",
    "prescribing.Arrival": "needs",
    "prescribing.Gap": "place",
    "prescribing.Placement": "sent_to",
    "reminders.Message": "words reason",
    "reminders.PastMessage": "words reason sent_to",
    "reminders.Attempt": "words",
}
TEXTS = (models.CharField, models.TextField, models.JSONField, ArrayField)
# Where somebody is who must not be found, or who is near them.
PLACES = {
    *(
        "address",
        "postcode",
        "area",
        "deprivation",
        "usual_gp",
        "left_for",
        "value",
        "telephone",
        "source_id",
    ),
    *("place", "step_where", "video_link", "service", "venue", "sent_to", "email", "share_contact"),
    *(
        "sender_from",
        "sender_contact",
        "to_whom",
        "contact_point",
        "asker_name",
        "handed_to",
        "series",
        "meeting",
    ),
}
# Words that go out begin with the name of the practice.
NAMES_THE_PRACTICE = {"reminders.Message.words", "reminders.PastMessage.words"}
USUAL = {"stands": "how it stands", "stands_since": "since", "words": "what was written"}
HEADINGS = {
    "patients.ContactPoint.value": "Number or address",
    "patients.Patient.died_on": "Died",
    "patients.Supporter.may_be_told": "What they may be told",
    "patients.ContactPoint.whose": "Whose it is",
    "patients.Patient.restricted": "Details are restricted",
    "coaching.Session.who_was_there": "Who was there",
    "coaching.Session.coach": "With",
    "activation.Measurement.seconds": "Seconds for each answer",
    "activation.Measurement.help": "Who helped",
    "activation.Measurement.helper": "Name of the helper",
    "prescribing.Placement.fit_because": "Why it may fit",
    "coaching.GoalRating.attained": "How far it was reached, from -2 to 2",
}


@dataclasses.dataclass(frozen=True, slots=True)
class Column:
    """One column that is given."""

    field: Field
    heading: str
    is_free: bool
    is_place: bool

    @property
    def name(self) -> str:
        return self.field.attname


@functools.cache
def columns(model: type[Model]) -> tuple[Column, ...]:
    return tuple(
        Column(field, heading(model, field), is_free(model, field), is_place(model, field))
        for field in model._meta.local_fields
        if is_given(model, field)
    )


def is_given(model: type[Model], field: Field) -> bool:
    name = f"{model._meta.label}.{field.name}"
    if field.primary_key or field.name == "practice" or field.related_model in (Practice, User, Patient):
        return False
    if name in NEVER:
        return False
    return name in BESIDES or classes_of(model._meta.label)[field.name] != NEITHER or tells(field)


def tells(field: Field) -> bool:
    """When, who, which one, yes or no."""
    moments = (models.DateField, models.BooleanField, models.ForeignKey)
    return isinstance(field, moments) or bool(field.choices)


def is_free(model: type[Model], field: Field) -> bool:
    if field.choices or not isinstance(field, TEXTS):
        return False
    return field.name not in PLAIN.get(model._meta.label, "").split()


def is_place(model: type[Model], field: Field) -> bool:
    return field.name in PLACES or f"{model._meta.label}.{field.name}" in NAMES_THE_PRACTICE


def heading(model: type[Model], field: Field) -> str:
    words = HEADINGS.get(f"{model._meta.label}.{field.name}") or in_words(field)
    return words[:1].upper() + words[1:]


def in_words(field: Field) -> str:
    """`noted_at` is a moment and says so by itself: noted."""
    words = str(field.verbose_name)
    if field.name in USUAL:
        return USUAL[field.name]
    if isinstance(field, models.DateField) and words == field.name.replace("_", " "):
        return words.removesuffix(" at").removesuffix(" on")
    return words
