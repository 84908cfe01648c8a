"""What came of it: the message back, a gap, a signpost, and people who want to help others."""

from django.db import models
from django.db.models import Q

from patients.models import Patient
from practice.models import Membership, Practice, PracticeKey, TenantModel
from practice.models.base import both_or_neither
from prescribing.models.directory import Service
from prescribing.models.needs import SocialNeed
from prescribing.models.referral import Referral


class MessageBack(TenantModel):
    """What went back to the referrer or the GP, as it was given: five lines, to whom and how. Append-only."""

    class Way(models.TextChoices):
        PRINTED = "printed", "Printed"
        PDF = "pdf", "Saved as a PDF"
        COPIED = "copied", "Copied to paste elsewhere"

    patient = PracticeKey(Patient, related_name="+")
    referral = PracticeKey(Referral, related_name="messages_back")
    way = models.CharField(max_length=8, choices=Way.choices)
    to_whom = models.CharField(max_length=200)
    words = models.TextField()
    given_at = models.DateTimeField()
    given_by = PracticeKey(Membership, related_name="+")

    class Meta:
        verbose_name_plural = "messages back"
        constraints = [both_or_neither("given_at", "given_by", "message_back_given_at_by")]
        indexes = [models.Index(fields=["practice", "referral"], name="message_back_referral")]

    def __str__(self) -> str:
        return f"Message back {self.pk}"


class Signpost(TenantModel):
    """Somebody was told of a service; nothing was sent. Counted apart from referrals."""

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="signposts")
    patient = PracticeKey(Patient, related_name="signposts")
    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    referral = PracticeKey(Referral, null=True, blank=True, related_name="signposts")
    told_at = models.DateTimeField()
    told_by = PracticeKey(Membership, related_name="+")
    entered_in_error_at = models.DateTimeField(null=True, blank=True)
    entered_in_error_by = PracticeKey(Membership, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            both_or_neither("told_at", "told_by", "signpost_told_at_by"),
            both_or_neither("entered_in_error_at", "entered_in_error_by", "signpost_error_at_by"),
        ]
        indexes = [
            models.Index(fields=["practice", "patient"], name="signpost_patient"),
            models.Index(fields=["practice", "told_at"], name="signpost_told"),
        ]

    def __str__(self) -> str:
        return f"Signpost {self.pk}"


class Gap(TenantModel):
    """Nothing suitable: which need, where, and why what exists does not fit. A commissioner may read these."""

    class Reason(models.TextChoices):
        NONE = "none", "Nothing of the kind"
        FAR = "far", "Too far, or no way to get there"
        COST = "cost", "Costs too much"
        TIME = "time", "At the wrong time"
        FULL = "full", "Full, or too long a wait"
        LANGUAGE = "language", "Not in their language"
        ACCESS = "access", "They could not get in or take part"
        NOT_FOR_THEM = "not_for_them", "For other people"

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="gaps")
    patient = PracticeKey(Patient, null=True, blank=True, related_name="gaps")
    referral = PracticeKey(Referral, null=True, blank=True, related_name="gaps")
    need = models.ForeignKey(SocialNeed, models.PROTECT, related_name="+")
    place = models.CharField(max_length=60)  # as wide as a postcode district, never an address
    reason = models.CharField(max_length=12, choices=Reason.choices)
    words = models.CharField(max_length=300, blank=True)
    found_at = models.DateTimeField()
    found_by = PracticeKey(Membership, related_name="+")
    met_by = models.ForeignKey(Service, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    ended_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            both_or_neither("found_at", "found_by", "gap_found_at_by"),
            both_or_neither("ended_at", "ended_by", "gap_ended_at_by"),
        ]
        indexes = [models.Index(fields=["practice", "need", "found_at"], name="gap_need")]

    def __str__(self) -> str:
        return f"Gap {self.pk}"


class Offer(TenantModel):
    """Somebody wants to help others: as a volunteer, a peer, or to begin a group where there is a gap."""

    class Kind(models.TextChoices):
        VOLUNTEER = "volunteer", "Volunteer"
        PEER = "peer", "Support others who have been there"
        NEW_GROUP = "new_group", "Begin something new"

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="offers")
    patient = PracticeKey(Patient, related_name="offers")
    referral = PracticeKey(Referral, null=True, blank=True, related_name="offers")
    gap = PracticeKey(Gap, null=True, blank=True, related_name="offers")
    service = models.ForeignKey(Service, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    words = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    made_by = PracticeKey(Membership, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    ended_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            both_or_neither("made_at", "made_by", "offer_made_at_by"),
            both_or_neither("ended_at", "ended_by", "offer_ended_at_by"),
        ]
        indexes = [
            models.Index(fields=["practice", "patient"], name="offer_patient"),
            models.Index(fields=["practice", "made_at"], condition=Q(ended_at=None), name="offer_open"),
        ]

    def __str__(self) -> str:
        return f"Offer {self.pk}"
