"""A list of thousands is counted by the database at once, before anything is checked against it.

Left to itself it counts later, and what is not committed not at all: after an import that was broken off it believed
the table empty, took any index for as good as another, and looked through the whole list for each row of the next one:
ten minutes for a hundred thousand. SECURITY DEFINER: only an owner may count. Who counts right now need not be awaited.
"""

from django.db import migrations

from practice.walls import Wall

COUNTED_ANEW = """
CREATE FUNCTION patients_counted_anew() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp SET lock_timeout = '2s' AS $$
BEGIN
    ANALYZE patients_patient (id, practice_id);
EXCEPTION WHEN lock_not_available THEN
    RETURN;
END $$;
REVOKE EXECUTE ON FUNCTION patients_counted_anew() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION patients_counted_anew() TO {roles};
"""


class Migration(migrations.Migration):
    dependencies = [("patients", "0012_sought")]

    operations = [Wall(COUNTED_ANEW, "DROP FUNCTION patients_counted_anew()")]
