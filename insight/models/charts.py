"""A measure over time that somebody watches: how it is drawn, where its limits come from, what happened when."""

from django.db import models
from django.db.models import F, Q

from practice.models import Membership, Practice, PracticeKey, TenantModel
from practice.models.base import both_or_neither


class Chart(TenantModel):
    """`measure` is a name of the catalogue."""

    class By(models.TextChoices):
        WEEK = "week", "Week"
        MONTH = "month", "Month"

    class Kind(models.TextChoices):
        RUN = "run", "Run chart (median)"
        XMR = "xmr", "XmR chart (single values)"
        P = "p", "p chart (shares)"
        C = "c", "c chart (counts)"

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="charts")
    name = models.CharField(max_length=80)
    measure = models.CharField(max_length=40)
    by = models.CharField(max_length=5, choices=By.choices)
    kind = models.CharField(max_length=3, choices=Kind.choices)
    since = models.DateField()
    screen_ranges = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by = PracticeKey(Membership, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            both_or_neither("made_at", "made_by", "chart_made_at_by"),
            both_or_neither("ended_at", "ended_by", "chart_ended_at_by"),
        ]

    def __str__(self) -> str:
        return f"Chart {self.pk}"


class ChartLimits(TenantModel):
    """From `from_on` on, centre and limits come from the periods to `baseline_to`, and stay; else from all."""

    chart = PracticeKey(Chart, related_name="limits")
    from_on = models.DateField()
    baseline_to = models.DateField(null=True, blank=True)
    because = models.CharField(max_length=300)
    set_at = models.DateTimeField()
    set_by = PracticeKey(Membership, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = PracticeKey(Membership, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name_plural = "chart limits"
        constraints = [
            both_or_neither("set_at", "set_by", "chart_limits_set_at_by"),
            both_or_neither("ended_at", "ended_by", "chart_limits_ended_at_by"),
            models.CheckConstraint(
                name="chart_limits_in_order",
                condition=Q(baseline_to=None) | Q(baseline_to__gte=F("from_on")),
            ),
            models.UniqueConstraint(
                fields=["practice", "chart", "from_on"], condition=Q(ended_at=None), name="chart_limits_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Limits of a chart {self.pk}"


class ChartNote(TenantModel):
    """What happened on a day, in a few words on the chart."""

    chart = PracticeKey(Chart, related_name="notes")
    happened_on = models.DateField()
    words = models.CharField(max_length=120)
    noted_at = models.DateTimeField()
    noted_by = PracticeKey(Membership, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = PracticeKey(Membership, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            both_or_neither("noted_at", "noted_by", "chart_note_noted_at_by"),
            both_or_neither("ended_at", "ended_by", "chart_note_ended_at_by"),
        ]
        indexes = [models.Index(fields=["practice", "chart", "happened_on"], name="chart_note_when")]

    def __str__(self) -> str:
        return f"Note on a chart {self.pk}"
