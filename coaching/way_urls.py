"""Addresses of programmes, a person's way through one, caseloads and the calendar."""

from django.urls import path

from coaching import calendar_views as calendars
from coaching import caseload_views as caseloads
from coaching import enrolment_views as ways
from coaching import programme_views as programmes

PERSON = "<ods:ods_code>/patients/<int:patient_id>"
WAY = "<ods:ods_code>/enrolments/<int:enrolment_id>"
PROGRAMME = "<ods:ods_code>/programmes/<int:programme_id>"

urlpatterns = [
    path("<ods:ods_code>/programmes", programmes.programmes, name="programmes"),
    path("<ods:ods_code>/programmes/add", programmes.add_programme, name="add-programme"),
    path(PROGRAMME, programmes.programme, name="programme"),
    path(f"{PROGRAMME}/end", programmes.end_programme, name="end-programme"),
    path(f"{PERSON}/refer", ways.refer, name="refer"),
    path(f"{PERSON}/enrol", ways.enrol, name="enrol"),
    path(WAY, ways.enrolment, name="enrolment"),
    path(f"{WAY}/step/<slug:step>", ways.step, name="step"),
    path(f"{WAY}/undo", ways.undo_step, name="undo-step"),
    path(f"{WAY}/told", ways.tell, name="tell"),
    path(f"{WAY}/weight", ways.weigh, name="weigh"),
    path("mine/caseload", caseloads.caseload, name="caseload"),
    path("<ods:ods_code>/load", caseloads.load, name="load"),
    path("<ods:ods_code>/load/<int:member_id>", caseloads.capacity, name="capacity"),
    path("<ods:ods_code>/hand-over/<int:member_id>", caseloads.hand_over, name="hand-over"),
    path("<ods:ods_code>/calendar", calendars.calendar_link, name="calendar-link"),
    path("<ods:ods_code>/calendar/end", calendars.end_calendar_link, name="end-calendar-link"),
    path("link/<str:token>/sessions.ics", calendars.calendar_feed, name="calendar-feed"),
]
