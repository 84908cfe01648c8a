"""The floor: the plainest Django pages that do what the pages do.

The same tables, as the same log-in, under the same row policies, in one transaction with a trail row and what the
gate asks; sessions and sign-in from Django. No forms, no design, nothing of the rest of the product.
"""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, Max, Min
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import Context, Engine
from django.urls import path

from activation.actions.counting import recount
from activation.models import AnswerSheet, Measurement
from coaching.models import Enrolment, FollowUp, Session, SessionDraft
from insight import counting
from patients import finding, names
from patients.models import Patient, Summary
from patients.query_words import Query
from patients.sheet import sheet_of
from practice import clock
from practice.models import FormKey, Membership, TrailEvent
from prescribing import searching
from prescribing.models import Service
from tests.bench.seeking import SOUGHT

DAY = dt.timedelta(days=1)
WINDOW = dt.timedelta(minutes=10)
MANY = 10**9
WRITTEN = ("mode", "what_matters", "notes", "next_step", "finished_at", "finished_by", "held_on", "version")
ANSWERED = ("answers", "answered", "completed_at", "completed_by", "measured_on")
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
    "<tr><td>{{ name }}<td>{{ load.sessions }}<td>{{ load.people }}{% endfor %}</table>"
)
SERVICES = ENGINE.from_string(
    "<title>Services</title><h1>{{ p.given_name }} {{ p.family_name }}</h1><ul>{% for s, metres in found %}"
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
    " <a href='/{{ s.practice.ods_code }}/patients/{{ s.patient.pk }}'>{{ s.patient.given_name }}"
    " {{ s.patient.family_name }}</a> {{ s.patient.nhs_number }} {{ s.mode }} {{ s.words }}</li>{% endfor %}</ul>"
    "{% endfor %}"
)

CASELOAD = ENGINE.from_string(
    "<title>Caseload</title><table>{% for e, s, next in rows %}<tr><td>{{ e.patient.given_name }}"
    " {{ e.patient.family_name }}<td>{{ e.programme.name }} {{ e.stands }} {{ e.stands_since }}<td>{{ s.sessions }}"
    " {{ s.last_session_on }} {{ next }}<td>{{ s.level }}<td>{{ e.weight }}{% endfor %}</table>"
)


def view(practices: str, user: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('skerry.practices', %s, true), set_config('skerry.user', %s, true)",
            [practices, str(user)],
        )


@contextmanager
def door(request: HttpRequest, code: str = "") -> Iterator[Membership]:
    """One transaction: who asks, where they work, and that place in view."""
    with transaction.atomic():
        view("", request.user.pk)
        now = clock.now()
        members = Membership.objects.current(now.date()).filter(user=request.user).select_related("practice")
        member = members.get(practice__ods_code=code) if code else members.get()
        view(str(member.practice_id), request.user.pk)
        member.now = now
        yield member


def keep(member: Membership, verb: str, patient: int | None = None) -> None:
    TrailEvent.objects.create(
        practice_id=member.practice_id,
        at=member.now,
        actor_kind="member",
        actor_id=member.pk,
        verb=verb,
        patient_id=patient,
        details={},
        address="127.0.0.1",
        request_id=uuid.uuid4().hex,
    )


def answer(template: Any, **context: Any) -> HttpResponse:
    return HttpResponse(template.render(Context(context)))


def find(request: HttpRequest, code: str) -> HttpResponse:
    typed = request.POST["text"].split()
    number = "".join(typed)
    query = Query(number=number) if number.isdigit() else Query(words=tuple(map(names.key, typed)))
    with door(request, code) as member:
        found = finding.find(query, practices=[member.practice_id], user=request.user.pk)
        keep(member, "patients.searched")
        return answer(FOUND, found=[*found.exact, *found.near], q=request.POST["text"], code=code)


def record(request: HttpRequest, code: str, patient_id: int) -> HttpResponse:
    with door(request, code) as member:
        asked = {"patient": patient_id, "practice": member.practice_id, "member": member.pk}
        moments = {"user": request.user.pk, "now": member.now, "since": member.now - WINDOW}
        patient = Patient.objects.raw(OPEN, asked | moments)[0]
        if patient.shut or patient.opened > MANY:
            raise PermissionError
        keep(member, "patient.opened", patient.pk)
        sessions = patient.sessions.select_related("coach__user", "finished_by__user").order_by("-booked_for")
        follow_ups = patient.follow_ups.filter(done_at=None, cancelled_at=None).select_related("owner__user")
        messages = patient.messages.select_related("contact_point").order_by("-due_at")[:6]
        measured = patient.measurements.filter(entered_in_error_at=None, ended_at=None)
        measured = measured.defer("answers", "seconds").select_related("instrument").order_by("-measured_on")
        sheet = sheet_of(patient)
        parts = [
            messages,
            measured[:12],
            *(getattr(sheet, field.name) for field in dataclasses.fields(sheet)),
        ]
        return answer(RECORD, p=patient, parts=parts, sessions=sessions[:11], follow_ups=follow_ups[:10])


def services(request: HttpRequest, code: str, patient_id: int) -> HttpResponse:
    with door(request, code) as member:
        patient = Patient.objects.get(pk=patient_id, practice_id=member.practice_id)
        keep(member, "patient.opened", patient.pk)
        where = {"network": member.practice.network_id, "today": member.now.date()}
        hits, _more = searching.find(SOUGHT, **where)
        rows = Service.objects.filter(network_id=where["network"]).select_related("organisation")
        rows = rows.prefetch_related("venues", "schedules").in_bulk([hit.service_id for hit in hits])
        return answer(SERVICES, p=patient, found=[(rows[hit.service_id], hit.metres) for hit in hits])


def figures(request: HttpRequest, code: str) -> HttpResponse:
    with door(request, code) as member:
        day, practice = member.now.date(), member.practice
        year = counting.by_month(practice, day)
        by_coach = counting.by_coach(practice, day.replace(day=1))
        return answer(
            FIGURES, year=year.items(), waiting=counting.follow_ups(practice, day), coaches=by_coach
        )


def today(request: HttpRequest) -> HttpResponse:
    with door(request) as member:
        day = member.now.replace(hour=0, minute=0, second=0, microsecond=0)
        mine = Session.objects.filter(practice_id=member.practice_id, coach__user=request.user)
        mine = mine.select_related("patient", "practice", "coach__user").order_by("booked_for")
        owed = FollowUp.objects.filter(practice_id=member.practice_id, owner__user=request.user).open()
        lists = [
            mine.filter(booked_for__gte=day, booked_for__lt=day + DAY),
            mine.open().filter(booked_for__lt=day)[:100],
            owed.filter(due_on__lte=member.now.date() + 28 * DAY).select_related("patient", "practice"),
        ]
        return answer(TODAY, lists=lists)


def caseload(request: HttpRequest) -> HttpResponse:
    with door(request) as member:
        mine = Enrolment.objects.filter(practice_id=member.practice_id, coach__user=request.user).under_way()
        rows = list(mine.select_related("patient", "programme").order_by("patient__family_key")[:51])
        people = [row.patient_id for row in rows]
        summaries = Summary.objects.filter(practice_id=member.practice_id, patient_id__in=people)
        last = {summary.patient_id: summary for summary in summaries}
        coming = Session.objects.open().filter(practice_id=member.practice_id, patient_id__in=people)
        nearest = dict(coming.values_list("patient").annotate(Min("booked_for")))
        told = [(row, last[row.patient_id], nearest.get(row.patient_id)) for row in rows]
        return answer(CASELOAD, rows=told)


def finish(request: HttpRequest, code: str, session_id: int) -> HttpResponse:
    post = request.POST
    with door(request, code) as member:
        key = FormKey.objects.create(
            practice_id=member.practice_id, member=member, key=post["form_key"], at=member.now
        )
        session = Session.objects.select_for_update().get(pk=session_id, finished_at=None)
        for name in ("mode", "what_matters", "notes", "next_step"):
            setattr(session, name, post[name])
        session.finished_at, session.finished_by, session.held_on = member.now, member, member.now.date()
        session.version += 1
        session.save(update_fields=[*WRITTEN])
        keep(member, "session.finished", session.patient_id)
        FollowUp.objects.create(
            practice_id=member.practice_id,
            patient_id=session.patient_id,
            session=session,
            owner_id=session.coach_id,
            due_on=f"{post['follow_up_on_year']}-{post['follow_up_on_month']:0>2}-{post['follow_up_on_day']}",
            channel=post["channel"],
            words=post["follow_up_words"],
        )
        keep(member, "follow_up.planned", session.patient_id)
        SessionDraft.objects.filter(session=session, member=member).delete()
        count_again(session)
        key.answer = f"/{code}/sessions/{session_id}"
        key.save(update_fields=["answer"])
        return HttpResponseRedirect(key.answer)


def count_again(session: Session) -> None:
    summary = Summary.objects.select_for_update().get(patient_id=session.patient_id)
    counted = Session.objects.filter(practice_id=session.practice_id, patient_id=session.patient_id).counted()
    found = counted.aggregate(n=Count("pk"), first=Min("held_on"), last=Max("held_on"))
    summary.sessions, summary.first_session_on, summary.last_session_on = (
        found["n"],
        found["first"],
        found["last"],
    )
    summary.save(update_fields=["sessions", "first_session_on", "last_session_on"])


def answers(request: HttpRequest, code: str, measurement_id: int) -> HttpResponse:
    """Kept and counted; what they are worth is the page's own work."""
    post = request.POST
    with door(request, code) as member:
        key = FormKey.objects.create(
            practice_id=member.practice_id, member=member, key=post["form_key"], at=member.now
        )
        row = Measurement.objects.select_related("instrument").select_for_update(of=["self"])
        measurement = row.get(pk=measurement_id, completed_at=None)
        measurement.answers = {name[2:]: int(value) for name, value in post.items() if name.startswith("a-")}
        measurement.completed_at, measurement.completed_by = member.now, member
        measurement.measured_on, measurement.answered = member.now.date(), len(measurement.answers)
        measurement.save(update_fields=[*ANSWERED])
        keep(member, "measurement.answered", measurement.patient_id)
        AnswerSheet.objects.filter(measurement=measurement).delete()
        recount(measurement.patient_id)
        key.answer = f"/{code}/measurements/{measurement_id}"
        key.save(update_fields=["answer"])
        return HttpResponseRedirect(key.answer)


urlpatterns = [
    path("floor/<str:code>/find", find),
    path("floor/<str:code>/patients/<int:patient_id>", record),
    path("floor/<str:code>/sessions/<int:session_id>/finish", finish),
    path("floor/<str:code>/measurements/<int:measurement_id>/answer", answers),
    path("floor/<str:code>/patients/<int:patient_id>/services", services),
    path("floor/today", today),
    path("floor/caseload", caseload),
    path("floor/<str:code>/dashboard", figures),
]
