"""What two measurements of one person say: the first and the latest of one questionnaire within their way.

One definition, in SQL: the way's own row, the page of change and the catalogue's measures all read these functions.
It says what activation.readings.compared says of the same two: what makes one scale, which error, and where change is
more than chance. What counts: answered to the end, not struck, with a score, from 31 days before the way's first day
on, to before `until`, and not waiting for a word with the person because of doubtful answers.
"""

# Answers that wait for a word with the person: activation.kinds.TO_CHECK, as Measurement.to_check says it.
DOUBTFUL = "m.checked_at IS NULL AND m.flags ?| ARRAY['straight_line', 'misfit', 'misfit_strong', 'too_fast']"

# Before the first day of a way, somebody may already have been measured for it.
DAYS_BEFORE = 31

# A row for each questionnaire with a score. `change`: up, same, down beyond noise; no_scale where nobody may judge
# (set by design, or no error known); other_scale; and nothing where there are no two days to compare.
# `judged` is the same for a provisional scale too, for those who say beside it that it is one.
PAIRS = f"""
CREATE FUNCTION insight_pairs(practice bigint, patient bigint, began date, until date DEFAULT 'infinity')
RETURNS TABLE (instrument text, instrument_id bigint, days integer,
    first_id bigint, first_on date, first_score float8, first_se float8, first_level text, first_cutset text,
    latest_id bigint, latest_on date, latest_score float8, latest_se float8, latest_level text, latest_cutset text,
    same_scale boolean, provisional boolean, points float8, rci float8, judged text, change text)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
WITH counted AS (
    SELECT m.id, m.measured_on, m.score, m.score_se, m.level::text AS level, m.cutset::text AS cutset,
        m.instrument_id AS version_id, i.key::text AS key, c.basis = 'design' IS TRUE AS by_design,
        CASE WHEN m.calibration_id IS NOT NULL THEN m.calibration_id::text WHEN m.mode = 'entry' THEN 'tool'
            ELSE 'version ' || i.version END AS scale,
        row_number() OVER (PARTITION BY i.key ORDER BY m.measured_on, m.id) AS from_first,
        row_number() OVER (PARTITION BY i.key ORDER BY m.measured_on DESC, m.id DESC) AS from_latest,
        dense_rank() OVER (PARTITION BY i.key ORDER BY m.measured_on) AS nth_day
    FROM activation_measurement m JOIN activation_instrument i ON i.id = m.instrument_id
    LEFT JOIN activation_calibration c ON c.id = m.calibration_id
    WHERE m.practice_id = practice AND m.patient_id = patient AND m.measured_on >= began - {DAYS_BEFORE}
        AND m.measured_on < until
        AND m.completed_at IS NOT NULL AND m.entered_in_error_at IS NULL AND m.score IS NOT NULL
        AND NOT ({DOUBTFUL})),
apart AS (
    SELECT a.key, z.version_id, z.nth_day::integer AS days,
        a.id AS first_id, a.measured_on AS first_on, a.score AS first_score, a.score_se AS first_se,
        a.level AS first_level, a.cutset AS first_cutset,
        z.id AS latest_id, z.measured_on AS latest_on, z.score AS latest_score, z.score_se AS latest_se,
        z.level AS latest_level, z.cutset AS latest_cutset,
        a.scale = z.scale AS same_scale, a.by_design OR z.by_design AS by_design,
        a.scale = z.scale AND a.measured_on < z.measured_on AS paired
    FROM counted a JOIN counted z ON z.key = a.key AND z.from_latest = 1 WHERE a.from_first = 1),
noise AS MATERIALIZED (
    SELECT apart.*, CASE WHEN NOT apart.paired THEN NULL
        WHEN apart.first_se > 0 AND apart.latest_se > 0 THEN sqrt(apart.first_se ^ 2 + apart.latest_se ^ 2)
        ELSE (SELECT (i.definition #>> '{{change,detectable}}')::float8 / 1.96
            FROM activation_instrument i WHERE i.id = apart.version_id) END AS error
    FROM apart),
sized AS (
    SELECT noise.*, (noise.latest_score - noise.first_score) / nullif(noise.error, 0) AS rci FROM noise),
verdict AS (
    SELECT sized.*, CASE WHEN sized.rci >= 1.96 THEN 'up' WHEN sized.rci <= -1.96 THEN 'down'
        WHEN sized.rci IS NOT NULL THEN 'same' ELSE '' END AS judged FROM sized)
SELECT v.key, v.version_id, v.days, v.first_id, v.first_on, v.first_score, v.first_se, v.first_level, v.first_cutset,
    v.latest_id, v.latest_on, v.latest_score, v.latest_se, v.latest_level, v.latest_cutset,
    v.same_scale, v.by_design, CASE WHEN v.paired THEN v.latest_score - v.first_score END, v.rci, v.judged,
    CASE WHEN v.days < 2 THEN '' WHEN NOT v.same_scale THEN 'other_scale'
        WHEN v.by_design OR v.judged = '' THEN 'no_scale' ELSE v.judged END
FROM verdict v
$$;
"""  # noqa: S608 - our own words

# Of a person with several questionnaires: one that has levels (the others measure something else), judged before not
# judged, then the one that was answered last. Nothing where none has two days on one scale.
CHANGE = """
coalesce((SELECT pair.change FROM insight_pairs({practice}, {patient}, {began}) pair
    WHERE pair.latest_level <> '' AND pair.change NOT IN ('', 'other_scale')
    ORDER BY pair.change = 'no_scale', pair.latest_on DESC, pair.latest_id DESC LIMIT 1), '')
"""
