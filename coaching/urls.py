"""Addresses of coaching/."""

from django.urls import path

from coaching import beside_urls, goal_urls, views, way_urls
from coaching import booking_views as booking
from coaching import ending_views as ending
from coaching import output_urls as outputs
from coaching import writing_views as writing

app_name = "coaching"
PATIENT = "<ods:ods_code>/patients/<int:patient_id>/sessions"
SESSION = "<ods:ods_code>/sessions/<int:session_id>"
FOLLOW_UP = "<ods:ods_code>/follow-ups/<int:follow_up_id>"

urlpatterns = [
    path("mine/today", views.today, name="today"),
    path(PATIENT, views.sessions, name="sessions"),
    path(f"{PATIENT}/book", booking.book, name="book"),
    path(f"{PATIENT}/start", booking.start_now, name="start-now"),
    path(SESSION, views.session, name="session"),
    path(f"{SESSION}/start", booking.start, name="start"),
    path(f"{SESSION}/draft", writing.draft, name="draft"),
    path(f"{SESSION}/finish", writing.finish, name="finish"),
    path(f"{SESSION}/add", writing.add_words, name="add-words"),
    path(f"{SESSION}/drop-draft", writing.drop, name="drop"),
    path(f"{SESSION}/move", booking.move, name="move"),
    path(f"{SESSION}/cancel", booking.cancel, name="cancel"),
    path(f"{SESSION}/did-not-attend", booking.did_not_attend, name="did-not-attend"),
    path(f"{SESSION}/arrange", booking.arrange, name="arrange"),
    path(f"{SESSION}/reopen", booking.reopen, name="reopen"),
    path(f"{SESSION}/strike", ending.strike, name="strike"),
    path(f"{SESSION}/right-person", ending.right_person, name="right-person"),
    path(f"{SESSION}/right-person/<int:patient_id>", ending.write_again, name="write-again"),
    *outputs.urlpatterns,
    path(f"{FOLLOW_UP}/done", ending.follow_up_done, name="follow-up-done"),
    path(f"{FOLLOW_UP}/undo", ending.follow_up_undo, name="follow-up-undo"),
    *beside_urls.urlpatterns,
    *goal_urls.urlpatterns,
    *way_urls.urlpatterns,
]
