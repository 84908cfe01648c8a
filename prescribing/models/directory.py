"""The directory of services of a network: who offers what, where, when and for whom. Nothing about patients."""

import datetime as dt

from django.db import models
from django.db.models import Q

from practice.models import NetworkKey, NetworkModel, Practice, User
from prescribing.models.needs import SocialNeed

NOT_WITHDRAWN = Q(withdrawn_at=None)


class Source(NetworkModel):
    """Where entries come from: a feed that is read again every week, a file, or a colleague's own hand."""

    class Kind(models.TextChoices):
        HAND = "hand", "Written here"
        ORUK_3 = "oruk_3", "Open Referral UK 3.0"
        ORUK_1 = "oruk_1", "Open Referral UK 1.0"
        CSV = "csv", "A table (CSV)"

    kind = models.CharField(max_length=6, choices=Kind.choices)
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=500, blank=True)
    mapping = models.JSONField(default=dict, blank=True)
    weekly = models.BooleanField(default=False)
    started_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "kind", "name"], name="source_once"),
        ]

    def __str__(self) -> str:
        return f"Source {self.pk}"


class Run(NetworkModel):
    """One reading of a source, with its report: what was read, made, changed, withdrawn, cleaned and refused.

    Nobody asked for the weekly ones.
    """

    source = NetworkKey(Source, related_name="runs")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    asked_at_practice = models.ForeignKey(Practice, models.PROTECT, null=True, blank=True, related_name="+")
    report = models.JSONField(default=dict, blank=True)
    failed_because = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["network", "source", "-began_at"], name="run_source")]

    def __str__(self) -> str:
        return f"Reading {self.pk}"


class Sourced(NetworkModel):
    """Keyed by its source and the number it has there; gone from the source is withdrawn here, never deleted."""

    source = NetworkKey(Source, related_name="%(class)ss")
    source_key = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


class Organisation(Sourced):
    """Who offers services."""

    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    website = models.URLField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "source", "source_key"], name="organisation_once")
        ]

    def __str__(self) -> str:
        return self.name


class ServiceQuerySet(models.QuerySet["Service"]):
    def listed(self) -> "ServiceQuerySet":
        """In the directory now: not withdrawn, not closed for good."""
        return self.filter(NOT_WITHDRAWN, status__in=Service.LISTED)

    def taking_people(self, today: dt.date) -> "ServiceQuerySet":
        """Listed, and not paused today."""
        not_paused = Q(paused_at=None) | Q(paused_until__lt=today)
        return self.listed().filter(not_paused, status=Service.Status.ACTIVE)


class Service(Sourced):
    """One thing on offer. What is not known stays empty, never guessed: yes, no and not known differ."""

    class Status(models.TextChoices):
        ACTIVE = "active", "Running"
        INACTIVE = "inactive", "Not running"
        DEFUNCT = "defunct", "Closed for good"
        CLOSED = "temporarily closed", "Closed for now"

    LISTED = (Status.ACTIVE, Status.CLOSED)

    organisation = NetworkKey(Organisation, related_name="services")
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    status = models.CharField(max_length=18, choices=Status.choices, default=Status.ACTIVE)
    website = models.URLField(max_length=500, blank=True)
    email = models.EmailField(blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    how_to_join = models.TextField(blank=True)
    free = models.BooleanField(null=True, blank=True)
    cost_words = models.CharField(max_length=300, blank=True)
    fares_words = models.CharField(max_length=300, blank=True)
    who_for = models.CharField(max_length=500, blank=True)
    age_from = models.PositiveSmallIntegerField(null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(null=True, blank=True)
    women_only = models.BooleanField(null=True, blank=True)
    men_only = models.BooleanField(null=True, blank=True)
    online = models.BooleanField(null=True, blank=True)
    step_free = models.BooleanField(null=True, blank=True)
    access_words = models.CharField(max_length=500, blank=True)
    languages = models.JSONField(default=list, blank=True)
    area_words = models.CharField(max_length=200, blank=True)
    confidential = models.BooleanField(default=False)
    places_left = models.PositiveSmallIntegerField(null=True, blank=True)
    wait_weeks = models.PositiveSmallIntegerField(null=True, blank=True)
    capacity_said_at = models.DateTimeField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    paused_until = models.DateField(null=True, blank=True)
    paused_because = models.CharField(max_length=200, blank=True)
    assured_on = models.DateField(null=True, blank=True)
    modified_at = models.DateTimeField(null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    changed_at = models.DateTimeField()
    changed_user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "source", "source_key"], name="service_once"),
            models.CheckConstraint(
                name="service_ages_in_order",
                condition=Q(age_from=None) | Q(age_to=None) | Q(age_from__lte=models.F("age_to")),
            ),
        ]
        indexes = [
            models.Index(fields=["network", "name", "id"], condition=NOT_WITHDRAWN, name="service_name"),
            models.Index(fields=["network", "checked_at"], condition=NOT_WITHDRAWN, name="service_checked"),
        ]

    def __str__(self) -> str:
        return self.name

    def is_paused(self, today: dt.date) -> bool:
        """Its pause has begun, and its last day has not passed."""
        return self.paused_at is not None and (self.paused_until is None or self.paused_until >= today)

    def takes_people(self, today: dt.date) -> bool:
        """As `taking_people` asks it."""
        listed = self.withdrawn_at is None and self.status == Service.Status.ACTIVE
        return listed and not self.is_paused(today)


class Venue(NetworkModel):
    """A place where a service is met. A confidential one is shown to colleagues only, on no map and in no feed.

    As with times, contacts and needs: `from_source` ones come and go with their feed, a colleague's own stay.
    """

    service = NetworkKey(Service, related_name="venues")
    name = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=300, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    step_free = models.BooleanField(null=True, blank=True)
    confidential = models.BooleanField(default=False)
    from_source = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="venue_on_earth",
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
            )
        ]
        indexes = [
            models.Index(fields=["network", "service"], name="venue_service"),
            models.Index(
                fields=["network", "latitude", "longitude"], condition=NOT_WITHDRAWN, name="venue_where"
            ),
        ]

    def __str__(self) -> str:
        return f"Venue {self.pk}"


class Schedule(NetworkModel):
    """When: as Open Referral says it (iCalendar's words), or only as words."""

    class Freq(models.TextChoices):
        WEEKLY = "WEEKLY", "Every week"
        MONTHLY = "MONTHLY", "Every month"

    service = NetworkKey(Service, related_name="schedules")
    venue = NetworkKey(Venue, null=True, blank=True, related_name="schedules")
    freq = models.CharField(max_length=7, choices=Freq.choices, blank=True)
    interval = models.PositiveSmallIntegerField(default=1)
    days = models.CharField(max_length=20, blank=True)  # "MO,WE", as in BYDAY
    month_days = models.CharField(max_length=100, blank=True)  # "1,15" or "2TU", as in BYMONTHDAY or BYDAY
    opens_at = models.TimeField(null=True, blank=True)
    closes_at = models.TimeField(null=True, blank=True)
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    words = models.CharField(max_length=300, blank=True)
    from_source = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["network", "service"], name="schedule_service")]

    def __str__(self) -> str:
        return f"Schedule {self.pk}"


class ServiceContact(NetworkModel):
    """Somebody to speak with there. A personal one never leaves in our own feed."""

    service = NetworkKey(Service, related_name="contacts")
    name = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=120, blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    personal = models.BooleanField(default=True)
    from_source = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["network", "service"], name="service_contact_service")]

    def __str__(self) -> str:
        return f"Contact {self.pk}"


class ServiceNeed(NetworkModel):
    """Which needs a service meets. `from_source` ones come and go with their feed, a colleague's own stay."""

    service = NetworkKey(Service, related_name="needs")
    need = models.ForeignKey(SocialNeed, models.PROTECT, related_name="+")
    from_source = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "need", "service"], name="service_need_once")
        ]
        indexes = [models.Index(fields=["network", "service"], name="service_need_service")]

    def __str__(self) -> str:
        return f"Need met {self.pk}"


class ServiceWord(NetworkModel):
    """A word by which a service is found. Under a row policy only ranges on plain columns use an index."""

    service = NetworkKey(Service, related_name="words")
    word = models.CharField(max_length=40, db_collation="C")
    weight = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "word", "service"], name="service_word_once")
        ]
        indexes = [models.Index(fields=["network", "service"], name="service_word_service")]

    def __str__(self) -> str:
        return f"Word {self.pk}"
