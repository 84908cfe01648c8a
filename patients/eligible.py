"""With whom something may be begun: on the list, and old enough for the practice's programmes (rule of care 15)."""

import datetime as dt

from patients.models import Patient
from practice.actions import NotPossible

TOO_YOUNG = (
    "{what} for people of {age} and over, and {name} is {years}."
    " For somebody younger, speak with their GP about the services for children and young people."
)


def refuse_unfit(patient: Patient, today: dt.date, *, what: str, gone: str) -> None:
    """`what` begins the sentence about age; `gone` is said of who died, left, or whose record is another's now."""
    if patient.died_on or patient.left_on or patient.merged_at:
        raise NotPossible(gone)
    youngest, years = patient.practice.minimum_age, patient.age(today)
    if years < youngest:
        raise NotPossible(TOO_YOUNG.format(what=what, age=youngest, name=patient.called, years=years))
