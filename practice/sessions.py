"""What every request asks before all else: its sign-in session, and who that is.

Django's own session table and allauth's own sign-in; only the two look-ups are written in SQL here. Put together
from querysets, they took five times as long, nearly all of it to compose.
"""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends.db import SessionStore as Sessions
from django.db import connection

from practice import prepared
from practice.models import User
from practice.rows import built, columns

_SESSION = (
    "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > clock_timestamp()"
)
_USER = f"SELECT {columns(User, 'u')} FROM practice_user u WHERE u.id = %s"  # noqa: S608 - our own columns


class SessionStore(Sessions):
    """Sessions keep real time, which here is the database's."""

    def load(self) -> dict[str, Any]:
        row = first(_SESSION, self.session_key)
        if row is None:
            self._session_key = None
            return {}
        return self.decode(row[0])


class Backend(AuthenticationBackend):
    """Who may sign in is allauth's to say."""

    def get_user(self, user_id: Any) -> User | None:
        row = first(_USER, user_id)
        user = built(User, row) if row else None
        return user if user and self.user_can_authenticate(user) else None


def first(sql: str, value: Any) -> tuple[Any, ...] | None:
    with prepared.cursor() as cursor:
        cursor.execute(sql, [value])
        return cursor.fetchone()


def end_all() -> int:
    """Everybody signs in again, on every machine; how many sessions there were."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_session")
        return int(cursor.rowcount)
