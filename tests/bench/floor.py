"""The floor: the plainest Django pages that do what the pages do.

The same tables, as the same log-in, under the same row policies, in one transaction with a trail row and what the
gate asks; sessions and sign-in from Django. No forms, no design, nothing of the rest of the product.
"""

import dataclasses
import datetime as dt
import inspect
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count, Max, Min
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import Context

from activation import queries as measured
from activation.actions.answering import SCORED, put_score
from activation.actions.counting import recount
from activation.models import AnswerSheet, Measurement
from coaching import caseload_list, goal_queries, queries, today_queries
from coaching.caseload_forms import UNDER_WAY
from coaching.models import FollowUp, HeldPost, Session, SessionDraft, Step
from insight import counting, funnel, months, period, whereabouts
from patients import finding, names
from patients.models import Patient, Place, Summary
from patients.query_words import Query
from patients.sheet import sheet_of
from practice import clock
from practice.models import FormKey, Membership, SignedLink, TrailEvent
from prescribing import search_queries as seeking
from prescribing import searching
from prescribing.models import Service, SocialNeed, Terms
from tests.bench.minimal import CASELOAD, FIGURES, FOUND, OPEN, RECORD, SERVICES, TODAY
from tests.bench.seeking import POSTCODE, SOUGHT

DAY = dt.timedelta(days=1)
WINDOW = dt.timedelta(minutes=10)
MANY = 10**9
OF_A_SERVICE = ("venues", "schedules", "contacts", "addresses", "notes__noted_by__user")
WRITTEN = ("mode", "what_matters", "notes", "next_step", "finished_at", "finished_by", "held_on", "version")
ANSWERED = ("completed_at", "completed_by", "measured_on", *SCORED)


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


def keep(member: Membership | SignedLink, verb: str, patient: int | None = None) -> None:
    TrailEvent.objects.create(
        practice_id=member.practice_id,
        at=member.now,
        actor_kind=member.actor_kind,
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


def opened(request: HttpRequest, member: Membership, patient_id: int) -> Patient:
    asked = {"patient": patient_id, "practice": member.practice_id, "member": member.pk}
    moments = {"user": request.user.pk, "now": member.now, "since": member.now - WINDOW}
    patient = Patient.objects.raw(OPEN, asked | moments)[0]
    if patient.shut or patient.opened > MANY:
        raise PermissionError
    keep(member, "patient.opened", patient.pk)
    return patient


def record(request: HttpRequest, code: str, patient_id: int) -> HttpResponse:
    with door(request, code) as member:
        patient = opened(request, member, patient_id)
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
        patient = opened(request, member, patient_id)
        theirs = {"practice": member.practice_id, "patient": patient.pk}
        beside = [plainly(seeking._open_referrals, **theirs), plainly(seeking._life_beside, **theirs)]
        beside += [SocialNeed.objects.filter(ended_on=None), Place.objects.filter(postcode=POSTCODE)]
        beside += [Terms.objects.filter(practice=member.practice_id), patient.needs.filter(ended_at=None)]
        where = {"network": member.practice.network_id, "today": member.now.date()}
        hits, _more = searching.find(SOUGHT, **where)
        rows = Service.objects.filter(network_id=where["network"]).select_related("organisation")
        rows = rows.prefetch_related(*OF_A_SERVICE).in_bulk([hit.service_id for hit in hits])
        found = [(rows[hit.service_id], hit.metres) for hit in hits]
        return answer(SERVICES, p=patient, found=found, beside=beside)


def figures(request: HttpRequest, code: str) -> HttpResponse:
    with door(request, code) as member:
        day, practice = member.now.date(), member.practice
        year = counting.by_month(practice, day)
        by_coach = counting.by_coach(practice, day.replace(day=1))
        placed, gaps = whereabouts.whereabouts(practice, day), whereabouts.gaps(practice, day)
        far = funnel.funnels(practice, period.ending(months.first_of(day), period.USUAL, day)).values()
        people = [placed.now.items(), placed.ever.items(), gaps.items(), *(one.counts.items() for one in far)]
        waiting = counting.follow_ups(practice, day)
        return answer(FIGURES, year=year.items(), waiting=waiting, coaches=by_coach, people=people)


def plainly(ask: Any, **values: Any) -> list[Any]:
    """The page's own question, which Django puts together anew for each request."""
    return list(inspect.unwrap(ask)(**values))


def today(request: HttpRequest) -> HttpResponse:
    with door(request) as member:
        day = member.now.astimezone(clock.LONDON).replace(hour=0, minute=0, second=0, microsecond=0)
        mine = {"practices": (member.practice_id,), "user": request.user.pk}
        weeks = dt.timedelta(weeks=settings.GONE_QUIET_WEEKS)
        lists = [
            plainly(queries._near, **mine, start=day, until=day + 2 * DAY),
            plainly(queries._unfinished, **mine, start=day, tomorrow=day + DAY),
            plainly(queries._follow_ups, **mine, start=day, until=day.date() + 28 * DAY),
            plainly(today_queries._waiting, **mine),
            plainly(today_queries._quiet, **mine, since=day.date() - weeks),
            plainly(today_queries._to_arrange, **mine, tomorrow=day + DAY, until=member.now + 14 * DAY),
            plainly(goal_queries._low_confidence, **mine),
        ]
        return answer(TODAY, lists=lists, code=member.practice.ods_code)


def caseload(request: HttpRequest) -> HttpResponse:
    with door(request) as member:
        here = {"practices": (member.practice_id,)}
        rows = caseload_list.asked_for(UNDER_WAY, "", "name", 1)
        context = {
            "rows": plainly(rows, **here, user=request.user.pk, now=member.now),
            "load": plainly(caseload_list.weighed, **here, members=(member.pk,)),
            "most": plainly(caseload_list.capacities, **here, members=(member.pk,)),
        }
        return answer(CASELOAD, **context)


def finish(request: HttpRequest, code: str, session_id: int) -> HttpResponse:
    post = request.POST
    with door(request, code) as member:
        key = FormKey.objects.create(
            practice_id=member.practice_id, member=member, key=post["form_key"], at=member.now
        )
        session = Session.objects.select_for_update().get(pk=session_id, finished_at=None)
        aims_of(member, session.patient_id)
        for name in ("mode", "what_matters", "notes", "next_step"):
            setattr(session, name, post[name])
        session.finished_at, session.finished_by, session.held_on = member.now, member, member.now.date()
        session.version += 1
        session.save(update_fields=[*WRITTEN])
        keep(member, "session.finished", session.patient_id)
        Step.objects.create(
            practice_id=member.practice_id,
            patient_id=session.patient_id,
            session=session,
            what=post["next_step"],
            agreed_at=member.now,
            agreed_by=member,
        )
        keep(member, "step.agreed", session.patient_id)
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
        HeldPost.objects.filter(session=session, user=request.user).delete()
        count_again(session)
        key.answer = f"/{code}/sessions/{session_id}"
        key.save(update_fields=["answer"])
        return HttpResponseRedirect(key.answer)


def aims_of(member: Membership, patient: int) -> list[Any]:
    """What a note is checked against: is this more at once than was agreed, or than the level suggests."""
    theirs = {"practice": member.practice_id, "patient": patient}
    goals = plainly(goal_queries.open_goals, **theirs, user=member.user_id)
    steps = plainly(goal_queries.open_steps, **theirs, user=member.user_id)
    pace = plainly(goal_queries.chosen_pace, **theirs)
    return [goals, steps, pace, plainly(measured._on_the_record, **theirs)]


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
    """Kept, scored and counted."""
    post = request.POST
    with door(request, code) as member:
        key = FormKey.objects.create(
            practice_id=member.practice_id, member=member, key=post["form_key"], at=member.now
        )
        row = Measurement.objects.select_related("instrument").select_for_update(of=["self"])
        measurement = row.get(pk=measurement_id, completed_at=None)
        measurement.answers = {name[2:]: int(value) for name, value in post.items() if name.startswith("a-")}
        measurement.completed_at, measurement.completed_by = member.now, member
        measurement.measured_on = member.now.date()
        put_score(measurement)
        measurement.save(update_fields=[*ANSWERED])
        keep(member, "measurement.answered", measurement.patient_id)
        AnswerSheet.objects.filter(measurement=measurement).delete()
        recount(measurement.patient_id)
        key.answer = f"/{code}/measurements/{measurement_id}"
        key.save(update_fields=["answer"])
        return HttpResponseRedirect(key.answer)
