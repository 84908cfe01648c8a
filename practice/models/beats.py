"""When each part of the clockwork last did its round to the end: what a dead-man's switch looks at."""

from django.db import models


class Heartbeat(models.Model):
    """One row for each part; of no practice and of nobody."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
