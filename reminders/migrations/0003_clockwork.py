"""What the clockwork asks of the database across all practices; and where old messages go.

All three are SECURITY DEFINER: how long the queue is is asked before any practice is in view, and no log-in may
delete a message. They say numbers, and move only what is settled.
"""

from django.db import migrations, models

from practice.walls import Wall

QUEUE = """
CREATE FUNCTION queue_of_all(moment timestamptz, most integer) RETURNS TABLE (due bigint, oldest timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT (SELECT count(*) FROM (SELECT FROM reminders_due WHERE state = 'waiting' AND due_at <= moment LIMIT most) few),
           (SELECT min(due_at) FROM reminders_due WHERE state = 'waiting' AND due_at <= moment)
$$;
REVOKE EXECUTE ON FUNCTION queue_of_all(timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION queue_of_all(timestamptz, integer) TO {roles};
"""

# Messages to services stay where they are: they are few, and each speaks of several people.
ARCHIVE = """
CREATE FUNCTION archive_messages(surgery bigint, before timestamptz, moment timestamptz, most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE old bigint[];
BEGIN
    IF NOT surgery = ANY (practices_in_view()) THEN
        RAISE EXCEPTION 'practice % is not in view', surgery USING ERRCODE = 'insufficient_privilege';
    END IF;
    old := ARRAY(
        SELECT m.id FROM reminders_message m
        WHERE m.practice_id = surgery AND m.settled_at < before AND m.address_id IS NULL
          AND (m.outcome IN ('sent', 'dropped') OR m.outcome <> '' AND m.done_at IS NOT NULL)
        LIMIT most FOR UPDATE SKIP LOCKED
    );
    INSERT INTO reminders_pastmessage (practice_id, patient_id, number, kind, subject_type, subject_id, about_at,
        due_at, channel, sent_to, words, sent_at, settled_at, outcome, reason, more, archived_at)
    SELECT m.practice_id, m.patient_id, m.id, m.kind, m.subject_type, m.subject_id, m.about_at,
        m.due_at, m.channel, coalesce(c.value, u.email, ''), m.words, m.sent_at, m.settled_at, m.outcome, m.reason,
        jsonb_build_object(
            'member', m.member_id, 'reference', m.reference, 'planned_at', m.planned_at,
            'delivered_at', m.delivered_at, 'pressed_at', m.pressed_at, 'pressed_by', m.pressed_by_id,
            'done_at', m.done_at, 'done_by', m.done_by_id,
            'tries', (SELECT coalesce(jsonb_agg(jsonb_build_object(
                    'number', a.number, 'at', a.at, 'result', a.result, 'words', a.words) ORDER BY a.number), '[]')
                FROM reminders_attempt a WHERE a.practice_id = surgery AND a.message_id = m.id),
            'replies', (SELECT coalesce(jsonb_agg(jsonb_build_object(
                    'said', r.said, 'words', r.words, 'at', r.said_at) ORDER BY r.said_at, r.id), '[]')
                FROM reminders_reply r WHERE r.practice_id = surgery AND r.message_id = m.id),
            'receipts', (SELECT coalesce(jsonb_agg(jsonb_build_object(
                    'result', t.result, 'at', t.at) ORDER BY t.at, t.id), '[]')
                FROM reminders_receipt t WHERE t.practice_id = surgery AND t.message_id = m.id)
        ), moment
    FROM reminders_message m
    LEFT JOIN patients_contactpoint c ON c.id = m.contact_point_id
    LEFT JOIN practice_membership b ON b.id = m.member_id
    LEFT JOIN practice_user u ON u.id = b.user_id
    WHERE m.id = ANY (old);
    DELETE FROM reminders_due d WHERE d.message_id = ANY (old);
    DELETE FROM reminders_attempt a WHERE a.practice_id = surgery AND a.message_id = ANY (old);
    DELETE FROM reminders_reply r WHERE r.practice_id = surgery AND r.message_id = ANY (old);
    DELETE FROM reminders_receipt t WHERE t.practice_id = surgery AND t.message_id = ANY (old);
    DELETE FROM reminders_message m WHERE m.id = ANY (old);
    RETURN cardinality(old);
END $$;
REVOKE EXECUTE ON FUNCTION archive_messages(bigint, timestamptz, timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION archive_messages(bigint, timestamptz, timestamptz, integer) TO {worker};
"""

# The queue's rows hold nothing that the message does not say.
FORGET = """
CREATE FUNCTION forget_settled_in_queue(before timestamptz, most integer) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH gone AS (
        DELETE FROM reminders_due WHERE id IN (
            SELECT d.id FROM reminders_due d JOIN reminders_message m ON m.id = d.message_id
            WHERE d.state = 'settled' AND m.settled_at < before LIMIT most FOR UPDATE OF d SKIP LOCKED
        ) RETURNING 1
    ) SELECT count(*) FROM gone
$$;
REVOKE EXECUTE ON FUNCTION forget_settled_in_queue(timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_settled_in_queue(timestamptz, integer) TO {worker};
"""

# What was told before and put away is not planned once more, though it still asks for a message.
TOLD_BEFORE = """
CREATE FUNCTION leave_out_told_before() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT FROM reminders_pastmessage p
        WHERE p.practice_id = NEW.practice_id AND p.kind = NEW.kind AND p.subject_id = NEW.subject_id
          AND p.subject_type = NEW.subject_type AND p.about_at = NEW.about_at
          AND (p.more ->> 'member')::bigint IS NOT DISTINCT FROM NEW.member_id
    ) THEN
        RETURN NULL;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER told_before BEFORE INSERT ON reminders_message FOR EACH ROW EXECUTE FUNCTION leave_out_told_before();
"""


class Migration(migrations.Migration):
    dependencies = [("reminders", "0002_walls"), ("practice", "0004_heartbeat")]

    operations = [
        migrations.AddIndex(
            "pastmessage",
            models.Index(fields=["practice", "kind", "subject_id"], name="past_message_about"),
        ),
        Wall(QUEUE, "DROP FUNCTION queue_of_all"),
        Wall(ARCHIVE, "DROP FUNCTION archive_messages"),
        Wall(FORGET, "DROP FUNCTION forget_settled_in_queue"),
        Wall(TOLD_BEFORE, "DROP FUNCTION leave_out_told_before CASCADE"),
    ]
