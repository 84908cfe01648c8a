"""The walls around sessions: row policies, composite keys, and signed words that stay as they were signed."""

from django.db import migrations

from practice.walls import IN_VIEW, Wall, may_delete, row_policy, same_practice, tenant_table

MEMBER = "practice_membership"
PATIENT = "patients_patient"
SESSION = "coaching_session"
FOLLOW_UP = "coaching_followup"
ADDENDUM = "coaching_addendum"
READER = "coaching_sessionreader"
DRAFT = "coaching_sessiondraft"
HELD = "coaching_heldpost"

# Held words are for the one person who typed them, whatever the application asks.
THEIR_OWN = f"{IN_VIEW} AND user_id = (SELECT user_in_view())"

# Which columns stay as they were signed. The patient may change: two records of one person are put together.
SIGNED = (
    "practice_id, coach_id, mode, booked_for, minutes, started_at, started_by_id, finished_at, finished_by_id,"
    " held_on, what_matters, notes, next_step, no_step_agreed, no_follow_up_because, sensitive"
)
KEEP_SIGNED = f"""
CREATE FUNCTION keep_signed_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'signed words are never changed' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER keep_signed_session BEFORE UPDATE ON {SESSION} FOR EACH ROW
    WHEN (OLD.finished_at IS NOT NULL
          AND ({", ".join(f"OLD.{c.strip()}" for c in SIGNED.split(","))})
              IS DISTINCT FROM ({", ".join(f"NEW.{c.strip()}" for c in SIGNED.split(","))}))
    EXECUTE FUNCTION keep_signed_words();
CREATE TRIGGER keep_signed_addendum BEFORE UPDATE ON {ADDENDUM} FOR EACH ROW
    WHEN ((OLD.practice_id, OLD.session_id, OLD.words, OLD.added_at, OLD.added_by_id)
          IS DISTINCT FROM (NEW.practice_id, NEW.session_id, NEW.words, NEW.added_at, NEW.added_by_id))
    EXECUTE FUNCTION keep_signed_words();
"""
LET_SIGNED_GO = f"""
DROP TRIGGER keep_signed_addendum ON {ADDENDUM};
DROP TRIGGER keep_signed_session ON {SESSION};
DROP FUNCTION keep_signed_words();
"""

# Nobody but their writer sees held words, so nobody else could throw the expired ones away.
LET_HELD_WORDS_EXPIRE = """
CREATE FUNCTION let_held_words_expire(moment timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DELETE FROM coaching_heldpost WHERE expires_at <= moment
$$;
REVOKE EXECUTE ON FUNCTION let_held_words_expire(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION let_held_words_expire(timestamptz) TO {roles};
"""
HELD_WORDS_STAY = "DROP FUNCTION let_held_words_expire(timestamptz)"

STAFF = ("coach", "booked_by", "started_by", "finished_by", "did_not_attend_by", "cancelled_by")


class Migration(migrations.Migration):
    dependencies = [("coaching", "0001_first"), ("patients", "0002_walls"), ("practice", "0002_walls")]

    operations = [
        *tenant_table(SESSION, patient="patient_id"),
        same_practice(SESSION, "patient_id", PATIENT),
        *[same_practice(SESSION, f"{who}_id", MEMBER) for who in (*STAFF, "entered_in_error_by")],
        *tenant_table(FOLLOW_UP, patient="patient_id"),
        same_practice(FOLLOW_UP, "patient_id", PATIENT),
        same_practice(FOLLOW_UP, "session_id", SESSION),
        *[same_practice(FOLLOW_UP, f"{who}_id", MEMBER) for who in ("owner", "done_by", "cancelled_by")],
        *tenant_table(ADDENDUM, patient="patient_id"),
        same_practice(ADDENDUM, "patient_id", PATIENT),
        same_practice(ADDENDUM, "session_id", SESSION),
        same_practice(ADDENDUM, "added_by_id", MEMBER),
        *tenant_table(READER),
        same_practice(READER, "session_id", SESSION),
        same_practice(READER, "member_id", MEMBER),
        row_policy(DRAFT),
        same_practice(DRAFT, "session_id", SESSION),
        same_practice(DRAFT, "member_id", MEMBER),
        may_delete(DRAFT),
        row_policy(HELD, THEIR_OWN),
        same_practice(HELD, "session_id", SESSION),
        may_delete(HELD),
        Wall(KEEP_SIGNED, LET_SIGNED_GO),
        Wall(LET_HELD_WORDS_EXPIRE, HELD_WORDS_STAY),
    ]
