"""practice/ starts: it listens at the door and names its pages."""

from django.apps import AppConfig


class PracticeConfig(AppConfig):
    name = "practice"
    verbose_name = "Who works where, what they may do, the trail they leave"

    def ready(self) -> None:
        from practice import access_line, navigation, sign_in
        from practice.permissions import Permission

        sign_in.listen()
        access_line.listen()
        navigation.register("Team", "practice:team", Permission.MANAGE_TEAM, scope="practice", order=80)
        navigation.register(
            "Practice", "practice:telephone", Permission.SET_TELEPHONE, scope="practice", order=85
        )
        navigation.register("Trail", "practice:trail", Permission.READ_TRAIL, scope="practice", order=90)
