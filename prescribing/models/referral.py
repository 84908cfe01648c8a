"""A referral to social prescribing: from asking to an outcome, every step kept."""

from django.db import models
from django.db.models import Q

from patients.models import Patient
from practice.models import Membership, Practice, PracticeKey, TenantModel
from practice.models.base import both_or_neither
from prescribing.models.needs import SocialNeed

OVER = ("closed", "in_error")
NOT_OVER = ~Q(stands__in=OVER)


class ReferralQuerySet(models.QuerySet["Referral"]):
    def open(self) -> "ReferralQuerySet":
        """Somebody still waits for something."""
        return self.filter(NOT_OVER)

    def of_user(self, user_id: int) -> "ReferralQuerySet":
        """With this person as link worker, under any of their memberships."""
        return self.filter(worker__user_id=user_id)

    def nobodys(self) -> "ReferralQuerySet":
        """Open, and no link worker has it."""
        return self.open().filter(worker=None)


class Referral(TenantModel):
    """One person's way from being referred to an outcome. `stands` is the last of its steps.

    `member` took it in; nobody did where the person said yes to an invitation. Nobody closes it where they died.
    """

    class Stands(models.TextChoices):
        ASKED = "asked", "New"
        WAITING = "waiting", "Waiting list"
        ACCEPTED = "accepted", "To contact"
        IN_TOUCH = "in_touch", "In touch"
        PLANNED = "planned", "Plan agreed"
        REFERRED = "referred", "Referred on"
        ATTENDING = "attending", "Going"
        CLOSED = "closed", "Closed"
        IN_ERROR = "in_error", "Entered in error"

    class Route(models.TextChoices):
        COLLEAGUE = "colleague", "A colleague"
        COACHING = "coaching", "A coaching session"
        OUTSIDE = "outside", "Somebody outside the practice"
        SELF = "self", "The person"
        INVITED = "invited", "We invited them"

    class Urgency(models.TextChoices):
        SOON = "soon", "Within two working days"
        USUAL = "usual", "Usual"
        CAN_WAIT = "can_wait", "Can wait"

    class Outcome(models.TextChoices):
        BETTER = "better", "Going, and it helps"
        GOING = "going", "Going"
        OWN_WAY = "own_way", "Found their own way"
        HELPS_OTHERS = "helps_others", "Helps others now"
        NOT_NOW = "not_now", "Not now"
        DECLINED = "declined", "Said no"
        NOT_REACHED = "not_reached", "Could not be reached"
        NOTHING_SUITABLE = "nothing_suitable", "Nothing suitable exists"
        OTHER_HELP = "other_help", "Other help fits better"
        MOVED = "moved", "Moved away"
        DIED = "died", "Died"

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="referrals")
    patient = PracticeKey(Patient, related_name="referrals")
    route = models.CharField(max_length=9, choices=Route.choices)
    referred_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    referred_by_words = models.CharField(max_length=200, blank=True)
    from_type = models.CharField(max_length=60, blank=True)
    from_id = models.BigIntegerField(null=True, blank=True)
    knows_of_it = models.BooleanField()
    reason = models.TextField(blank=True)
    urgency = models.CharField(max_length=8, choices=Urgency.choices, default=Urgency.USUAL)
    best_times = models.CharField(max_length=200, blank=True)
    third_party = models.BooleanField(default=False)
    sensitive = models.BooleanField(default=False)
    worker = PracticeKey(Membership, null=True, blank=True, related_name="referrals")
    stands = models.CharField(max_length=9, choices=Stands.choices)
    stands_since = models.DateTimeField()
    # Came with a merged record while another was open: both go on until somebody closes one of them.
    beside_since = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField()
    member = PracticeKey(Membership, null=True, blank=True, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    first_contact_at = models.DateTimeField(null=True, blank=True)
    planned_at = models.DateTimeField(null=True, blank=True)
    sent_on_at = models.DateTimeField(null=True, blank=True)
    attended_on = models.DateField(null=True, blank=True)
    next_on = models.DateField(null=True, blank=True)
    next_words = models.CharField(max_length=200, blank=True)
    plan = models.TextField(blank=True)
    outcome = models.CharField(max_length=16, choices=Outcome.choices, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    closed_because = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "patient"],
                condition=NOT_OVER & Q(beside_since=None),
                name="referral_open_once",
            ),
            models.CheckConstraint(
                name="referral_closed_with_outcome",
                condition=Q(closed_at=None, outcome="")
                | (Q(closed_at__isnull=False) & ~Q(outcome="") & ~Q(closed_because="")),
            ),
            models.CheckConstraint(
                name="referral_closed_stands_so",
                condition=Q(stands="closed", closed_at__isnull=False)
                | (~Q(stands="closed") & Q(closed_at=None)),
            ),
        ]
        indexes = [
            models.Index(fields=["practice", "patient"], name="referral_patient"),
            models.Index(
                fields=["practice", "worker", "stands", "stands_since"],
                condition=NOT_OVER,
                name="referral_board",
            ),
            models.Index(fields=["practice", "worker", "next_on"], condition=NOT_OVER, name="referral_next"),
            # All that says where somebody stands: the dashboard asks a year of it, and reads no row.
            models.Index(
                fields=["practice", "opened_at"],
                include=[
                    *("id", "patient", "stands", "outcome", "accepted_at", "first_contact_at"),
                    *("planned_at", "sent_on_at", "attended_on"),
                ],
                name="referral_year",
            ),
        ]

    def __str__(self) -> str:
        return f"Referral {self.pk}"


class ReferralNeed(TenantModel):
    """Why, as a code of the taxonomy."""

    referral = PracticeKey(Referral, related_name="needs")
    patient = PracticeKey(Patient, related_name="+")
    need = models.ForeignKey(SocialNeed, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "referral", "need"], condition=Q(ended_at=None), name="referral_need_once"
            )
        ]

    def __str__(self) -> str:
        return f"Need of a referral {self.pk}"


class ReferralStep(TenantModel):
    """One step of the way: append-only. Nobody took it where an answer, a list or a death did."""

    referral = PracticeKey(Referral, related_name="steps")
    patient = PracticeKey(Patient, related_name="+")
    kind = models.CharField(max_length=9, choices=Referral.Stands.choices)
    happened_at = models.DateTimeField()
    member = PracticeKey(Membership, null=True, blank=True, related_name="+")
    worker = PracticeKey(Membership, null=True, blank=True, related_name="+")
    because = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["practice", "referral", "happened_at"], name="referral_step_when")]

    def __str__(self) -> str:
        return f"Step of a referral {self.pk}"


class ReferralContact(TenantModel):
    """A try to reach the person, or time spent with them."""

    class Mode(models.TextChoices):
        PHONE = "phone", "Phone"
        FACE_TO_FACE = "face_to_face", "Face to face"
        HOME = "home", "Home visit"
        VIDEO = "video", "Video"
        TOGETHER = "together", "Went along with them"
        WRITTEN = "written", "In writing"

    class Result(models.TextChoices):
        SPOKE = "spoke", "Spoke"
        NO_ANSWER = "no_answer", "No answer"
        LEFT_MESSAGE = "left_message", "Left a message"
        WRONG_NUMBER = "wrong_number", "Number does not work"

    referral = PracticeKey(Referral, related_name="contacts")
    patient = PracticeKey(Patient, related_name="+")
    mode = models.CharField(max_length=12, choices=Mode.choices)
    result = models.CharField(max_length=12, choices=Result.choices)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    words = models.TextField(blank=True)
    happened_at = models.DateTimeField()
    noted_at = models.DateTimeField()
    noted_by = PracticeKey(Membership, related_name="+")
    entered_in_error_at = models.DateTimeField(null=True, blank=True)
    entered_in_error_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    entered_in_error_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            both_or_neither("noted_at", "noted_by", "referral_contact_noted_at_by"),
            both_or_neither("entered_in_error_at", "entered_in_error_by", "referral_contact_error_at_by"),
        ]
        indexes = [models.Index(fields=["practice", "referral", "happened_at"], name="referral_contact_when")]

    def __str__(self) -> str:
        return f"Contact of a referral {self.pk}"


class Workload(TenantModel):
    """How many open referrals one link worker can carry in this practice."""

    member = PracticeKey(Membership, related_name="workloads")
    people = models.PositiveSmallIntegerField()
    set_at = models.DateTimeField()
    set_by = PracticeKey(Membership, related_name="+")

    class Meta:
        constraints = [
            both_or_neither("set_at", "set_by", "workload_set_at_by"),
            models.UniqueConstraint(fields=["practice", "member"], name="workload_once"),
        ]

    def __str__(self) -> str:
        return f"Workload {self.pk}"
