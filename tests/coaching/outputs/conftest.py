"""Made-up notes are drawn on busy machines too: how long that takes says nothing about the outputs."""

from hypothesis import HealthCheck, settings

settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")
