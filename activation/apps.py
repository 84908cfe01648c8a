"""activation/ starts."""

from django.apps import AppConfig


class ActivationConfig(AppConfig):
    name = "activation"
    verbose_name = "How ready a person is to look after their own health"
