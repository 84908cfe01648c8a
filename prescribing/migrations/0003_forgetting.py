"""What came from the public page and was never matched to a record is kept for a time only.

SECURITY DEFINER: no log-in may delete it. Nothing is held here of whoever still waits for somebody to look, nor of
what became a referral, which goes with the record. The history forgets it too.
"""

from django.db import migrations

from practice.walls import Wall

FORGET = """
CREATE FUNCTION forget_arrivals(surgery bigint, before timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE old bigint[];
BEGIN
    IF NOT surgery = ANY (practices_in_view()) THEN
        RAISE EXCEPTION 'practice % is not in view', surgery USING ERRCODE = 'insufficient_privilege';
    END IF;
    old := ARRAY(
        SELECT a.id FROM prescribing_arrival a
        WHERE a.practice_id = surgery AND a.settled_at < before AND a.referral_id IS NULL FOR UPDATE SKIP LOCKED
    );
    PERFORM set_config('skerry.forgetting', 'yes', true);
    DELETE FROM prescribing_arrival a WHERE a.id = ANY (old);
    DELETE FROM practice_history h
        WHERE h.practice_id = surgery AND h.table_name = 'prescribing_arrival' AND h.row_id = ANY (old);
    PERFORM set_config('skerry.forgetting', '', true);
    RETURN cardinality(old);
END $$;
REVOKE EXECUTE ON FUNCTION forget_arrivals(bigint, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_arrivals(bigint, timestamptz) TO {worker};
"""


class Migration(migrations.Migration):
    dependencies = [("prescribing", "0002_walls"), ("patients", "0015_disposing_walls")]

    operations = [Wall(FORGET, "DROP FUNCTION forget_arrivals")]
