"""Somebody asks what is held about them: the request, each text that is read first, the copy that goes out."""

import datetime as dt

from django.db import models
from django.db.models import Q

from coaching.models import Session
from insight.whole.due import due_on
from patients.models import Patient
from practice.models import Membership, Practice, PracticeKey, TenantModel
from practice.models.base import both_or_neither

OPEN = Q(handed_at=None, ended_at=None)


class AccessRequestQuerySet(models.QuerySet["AccessRequest"]):
    def open(self) -> "AccessRequestQuerySet":
        """Neither handed over nor ended another way."""
        return self.filter(OPEN)


class AccessRequest(TenantModel):
    """Who asks, how it was checked that they may, and each step until the copy was handed over."""

    class Asker(models.TextChoices):
        PERSON = "person", "The person themselves"
        SUPPORTER = "supporter", "A supporter with authority"
        PARENT = "parent", "Somebody with parental responsibility"
        SOLICITOR = "solicitor", "A solicitor or an advocate"
        ESTATE = "estate", "Somebody for a person who has died"
        OTHER = "other", "Somebody else"

    class Came(models.TextChoices):
        SPOKEN = "spoken", "Said here, or by telephone"
        LETTER = "letter", "By letter"
        EMAIL = "email", "By email"
        ONLINE = "online", "On a form online"

    class Identity(models.TextChoices):
        KNOWN = "known", "Known in person to whoever checked"
        PHOTO = "photo", "A document with a photograph"
        PAPERS = "papers", "Two documents with name and address"
        ONLINE = "online", "NHS login, or the practice’s own online account"
        FIRM = "firm", "A firm that was rung back on its published number"

    class Authority(models.TextChoices):
        SIGNED = "signed", "A form signed by the person, this year"
        ATTORNEY = "attorney", "A registered power of attorney"
        COURT = "court", "An order of a court"
        PARENT = "parent", "A birth certificate or an order, for a child’s record"
        ESTATE = "estate", "Probate, letters of administration, or a claim that arises from the death"

    class Handed(models.TextChoices):
        BY_HAND = "by_hand", "Into their hands"
        EMAIL = "email", "By encrypted email"
        POST = "post", "By tracked post"
        ONLINE = "online", "Through the practice’s online account"

    class Ended(models.TextChoices):
        WITHDRAWN = "withdrawn", "Withdrawn by whoever asked"
        NOT_PROVEN = "not_proven", "Identity or authority could not be shown"
        REFUSED = "refused", "Refused"
        MISTAKE = "mistake", "Opened by mistake"

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="access_requests")
    patient = PracticeKey(Patient, related_name="access_requests")
    asker = models.CharField("who asks", max_length=9, choices=Asker.choices)
    asker_name = models.CharField("their name", max_length=120, blank=True)
    came_on = models.DateField()
    came = models.CharField("how it came", max_length=6, choices=Came.choices)
    wants = models.TextField("what they ask for", blank=True)
    opened_at = models.DateTimeField()
    opened_by = PracticeKey(Membership, related_name="+")
    extended_at = models.DateTimeField(null=True, blank=True)
    extended_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    extended_because = models.CharField(max_length=300, blank=True)
    identity = models.CharField(
        "how identity was checked", max_length=6, choices=Identity.choices, blank=True
    )
    identity_words = models.CharField("what was seen", max_length=300, blank=True)
    identity_at = models.DateTimeField("identity checked at", null=True, blank=True)
    identity_by = PracticeKey(
        Membership, verbose_name="identity checked by", null=True, blank=True, related_name="+"
    )
    authority = models.CharField("authority seen", max_length=8, choices=Authority.choices, blank=True)
    authority_words = models.CharField("what the authority says", max_length=300, blank=True)
    authority_at = models.DateTimeField("authority seen at", null=True, blank=True)
    authority_by = PracticeKey(
        Membership, verbose_name="authority seen by", null=True, blank=True, related_name="+"
    )
    gathered_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    # By somebody who had also read texts of it, because nobody else here may.
    approved_alone = models.BooleanField(default=False)
    handed_at = models.DateTimeField("handed over at", null=True, blank=True)
    handed_by = PracticeKey(
        Membership, verbose_name="handed over by", null=True, blank=True, related_name="+"
    )
    handed = models.CharField("how it was handed over", max_length=7, choices=Handed.choices, blank=True)
    handed_to = models.CharField("handed to", max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    ended = models.CharField("how it ended", max_length=10, choices=Ended.choices, blank=True)
    ended_because = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = AccessRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "request for what is held"
        verbose_name_plural = "requests for what is held"
        constraints = [
            both_or_neither("opened_at", "opened_by", "access_opened_at_by"),
            both_or_neither("extended_at", "extended_by", "access_extended_at_by"),
            both_or_neither("identity_at", "identity_by", "access_identity_at_by"),
            both_or_neither("authority_at", "authority_by", "access_authority_at_by"),
            both_or_neither("approved_at", "approved_by", "access_approved_at_by"),
            both_or_neither("handed_at", "handed_by", "access_handed_at_by"),
            both_or_neither("ended_at", "ended_by", "access_ended_at_by"),
            # Nothing is approved, by whatever way it is written, before it was checked who asks.
            models.CheckConstraint(
                name="access_approved_when_checked",
                condition=Q(approved_at=None)
                | Q(identity_at__isnull=False) & (Q(asker="person") | Q(authority_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="access_handed_when_approved",
                condition=Q(handed_at=None) | Q(approved_at__isnull=False, ended_at=None),
            ),
        ]
        indexes = [
            models.Index(fields=["practice", "came_on"], condition=OPEN, name="access_open"),
            models.Index(fields=["practice", "patient"], name="access_patient"),
        ]

    def __str__(self) -> str:
        return f"Access request {self.pk}"

    @property
    def is_open(self) -> bool:
        return not (self.handed_at or self.ended_at)

    @property
    def due_on(self) -> dt.date:
        return due_on(self.came_on, extended=self.extended_at is not None)

    @property
    def for_somebody_else(self) -> bool:
        return self.asker != self.Asker.PERSON

    @property
    def is_checked(self) -> bool:
        """Identity, and authority where somebody else asks."""
        return bool(self.identity_at and (self.authority_at or not self.for_somebody_else))


class AccessText(TenantModel):
    """One free text of the record, and what a clinician says of it. The words themselves stay where they are.

    `fingerprint` tells whether they are still those that were read; `out` are the words to black out in the copy.
    """

    class Decision(models.TextChoices):
        AS_IT_IS = "as_it_is", "Give it as it is"
        PART = "part", "Leave some words out"
        WHOLE = "whole", "Leave all of it out"

    class Reason(models.TextChoices):
        SOMEBODY_ELSE = "somebody", "It is about somebody else"
        HARM = "harm", "It could cause serious harm"
        OTHER = "other", "Another reason"

    request = PracticeKey(AccessRequest, related_name="texts")
    model = models.CharField(max_length=60)
    row_id = models.BigIntegerField()
    field = models.CharField(max_length=63, blank=True)
    fingerprint = models.CharField(max_length=64)
    note = PracticeKey(Session, null=True, blank=True, related_name="+")  # sensitive: for whom it names alone
    found_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(max_length=8, choices=Decision.choices, blank=True)
    out = models.JSONField(default=list, blank=True)
    reason = models.CharField(max_length=8, choices=Reason.choices, blank=True)
    because = models.CharField(max_length=300, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            both_or_neither("reviewed_at", "reviewed_by", "access_text_reviewed_at_by"),
            models.UniqueConstraint(
                fields=["practice", "request", "model", "row_id", "field"], name="access_text_once"
            ),
            models.CheckConstraint(
                name="access_text_decided",
                condition=Q(reviewed_at=None, decision="")
                | Q(reviewed_at__isnull=False, decision="as_it_is", reason="")
                | Q(reviewed_at__isnull=False, decision__in=["part", "whole"]) & ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Text of an access request {self.pk}"


class AccessCopy(TenantModel):
    """What was approved, word by word, so that nothing else goes out than what was read. Append-only."""

    request = PracticeKey(AccessRequest, related_name="copies")
    content = models.JSONField()
    left_out = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    made_by = PracticeKey(Membership, related_name="+")

    class Meta:
        verbose_name_plural = "access copies"
        constraints = [both_or_neither("made_at", "made_by", "access_copy_made_at_by")]
        indexes = [models.Index(fields=["practice", "request", "-made_at"], name="access_copy_request")]

    def __str__(self) -> str:
        return f"Copy of an access request {self.pk}"
