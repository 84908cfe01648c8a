"""A session as signing in leaves it, without the page and its slow hash: those have tests of their own."""

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from practice.models import User
from practice.sessions import SessionStore

BACKEND = "practice.sessions.Backend"


def session_of(user: User) -> str:
    """The key of a new session, written as one row."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)
