"""The bare SQL of the board, of one referral and of the page behind a service's link."""

# Of records that are shut to the reader nothing is shown.
_OPEN = """
AND NOT EXISTS (SELECT FROM patients_recordblock b WHERE b.practice_id = {0}.practice_id
    AND b.patient_id = {0}.patient_id AND b.ended_at IS NULL AND (b.user_id = %(user)s OR b.kind = 'own'))
"""
_SOON = "CASE r.urgency WHEN 'soon' THEN 0 WHEN 'usual' THEN 1 ELSE 2 END, r.opened_at, r.id"
_NOT_OVER = "NOT r.stands IN ('closed', 'in_error')"
CASELOAD = f"""
SELECT r.*, p.given_name, p.known_as, p.family_name, p.restricted FROM prescribing_referral r
JOIN patients_patient p ON p.id = r.patient_id
WHERE r.practice_id = %(practice)s AND r.worker_id = %(member)s AND {_NOT_OVER} {_OPEN.format("r")}
ORDER BY r.stands_since, r.id LIMIT 300
"""
NOBODYS = f"""
SELECT r.*, p.given_name, p.known_as, p.family_name, u.name FROM prescribing_referral r
JOIN patients_patient p ON p.id = r.patient_id LEFT JOIN practice_membership m ON m.id = r.referred_by_id
LEFT JOIN practice_user u ON u.id = m.user_id
WHERE r.id IN (SELECT r.id FROM prescribing_referral r WHERE r.practice_id = %(practice)s AND r.worker_id IS NULL
    AND {_NOT_OVER} {_OPEN.format("r")} ORDER BY {_SOON} LIMIT 26) ORDER BY {_SOON}
"""
BANDS = f"""
SELECT width_bucket(extract(epoch FROM %(now)s - r.opened_at) / 86400, ARRAY[14, 28, 56, 84]), count(*)
FROM prescribing_referral r WHERE r.practice_id = %(practice)s AND r.worker_id IS NULL AND {_NOT_OVER} GROUP BY 1
"""
NEEDED = f"""
SELECT a.id, a.needs_somebody_at, a.needs_somebody_because, p.given_name, p.known_as, p.family_name, s.name
FROM prescribing_placement a JOIN prescribing_referral r ON r.id = a.referral_id
JOIN patients_patient p ON p.id = a.patient_id JOIN prescribing_service s ON s.id = a.service_id
WHERE a.practice_id = %(practice)s AND a.needs_somebody_at IS NOT NULL
AND (r.worker_id = %(member)s OR r.worker_id IS NULL) {_OPEN.format("a")}
ORDER BY a.needs_somebody_at, a.id LIMIT 26
"""
RUN_OUT = f"""
SELECT a.id, p.given_name, p.known_as, p.family_name, s.name
FROM prescribing_placement a JOIN prescribing_referral r ON r.id = a.referral_id
JOIN patients_patient p ON p.id = a.patient_id JOIN prescribing_service s ON s.id = a.service_id
WHERE a.practice_id = %(practice)s AND a.sent_at IS NOT NULL AND a.needs_somebody_at IS NULL
AND NOT a.stands IN ('finished', 'cannot_help', 'withdrawn')
AND (a.agreed_until < %(day)s OR a.agreement_ended_at IS NOT NULL)
AND r.practice_id = %(practice)s AND r.worker_id = %(member)s AND {_NOT_OVER} {_OPEN.format("a")}
ORDER BY a.agreed_until, a.id LIMIT 26
"""
ARRIVED = """
SELECT * FROM prescribing_arrival WHERE practice_id = %(practice)s AND settled_at IS NULL ORDER BY due_at, id LIMIT 26
"""
COLLEAGUES = """
SELECT m.id, u.name FROM practice_membership m JOIN practice_user u ON u.id = m.user_id
WHERE m.practice_id = %(practice)s AND m.ended_at IS NULL AND m.role IN ('coach', 'link_worker') ORDER BY u.name
"""
ONE = """
SELECT r.*, w.name, b.name, p.* FROM prescribing_referral r JOIN patients_patient p ON p.id = r.patient_id
LEFT JOIN practice_membership mw ON mw.id = r.worker_id LEFT JOIN practice_user w ON w.id = mw.user_id
LEFT JOIN practice_membership mb ON mb.id = r.referred_by_id LEFT JOIN practice_user b ON b.id = mb.user_id
WHERE r.practice_id = %(practice)s AND r.id = %(referral)s
"""
_OF_IT = "WHERE {0}.practice_id = %(practice)s AND {0}.referral_id = %(referral)s"
_BY = "LEFT JOIN practice_membership m ON m.id = {0}.{1} LEFT JOIN practice_user u ON u.id = m.user_id"
STEPS = f"""
SELECT s.*, u.name FROM prescribing_referralstep s {_BY.format("s", "member_id")} {_OF_IT.format("s")}
ORDER BY s.happened_at DESC, s.id DESC
"""
CONTACTS = f"""
SELECT c.*, u.name FROM prescribing_referralcontact c {_BY.format("c", "noted_by_id")} {_OF_IT.format("c")}
ORDER BY c.happened_at DESC, c.id DESC
"""
PLACED = f"""
SELECT a.*, s.name FROM prescribing_placement a JOIN prescribing_service s ON s.id = a.service_id {_OF_IT.format("a")}
"""
SAID = f"""
SELECT e.* FROM prescribing_placementevent e JOIN prescribing_placement a ON a.id = e.placement_id
{_OF_IT.format("a")} AND e.practice_id = %(practice)s
"""
NEEDS = f"""
SELECT n.id, s.words FROM prescribing_referralneed n JOIN prescribing_socialneed s ON s.code = n.need_id
{_OF_IT.format("n")} AND n.ended_at IS NULL ORDER BY s.position
"""
BACK = f"SELECT b.* FROM prescribing_messageback b {_OF_IT.format('b')}"
FROM_OUTSIDE = f"SELECT a.* FROM prescribing_arrival a {_OF_IT.format('a')}"
TOLD = """
SELECT t.* FROM prescribing_signpost t WHERE t.practice_id = %(practice)s AND t.referral_id = %(referral)s
AND t.entered_in_error_at IS NULL
"""
OTHER = f"""
SELECT r.* FROM prescribing_referral r WHERE r.practice_id = %(practice)s AND r.patient_id = %(patient)s
AND {_NOT_OVER} AND r.id <> %(referral)s LIMIT 1
"""
LINK = "SELECT * FROM signed_link_of(%(hash)s, 'provider')"
USABLE = """
SELECT l.*, p.name, p.telephone FROM practice_signedlink l JOIN practice_practice p ON p.id = l.practice_id
WHERE l.id = %(link)s AND l.revoked_at IS NULL AND l.expires_at > %(now)s
"""
AT_SERVICE = """
SELECT a.*, s.*, p.died_on, p.left_on, p.merged_at FROM prescribing_placement a
JOIN prescribing_service s ON s.id = a.service_id JOIN patients_patient p ON p.id = a.patient_id
WHERE a.practice_id = %(practice)s AND a.id = %(placement)s
"""
HELD = "SELECT 1 FROM prescribing_referral WHERE id = %(referral)s FOR UPDATE"
PLACEMENT_HELD = "SELECT * FROM prescribing_placement WHERE id = %(placement)s FOR UPDATE"
SEEN_TODAY = """
SELECT 1 FROM prescribing_placementevent WHERE practice_id = %(practice)s AND placement_id = %(placement)s
AND kind = 'opened' AND link_id = %(link)s AND noted_at >= %(morning)s LIMIT 1
"""
SEEN = """
INSERT INTO prescribing_placementevent (practice_id, placement_id, patient_id, kind, who, link_id, words, noted_at)
VALUES (%(practice)s, %(placement)s, %(patient)s, 'opened', 'provider', %(link)s, '', %(now)s)
"""
COUNTED = "UPDATE prescribing_placement SET version = version + 1 WHERE id = %(placement)s"
BETWEEN_US = """
SELECT * FROM prescribing_placementevent WHERE practice_id = %(practice)s AND placement_id = %(placement)s
AND (who = 'provider' AND kind <> 'opened' OR who = 'colleague' AND kind = 'message') ORDER BY noted_at, id
"""
BOARD = [COLLEAGUES, CASELOAD, NOBODYS, BANDS, NEEDED, RUN_OUT, ARRIVED]
OF_ONE = [STEPS, CONTACTS, PLACED, SAID, NEEDS, BACK, FROM_OUTSIDE, TOLD, OTHER]
BEHIND_LINK = [LINK, USABLE, AT_SERVICE, HELD, PLACEMENT_HELD, SEEN_TODAY, SEEN, COUNTED]
