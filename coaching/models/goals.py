"""What a person wants, the small steps towards it, what came of each; and how much at once."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from coaching.models.conversation import out_of_ten
from coaching.models.session import Session, cancelled_by_somebody_or_for_a_reason
from patients.models import Patient
from practice.models import Membership, Practice, PracticeKey, TenantModel
from practice.models.base import both_or_neither

GOAL_OPEN = Q(ended_at=None, cancelled_at=None)
STEP_OPEN = Q(outcome="", cancelled_at=None)
ANSWERS = [("done", "I did it"), ("partly", "Some of it"), ("not", "Not yet")]


class Pace(TenantModel):
    """How much at once, chosen by coach and person together; the last one counts. Append-only."""

    class Kind(models.TextChoices):
        ONE_THING = "one_thing", "One thing"
        A_FEW = "a_few", "A few"
        OPEN = "open", "Open"

    patient = PracticeKey(Patient, related_name="paces")
    pace = models.CharField(max_length=9, choices=Kind.choices)
    chosen_at = models.DateTimeField()
    chosen_by = PracticeKey(Membership, related_name="+")

    class Meta:
        constraints = [both_or_neither("chosen_at", "chosen_by", "pace_chosen_at_by")]
        indexes = [models.Index(fields=["practice", "patient", "-chosen_at"], name="pace_patient")]

    def __str__(self) -> str:
        return f"Pace {self.pk}"


class GoalQuerySet(models.QuerySet["Goal"]):
    def open(self) -> "GoalQuerySet":
        return self.filter(GOAL_OPEN)


class Goal(TenantModel):
    """A goal in the person's own words, and why it matters in their life.

    `scale` holds up to five descriptions, from much less than hoped for (-2) to much more (+2).
    """

    class End(models.TextChoices):
        REACHED = "reached", "Reached"
        CHANGED = "changed", "Changed into another goal"
        LET_GO = "let_go", "Let go for now"

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="goals")
    patient = PracticeKey(Patient, related_name="goals")
    session = PracticeKey(Session, null=True, blank=True, related_name="goals_set")
    words = models.TextField()
    why = models.TextField(blank=True)
    scale = models.JSONField(default=dict, blank=True)
    lapse_plan = models.TextField(blank=True)
    over_pace_because = models.CharField(max_length=200, blank=True)
    set_at = models.DateTimeField()
    set_by = PracticeKey(Membership, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    ended_how = models.CharField(max_length=7, choices=End.choices, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    cancelled_because = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = GoalQuerySet.as_manager()

    class Meta:
        constraints = [
            both_or_neither("set_at", "set_by", "goal_set_at_by"),
            both_or_neither("ended_at", "ended_by", "goal_ended_at_by"),
            cancelled_by_somebody_or_for_a_reason("goal_cancelled_at_by"),
        ]
        indexes = [models.Index(fields=["practice", "patient", "set_at"], name="goal_patient")]

    def __str__(self) -> str:
        return f"Goal {self.pk}"


class GoalRating(TenantModel):
    """How far the person has come, on the goal's own scale: -2 to +2; 0 is what was hoped for."""

    goal = PracticeKey(Goal, related_name="ratings")
    patient = PracticeKey(Patient, related_name="+")
    session = PracticeKey(Session, null=True, blank=True, related_name="goal_ratings")
    attained = models.SmallIntegerField(validators=[MinValueValidator(-2), MaxValueValidator(2)])
    rated_at = models.DateTimeField()
    rated_by = PracticeKey(Membership, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    cancelled_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            both_or_neither("rated_at", "rated_by", "goal_rated_at_by"),
            cancelled_by_somebody_or_for_a_reason("goal_rating_cancelled_at_by"),
            models.CheckConstraint(
                name="goal_rating_on_scale", condition=Q(attained__gte=-2, attained__lte=2)
            ),
        ]
        indexes = [models.Index(fields=["practice", "goal", "rated_at"], name="goal_rating_goal")]

    def __str__(self) -> str:
        return f"Rating of a goal {self.pk}"


class StepQuerySet(models.QuerySet["Step"]):
    def open(self) -> "StepQuerySet":
        """Nobody has said yet what came of it."""
        return self.filter(STEP_OPEN)


class Step(TenantModel):
    """One specific thing that the person will do; what came of it is asked at the next session."""

    class Outcome(models.TextChoices):
        DONE = "done", "Done"
        PARTLY = "partly", "Partly done"
        NOT = "not", "Not done"
        CHANGED = "changed", "Changed on the way"

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="steps")
    patient = PracticeKey(Patient, related_name="steps")
    goal = PracticeKey(Goal, null=True, blank=True, related_name="steps")
    session = PracticeKey(Session, related_name="steps_agreed")
    what = models.TextField()
    place = models.CharField(max_length=200, blank=True)
    times = models.CharField(max_length=200, blank=True)
    how_often = models.CharField(max_length=200, blank=True)
    confidence = out_of_ten()
    over_pace_because = models.CharField(max_length=200, blank=True)
    agreed_at = models.DateTimeField()
    agreed_by = PracticeKey(Membership, related_name="+")
    outcome = models.CharField(max_length=7, choices=Outcome.choices, blank=True)
    learned = models.TextField(blank=True)
    celebrated = models.BooleanField(default=False)
    # The person's own answer to the question how it went, through a link: for the next session to begin with.
    answered = models.CharField(max_length=6, choices=ANSWERS, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    outcome_in = PracticeKey(Session, null=True, blank=True, related_name="steps_told")
    outcome_at = models.DateTimeField(null=True, blank=True)
    outcome_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    cancelled_because = models.CharField(max_length=200, blank=True)

    objects = StepQuerySet.as_manager()

    class Meta:
        constraints = [
            both_or_neither("agreed_at", "agreed_by", "step_agreed_at_by"),
            both_or_neither("outcome_at", "outcome_by", "step_outcome_at_by"),
            cancelled_by_somebody_or_for_a_reason("step_cancelled_at_by"),
        ]
        indexes = [
            models.Index(fields=["practice", "patient", "agreed_at"], name="step_patient"),
            models.Index(fields=["practice", "goal"], name="step_goal"),
            models.Index(fields=["practice", "session"], name="step_session"),
        ]

    def __str__(self) -> str:
        return f"Step {self.pk}"
