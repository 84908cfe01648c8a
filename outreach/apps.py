"""outreach/ starts."""

from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "outreach"
    verbose_name = "Who is asked next"

    def ready(self) -> None:
        from outreach import messages
        from outreach.actions import leaving as departures
        from outreach.actions import moving_on
        from patients import leaving
        from reminders import planning, reply_link, subjects

        subjects.register(messages.Invite())
        subjects.register(messages.AskAgain())
        reply_link.register(messages.KINDS, messages.PAGE)
        planning.look_first("outreach", moving_on.look)
        leaving.register("outreach", stop=departures.stop, resume=departures.resume)
