"""What people need besides medicine: the words that referrals and services share. Data, no practice's own."""

from django.db import models


class SocialNeed(models.Model):
    """One need of the taxonomy: its code, the words for it, and where they are from."""

    code = models.CharField(max_length=40, primary_key=True)
    words = models.CharField(max_length=120)
    group = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=300)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.code
