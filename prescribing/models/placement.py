"""One person at one service: what was agreed to be shared, what was sent, and what came back."""

import datetime as dt

from django.db import models
from django.db.models import Q

from patients.models import Patient
from practice.models import Membership, Practice, PracticeKey, TenantModel
from practice.models.base import both_or_neither
from prescribing.models.directory import Service
from prescribing.models.known_here import Address
from prescribing.models.referral import Referral

OVER = ("finished", "cannot_help", "withdrawn")
NOT_OVER = ~Q(stands__in=OVER)


class PlacementQuerySet(models.QuerySet["Placement"]):
    def open(self) -> "PlacementQuerySet":
        """Chosen, and not ended one way or the other."""
        return self.filter(NOT_OVER)

    def silent(self) -> "PlacementQuerySet":
        """Sent, and nothing heard since."""
        return self.filter(stands="sent")


class Placement(TenantModel):
    """A service that this person chose. The words that go to it are kept as they were sent."""

    class Stands(models.TextChoices):
        CHOSEN = "chosen", "Chosen"
        SENT = "sent", "Sent"
        GOT_IT = "got_it", "They have it"
        BOOKED = "booked", "A place is booked"
        CAME = "came", "Came"
        DID_NOT_COME = "did_not_come", "Did not come"
        FINISHED = "finished", "Finished"
        CANNOT_HELP = "cannot_help", "They cannot help"
        WITHDRAWN = "withdrawn", "Withdrawn"

    class GivenBy(models.TextChoices):
        PERSON = "person", "The person"
        PROXY = "proxy", "Somebody with authority"
        BEST_INTERESTS = "best_interests", "Decided in best interests"

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="placements")
    referral = PracticeKey(Referral, related_name="placements")
    patient = PracticeKey(Patient, related_name="placements")
    service = models.ForeignKey(Service, models.PROTECT, related_name="placements")
    stands = models.CharField(max_length=12, choices=Stands.choices)
    stands_since = models.DateTimeField()
    chosen_at = models.DateTimeField()
    chosen_by = PracticeKey(Membership, related_name="+")
    fit_because = models.CharField(max_length=300, blank=True)
    # What goes to them, word by word; a part that is empty is not shared.
    share_name = models.CharField(max_length=200, blank=True)
    share_contact = models.CharField(max_length=200, blank=True)
    share_access = models.CharField(max_length=500, blank=True)
    share_reason = models.CharField(max_length=1000, blank=True)
    share_risk = models.CharField(max_length=500, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    agreed_until = models.DateField(null=True, blank=True)
    agreed_by = models.CharField(max_length=14, choices=GivenBy.choices, blank=True)
    agreed_words = models.CharField(max_length=200, blank=True)
    agreement_ended_at = models.DateTimeField(null=True, blank=True)
    agreement_ended_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    address = PracticeKey(Address, null=True, blank=True, related_name="placements")
    sent_to = models.EmailField(blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    booked_for = models.DateTimeField(null=True, blank=True)
    came_on = models.DateField(null=True, blank=True)
    heard_at = models.DateTimeField(null=True, blank=True)
    # What silence brought: asked again so many times, then somebody's work.
    chased = models.PositiveSmallIntegerField(default=0)
    chased_at = models.DateTimeField(null=True, blank=True)
    silent_since = models.DateTimeField(null=True, blank=True)
    needs_somebody_at = models.DateTimeField(null=True, blank=True)
    needs_somebody_because = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        constraints = [
            both_or_neither("chosen_at", "chosen_by", "placement_chosen_at_by"),
            both_or_neither("sent_at", "sent_by", "placement_sent_at_by"),
            both_or_neither("agreement_ended_at", "agreement_ended_by", "placement_agreement_ended_at_by"),
            models.UniqueConstraint(
                fields=["practice", "referral", "service"], condition=NOT_OVER, name="placement_open_once"
            ),
            models.CheckConstraint(
                name="placement_sent_as_agreed",
                condition=Q(sent_at=None)
                | (Q(agreed_on__isnull=False, address__isnull=False) & ~Q(sent_to="") & ~Q(agreed_by="")),
            ),
        ]
        indexes = [
            models.Index(fields=["practice", "referral"], name="placement_referral"),
            models.Index(fields=["practice", "patient"], name="placement_patient"),
            models.Index(fields=["practice", "service"], name="placement_service"),
            models.Index(
                fields=["practice", "needs_somebody_at"],
                condition=Q(needs_somebody_at__isnull=False),
                name="placement_to_do",
            ),
            models.Index(fields=["practice", "stands", "sent_at"], condition=NOT_OVER, name="placement_open"),
        ]

    def __str__(self) -> str:
        return f"Placement {self.pk}"

    def agreement_over(self, today: dt.date) -> bool:
        """It was agreed to share, and is not agreed any more: taken back, or past its last day."""
        past = self.agreed_until is not None and self.agreed_until < today
        return self.agreed_on is not None and (past or self.agreement_ended_at is not None)


class PlacementEvent(TenantModel):
    """What was said or happened, by whom: append-only but for having been read."""

    class Kind(models.TextChoices):
        SENT = "sent", "Sent"
        CHASED = "chased", "Asked again"
        GOT_IT = "got_it", "They have it"
        BOOKED = "booked", "A place is booked"
        CAME = "came", "Came"
        DID_NOT_COME = "did_not_come", "Did not come"
        FINISHED = "finished", "Finished"
        CANNOT_HELP = "cannot_help", "They cannot help"
        TOO_MANY = "too_many", "Too many, or the wrong fit"
        MESSAGE = "message", "Message"
        NEED_HELP = "need_help", "Asked for help"
        WITHDRAWN = "withdrawn", "Withdrawn"
        OPENED = "opened", "Opened the link"

    class Who(models.TextChoices):
        COLLEAGUE = "colleague", "A colleague"
        PROVIDER = "provider", "The service"
        PERSON = "person", "The person"
        SYSTEM = "system", "By itself"

    placement = PracticeKey(Placement, related_name="events")
    patient = PracticeKey(Patient, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    who = models.CharField(max_length=9, choices=Who.choices)
    member = PracticeKey(Membership, null=True, blank=True, related_name="+")
    link_id = models.BigIntegerField(null=True, blank=True)
    happened_on = models.DateField(null=True, blank=True)
    words = models.CharField(max_length=1000, blank=True)
    noted_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = PracticeKey(Membership, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [both_or_neither("read_at", "read_by", "placement_event_read_at_by")]
        indexes = [models.Index(fields=["practice", "placement", "noted_at"], name="placement_event_when")]

    def __str__(self) -> str:
        return f"Event of a placement {self.pk}"
