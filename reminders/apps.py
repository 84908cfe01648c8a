"""reminders/ starts: the practice's messages in the navigation, a person's on their record."""

from django.apps import AppConfig


class RemindersConfig(AppConfig):
    name = "reminders"
    verbose_name = "Messages and follow-ups"

    def ready(self) -> None:
        from activation import texts
        from patients import leaving, panels
        from practice import health, metrics, navigation, notices
        from practice.permissions import Permission
        from reminders import clockwork, last_seen, links, measures, queries
        from reminders.actions import leaving as departures

        navigation.register(
            "Messages", "reminders:messages", Permission.SEE_MESSAGES, scope="practice", order=60
        )
        navigation.register(
            "Clockwork", "reminders:clockwork", Permission.SEE_CLOCKWORK, scope="practice", order=87
        )
        health.register("messages", clockwork.sign)
        metrics.register(measures.figures)
        notices.register("clockwork", clockwork.notices)
        navigation.register(
            "What we send", "reminders:rules", Permission.EDIT_MESSAGES, scope="practice", order=86
        )
        panels.register(
            "messages",
            "Messages",
            permission=Permission.SEE_MESSAGES,
            query=queries.record_panel,
            template="reminders/panel.html",
            order=60,
        )
        texts.register(links.said_of)
        last_seen.begin()
        leaving.register("reminders", stop=departures.stop, resume=departures.resume)
