"""The walls around coaching: row policies, composite keys, and signed words that stay as they were signed."""

from django.db import migrations

from practice.walls import IN_VIEW, Wall, kept, may_delete, row_policy, same_practice, tenant_table

MEMBER = "practice_membership"
PATIENT = "patients_patient"
SESSION = "coaching_session"
FOLLOW_UP = "coaching_followup"
ADDENDUM = "coaching_addendum"
READER = "coaching_sessionreader"
DRAFT = "coaching_sessiondraft"
HELD = "coaching_heldpost"
PROGRAMME = "coaching_programme"
MEASURE = "coaching_programmemeasure"
ENROLMENT = "coaching_enrolment"
WAY = "coaching_enrolmentstep"
CAPACITY = "coaching_capacity"
PACE = "coaching_pace"
GOAL = "coaching_goal"
RATING = "coaching_goalrating"
STEP = "coaching_step"
ALERT = "coaching_riskalert"
TOLD = "coaching_risktold"
CONTACT = "coaching_contact"
REFLECTION = "coaching_reflection"
SUPERVISION = "coaching_supervision"
PHRASE = "coaching_phrase"
GIVEN = "coaching_given"
CODE = "coaching_code"
SERIES = "coaching_groupseries"
GROUP_MEMBER = "coaching_groupmember"
MEETING = "coaching_groupmeeting"

# Held words are for the one person who typed them, whatever the application asks.
THEIR_OWN = f"{IN_VIEW} AND user_id = (SELECT user_in_view())"

# Which columns stay as they were signed. The patient may change: two records of one person are put together.
SIGNED = (
    "practice_id, coach_id, mode, form, booked_for, minutes, started_at, started_by_id, finished_at, finished_by_id,"
    " held_on, who_was_there, seen_alone, interpreter, what_matters, their_topics, our_topics, topic_today,"
    " asked_permission, goal_words, goal_why, importance, importance_because, reality, options, next_step,"
    " step_where, step_when, step_how_often, said_back, no_step_agreed, confidence, confidence_help,"
    " confidence_after, teach_back, teach_back_words, connect, connect_words, connect_agreed, notes,"
    " no_follow_up_because, marks, sensitive, not_to_gp, codes_only"
)
# What was noted once and is only ever added to.
KEPT = {
    WAY: "practice_id, enrolment_id, kind, happened_on, noted_at, member_id, whose_choice, because",
    PACE: "practice_id, pace, chosen_at, chosen_by_id",
    GIVEN: "practice_id, session_id, output, way, to_whom, address, given_at, given_by_id",
    CONTACT: "practice_id, kind, words, made_at, made_by_id",
}


KEEP_SIGNED = f"""
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

# Loaded by the owner's log-in, from a file that says where each code is from.
ONLY_READ = f"REVOKE INSERT, UPDATE ON {CODE} FROM {{roles}};"

STAFF = ("coach", "booked_by", "started_by", "finished_by", "did_not_attend_by", "cancelled_by")


def members(table: str, *columns: str) -> list[Wall]:
    """Colleagues are colleagues of the same practice."""
    return [same_practice(table, f"{who}_id", MEMBER) for who in columns]


class Migration(migrations.Migration):
    dependencies = [("coaching", "0001_first"), ("patients", "0002_walls"), ("practice", "0002_walls")]

    operations = [
        *tenant_table(PROGRAMME),
        *members(PROGRAMME, "started_by", "ended_by"),
        *tenant_table(MEASURE),
        same_practice(MEASURE, "programme_id", PROGRAMME),
        *members(MEASURE, "ended_by"),
        *tenant_table(ENROLMENT, patient="patient_id"),
        same_practice(ENROLMENT, "patient_id", PATIENT),
        same_practice(ENROLMENT, "programme_id", PROGRAMME),
        *members(ENROLMENT, "coach", "opened_by"),
        *tenant_table(WAY, patient="patient_id"),
        same_practice(WAY, "patient_id", PATIENT),
        same_practice(WAY, "enrolment_id", ENROLMENT),
        *members(WAY, "member"),
        *tenant_table(CAPACITY),
        *members(CAPACITY, "member", "set_by"),
        *tenant_table(SERIES),
        same_practice(SERIES, "programme_id", PROGRAMME),
        *members(SERIES, "facilitator", "started_by", "ended_by"),
        *tenant_table(GROUP_MEMBER, patient="patient_id"),
        same_practice(GROUP_MEMBER, "patient_id", PATIENT),
        same_practice(GROUP_MEMBER, "series_id", SERIES),
        *members(GROUP_MEMBER, "joined_by", "left_by"),
        *tenant_table(MEETING),
        same_practice(MEETING, "series_id", SERIES),
        *members(MEETING, "booked_by", "held_by", "cancelled_by"),
        *tenant_table(SESSION, patient="patient_id"),
        same_practice(SESSION, "patient_id", PATIENT),
        same_practice(SESSION, "enrolment_id", ENROLMENT),
        same_practice(SESSION, "meeting_id", MEETING),
        *members(SESSION, *STAFF, "entered_in_error_by"),
        *tenant_table(FOLLOW_UP, patient="patient_id"),
        same_practice(FOLLOW_UP, "patient_id", PATIENT),
        same_practice(FOLLOW_UP, "session_id", SESSION),
        *members(FOLLOW_UP, "owner", "done_by", "cancelled_by"),
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
        *tenant_table(PACE, patient="patient_id"),
        same_practice(PACE, "patient_id", PATIENT),
        *members(PACE, "chosen_by"),
        *tenant_table(GOAL, patient="patient_id"),
        same_practice(GOAL, "patient_id", PATIENT),
        same_practice(GOAL, "session_id", SESSION),
        *members(GOAL, "set_by", "ended_by", "cancelled_by"),
        *tenant_table(RATING, patient="patient_id"),
        same_practice(RATING, "patient_id", PATIENT),
        same_practice(RATING, "goal_id", GOAL),
        same_practice(RATING, "session_id", SESSION),
        *members(RATING, "rated_by", "cancelled_by"),
        *tenant_table(STEP, patient="patient_id"),
        same_practice(STEP, "patient_id", PATIENT),
        same_practice(STEP, "goal_id", GOAL),
        same_practice(STEP, "session_id", SESSION),
        same_practice(STEP, "outcome_in_id", SESSION),
        *members(STEP, "agreed_by", "outcome_by", "cancelled_by"),
        *tenant_table(ALERT, patient="patient_id"),
        same_practice(ALERT, "patient_id", PATIENT),
        same_practice(ALERT, "session_id", SESSION),
        *members(ALERT, "raised_by", "acknowledged_by", "taken_back_by"),
        *tenant_table(TOLD),
        same_practice(TOLD, "alert_id", ALERT),
        *members(TOLD, "member"),
        *tenant_table(CONTACT, patient="patient_id"),
        same_practice(CONTACT, "patient_id", PATIENT),
        *members(CONTACT, "made_by", "entered_in_error_by"),
        *tenant_table(PHRASE),
        *members(PHRASE, "member"),
        *tenant_table(GIVEN, patient="patient_id"),
        same_practice(GIVEN, "patient_id", PATIENT),
        same_practice(GIVEN, "session_id", SESSION),
        *members(GIVEN, "given_by"),
        row_policy(REFLECTION, THEIR_OWN),
        same_practice(REFLECTION, "session_id", SESSION),
        may_delete(REFLECTION),
        row_policy(SUPERVISION, THEIR_OWN),
        may_delete(SUPERVISION),
        Wall(ONLY_READ),
        Wall(KEEP_SIGNED, LET_SIGNED_GO),
        *[kept(table, columns) for table, columns in KEPT.items()],
        Wall(LET_HELD_WORDS_EXPIRE, HELD_WORDS_STAY),
    ]
