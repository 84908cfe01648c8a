"""The whole demo: two practices, their staff, two thousand made-up people and what happened with them."""

import datetime as dt

from django.contrib.auth.hashers import check_password, make_password

from activation.demo import answers_come_in, wellbeing_comes_in
from coaching.demo import year_happens
from insight.demo_access import somebody_asks
from insight.demo_charts import charts_happen
from insight.demo_projects import projects_happen
from insight.rolling import count_area
from outreach.demo import inviting_happens
from patients.demo import list_moves_in, places_move_in
from patients.demo_long_gone import records_wait
from patients.models import Patient, Summary
from practice.demo import DEMO, ELM, OAK, staff_move_in
from practice.models import Membership, Practice, User
from practice.permissions import Role
from practice.tenancy import in_view
from prescribing.demo import prescribing_happens
from prescribing.models import Referral
from reminders.demo import a_session_moves


def move_in(*, password: str, now: dt.datetime, patients: int) -> bool:
    """Everybody moves in, once. True if they did so now; later runs only bring the password up to date."""
    if Practice.objects.filter(ods_code=ELM).exists():
        change_passwords(password)
        return False
    places_move_in()
    practices = staff_move_in(password=make_password(password), now=now)
    for index, practice in enumerate(practices):
        with in_view([practice], DEMO):
            coach = Membership.objects.filter(practice=practice, role=Role.COACH, ended_at=None).get()
            list_moves_in(practice, index=index, count=patients, noted_by=coach, by=DEMO, now=now)
            year_happens(practice, coach, people=min(240, patients // 4), by=DEMO, now=now)
            coached = list(practice.patients.filter(summaries__sessions__gt=0).order_by("pk")[:160])
            answers_come_in(practice, coached, coach, by=DEMO, now=now)
            wellbeing_comes_in(practice, first_seen(coached), coach, by=DEMO, now=now)
            prescribing_happens(practice, now=now)
    elm = practices[0]
    with in_view([elm], DEMO):
        lena = Membership.objects.filter(practice=elm, role=Role.LINK_WORKER, ended_at=None).get()
        wellbeing_comes_in(elm, first_spoken_with(elm), lena, by=DEMO, now=now)
        coach = Membership.objects.filter(practice=elm, role=Role.COACH, ended_at=None).get()
        a_session_moves(elm, coach, now=now)
        inviting_happens(elm, now=now)
        charts_happen(elm, coach, now=now)
        mo = Membership.objects.filter(practice=elm, role=Role.MANAGER, ended_at=None).get()
        records_wait(elm, mo, by=DEMO, now=now)
    projects_happen(elm, now=now)
    somebody_asks(elm, now=now)
    for practice in practices:
        count_area(practice, now)
    return True


def first_seen(people: list[Patient]) -> list[tuple[Patient, dt.date]]:
    """Every third of these, and the day of their first session."""
    began = Summary.objects.filter(patient__in=people[::3]).values_list("patient", "first_session_on")
    day_of = {patient: day for patient, day in began if day}
    return [(patient, day_of[patient.pk]) for patient in people if patient.pk in day_of]


def first_spoken_with(practice: Practice) -> list[tuple[Patient, dt.date]]:
    """Who was referred, and the day on which their link worker first reached them."""
    reached = Referral.objects.filter(practice=practice, first_contact_at__isnull=False)
    rows = reached.select_related("patient").order_by("pk")
    return [(one.patient, one.first_contact_at.date()) for one in rows if one.first_contact_at]


def change_passwords(password: str) -> None:
    """The demo was started with another password than last time."""
    staff = User.objects.filter(memberships__practice__ods_code__in=(ELM, OAK)).distinct()
    with in_view(Practice.objects.filter(ods_code__in=(ELM, OAK)), DEMO):
        if not all(check_password(password, user.password) for user in staff[:1]):
            User.objects.filter(pk__in=staff.values("pk")).update(password=make_password(password))
