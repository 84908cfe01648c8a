"""Addresses of goals, steps, pace and phrases."""

from django.urls import path

from coaching import goal_views as goal
from coaching import phrase_views as phrase

PERSON = "<ods:ods_code>/patients/<int:patient_id>"
GOAL = "<ods:ods_code>/goals/<int:goal_id>"
STEP = "<ods:ods_code>/steps/<int:step_id>"
PHRASES = "<ods:ods_code>/phrases"

urlpatterns = [
    path(f"{PERSON}/goals", goal.goals, name="goals"),
    path(f"{PERSON}/pace", goal.pace, name="pace"),
    path(f"{GOAL}/end", goal.goal_end, name="goal-end"),
    path(f"{GOAL}/again", goal.goal_again, name="goal-again"),
    path(f"{GOAL}/lapse", goal.goal_lapse, name="goal-lapse"),
    path(f"{STEP}/told", goal.step_told, name="step-told"),
    path(f"{STEP}/untold", goal.step_untold, name="step-untold"),
    path(PHRASES, phrase.phrases, name="phrases"),
    path(f"{PHRASES}/<int:phrase_id>/end", phrase.phrase_end, name="phrase-end"),
]
