"""Messages as a provider that calls back knows them: by our reference, or by the number that they went to.

SECURITY DEFINER, because no practice is in view yet: they say which message of which practice, and nothing else.
"""

from django.db import migrations

from practice.walls import Wall

BY_REFERENCE = """
CREATE FUNCTION message_of_reference(sought uuid) RETURNS TABLE (message_id bigint, practice_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT m.id, m.practice_id FROM reminders_message m WHERE m.reference = sought
$$;
REVOKE EXECUTE ON FUNCTION message_of_reference(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION message_of_reference(uuid) TO {roles};
"""

# The latest text to each person at this number, the latest of all first. Practice by practice, as the index goes.
BY_NUMBER = """
CREATE FUNCTION texts_lately_to(number text, since timestamptz) RETURNS TABLE (message_id bigint, practice_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT latest.id, latest.practice_id
    FROM practice_practice w
    JOIN patients_contactpoint c ON c.practice_id = w.id AND c.dialled = number AND c.ended_at IS NULL
    CROSS JOIN LATERAL (
        SELECT m.id, m.practice_id, m.sent_at FROM reminders_message m
        WHERE m.practice_id = c.practice_id AND m.patient_id = c.patient_id AND m.contact_point_id = c.id
          AND m.channel = 'text' AND m.sent_at > since
        ORDER BY m.due_at DESC LIMIT 1
    ) latest
    ORDER BY latest.sent_at DESC, latest.id DESC
$$;
REVOKE EXECUTE ON FUNCTION texts_lately_to(text, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION texts_lately_to(text, timestamptz) TO {roles};
"""


class Migration(migrations.Migration):
    dependencies = [("reminders", "0003_clockwork")]

    operations = [
        Wall(BY_REFERENCE, "DROP FUNCTION message_of_reference(uuid)"),
        Wall(BY_NUMBER, "DROP FUNCTION texts_lately_to(text, timestamptz)"),
    ]
