"""The database keeps `insight_way` equal to its view: with each statement that changes a fact, whoever makes it.

A statement's trigger looks only at rows that are facts before or after, and only at what a way is made of; the ways of
the people whose facts changed are then counted anew, all at once. Nobody else is looked at: a list of patients may
come in without any of this.
"""

import dataclasses

from coaching.way import BY_MISTAKE, TAKEN_BACK
from insight.ways_sql import VIEW

COLUMNS = (
    *("first_on", "offered_on", "accepted_on", "reached_on", "planned_on", "attended_on", "measured_on"),
    *("goal", "change", "better", "route", "worker_id", "stands", "ended_on", "ended_how"),
)
_DEFINER = "LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp"


def _of(row: str) -> str:
    """All of them, of one of the rows in a statement."""
    return ", ".join(f"{row}.{column}" for column in COLUMNS)


@dataclasses.dataclass(frozen=True, slots=True)
class Source:
    """A table of facts: which of its rows are any, and what a way is made of."""

    table: str
    is_fact: str
    columns: str


SOURCES = (
    Source("coaching_enrolment", "true", "opened_at, route, coach_id, stands, stands_since"),
    Source("coaching_enrolmentstep", "true", "enrolment_id, kind, happened_on, noted_at, whose_choice"),
    Source("coaching_contact", "kind = 'spoke' AND entered_in_error_at IS NULL", "made_at"),
    Source("coaching_session", "finished_at IS NOT NULL AND entered_in_error_at IS NULL", "held_on"),
    Source("coaching_step", "cancelled_at IS NULL", "session_id, agreed_at"),
    Source("coaching_goal", "cancelled_at IS NULL", "set_at"),
    Source("coaching_goalrating", "cancelled_at IS NULL", "goal_id, attained, rated_at"),
    Source(
        "activation_measurement",
        "completed_at IS NOT NULL AND entered_in_error_at IS NULL",
        "measured_on, score, score_se, level, cutset, instrument_id, calibration_id, mode, flags, checked_at",
    ),
    Source(
        "prescribing_referral",
        "stands <> 'in_error'",
        "opened_at, accepted_at, first_contact_at, planned_at, attended_on,"
        " closed_at, route, worker_id, stands, outcome",
    ),
    Source(
        "outreach_invitation",
        "asked_at IS NOT NULL",
        "wave_id, asked_at, answer, answered_at, closed, closed_at",
    ),
    Source("outreach_calltry", "taken_back_at IS NULL", "invitation_id, outcome, called_at"),
)

# Locked first and counted after that, so that of two at once the second sees what the first wrote. Somebody's first
# way is not there yet to be locked: once it is, it is counted again.
_KEEP = f"""
CREATE FUNCTION insight_keep_ways(practice bigint, people bigint[]) RETURNS void
{_DEFINER} SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    locked integer;
    met integer;
BEGIN
    LOOP
        PERFORM FROM insight_way w WHERE w.practice_id = practice AND w.patient_id = ANY (people)
            ORDER BY w.patient_id, w.aim FOR UPDATE;
        GET DIAGNOSTICS locked = ROW_COUNT;
        WITH live AS MATERIALIZED (
            SELECT * FROM insight_way_live l WHERE l.practice_id = practice AND l.patient_id = ANY (people)),
        gone AS (
            DELETE FROM insight_way w WHERE w.practice_id = practice AND w.patient_id = ANY (people)
                AND NOT EXISTS (SELECT FROM live l WHERE l.patient_id = w.patient_id AND l.aim = w.aim)
            RETURNING 1),
        kept AS (
            INSERT INTO insight_way AS w (practice_id, patient_id, aim, {", ".join(COLUMNS)})
            SELECT practice_id, patient_id, aim, {", ".join(COLUMNS)} FROM live ORDER BY patient_id, aim
            ON CONFLICT (practice_id, patient_id, aim) DO UPDATE
            SET ({", ".join(COLUMNS)}) = ({_of("excluded")})
            WHERE ({_of("w")}) IS DISTINCT FROM ({_of("excluded")}))
        SELECT (SELECT count(*) FROM live) + (SELECT count(*) FROM gone) INTO met;
        EXIT WHEN met <= locked;
    END LOOP;
END $$;
REVOKE EXECUTE ON FUNCTION insight_keep_ways(bigint, bigint[]) FROM PUBLIC;
"""  # noqa: S608 - our own words

_TOUCHED = """
        FOR touched IN SELECT practice_id, array_agg(DISTINCT patient_id) AS people
            FROM ({rows}) changed GROUP BY practice_id LOOP
            PERFORM insight_keep_ways(touched.practice_id, touched.people);
        END LOOP;
"""
_AFTER = """
CREATE FUNCTION {name}() RETURNS trigger {definer} AS $$
DECLARE
    touched record;
BEGIN
    IF TG_OP = 'INSERT' THEN {inserted}
    ELSIF TG_OP = 'DELETE' THEN {deleted}
    ELSE {updated}
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER ways_insert AFTER INSERT ON {table} REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION {name}();
CREATE TRIGGER ways_update AFTER UPDATE ON {table} REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION {name}();
CREATE TRIGGER ways_delete AFTER DELETE ON {table} REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION {name}();
"""

# Two tables more: a wave says what its invitations are for, and a record that was put into another has no way.
_OF_WAVE = """
        SELECT i.practice_id, i.patient_id FROM outreach_invitation i
        WHERE i.asked_at IS NOT NULL AND (i.practice_id, i.wave_id) IN (SELECT n.practice_id, n.id
            FROM new_rows n JOIN old_rows o ON o.id = n.id
            WHERE (o.aim, o.started_at) IS DISTINCT FROM (n.aim, n.started_at))"""
_OTHERS = f"""
CREATE FUNCTION insight_ways_of_wave() RETURNS trigger {_DEFINER} AS $$
DECLARE
    touched record;
BEGIN
{_TOUCHED.format(rows=_OF_WAVE)}
    RETURN NULL;
END $$;
CREATE TRIGGER ways_update AFTER UPDATE ON outreach_wave REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION insight_ways_of_wave();
CREATE FUNCTION insight_ways_of_merged() RETURNS trigger {_DEFINER} AS $$
BEGIN
    PERFORM insight_keep_ways(NEW.practice_id, ARRAY[NEW.id]);
    RETURN NULL;
END $$;
CREATE TRIGGER ways_merged AFTER UPDATE OF merged_at ON patients_patient FOR EACH ROW
    WHEN (OLD.merged_at IS DISTINCT FROM NEW.merged_at) EXECUTE FUNCTION insight_ways_of_merged();
"""


def _after(source: Source) -> str:
    """The triggers of one table."""
    old, new = (
        f"SELECT id, practice_id, patient_id, {source.columns} FROM {rows} WHERE {source.is_fact}"  # noqa: S608 - our own words
        for rows in ("old_rows", "new_rows")
    )
    return _AFTER.format(
        name=f"insight_ways_of_{source.table}",
        table=source.table,
        definer=_DEFINER,
        inserted=_TOUCHED.format(rows=new),
        deleted=_TOUCHED.format(rows=old),
        updated=_TOUCHED.format(rows=f"({old} EXCEPT {new}) UNION ALL ({new} EXCEPT {old})"),
    )


KEEPING = "".join([VIEW, _KEEP, *(_after(source) for source in SOURCES), _OTHERS])
# Nobody but these triggers writes a way.
OURS = "REVOKE INSERT, UPDATE, DELETE ON insight_way, insight_way_live FROM {roles};"
# What stands already, and whatever came in while triggers were off.
COUNT_ALL = """
SELECT insight_keep_ways(practice_id, array_agg(id ORDER BY id)) FROM patients_patient GROUP BY practice_id;
"""
# Of whom something was begun by mistake or taken back: all that another definition of that changes.
COUNT_UNDONE = f"""
SELECT insight_keep_ways(practice_id, array_agg(DISTINCT patient_id)) FROM coaching_enrolmentstep
WHERE because IN ('{BY_MISTAKE}', '{TAKEN_BACK}') GROUP BY practice_id;
"""  # noqa: S608 - our own words
LEAVING = "".join(
    [
        *(f"DROP FUNCTION insight_ways_of_{source.table}() CASCADE;" for source in SOURCES),
        "DROP FUNCTION insight_ways_of_wave() CASCADE; DROP FUNCTION insight_ways_of_merged() CASCADE;",
        "DROP FUNCTION insight_keep_ways(bigint, bigint[]); DROP VIEW insight_way_live;",
    ]
)
