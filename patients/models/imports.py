"""Lists from the clinical system: each file, how its columns were read, and what was found in it."""

from django.db import models

from patients.models.person import Patient
from practice.models import Membership, Practice, PracticeKey, TenantModel
from practice.models.base import both_or_neither


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def newest(self) -> "ImportRunQuerySet":
        return self.order_by("-received_at", "-pk")

    def count_try(self, run: "ImportRun") -> int:
        """Note that the worker begins; a worker that is killed each time is seen by this."""
        self.filter(pk=run.pk).update(attempts=models.F("attempts") + 1)
        return self.filter(pk=run.pk).values_list("attempts", flat=True)[0]

    def forget_tries(self, run: "ImportRun") -> None:
        self.filter(pk=run.pk).update(attempts=0)


class ImportRun(TenantModel):
    """One file on its way into the list: received, checked, applied. Facts with times, no status word."""

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="imports")
    member = PracticeKey(Membership, null=True, blank=True, related_name="+")
    received_at = models.DateTimeField()
    file_name = models.CharField(max_length=200)
    stored_as = models.CharField(max_length=64, blank=True)
    size = models.BigIntegerField()
    mapping = models.JSONField(null=True, blank=True)
    whole_list = models.BooleanField(default=False)
    list_date = models.DateField(null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    unreadable_because = models.CharField(max_length=500, blank=True)
    stopped_because = models.CharField(max_length=500, blank=True)
    about = models.JSONField(default=dict, blank=True)
    counts = models.JSONField(default=dict, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    asked_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    attempts = models.PositiveSmallIntegerField(default=0)
    applied_at = models.DateTimeField(null=True, blank=True)
    discarded_at = models.DateTimeField(null=True, blank=True)
    discarded_by = PracticeKey(Membership, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = PracticeKey(Membership, null=True, blank=True, related_name="+")

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["practice", "-received_at"], name="import_received")]
        constraints = [
            both_or_neither("discarded_at", "discarded_by", "import_discarded_at_by"),
            both_or_neither("undone_at", "undone_by", "import_undone_at_by"),
            both_or_neither("asked_at", "asked_by", "import_asked_at_by"),
        ]

    def __str__(self) -> str:
        return f"Import {self.pk}"

    @property
    def is_waiting(self) -> bool:
        """Something is still to be done by the worker."""
        if self.discarded_at or self.unreadable_because or self.stopped_because:
            return False
        return not self.checked_at or bool(self.asked_at and not self.applied_at)

    @property
    def may_be_applied(self) -> bool:
        done = self.asked_at or self.discarded_at or self.unreadable_because or self.stopped_because
        return bool(self.checked_at) and not done

    @property
    def date_questions(self) -> list[str]:
        """Columns of which nobody has said whether the day or the month comes first."""
        return list(self.about.get("date_questions", []))

    @property
    def unclear(self) -> int:
        """Lines that are refused for that."""
        return int(self.about.get("unclear", 0)) if self.date_questions else 0

    @property
    def doubts(self) -> list[str]:
        """Why it may be no list of patients at all."""
        return list(self.about.get("doubts", []))

    @property
    def wants_care(self) -> bool:
        """One press is not enough to bring it in."""
        return bool(self.unclear or self.doubts)


class ImportProgress(TenantModel):
    """How far the worker has come; written on a connection of its own while the work is not yet committed."""

    run = PracticeKey(ImportRun, related_name="progresses")
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    doing = models.CharField(max_length=60, blank=True)

    class Meta:
        verbose_name_plural = "import progress"
        constraints = [models.UniqueConstraint(fields=["practice", "run"], name="progress_once")]

    def __str__(self) -> str:
        return f"Progress {self.pk}"


class ImportFinding(TenantModel):
    """What somebody should look at: a refused or held line, a difference, a person who would leave."""

    class Kind(models.TextChoices):
        REFUSED = "refused", "Refused"
        HELD = "held", "Held: it may be another person"
        REVIEW = "review", "For you to decide"
        DIFFERENCE = "difference", "Differs from what was recorded here"
        WARNING = "warning", "Taken, but look at it"
        LEAVER = "leaver", "Not in the list any more"
        ODD = "odd", "Taken, but the name is odd"

    run = PracticeKey(ImportRun, related_name="findings")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    line = models.PositiveIntegerField(null=True)
    column = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=600, blank=True)
    patient = PracticeKey(Patient, null=True, related_name="+")
    raw = models.JSONField(null=True)

    class Meta:
        indexes = [models.Index(fields=["practice", "run", "kind", "line"], name="finding_run")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class ImportChange(TenantModel):
    """A page of people whom a list adds or changes: found by the check, kept as it was when the list came in.

    A row holds 25 of them, for a list may add a hundred thousand. Each of `people` has its line, name, birth date,
    the record once there is one, and by field what stood there and what takes its place; nothing of that where
    it would tell where a restricted person can be found.
    """

    A_PAGE = 25

    class Kind(models.TextChoices):
        NEW = "new", "New on the list"
        UPDATED = "updated", "Updated"

    run = PracticeKey(ImportRun, related_name="changes")
    kind = models.CharField(max_length=7, choices=Kind.choices)
    page = models.PositiveIntegerField()
    people = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["practice", "run", "kind", "page"], name="change_page_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class ImportMapping(TenantModel):
    """How this practice reads the columns of files with the same headings."""

    signature = models.CharField(max_length=64)
    mapping = models.JSONField()
    chosen_at = models.DateTimeField()
    chosen_by = PracticeKey(Membership, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["practice", "signature"], name="mapping_once"),
            both_or_neither("chosen_at", "chosen_by", "mapping_chosen_at_by"),
        ]

    def __str__(self) -> str:
        return f"Mapping {self.pk}"
