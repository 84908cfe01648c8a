"""Who on the list is meant by each row: set by set, in the order that the rules of care ask for.

NHS number, else the clinical system's own number, else exactly the same names, birth date and
postcode. Where number and person do not agree the row is held and nothing changes.
"""

from django.db import connection

BY_NUMBER = """
UPDATE incoming i SET patient_id = coalesce(p.merged_into_id, p.id), how = 'nhs_number'
FROM patients_patient p
WHERE i.repeat_of IS NULL AND p.practice_id = %(practice)s AND p.nhs_number = i.nhs_number
  AND (p.merged_at IS NULL OR NOT EXISTS (
      SELECT 1 FROM patients_patient q
      WHERE q.practice_id = p.practice_id AND q.nhs_number = p.nhs_number AND q.merged_at IS NULL))
"""
BY_SOURCE = """
UPDATE incoming i SET patient_id = p.id, how = 'source_id'
FROM (SELECT source_id, min(id) AS id FROM patients_patient
      WHERE practice_id = %(practice)s AND merged_at IS NULL AND source_id <> ''
      GROUP BY source_id HAVING count(*) = 1) p
WHERE i.repeat_of IS NULL AND i.patient_id IS NULL AND i.source_id = p.source_id
"""
BY_NAME = """
UPDATE incoming i SET patient_id = p.id, how = 'name'
FROM (SELECT family_key, given_key, birth_date, postcode, min(id) AS id, min(nhs_number) AS nhs_number
      FROM patients_patient
      WHERE practice_id = %(practice)s AND merged_at IS NULL AND postcode <> ''
      GROUP BY 1, 2, 3, 4 HAVING count(*) = 1) p
WHERE i.repeat_of IS NULL AND i.patient_id IS NULL AND i.family_key = p.family_key AND i.given_key = p.given_key
  AND i.birth_date = p.birth_date AND i.postcode = p.postcode
  AND (i.nhs_number IS NULL OR p.nhs_number IS NULL)
"""
HELD = """
UPDATE incoming i SET verdict = 'held', on_column = CASE WHEN i.birth_date <> p.birth_date THEN 'birth_date'
    WHEN i.family_key <> p.family_key AND i.family_key <> '' THEN 'family_name' ELSE 'nhs_number' END,
  reason = CASE
    WHEN i.birth_date <> p.birth_date THEN 'The number belongs to somebody on your list with another date of birth. '
        'Nothing was changed. Check whose number it is.'
    WHEN i.family_key <> p.family_key AND i.family_key <> '' THEN 'The number belongs to somebody on your list with '
        'another last name. Nothing was changed. If the name is new, change it in the record first.'
    ELSE 'Your list has another NHS number for this person. Nothing was changed. Check which one is right.' END
FROM patients_patient p
WHERE p.practice_id = %(practice)s AND p.id = i.patient_id
  AND (i.birth_date <> p.birth_date
       OR (i.family_key <> p.family_key AND i.family_key <> '')
       OR (i.how <> 'nhs_number' AND i.nhs_number <> p.nhs_number))
"""
TWICE = """
UPDATE incoming i SET verdict = 'held', reason = 'Two lines of this file belong to the same person on your list. '
    'Nothing was changed. Check both lines.'
FROM (SELECT patient_id FROM incoming WHERE patient_id IS NOT NULL AND repeat_of IS NULL
      GROUP BY patient_id HAVING count(*) > 1) twice
WHERE i.patient_id = twice.patient_id AND i.verdict IS NULL
"""
PAST = """
UPDATE incoming i SET verdict = 'past'
WHERE i.repeat_of IS NULL AND i.patient_id IS NULL AND (i.left_on IS NOT NULL OR i.died_on IS NOT NULL)
"""
TOO_LITTLE = """
UPDATE incoming i SET verdict = 'review', reason = 'This person is not on your list, and the file does not have '
    'the names and the date of birth that a new record needs.'
WHERE i.repeat_of IS NULL AND i.patient_id IS NULL AND i.verdict IS NULL
  AND (i.birth_date IS NULL OR coalesce(i.family_name, '') = '')
"""
ALIKE = """
UPDATE incoming i SET verdict = 'review', patient_id = p.id, reason = 'Somebody with this name and date of birth is '
    'on your list already, with other numbers. Open that record and decide whether it is the same person.'
FROM (SELECT family_key, given_key, birth_date, min(id) AS id FROM patients_patient
      WHERE practice_id = %(practice)s AND merged_at IS NULL GROUP BY 1, 2, 3) p
WHERE i.repeat_of IS NULL AND i.patient_id IS NULL AND i.verdict IS NULL
  AND i.family_key = p.family_key AND i.given_key = p.given_key AND i.birth_date = p.birth_date
"""
NO_NUMBER = """
UPDATE incoming i SET verdict = 'review', reason = 'This line has no NHS number and no number of the clinical '
    'system, and nobody with exactly this name, date of birth and postcode is on your list. Add the number and '
    'send the line again, or add the person by hand.'
WHERE i.repeat_of IS NULL AND i.patient_id IS NULL AND i.verdict IS NULL
  AND i.nhs_number IS NULL AND coalesce(i.source_id, '') = ''
"""
# The name of the sequence is asked for once, not for every row.
NEW = """
UPDATE incoming SET verdict = 'new',
    patient_id = nextval((SELECT pg_get_serial_sequence('patients_patient', 'id')::regclass))
WHERE repeat_of IS NULL AND patient_id IS NULL AND verdict IS NULL
"""
# For all that joins them by their person from here on; made last, so that no statement above has to keep it up to date.
FINDABLE = """
CREATE INDEX ON incoming (patient_id);
ANALYZE incoming (number, patient_id, verdict);
"""


def match(practice_id: int) -> None:
    """Give each row a patient or a verdict; rows about known people have no verdict yet."""
    with connection.cursor() as cursor:
        for statement in (
            BY_NUMBER,
            BY_SOURCE,
            BY_NAME,
            HELD,
            TWICE,
            PAST,
            TOO_LITTLE,
            ALIKE,
            NO_NUMBER,
            NEW,
        ):
            cursor.execute(statement, {"practice": practice_id})
        cursor.execute(FINDABLE)
