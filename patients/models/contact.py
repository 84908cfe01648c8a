"""Ways to reach a person, and what is safe on each."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, F, Func, Value, When

from patients.models.person import Patient
from practice.models import Membership, PracticeKey, TenantModel
from practice.models.base import both_or_neither


class AsDialled(Func):
    """A telephone number as it is dialled in this country: digits alone, and 0 for +44."""

    template = "regexp_replace(regexp_replace(%(expressions)s, '[^0-9+]', '', 'g'), '^([+]|00)44(0)?', '0')"
    output_field = models.CharField()


class ContactPointQuerySet(models.QuerySet["ContactPoint"]):
    def open(self) -> "ContactPointQuerySet":
        return self.filter(ended_at=None)


class ContactPoint(TenantModel):
    """One number or address: whose it is, what may be sent there, when it was last confirmed."""

    class Kind(models.TextChoices):
        MOBILE = "mobile", "Mobile"
        HOME = "home", "Home phone"
        WORK = "work", "Work phone"
        EMAIL = "email", "Email"

    class Whose(models.TextChoices):
        OWN = "own", "Their own"
        SHARED = "shared", "Shared with others"
        CARER = "carer", "A carer's"
        PARENT = "parent", "A parent's"
        NOT_KNOWN = "not_known", "Not known"

    patient = PracticeKey(Patient, related_name="contact_points")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    value = models.CharField(max_length=254)
    whose = models.CharField(max_length=10, choices=Whose.choices, default=Whose.NOT_KNOWN)
    may_send = models.BooleanField("safe to text or email", null=True)
    may_leave_voicemail = models.BooleanField("safe for voicemail", null=True)
    safe_times = models.CharField(max_length=120, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    from_list = models.BooleanField(default=False)
    # The days on which another number was put in the place of the one before.
    changed_on = ArrayField(models.DateField(), default=list, db_default=[], blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    # Kept by the database, however the row is written: under a row policy no function of a column uses an index.
    dialled = models.GeneratedField(
        expression=Case(When(kind="email", then=Value("")), default=AsDialled(F("value"))),
        output_field=models.CharField(max_length=254),
        db_persist=True,
    )

    objects = ContactPointQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["practice", "patient"], name="contact_patient"),
            models.Index(
                fields=["practice", "dialled"], name="contact_dialled", condition=models.Q(ended_at=None)
            ),
        ]
        constraints = [both_or_neither("ended_at", "ended_by", "contact_ended_at_by")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
