"""What one practice knows of a service: notes, visits, the address that may be written to; and its own terms."""

from django.db import models
from django.db.models import Q

from practice.models import Membership, Practice, PracticeKey, TenantModel
from practice.models.base import both_or_neither
from prescribing.models.directory import Service


class ServiceNote(TenantModel):
    """What a colleague saw or heard. For colleagues of this practice, never a rating."""

    class Kind(models.TextChoices):
        NOTE = "note", "What I saw"
        VISITED = "visited", "Visited"
        CHECKED = "checked", "Checked"

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="service_notes")
    service = models.ForeignKey(Service, models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=7, choices=Kind.choices)
    words = models.CharField(max_length=1000, blank=True)
    happened_on = models.DateField()
    noted_at = models.DateTimeField()
    noted_by = PracticeKey(Membership, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = PracticeKey(Membership, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            both_or_neither("noted_at", "noted_by", "service_note_noted_at_by"),
            both_or_neither("ended_at", "ended_by", "service_note_ended_at_by"),
        ]
        indexes = [models.Index(fields=["practice", "service", "-happened_on"], name="service_note_service")]

    def __str__(self) -> str:
        return f"Note on a service {self.pk}"


class AddressQuerySet(models.QuerySet["Address"]):
    def usable(self) -> "AddressQuerySet":
        """Confirmed by a colleague, agreed to by the service, and unchanged since."""
        return self.filter(confirmed_at__isnull=False, doubted_at=None, ended_at=None)


class Address(TenantModel):
    """Where referrals to a service go: only after a colleague confirmed that they agreed to take them.

    A change in the feed casts doubt on it, and holds sending until it is confirmed again.
    """

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="service_addresses")
    service = models.ForeignKey(Service, models.PROTECT, related_name="addresses")
    email = models.EmailField()
    noted_at = models.DateTimeField()
    noted_by = PracticeKey(Membership, related_name="+")
    agreed_who = models.CharField(max_length=120, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    doubted_at = models.DateTimeField(null=True, blank=True)
    doubted_because = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = PracticeKey(Membership, null=True, blank=True, related_name="+")

    objects = AddressQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "addresses"
        constraints = [
            both_or_neither("noted_at", "noted_by", "address_noted_at_by"),
            both_or_neither("confirmed_at", "confirmed_by", "address_confirmed_at_by"),
            both_or_neither("ended_at", "ended_by", "address_ended_at_by"),
            models.UniqueConstraint(
                fields=["practice", "service"], condition=Q(ended_at=None), name="address_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"Address {self.pk}"


class Terms(TenantModel):
    """How one practice prescribes: what it allows from outside, and when it asks again."""

    practice = models.OneToOneField(Practice, models.PROTECT, related_name="terms")
    feed_open = models.BooleanField(default=False)
    public_page = models.BooleanField(default=False)
    public_words = models.CharField(max_length=500, blank=True)
    chase_after_days = models.JSONField(default=list)
    ask_days_after_date = models.PositiveSmallIntegerField(default=7)
    ask_days_without_date = models.PositiveSmallIntegerField(default=14)
    stale_after_months = models.PositiveSmallIntegerField(default=6)
    set_at = models.DateTimeField()
    set_by = PracticeKey(Membership, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "terms"
        constraints = [both_or_neither("set_at", "set_by", "terms_set_at_by")]

    def __str__(self) -> str:
        return f"Terms {self.pk}"
