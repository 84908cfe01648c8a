"""What the stages of a way are called, how each is counted, and why somebody came no further: in plain words."""

from coaching.models import Enrolment, EnrolmentStep
from insight.catalogue.staged import STAGES as COUNTED
from insight.models.ways import Aim
from outreach.models import Invitation
from prescribing.models import Referral

STAGES = {
    "offered": "Offered",
    "accepted": "Accepted",
    "reached": "Reached",
    "planned": "Plan made",
    "attended": "Came",
}
# As the end of a sentence about people.
FURTHEST = {
    "offered": "offered it, and no further",
    "accepted": "accepted, and no further",
    "reached": "spoken with, and no further",
    "planned": "a plan, and no further",
    "attended": "came",
}
ALL = {**STAGES, "measured": "Measured", "known": "Known what came of it", "better": "Better"}
PEOPLE = (
    "Everybody whose way began in this time: the first day on which they were offered it, accepted, were reached, made"
    " a plan or came. Each person once, as far as they came until today. Who died or left since counts; a record that"
    " was put into another does not; nor does what was entered in error."
)
OTHERS = {
    "measured": (
        "A measurement that counts, with a score or a level, from 31 days before their way began. Measuring is no"
        " stage: it stands beside."
    ),
    "known": (
        "It is known what came of it: a goal of their own was rated at least twice, or they were measured twice on a"
        " calibrated scale. Of everybody else nobody knows; they are not counted as no better."
    ),
    "better": (
        "Of those of whom it is known: a goal of their own stands higher than when it was first rated, or a calibrated"
        " measure went up by more than its noise."
    ),
}
ROUTES = {**dict(Referral.Route.choices), **dict(Enrolment.Route.choices)}
NO_ROUTE = "Without a referral or programme"
_STILL = {
    "referred": "Referred, not enrolled yet",
    "invited": "Invited, not enrolled yet",
    "enrolled": "Enrolled, still going on",
    "paused": "Paused",
    "lapsed": "Lapsed: nobody has heard from them",
    "asked": "Referred, nobody has taken it yet",
    "waiting": "On the waiting list",
    "accepted": "Taken, to be contacted",
    "in_touch": "In touch, still going on",
    "planned": "Plan agreed, still going on",
    "attending": "Going, still open",
}
_STILL["referred_on"] = "Sent on to a service"
_CHOICES = dict(EnrolmentStep.Choice.choices)
_OUTCOMES = dict(Referral.Outcome.choices)
_ANSWERS = dict(Invitation.Closed.choices)

Reason = tuple[str, str, str]


def how(aim: str, stage: str) -> str:
    """How one of ALL is counted."""
    if stage in OTHERS:
        return OTHERS[stage]
    what = COUNTED[aim][stage][1]
    return f"Of these people, those of whom it is true that {what}. Whatever came before or after."


def reason(aim: str, why: Reason) -> str:
    """How somebody stands, or how it ended and by whose choice. `why` is how it stands, how it ended, how they came."""
    stands, ended_how, asked = why
    if not stands:
        answered = _ANSWERS.get(ended_how, "no answer yet").lower()
        return f"Asked, {answered}" if asked else "Spoken with or seen outside a programme"
    if stands == "closed":
        return f"Closed, {_OUTCOMES[ended_how].lower()}"
    if stands == "withdrew":
        return f"Withdrew, {_CHOICES.get(ended_how, 'nobody noted whose choice').lower()}"
    if stands == "completed":
        return f"Completed, {_CHOICES[ended_how].lower()}" if ended_how else "Completed"
    return _STILL["referred_on" if (aim, stands) == (Aim.PRESCRIBING, "referred") else stands]


def definitions() -> list[tuple[str, list[tuple[str, str]]]]:
    """For each aim the people, every stage and what stands beside, each with how it is counted."""
    return [
        (
            f"How far people come: {aim.label.lower()}",
            [("People", PEOPLE), *((ALL[name], how(aim, name)) for name in ALL)],
        )
        for aim in Aim
    ]
