"""The walls around messages; and the queue, which the worker may look through across practices."""

from django.db import migrations

from practice.walls import Wall, append_only, kept, row_policy, same_practice, tenant_table

MESSAGE = "reminders_message"
ATTEMPT = "reminders_attempt"
DUE = "reminders_due"
MENTION = "reminders_mention"

# The exception: a worker must find what is due before it knows whose it is. The table holds ids and
# times, nothing of a person; the web's log-in sees its own practices' rows only, and adding rows
# needs the practice in view for the worker too.
WORKER_CLAIMS = f"""
CREATE POLICY worker_looks ON {DUE} FOR SELECT TO {{worker}} USING (true);
CREATE POLICY worker_claims ON {DUE} FOR UPDATE TO {{worker}} USING (true);
"""
WORKER_WAITS = f"DROP POLICY worker_looks ON {DUE}; DROP POLICY worker_claims ON {DUE};"

# What else goes or went to one person. The lock stands until the transaction ends: of several senders one has a
# person in hand, and the others get nothing. VOLATILE, so that what the one before committed is seen: a function
# that is not looks at the moment at which the whole statement began.
BESIDE = """
CREATE FUNCTION messages_beside(
    of_practice bigint, of_patient bigint, but bigint, since timestamptz, until timestamptz
) RETURNS json LANGUAGE plpgsql VOLATILE STRICT AS $$
BEGIN
    IF NOT pg_try_advisory_xact_lock(hashtext('skerry messages'), hashint8(of_patient)) THEN
        RETURN NULL;
    END IF;
    RETURN (
        SELECT coalesce(json_agg(json_build_array(
            o.kind, coalesce(o.sent_at, o.settled_at, o.held_until, o.due_at), o.outcome <> '')), '[]')
        FROM reminders_message o
        WHERE o.practice_id = of_practice AND o.patient_id = of_patient AND o.id <> but
          AND (o.outcome IN ('sent', 'unknown') AND coalesce(o.sent_at, o.settled_at) > since
               OR o.outcome = '' AND o.kept_at IS NULL AND o.channel <> 'call'
                  AND coalesce(o.held_until, o.due_at) <= until)
    );
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("reminders", "0001_first"),
        ("coaching", "0002_walls"),
        ("patients", "0002_walls"),
        ("prescribing", "0002_walls"),
        ("practice", "0002_walls"),
    ]

    operations = [
        *tenant_table(MESSAGE, patient="patient_id"),
        same_practice(MESSAGE, "patient_id", "patients_patient"),
        same_practice(MESSAGE, "member_id", "practice_membership"),
        same_practice(MESSAGE, "contact_point_id", "patients_contactpoint"),
        same_practice(MESSAGE, "done_by_id", "practice_membership"),
        same_practice(MESSAGE, "address_id", "prescribing_address"),
        *tenant_table(MENTION, patient="patient_id"),
        same_practice(MENTION, "message_id", MESSAGE),
        same_practice(MENTION, "placement_id", "prescribing_placement"),
        same_practice(MENTION, "patient_id", "patients_patient"),
        # A try is written once and never changed, so it needs no history beside it.
        row_policy(ATTEMPT),
        append_only(ATTEMPT, disposable=True),
        same_practice(ATTEMPT, "message_id", MESSAGE),
        same_practice(MESSAGE, "kept_by_id", "practice_membership"),
        same_practice(MESSAGE, "pressed_by_id", "practice_membership"),
        *tenant_table("reminders_messagerule"),
        same_practice("reminders_messagerule", "set_by_id", "practice_membership"),
        *tenant_table("reminders_limits"),
        same_practice("reminders_limits", "set_by_id", "practice_membership"),
        *tenant_table("reminders_refusal", patient="patient_id"),
        same_practice("reminders_refusal", "patient_id", "patients_patient"),
        same_practice("reminders_refusal", "noted_by_id", "practice_membership"),
        same_practice("reminders_refusal", "ended_by_id", "practice_membership"),
        *tenant_table("reminders_reply", patient="patient_id"),
        same_practice("reminders_reply", "message_id", MESSAGE),
        same_practice("reminders_reply", "patient_id", "patients_patient"),
        kept("reminders_reply", "message_id, said, words, said_at"),
        row_policy("reminders_receipt"),
        append_only("reminders_receipt", disposable=True),
        same_practice("reminders_receipt", "message_id", MESSAGE),
        *tenant_table("reminders_pastmessage", patient="patient_id"),
        same_practice("reminders_pastmessage", "patient_id", "patients_patient"),
        kept(
            "reminders_pastmessage",
            "number, kind, sent_to, words, sent_at, settled_at, outcome, reason, more",
        ),
        row_policy(DUE),
        Wall(WORKER_CLAIMS, WORKER_WAITS),
        same_practice(DUE, "message_id", MESSAGE),
        Wall(BESIDE, "DROP FUNCTION messages_beside"),
    ]
