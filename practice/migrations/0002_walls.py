"""The walls: what is in view, history by trigger, the trail append-only, signed links found by hash."""

from django.db import migrations

from practice.walls import (
    DEFAULT_GRANTS,
    IN_VIEW,
    Wall,
    append_only,
    history,
    may_delete,
    parent_key,
    row_policy,
    same_practice,
    tenant_table,
)

# A pooled connection hands back an empty string, not NULL, once a setting was used on it.
IN_VIEW_FUNCTION = """
CREATE FUNCTION practices_in_view() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(string_to_array(nullif(current_setting('skerry.practices', true), ''), ',')::bigint[], '{}')
$$;
CREATE FUNCTION user_in_view() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT nullif(current_setting('skerry.user', true), '')::bigint
$$;
"""

# Asked of the practices in view, so that a network is seen by its members alone. SECURITY DEFINER: the check reads
# a directory that is out of view, and says no more than that the two belong together or not.
NETWORKS = """
CREATE FUNCTION networks_in_view() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(DISTINCT p.network_id), '{}')
    FROM practice_practice p WHERE p.id = ANY (practices_in_view())
$$;
CREATE FUNCTION check_of_our_network() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE theirs bigint;
BEGIN
    EXECUTE format('SELECT network_id FROM %I WHERE id = $1', TG_ARGV[1])
        INTO theirs USING (to_jsonb(NEW) ->> TG_ARGV[0])::bigint;
    IF theirs IS DISTINCT FROM (SELECT network_id FROM practice_practice WHERE id = NEW.practice_id) THEN
        RAISE EXCEPTION '% of % is not of the practice''s network', TG_ARGV[0], TG_TABLE_NAME
            USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NEW;
END $$;
"""

# SECURITY DEFINER: the application's log-ins may not write history, so they cannot forge it.
# Statement triggers with transition tables: an import of 20,000 rows fires once.
KEEP_HISTORY = """
CREATE FUNCTION keep_history_of_insert() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    -- A row becomes JSON only where its patient stands in a column of another name: five times faster.
    IF TG_ARGV[0] = 'patient_id' THEN
        INSERT INTO practice_history (at, actor, table_name, row_id, practice_id, patient_id, operation)
        SELECT clock_timestamp(), coalesce(current_setting('skerry.actor', true), ''), TG_TABLE_NAME, n.id,
               n.practice_id, n.patient_id, 'insert'
        FROM new_rows n;
    ELSE
        INSERT INTO practice_history (at, actor, table_name, row_id, practice_id, patient_id, operation)
        SELECT clock_timestamp(), coalesce(current_setting('skerry.actor', true), ''), TG_TABLE_NAME, n.id,
               n.practice_id, CASE TG_ARGV[0] WHEN 'id' THEN n.id WHEN '' THEN NULL
                              ELSE (to_jsonb(n) ->> TG_ARGV[0])::bigint END, 'insert'
        FROM new_rows n;
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION keep_history_of_update() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM old_rows o WHERE NOT EXISTS (SELECT FROM new_rows n WHERE n.id = o.id)) THEN
        RAISE EXCEPTION 'the id of a row of % is never changed: its history hangs on it', TG_TABLE_NAME;
    END IF;
    INSERT INTO practice_history (at, actor, table_name, row_id, practice_id, patient_id, operation, before)
    SELECT clock_timestamp(), coalesce(current_setting('skerry.actor', true), ''), TG_TABLE_NAME, o.id,
           o.practice_id, (whole.was ->> nullif(TG_ARGV[0], ''))::bigint, 'update', changed.before
    FROM old_rows o JOIN new_rows n ON n.id = o.id
    -- Each row becomes JSON once (OFFSET 0 keeps it so), not once for every column: five times faster.
    CROSS JOIN LATERAL (SELECT to_jsonb(o) AS was, to_jsonb(n) AS becomes OFFSET 0) whole
    CROSS JOIN LATERAL (
        SELECT jsonb_object_agg(part.key, part.value) AS before
        FROM jsonb_each(whole.was) part
        WHERE part.value IS DISTINCT FROM whole.becomes -> part.key
    ) changed
    WHERE changed.before IS NOT NULL;
    RETURN NULL;
END $$;
CREATE FUNCTION keep_history_of_delete() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO practice_history (at, actor, table_name, row_id, practice_id, patient_id, operation, before)
    SELECT clock_timestamp(), coalesce(current_setting('skerry.actor', true), ''), TG_TABLE_NAME, o.id,
           o.practice_id, (to_jsonb(o) ->> nullif(TG_ARGV[0], ''))::bigint, 'delete', to_jsonb(o)
    FROM old_rows o;
    RETURN NULL;
END $$;
"""

REFUSE_CHANGE = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE FUNCTION keep_signed_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'signed words are never changed' USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""

FIND_LINK = """
CREATE FUNCTION signed_link_of(hash bytea, wanted text) RETURNS TABLE (link_id bigint, practice_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT l.id, l.practice_id FROM practice_signedlink l WHERE l.token_hash = hash AND l.purpose = wanted
$$;
REVOKE EXECUTE ON FUNCTION signed_link_of(bytea, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION signed_link_of(bytea, text) TO {roles};
"""

CACHE_TABLE = """
CREATE TABLE skerry_cache (
    cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL
);
CREATE INDEX skerry_cache_expires ON skerry_cache (expires);
"""

# A member sees their own memberships before any practice is in view, and may write none of them so.
OWN_MEMBERSHIPS = f"""
ALTER TABLE practice_membership ENABLE ROW LEVEL SECURITY;
CREATE POLICY in_view ON practice_membership
    USING ({IN_VIEW} OR user_id = (SELECT user_in_view())) WITH CHECK ({IN_VIEW});
"""

NOT_TO_BE_WRITTEN = """
REVOKE INSERT, UPDATE ON practice_history, django_migrations, django_content_type FROM {roles};
REVOKE UPDATE ON practice_signinevent FROM {roles};
"""


class Migration(migrations.Migration):
    dependencies = [
        ("practice", "0001_first"),
        ("sessions", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [
        Wall(IN_VIEW_FUNCTION),
        Wall(NETWORKS),
        Wall(KEEP_HISTORY),
        Wall(REFUSE_CHANGE),
        Wall(CACHE_TABLE),
        Wall(DEFAULT_GRANTS),
        Wall(FIND_LINK),
        Wall(OWN_MEMBERSHIPS),
        parent_key("practice_membership"),
        history("practice_membership", ""),
        *tenant_table("practice_duty"),
        *tenant_table("practice_signedlink", patient="patient_id"),
        row_policy("practice_trailevent"),
        append_only("practice_trailevent"),
        row_policy("practice_history"),
        append_only("practice_history"),
        append_only("practice_signinevent"),
        row_policy("practice_formkey"),
        same_practice("practice_membership", "ended_by_id", "practice_membership"),
        same_practice("practice_duty", "holder_id", "practice_membership"),
        same_practice("practice_duty", "ended_by_id", "practice_membership"),
        same_practice("practice_signedlink", "revoked_by_id", "practice_membership"),
        same_practice("practice_formkey", "member_id", "practice_membership"),
        may_delete("practice_formkey"),
        may_delete("skerry_cache"),
        may_delete("django_session"),
        may_delete("mfa_authenticator"),
        may_delete("account_emailaddress"),
        may_delete("account_emailconfirmation"),
        Wall(NOT_TO_BE_WRITTEN),
    ]
