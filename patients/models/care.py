"""What to know before speaking with somebody: needs, supporters, circumstances, consents, alerts."""

from django.db import models

from patients.models.person import Patient
from practice.models import Membership, PracticeKey, TenantModel
from practice.models.base import both_or_neither, somebody_or_themselves


class OpenQuerySet(models.QuerySet):
    def open(self) -> "OpenQuerySet":
        """Not ended."""
        return self.filter(ended_at=None)


class Noted(TenantModel):
    """Something noted about a person, by a colleague or from the list, until it is ended."""

    patient = PracticeKey(Patient, related_name="%(class)ss")
    noted_at = models.DateTimeField(null=True, blank=True)
    noted_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = PracticeKey(Membership, null=True, blank=True, related_name="+")

    objects = OpenQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


def noted_rules(name: str) -> list[models.BaseConstraint]:
    return [
        both_or_neither("noted_at", "noted_by", f"{name}_noted_at_by"),
        both_or_neither("ended_at", "ended_by", f"{name}_ended_at_by"),
    ]


class Need(Noted):
    """An accessible-information or reasonable-adjustment need (DAPB1605, DAPB4019)."""

    class Kind(models.TextChoices):
        CONTACT_METHOD = "contact_method", "How to contact them"
        FORMAT = "format", "Format of information"
        PROFESSIONAL = "professional", "Communication professional"
        SUPPORT = "support", "Communication support"
        ADJUSTMENT = "adjustment", "Reasonable adjustment"
        IMPAIRMENT = "impairment", "Impairment"

    kind = models.CharField(max_length=16, choices=Kind.choices)
    words = models.CharField(max_length=200)
    code = models.CharField(max_length=18, blank=True)

    class Meta:
        indexes = [models.Index(fields=["practice", "patient"], name="need_patient")]
        constraints = noted_rules("need")


class Supporter(Noted):
    """Somebody who helps: what they may be told, what they may decide, whether they get messages."""

    class Authority(models.TextChoices):
        NONE = "none", "May not decide"
        ATTORNEY = "attorney", "Attorney for health and welfare"
        DEPUTY = "deputy", "Court-appointed deputy"
        PARENT = "parent", "Parental responsibility"

    name = models.CharField(max_length=120)
    relation = models.CharField(max_length=60, blank=True)
    telephone = models.CharField(max_length=30, blank=True)
    may_be_told = models.CharField(max_length=300, blank=True)
    authority = models.CharField(max_length=10, choices=Authority.choices, default=Authority.NONE)
    evidence_seen = models.CharField(max_length=200, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    gets_messages = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["practice", "patient"], name="supporter_patient")]
        constraints = noted_rules("supporter")


class Circumstance(Noted):
    """How somebody lives, as far as they wanted to say. Asked, declined and not asked differ."""

    class Kind(models.TextChoices):
        MONEY = "money", "Money"
        HOUSING = "housing", "Housing"
        WORK = "work", "Work and shifts"
        CARING = "caring", "Caring for somebody"
        TRAVEL = "travel", "Getting about"
        PHONE = "phone", "Phone and data"

    class Answer(models.TextChoices):
        ASKED = "asked", "Asked"
        DECLINED = "declined", "Asked, preferred not to say"

    kind = models.CharField(max_length=8, choices=Kind.choices)
    answer = models.CharField(max_length=8, choices=Answer.choices)
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            *noted_rules("circumstance"),
            models.UniqueConstraint(
                fields=["practice", "patient", "kind"],
                condition=models.Q(ended_at=None),
                name="circumstance_one_open",
            ),
        ]


class Condition(Noted):
    """A condition on the list, coded in SNOMED CT."""

    code = models.CharField(max_length=18)
    term = models.CharField(max_length=255)
    since = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            *noted_rules("condition"),
            models.UniqueConstraint(
                fields=["practice", "patient", "code", "term"],
                condition=models.Q(ended_at=None),
                name="condition_one_open",
            ),
        ]
        # Who has it stands in the index itself: a code of a whole network is read there alone.
        indexes = [
            models.Index(
                fields=["practice", "code"],
                include=["patient", "since"],
                condition=models.Q(ended_at=None),
                name="condition_code",
            )
        ]


class Consent(Noted):
    """What somebody agreed to, or did not: by whom it was given, from when, until when."""

    class Kind(models.TextChoices):
        SHARING = "sharing", "Sharing with a community service"
        TEXT = "text", "Text messages"
        EMAIL = "email", "Emails"
        LETTER = "letter", "Letters"
        VOICEMAIL = "voicemail", "Voicemail"
        FULLER_WORDS = "fuller_words", "Messages that say more than practice and time"

    class GivenBy(models.TextChoices):
        PERSON = "person", "The person"
        PROXY = "proxy", "Somebody with authority"
        BEST_INTERESTS = "best_interests", "Decided in best interests"

    kind = models.CharField(max_length=12, choices=Kind.choices)
    agreed = models.BooleanField()
    given_by = models.CharField(max_length=14, choices=GivenBy.choices, default=GivenBy.PERSON)
    words = models.CharField(max_length=300, blank=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["practice", "patient", "kind"], name="consent_patient")]
        # What nobody is named for, the person said through a link in a message.
        constraints = [
            somebody_or_themselves("noted_at", "noted_by", "consent_noted_at_by"),
            somebody_or_themselves("ended_at", "ended_by", "consent_ended_at_by"),
        ]


class Alert(Noted):
    """Staff safety or safeguarding: shown as a neutral mark, its detail one press away."""

    class Kind(models.TextChoices):
        STAFF_SAFETY = "staff_safety", "Staff safety"
        SAFEGUARDING = "safeguarding", "Safeguarding"

    kind = models.CharField(max_length=14, choices=Kind.choices)
    words = models.CharField(max_length=500)
    review_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["practice", "patient"], name="alert_patient")]
        constraints = noted_rules("alert")
