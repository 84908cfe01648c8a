"""Addresses of what colleagues press on a person's messages, one or several."""

from django.urls import path

from reminders import many_views, person_views, press_views

PERSON = "<ods:ods_code>/patients/<int:patient_id>/messages"
MESSAGE = "<ods:ods_code>/messages/<int:message_id>"
urlpatterns = [
    path(PERSON, person_views.of_person, name="of-person"),
    path(f"{PERSON}/refuse", person_views.refuse, name="refuse"),
    path(f"{PERSON}/refused/<int:refusal_id>/end", person_views.want_again, name="want-again"),
    path(f"{PERSON}/stop", person_views.stop_everything, name="stop-everything"),
    path(f"{PERSON}/go-on", person_views.go_on, name="go-on"),
    path(f"{MESSAGE}/keep-back", press_views.keep_back, name="keep-back"),
    path(f"{MESSAGE}/let-go", press_views.let_go, name="let-go"),
    path(f"{MESSAGE}/change", press_views.change, name="change"),
    path(f"{MESSAGE}/as-planned", press_views.as_planned, name="as-planned"),
    path(f"{MESSAGE}/send-now", press_views.send_now, name="send-now"),
    path(f"{MESSAGE}/not-now", press_views.not_now, name="not-now"),
    path(f"{MESSAGE}/try-again", press_views.try_again, name="try-again"),
    path("<ods:ods_code>/messages/dealt-with", many_views.dealt_with, name="dealt-with"),
    path("<ods:ods_code>/messages/again", many_views.undone, name="undone"),
]
