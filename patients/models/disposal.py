"""When a record may go: legal hold, lists that two people approve, and the stub that is left."""

import datetime as dt

from django.db import models
from django.db.models import F, Q

from patients.models.person import Patient
from practice.models import Membership, Practice, PracticeKey, TenantModel, User
from practice.models.base import both_or_neither

NEVER_MIND = Q(withdrawn_at=None, done_at=None)
STANDS = Q(removed_at=None, fell_at=None)


class LegalHold(TenantModel):
    """Nothing of this record may be disposed of until somebody lifts it; the day of review lifts nothing."""

    patient = PracticeKey(Patient, related_name="holds")
    reason = models.CharField(max_length=500)
    review_on = models.DateField()
    set_at = models.DateTimeField()
    set_by = PracticeKey(Membership, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    ended_because = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            both_or_neither("set_at", "set_by", "hold_set_at_by"),
            both_or_neither("ended_at", "ended_by", "hold_ended_at_by"),
            models.UniqueConstraint(
                fields=["practice", "patient"], condition=Q(ended_at=None), name="hold_once"
            ),
        ]
        indexes = [
            models.Index(fields=["practice", "review_on"], condition=Q(ended_at=None), name="hold_open")
        ]

    def __str__(self) -> str:
        return f"Hold {self.pk}"


class DisposalListQuerySet(models.QuerySet["DisposalList"]):
    def open(self) -> "DisposalListQuerySet":
        """Neither withdrawn nor carried out."""
        return self.filter(NEVER_MIND)

    def approved(self) -> "DisposalListQuerySet":
        """Two people said yes."""
        return self.open().filter(second_at__isnull=False)


class DisposalList(TenantModel):
    """Whose records may go: drawn up on a day, approved by two different people, then carried out by the owner.

    Each approval names the membership and the person: somebody with two roles here is still one person.
    """

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="disposal_lists")
    made_at = models.DateTimeField()
    made_by = PracticeKey(Membership, related_name="+")
    kept_years = models.PositiveSmallIntegerField()
    first_at = models.DateTimeField(null=True, blank=True)
    first_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    first_user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    second_at = models.DateTimeField(null=True, blank=True)
    second_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    second_user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    withdrawn_because = models.CharField(max_length=500, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = DisposalListQuerySet.as_manager()

    class Meta:
        constraints = [
            both_or_neither("made_at", "made_by", "disposal_made_at_by"),
            both_or_neither("first_at", "first_by", "disposal_first_at_by"),
            both_or_neither("second_at", "second_by", "disposal_second_at_by"),
            both_or_neither("withdrawn_at", "withdrawn_by", "disposal_withdrawn_at_by"),
            both_or_neither("first_by", "first_user", "disposal_first_person"),
            both_or_neither("second_by", "second_user", "disposal_second_person"),
            models.CheckConstraint(
                name="disposal_two_people",
                condition=Q(second_user=None) | Q(first_user__isnull=False) & ~Q(second_user=F("first_user")),
            ),
            models.CheckConstraint(
                name="disposal_done_after_two", condition=Q(done_at=None) | Q(second_at__isnull=False)
            ),
            models.UniqueConstraint(fields=["practice"], condition=NEVER_MIND, name="disposal_one_open"),
        ]
        indexes = [models.Index(fields=["practice", "-made_at"], name="disposal_made")]

    def __str__(self) -> str:
        return f"Disposal list {self.pk}"

    def is_stale(self, now: dt.datetime, days: int) -> bool:
        """Drawn up so long ago that the practice has to look again."""
        return self.made_at + dt.timedelta(days=days) < now


class DisposalLineQuerySet(models.QuerySet["DisposalLine"]):
    def standing(self) -> "DisposalLineQuerySet":
        """Neither taken off by a colleague nor fallen off."""
        return self.filter(STANDS)


class DisposalLine(TenantModel):
    """One person on a list, and why; taken off with a reason, or fallen off because something changed."""

    class Because(models.TextChoices):
        YEARS = "years", "Kept for the years that follow the last contact"
        CHILD = "child", "Seen before they were 18: kept to the birthday that the code of practice names"

    disposal_list = PracticeKey(DisposalList, related_name="lines")
    patient = PracticeKey(Patient, related_name="disposal_lines")
    last_contact_on = models.DateField()
    keep_until = models.DateField()
    because = models.CharField(max_length=5, choices=Because.choices)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    removed_because = models.CharField(max_length=500, blank=True)
    fell_at = models.DateTimeField(null=True, blank=True)
    fell_because = models.CharField(max_length=200, blank=True)

    objects = DisposalLineQuerySet.as_manager()

    class Meta:
        constraints = [
            both_or_neither("removed_at", "removed_by", "line_removed_at_by"),
            models.UniqueConstraint(fields=["practice", "disposal_list", "patient"], name="line_once"),
        ]

    def __str__(self) -> str:
        return f"Line {self.pk}"

    @property
    def stands(self) -> bool:
        return self.removed_at is None and self.fell_at is None


class Disposed(TenantModel):
    """The stub: that a record was here, when and why it went, and how many rows of each table. Nothing of the person.

    `record` is the number that the record had, which the trail goes on naming.
    """

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="disposed")
    record = models.BigIntegerField()
    disposal_list = PracticeKey(DisposalList, related_name="stubs")
    disposed_at = models.DateTimeField()
    last_contact_on = models.DateField()
    because = models.CharField(max_length=5, choices=DisposalLine.Because.choices)
    rows = models.JSONField()

    class Meta:
        verbose_name_plural = "disposed"
        constraints = [models.UniqueConstraint(fields=["practice", "record"], name="disposed_once")]

    def __str__(self) -> str:
        return f"Disposed {self.pk}"


class DisposalCount(TenantModel):
    """How many records were beyond their time when it was last counted; counted again every week."""

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="disposal_counts")
    counted_at = models.DateTimeField()
    people = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["practice"], name="disposal_count_once")]

    def __str__(self) -> str:
        return f"Count {self.pk}"
