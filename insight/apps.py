"""insight/ starts: the dashboard in the navigation."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "insight"
    verbose_name = "What the programme does"

    def ready(self) -> None:
        from insight import last_seen
        from insight.whole import notice
        from practice import navigation
        from practice.permissions import Permission

        last_seen.begin()
        notice.begin()
        navigation.register(
            "Dashboard", "insight:dashboard", Permission.SEE_FIGURES, scope="practice", order=60
        )
        navigation.register(
            "Requests", "insight:access-requests", Permission.ANSWER_ACCESS, scope="practice", order=84
        )
