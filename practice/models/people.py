"""Networks, practices, the people who work there and what they hold."""

import datetime as dt

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from practice.models.base import PracticeKey, TenantModel, both_or_neither
from practice.permissions import DutyKind, Role


class Network(models.Model):
    """A primary care network: practices that share a directory of services."""

    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class Practice(models.Model):
    """One GP practice, known by its ODS code."""

    ods_code = models.CharField(max_length=8, unique=True)
    name = models.CharField(max_length=200)
    telephone = models.CharField(max_length=30, blank=True)
    network = models.ForeignKey(Network, models.PROTECT, related_name="practices")
    minimum_age = models.PositiveSmallIntegerField(default=18)

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """Finds people by the email address they sign in with."""

    def create_user(self, email: str, name: str, password: str | None = None) -> "User":
        """A person who can sign in; without a password they must set one from a mailed link."""
        user = self.model(email=email.strip().lower(), name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """Somebody with an account. What they may do hangs on their memberships alone."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_any_case")]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self, today: dt.date) -> "MembershipQuerySet":
        """Those who work here on this day; `ends_on` is the last day."""
        return self.filter(ended_at=None, starts_on__lte=today).filter(
            models.Q(ends_on=None) | models.Q(ends_on__gte=today)
        )


class Membership(TenantModel):
    """A person working in a practice in one role, from a day until another."""

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="memberships")
    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = PracticeKey("self", null=True, blank=True, related_name="+")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            both_or_neither("ended_at", "ended_by", "membership_ended_at_by"),
            models.UniqueConstraint(
                fields=["practice", "user", "role"],
                condition=models.Q(ended_at=None),
                name="membership_one_open_role",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.pk}"

    @property
    def name(self) -> str:
        return self.user.name

    @property
    def actor_kind(self) -> str:
        return "member"

    @property
    def actor_label(self) -> str:
        return f"member:{self.pk}"

    @property
    def actor_user_id(self) -> int | None:
        return self.user_id


class DutyQuerySet(models.QuerySet["Duty"]):
    def held(self, today: dt.date) -> "DutyQuerySet":
        """Duties that somebody holds on this day."""
        return self.standing(today).filter(starts_on__lte=today)

    def standing(self, today: dt.date) -> "DutyQuerySet":
        """Duties held on this day or later."""
        return self.filter(ended_at=None).filter(models.Q(ends_on=None) | models.Q(ends_on__gte=today))


class Duty(TenantModel):
    """A dated duty beside a role: safeguarding lead, deputy, duty clinician."""

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="duties")
    holder = PracticeKey(Membership, related_name="duties")
    kind = models.CharField(max_length=24, choices=DutyKind.choices)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = PracticeKey(Membership, null=True, blank=True, related_name="+")

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "duties"
        constraints = [both_or_neither("ended_at", "ended_by", "duty_ended_at_by")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"
