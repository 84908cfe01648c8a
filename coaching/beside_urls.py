"""Addresses of what stands beside the sessions: the ten-minute form, risk alerts, calls."""

from django.urls import path

from coaching import brief_views as brief
from coaching import contact_views as contact
from coaching import risk_views as risk

PERSON = "<ods:ods_code>/patients/<int:patient_id>"
SESSION = "<ods:ods_code>/sessions/<int:session_id>"
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
]
