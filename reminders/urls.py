"""Addresses of reminders/."""

from django.urls import path

from reminders import (
    carrying_urls,
    clock_views,
    limits_views,
    link_views,
    person_urls,
    plan_views,
    reply_urls,
    rule_urls,
    views,
)

app_name = "reminders"
MEASUREMENT = "<ods:ods_code>/measurements/<int:measurement_id>"
urlpatterns = [
    *reply_urls.urlpatterns,
    *carrying_urls.urlpatterns,
    path("<ods:ods_code>/clockwork", clock_views.show, name="clockwork"),
    path("<ods:ods_code>/clockwork/let-go", clock_views.let_go, name="let-messages-go"),
    path("<ods:ods_code>/messages", views.messages, name="messages"),
    path("<ods:ods_code>/messages/<int:message_id>/done", views.done, name="done"),
    path("<ods:ods_code>/messages/<int:message_id>/undo", views.undo, name="undo"),
    path(f"{MEASUREMENT}/send-link", link_views.send_link, name="send-link"),
    path("<ods:ods_code>/sessions/<int:session_id>/plan/send", plan_views.send_plan, name="send-plan"),
    path(f"{MEASUREMENT}/keep-link", link_views.keep_link, name="keep-link"),
    *person_urls.urlpatterns,
    path("<ods:ods_code>/what-we-send/limits", limits_views.limits, name="limits"),
    *rule_urls.urlpatterns,
]
