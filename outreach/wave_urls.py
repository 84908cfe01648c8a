"""Addresses of waves and the ranking."""

from django.urls import path

from outreach import ranking_views, wave_people_views, wave_time_views
from outreach import wave_views as views

WAVES = "<ods:ods_code>/waves"
WAVE = f"{WAVES}/<int:wave_id>"

urlpatterns = [
    path(WAVES, views.waves, name="waves"),
    path(f"{WAVES}/make/<int:cohort_run_id>", views.make_wave, name="make-wave"),
    path(f"{WAVES}/ranking", ranking_views.ranking, name="ranking"),
    path(f"{WAVES}/terms", ranking_views.inviting_terms, name="inviting-terms"),
    path(f"{WAVES}/take-out/<int:invitation_id>", wave_people_views.take_out, name="take-out"),
    path(f"{WAVES}/put-back/<int:invitation_id>", wave_people_views.put_back, name="put-back"),
    path(f"{WAVES}/times/<int:offered_time_id>/end", wave_time_views.end_time, name="end-time"),
    path(WAVE, views.wave, name="wave"),
    path(f"{WAVE}/make-up", views.make_up, name="wave-make-up"),
    path(f"{WAVE}/people", wave_people_views.people, name="wave-people"),
    path(f"{WAVE}/times", wave_time_views.times, name="wave-times"),
    path(f"{WAVE}/start", views.start_wave, name="start-wave"),
    path(f"{WAVE}/stop", views.stop_wave, name="stop-wave"),
    path(f"{WAVE}/undo-stop", views.undo_stop, name="undo-stop"),
]
