"""Addresses of what stands beside the sessions: the ten-minute form, risk alerts, calls, groups, a coach's own."""

from django.urls import path

from coaching import brief_views as brief
from coaching import contact_views as contact
from coaching import group_meeting_views as meeting
from coaching import group_views as group
from coaching import own_views as own
from coaching import risk_views as risk

PERSON = "<ods:ods_code>/patients/<int:patient_id>"
SESSION = "<ods:ods_code>/sessions/<int:session_id>"
REFLECTION = "<ods:ods_code>/sessions/<int:done_id>/reflection"
GROUP = "<ods:ods_code>/groups/<int:group_id>"
MEETING = "<ods:ods_code>/meetings/<int:meeting_id>"
PART = "<ods:ods_code>/group-members/<int:part_id>"
ALERT = "<ods:ods_code>/risk/<int:alert_id>"

urlpatterns = [
    path(f"{PERSON}/sessions/start-brief", brief.start_brief, name="start-brief"),
    path(f"{SESSION}/risk", risk.session_risk, name="session-risk"),
    path(f"{PERSON}/risk", risk.patient_risk, name="patient-risk"),
    path("<ods:ods_code>/risk", risk.risks, name="risks"),
    path(ALERT, risk.risk, name="risk"),
    path(f"{ALERT}/answer", risk.acknowledge, name="risk-answer"),
    path(f"{ALERT}/take-back", risk.take_back, name="risk-take-back"),
    path(f"{PERSON}/contact", contact.contact, name="contact"),
    path("<ods:ods_code>/contacts/<int:contact_id>/error", contact.contact_error, name="contact-error"),
    path("<ods:ods_code>/groups", group.groups, name="groups"),
    path("<ods:ods_code>/groups/add", group.add_group, name="add-group"),
    path(GROUP, group.group, name="group"),
    path(f"{GROUP}/change", group.change_group, name="change-group"),
    path(f"{GROUP}/end", group.end_group, name="end-group"),
    path(f"{GROUP}/person", group.group_person, name="group-person"),
    path(f"{GROUP}/take-in/<int:patient_id>", group.take_in, name="take-in"),
    path(f"{PART}/leave", group.leave_group, name="leave-group"),
    path(f"{PART}/agree", group.agree_again, name="agree-again"),
    path(f"{GROUP}/meetings/add", meeting.add_meeting, name="add-meeting"),
    path(MEETING, meeting.meeting, name="meeting"),
    path(f"{MEETING}/cancel", meeting.cancel_meeting, name="cancel-meeting"),
    path(f"{SESSION}/nothing-to-add", meeting.nothing_to_add, name="nothing-to-add"),
    path("<ods:ods_code>/own", own.own, name="own"),
    path("<ods:ods_code>/own/text", own.own_text, name="own-text"),
    path("<ods:ods_code>/own/supervision", own.supervision, name="supervision"),
    path("<ods:ods_code>/own/supervision/drop", own.drop_supervision, name="drop-supervision"),
    path(REFLECTION, own.reflect, name="reflect"),
    path(f"{REFLECTION}/drop", own.drop_reflection, name="drop-reflection"),
]
