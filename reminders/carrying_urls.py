"""Addresses of what carries messages: who calls back, letters to print, what would have been sent."""

from django.urls import path

from reminders import callback_views, letter_views, outbox_views

LETTERS = "<ods:ods_code>/messages/letters"
urlpatterns = [
    path("callbacks/notify", callback_views.notify, name="notify"),
    path(LETTERS, letter_views.list_letters, name="letters"),
    path(f"{LETTERS}/all.pdf", letter_views.letters_file, name="letters-file"),
    path(f"{LETTERS}/printed", letter_views.letters_printed, name="letters-printed"),
    path("<ods:ods_code>/messages/<int:message_id>/letter.pdf", letter_views.letter_file, name="letter-file"),
    path(
        "<ods:ods_code>/messages/<int:message_id>/not-printed", letter_views.not_printed, name="not-printed"
    ),
    path("<ods:ods_code>/messages/outbox", outbox_views.would_have_gone, name="outbox"),
]
