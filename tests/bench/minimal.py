"""What the floor's pages say: no design, every fact; and what every page of a person asks first."""

from django.template import Engine

ENGINE = Engine()
FOUND = ENGINE.from_string(
    "<title>Find</title><form method=post><input name=text value='{{ q }}'></form><ul>{% for p in found %}"
    "<li><a href='/{{ code }}/patients/{{ p.id }}'>{{ p.given_name }} {{ p.family_name }}</a>"
    " {{ p.birth_date }} {{ p.nhs_number }}</li>{% endfor %}</ul>"
)
RECORD = ENGINE.from_string(
    "<title>Record</title><h1>{{ p.given_name }} {{ p.family_name }}</h1>{{ p.birth_date }} {{ p.nhs_number }}"
    " {{ p.gender }} {{ p.address }} {{ p.postcode }} {{ p.language }} {{ p.usual_gp }}"
    "{% for part in parts %}<ul>{% for row in part %}<li>{{ row }}</li>{% endfor %}</ul>{% endfor %}"
    "{% for s in sessions %}<h2>{{ s.booked_for }} {{ s.mode }} {{ s.coach.user.name }}</h2>"
    "<p>{{ s.what_matters }}</p><p>{{ s.notes }}</p><p>{{ s.next_step }}</p>{% endfor %}"
    "<ul>{% for f in follow_ups %}<li>{{ f.due_on }} {{ f.channel }} {{ f.words }}</li>{% endfor %}</ul>"
)
FIGURES = ENGINE.from_string(
    "<title>Dashboard</title>{{ waiting.overdue }} {{ waiting.due }}<table>{% for month, load in year %}<tr><td>"
    "{{ month }}<td>{{ load.sessions }}<td>{{ load.people }}{% endfor %}</table><table>{% for name, load in coaches %}"
    "<tr><td>{{ name }}<td>{{ load.sessions }}<td>{{ load.people }}{% endfor %}</table>{% for part in people %}<ul>"
    "{% for where, number in part %}<li>{{ where }} {{ number }}</li>{% endfor %}</ul>{% endfor %}"
)
SERVICES = ENGINE.from_string(
    "<title>Services</title><h1>{{ p.given_name }} {{ p.family_name }}</h1>{% for part in beside %}"
    "{% for row in part %}{{ row }}{% endfor %}{% endfor %}<ul>{% for s, metres in found %}"
    "<li>{{ s.name }} {{ s.organisation.name }} {{ s.free }} {{ s.cost_words }} {{ metres }}"
    "{% for v in s.venues.all %} {{ v.name }} {{ v.postcode }}{% endfor %}"
    "{% for t in s.schedules.all %} {{ t.days }} {{ t.opens_at }}{% endfor %}</li>{% endfor %}</ul>"
)
# What every page of a person asks first: is the record shut, are too many being opened.
OPEN = """
SELECT p.*, EXISTS (SELECT FROM patients_recordblock b WHERE b.practice_id = p.practice_id AND b.patient_id = p.id
        AND b.ended_at IS NULL AND (b.user_id = %(user)s OR b.kind = 'own'))
    AND NOT EXISTS (SELECT FROM patients_glassbreak g WHERE g.practice_id = p.practice_id AND g.patient_id = p.id
        AND g.member_id = %(member)s AND g.until > %(now)s) AS shut,
    (SELECT count(DISTINCT t.patient_id) FROM practice_trailevent t WHERE t.practice_id = %(practice)s
        AND t.actor_kind = 'member' AND t.actor_id = %(member)s AND t.verb = 'patient.opened'
        AND t.at >= %(since)s) AS opened
FROM patients_patient p WHERE p.practice_id = %(practice)s AND p.id = %(patient)s
"""
TODAY = ENGINE.from_string(
    "<title>Today</title>{% for list in lists %}<ul>{% for s in list %}<li>{{ s.booked_for }}{{ s.due_on }}"
    "{{ s.stands_since }} <a href='/{{ code }}/patients/{{ s.patient.pk }}'>{{ s.patient.given_name }}"
    " {{ s.patient.family_name }}</a> {{ s.patient.nhs_number }} {{ s.mode }} {{ s.words }}</li>{% endfor %}</ul>"
    "{% endfor %}"
)

CASELOAD = ENGINE.from_string(
    "<title>Caseload</title>{% for one in load %}{{ one.people }} {{ one.weighs }}{% endfor %}{% for one in most %}"
    "{{ one.points }}{% endfor %}<table>{% for e in rows %}<tr><td>{{ e.patient.given_name }}"
    " {{ e.patient.family_name }}<td>{{ e.programme.name }} {{ e.stands }} {{ e.stands_since }}<td>{{ e.held }}"
    " {{ e.last_on }} {{ e.next_at }}<td>{{ e.level }} {{ e.pace }}<td>{{ e.weight }}{% endfor %}</table>"
)

BOARD = ENGINE.from_string(
    "<title>Referrals</title>{% for part in asks %}<ul>{% for p in part %}<li>{{ p.patient.given_name }}"
    " {{ p.patient.family_name }} {{ p.service.name }} {{ p.needs_somebody_at }} {{ p.needs_somebody_because }}"
    " {{ p.practice.name }}{% endfor %}</ul>{% endfor %}{% for part in parts %}<ul>{% for r in part %}<li>"
    "<a href='/{{ r.practice.ods_code }}/referrals/{{ r.pk }}'>{{ r.patient.given_name }}"
    " {{ r.patient.family_name }}</a> {{ r.stands_since }} {{ r.next_on }} {{ r.next_words }} {{ r.best_times }}"
    " {{ r.practice.name }}</li>{% endfor %}</ul>{% endfor %}<ul>{% for r in waiting %}<li>{{ r.patient.given_name }}"
    " {{ r.patient.family_name }} {{ r.urgency }} {{ r.opened_at }} {{ r.referred_by.name }}</li>{% endfor %}</ul>"
    "{% for a in arrived %}{{ a.who }} {{ a.due_at }}{% endfor %}{% for words, number in bands %}"
    "{{ words }} {{ number }}{% endfor %}{% for m in colleagues %}{{ m.user.name }} {{ m.practice.name }}{% endfor %}"
)
REFERRAL = ENGINE.from_string(
    "<title>Referral</title><h1>{{ p.given_name }} {{ p.family_name }}</h1>{{ p.birth_date }} {{ p.nhs_number }}"
    " {{ r.opened_at }} {{ r.stands }} {{ r.stands_since }} {{ r.reason }} {{ r.urgency }} {{ r.best_times }}"
    " {{ r.referred_by.name }} {{ r.worker.name }} {{ r.plan }} {{ r.next_on }} {{ r.next_words }}"
    "{% for s in steps %}<p>{{ s.happened_at }} {{ s.get_kind_display }} {{ s.member.name }} {{ s.because }}</p>"
    "{% endfor %}{% for c in contacts %}<p>{{ c.happened_at }} {{ c.get_mode_display }} {{ c.get_result_display }}"
    " {{ c.noted_by.name }} {{ c.words }}</p>{% endfor %}{% for s in placements %}<h2>{{ s.service.name }}"
    " {{ s.get_stands_display }} {{ s.needs_somebody_because }}</h2>{% for e in s.events.all %}<p>{{ e.noted_at }}"
    " {{ e.get_kind_display }} {{ e.words }}</p>{% endfor %}{% endfor %}"
    "{% for part in parts %}<ul>{% for row in part %}<li>{{ row }}</li>{% endfor %}</ul>{% endfor %}"
)
PROVIDER = ENGINE.from_string(
    "<title>Your link</title><h1>{{ p.service.name }}</h1>{{ practice.name }} {{ practice.telephone }}"
    " {{ p.share_name }} {{ p.share_contact }} {{ p.share_access }} {{ p.share_reason }} {{ p.share_risk }}"
    "{% for e in said %}<p>{{ e.noted_at }} {{ e.get_kind_display }} {{ e.happened_on }} {{ e.words }}</p>"
    "{% endfor %}"
)
