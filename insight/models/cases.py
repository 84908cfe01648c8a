"""What practices of a network learned: finished projects on a shelf that all of them read. Nothing about patients."""

from django.db import models
from django.db.models import Q

from practice.models import NetworkModel, Practice, User
from practice.models.base import both_or_neither


class CaseStudy(NetworkModel):
    """A frozen copy of a project's one page; `charts` holds only numbers that may be shown to everybody."""

    from_practice = models.ForeignKey(Practice, models.PROTECT, related_name="case_studies")
    project = models.BigIntegerField()
    title = models.CharField(max_length=80)
    aim = models.TextField()
    what_we_did = models.TextField()
    what_happened = models.TextField()
    how_it_helped = models.TextField()
    next_steps = models.TextField()
    result = models.CharField(max_length=7)
    charts = models.JSONField(default=list)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name_plural = "case studies"
        constraints = [
            both_or_neither("published_at", "published_by", "case_study_published_at_by"),
            both_or_neither("withdrawn_at", "withdrawn_by", "case_study_withdrawn_at_by"),
            models.UniqueConstraint(
                fields=["network", "from_practice", "project"],
                condition=Q(withdrawn_at=None),
                name="case_study_once",
            ),
        ]
        indexes = [models.Index(fields=["network", "-published_at"], name="case_study_shelf")]

    def __str__(self) -> str:
        return f"Case study {self.pk}"
