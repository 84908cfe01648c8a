"""The walls around disposal: two people and no hold, asked by the database; and no copy left in the history.

Whatever is deleted leaves its row in the history, except where a stub says that it was disposed of: then the history
keeps nothing, and what it kept before may go. Only the owner can write a stub, and only for somebody who stands on a
list that two different people approved.
"""

from django.db import migrations

from practice.walls import Wall, append_only, parent_key, row_policy, same_practice, tenant_table

MEMBER = "practice_membership"
PATIENT = "patients_patient"
HOLD = "patients_legalhold"
LIST = "patients_disposallist"
LINE = "patients_disposalline"
STUB = "patients_disposed"
COUNT = "patients_disposalcount"

# The person who approves is the one whose membership it is: two roles of one person are not two people. Deferrable,
# because it is no key inside a practice.
PERSON_OF_MEMBERSHIP = f"""
ALTER TABLE {MEMBER} ADD CONSTRAINT practice_membership_of_user UNIQUE (id, user_id);
ALTER TABLE {LIST} ADD CONSTRAINT disposal_first_is_that_person FOREIGN KEY (first_by_id, first_user_id)
    REFERENCES {MEMBER} (id, user_id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE {LIST} ADD CONSTRAINT disposal_second_is_that_person FOREIGN KEY (second_by_id, second_user_id)
    REFERENCES {MEMBER} (id, user_id) DEFERRABLE INITIALLY IMMEDIATE;
"""
ANYBODY = f"""
ALTER TABLE {LIST} DROP CONSTRAINT disposal_second_is_that_person;
ALTER TABLE {LIST} DROP CONSTRAINT disposal_first_is_that_person;
ALTER TABLE {MEMBER} DROP CONSTRAINT practice_membership_of_user;
"""

# What was decided stays: approvals and the day are not written over, a list that was withdrawn or done is not opened.
DECIDED = f"""
CREATE FUNCTION keep_disposal_decisions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a list that was withdrawn or carried out stays as it is'
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER decided BEFORE UPDATE ON {LIST} FOR EACH ROW
    WHEN (OLD.withdrawn_at IS NOT NULL OR OLD.done_at IS NOT NULL OR OLD.made_at IS DISTINCT FROM NEW.made_at
          OR OLD.first_at IS NOT NULL AND (OLD.first_at, OLD.first_by_id) IS DISTINCT FROM (NEW.first_at, NEW.first_by_id)
          OR OLD.second_at IS NOT NULL
             AND (OLD.second_at, OLD.second_by_id) IS DISTINCT FROM (NEW.second_at, NEW.second_by_id))
    EXECUTE FUNCTION keep_disposal_decisions();
"""
UNDECIDED = f"DROP TRIGGER decided ON {LIST}; DROP FUNCTION keep_disposal_decisions();"

MAY_GO = f"""
CREATE FUNCTION check_may_be_disposed_of() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM {LIST} l JOIN {LINE} n ON n.practice_id = l.practice_id AND n.disposal_list_id = l.id
        WHERE l.practice_id = NEW.practice_id AND l.id = NEW.disposal_list_id AND n.patient_id = NEW.record
          AND l.first_at IS NOT NULL AND l.second_at IS NOT NULL AND l.withdrawn_at IS NULL AND l.done_at IS NULL
          AND n.removed_at IS NULL AND n.fell_at IS NULL
    ) THEN
        RAISE EXCEPTION 'record % does not stand on a list that two people approved', NEW.record
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF EXISTS (
        SELECT FROM {HOLD} h JOIN {PATIENT} p ON p.practice_id = h.practice_id AND p.id = h.patient_id
        WHERE h.practice_id = NEW.practice_id AND h.ended_at IS NULL AND NEW.record IN (p.id, p.merged_into_id)
    ) THEN
        RAISE EXCEPTION 'record % is on legal hold', NEW.record USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER may_go BEFORE INSERT ON {STUB} FOR EACH ROW EXECUTE FUNCTION check_may_be_disposed_of();
REVOKE INSERT ON {STUB} FROM {{roles}};
"""  # noqa: S608 - our own tables
MAY_ALWAYS_GO = f"DROP TRIGGER may_go ON {STUB}; DROP FUNCTION check_may_be_disposed_of();"

# Whose log-in may not delete gains nothing by saying so: it still may not.
LETTING_GO = f"""
CREATE FUNCTION letting_go() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT current_setting('skerry.forgetting', true) = 'yes'
        OR EXISTS (SELECT FROM {STUB} WHERE id = nullif(current_setting('skerry.disposing', true), '')::bigint)
$$;
CREATE OR REPLACE FUNCTION keep_history_of_delete() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF letting_go() THEN
        RETURN NULL;
    END IF;
    INSERT INTO practice_history (at, actor, table_name, row_id, practice_id, patient_id, operation, before)
    SELECT clock_timestamp(), coalesce(current_setting('skerry.actor', true), ''), TG_TABLE_NAME, o.id,
           o.practice_id, (to_jsonb(o) ->> nullif(TG_ARGV[0], ''))::bigint, 'delete', to_jsonb(o)
    FROM old_rows o;
    RETURN NULL;
END $$;
CREATE FUNCTION refuse_change_but_letting_go() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND letting_go() THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
"""  # noqa: S608 - our own tables
# As before it, but for the check whether something is let go.
KEEPING_ALL = """
CREATE OR REPLACE FUNCTION keep_history_of_delete() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO practice_history (at, actor, table_name, row_id, practice_id, patient_id, operation, before)
    SELECT clock_timestamp(), coalesce(current_setting('skerry.actor', true), ''), TG_TABLE_NAME, o.id,
           o.practice_id, (to_jsonb(o) ->> nullif(TG_ARGV[0], ''))::bigint, 'delete', to_jsonb(o)
    FROM old_rows o;
    RETURN NULL;
END $$;
DROP FUNCTION refuse_change_but_letting_go();
DROP FUNCTION letting_go();
"""


def append_only_but(table: str) -> Wall:
    """Nobody changes a row of it; it goes only where something is let go."""
    return Wall(
        f"DROP TRIGGER append_only ON {table};"
        f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_but_letting_go();",
        f"DROP TRIGGER append_only ON {table};"
        f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();",
    )


# Who came to the door stands before any practice is in view, and no log-in may delete it.
FORGET_SIGN_INS = """
CREATE FUNCTION forget_sign_ins(before timestamptz, most integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE gone bigint;
BEGIN
    PERFORM set_config('skerry.forgetting', 'yes', true);
    WITH old AS (
        DELETE FROM practice_signinevent WHERE id IN (
            SELECT id FROM practice_signinevent WHERE at < before ORDER BY id LIMIT most
        ) RETURNING 1
    ) SELECT count(*) FROM old INTO gone;
    PERFORM set_config('skerry.forgetting', '', true);
    RETURN gone;
END $$;
REVOKE EXECUTE ON FUNCTION forget_sign_ins(timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_sign_ins(timestamptz, integer) TO {worker};
"""


class Migration(migrations.Migration):
    dependencies = [("patients", "0014_disposing"), ("practice", "0004_heartbeat")]

    operations = [
        *tenant_table(HOLD, patient="patient_id"),
        same_practice(HOLD, "patient_id", PATIENT),
        same_practice(HOLD, "set_by_id", MEMBER),
        same_practice(HOLD, "ended_by_id", MEMBER),
        *tenant_table(LIST),
        *[same_practice(LIST, f"{who}_by_id", MEMBER) for who in ("made", "first", "second", "withdrawn")],
        *tenant_table(LINE, patient="patient_id"),
        same_practice(LINE, "disposal_list_id", LIST),
        same_practice(LINE, "patient_id", PATIENT),
        same_practice(LINE, "removed_by_id", MEMBER),
        row_policy(STUB),
        parent_key(STUB),
        append_only(STUB),
        same_practice(STUB, "disposal_list_id", LIST),
        row_policy(COUNT),
        Wall(PERSON_OF_MEMBERSHIP, ANYBODY),
        Wall(DECIDED, UNDECIDED),
        Wall(MAY_GO, MAY_ALWAYS_GO),
        Wall(LETTING_GO, KEEPING_ALL),
        append_only_but("practice_history"),
        append_only_but("practice_signinevent"),
        Wall(FORGET_SIGN_INS, "DROP FUNCTION forget_sign_ins"),
    ]
