"""Answers without an account: the service's page and the person's; and what colleagues see of them."""

from django.urls import path

from prescribing import answer_views, got_there_views, provider_views

LINK = "link/<str:token>"
PLACEMENT = "<ods:ods_code>/placements/<int:placement_id>"

urlpatterns = [
    path(f"{LINK}/service", provider_views.provider, name="provider"),
    path(f"{LINK}/service/places", provider_views.provider_places, name="provider-places"),
    path(f"{LINK}/service/thanks", provider_views.provider_thanks, name="provider-thanks"),
    path(f"{LINK}/service/<slug:kind>", provider_views.provider_answer, name="provider-answer"),
    path(f"{LINK}/there", got_there_views.got_there, name="got-there"),
    path(f"{LINK}/there/no", got_there_views.got_there_no, name="got-there-no"),
    path(f"{LINK}/there/help", got_there_views.got_there_help, name="got-there-help"),
    path(f"{LINK}/there/thanks", got_there_views.got_there_thanks, name="got-there-thanks"),
    path(f"{PLACEMENT}/answers", answer_views.answers, name="answers"),
    path(f"{PLACEMENT}/answers/read", answer_views.read, name="answers-read"),
    path(f"{PLACEMENT}/answers/note", answer_views.note_answer, name="note-answer"),
]
