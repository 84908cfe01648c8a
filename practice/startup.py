"""What must hold before the first request: the database log-in cannot walk through the walls."""

from django.core.exceptions import ImproperlyConfigured
from django.db import connection

_QUESTION = """
SELECT rolsuper, rolbypassrls,
       EXISTS (SELECT 1 FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace
               AND c.relkind = 'r' AND pg_has_role(r.oid, c.relowner, 'USAGE'))
FROM pg_roles r WHERE rolname = current_user
"""


def refuse_wrong_role() -> None:
    """Stop the start if this log-in is a superuser, bypasses row policies or owns a table."""
    with connection.cursor() as cursor:
        cursor.execute(_QUESTION)
        superuser, bypasses, owns = cursor.fetchone()
    connection.close()
    if superuser or bypasses or owns:
        raise ImproperlyConfigured(
            "The database log-in of this process must not be a superuser, must not bypass row "
            "security and must not own the tables. See docs/deploy/database.sql."
        )
