"""Addresses of reminders/."""

from django.urls import path

from reminders import views

app_name = "reminders"
urlpatterns = [
    path("<ods:ods_code>/messages", views.messages, name="messages"),
    path("<ods:ods_code>/messages/<int:message_id>/done", views.done, name="done"),
    path("<ods:ods_code>/messages/<int:message_id>/undo", views.undo, name="undo"),
]
