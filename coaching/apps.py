"""coaching/ starts."""

from django.apps import AppConfig


class CoachingConfig(AppConfig):
    name = "coaching"
    verbose_name = "Programmes, and a person's way through one"
