"""Who asks from outside: the person themself, or somebody for them. Held until a human finds the record."""

from django.db import models
from django.db.models import Q

from patients.harm import names_harm
from practice.models import Membership, Practice, PracticeKey, TenantModel
from practice.models.base import both_or_neither
from prescribing.models.referral import Referral

HELD = Q(settled_at=None)
NOT_SAFE = "abuse"  # the need whose tick says so


class ArrivalQuerySet(models.QuerySet["Arrival"]):
    def held(self) -> "ArrivalQuerySet":
        """Nobody has said yet whose record it belongs to."""
        return self.filter(HELD)


class Arrival(TenantModel):
    """What was sent in from the practice's public page. Never matched by itself."""

    class Who(models.TextChoices):
        SELF = "self", "Myself"
        OTHER = "other", "Somebody else"

    class Settled(models.TextChoices):
        MATCHED = "matched", "Became a referral"
        NOT_OURS = "not_ours", "Not on our list"
        TOO_YOUNG = "too_young", "Too young for the programme"
        SPAM = "spam", "Not meant in earnest"
        TWICE = "twice", "Sent twice"

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="arrivals")
    who = models.CharField(max_length=5, choices=Who.choices)
    name = models.CharField(max_length=120)
    birth_date = models.DateField()
    telephone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    best_times = models.CharField(max_length=200, blank=True)
    words = models.TextField(blank=True)
    needs = models.JSONField(default=list, blank=True)
    sender_name = models.CharField(max_length=120, blank=True)
    sender_from = models.CharField(max_length=200, blank=True)
    sender_contact = models.CharField(max_length=200, blank=True)
    they_know = models.BooleanField(default=True)
    received_at = models.DateTimeField()
    due_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    settled = models.CharField(max_length=9, choices=Settled.choices, blank=True)
    settled_words = models.CharField(max_length=300, blank=True)
    referral = PracticeKey(Referral, null=True, blank=True, related_name="arrivals")

    objects = ArrivalQuerySet.as_manager()

    class Meta:
        constraints = [both_or_neither("settled_at", "settled_by", "arrival_settled_at_by")]
        indexes = [models.Index(fields=["practice", "due_at"], condition=HELD, name="arrival_held")]

    def __str__(self) -> str:
        return f"Arrival {self.pk}"

    @property
    def names_harm(self) -> bool:
        """Somebody may be in danger, by what was ticked or written: a person looks at once."""
        return NOT_SAFE in self.needs or names_harm(self.words)
