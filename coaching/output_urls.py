"""Addresses of what a note is made into."""

from django.urls import path

from coaching import connect_views as connect
from coaching import output_views as outputs

SESSION = "<ods:ods_code>/sessions/<int:session_id>"
GIVEN = "<ods:ods_code>/given/<int:given_id>"

urlpatterns = [
    path(f"{SESSION}/refer-on", connect.refer_on, name="refer-on"),
    path(f"{SESSION}/plan", outputs.plan, name="plan"),
    path(f"{SESSION}/plan/give", outputs.give_plan, name="give-plan"),
    path(f"{SESSION}/summary/give", outputs.give_summary, name="give-summary"),
    path(GIVEN, outputs.given, name="given"),
    path(f"{GIVEN}/pdf", outputs.given_pdf, name="given-pdf"),
    path(f"{GIVEN}/not-given", outputs.not_given, name="not-given"),
]
