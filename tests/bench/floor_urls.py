"""The addresses of the floor: each page's own, with /floor before it."""

from django.urls import path

from tests.bench import floor, floor_referrals

urlpatterns = [
    path("floor/<str:code>/find", floor.find),
    path("floor/<str:code>/patients/<int:patient_id>", floor.record),
    path("floor/<str:code>/sessions/<int:session_id>/finish", floor.finish),
    path("floor/<str:code>/measurements/<int:measurement_id>/answer", floor.answers),
    path("floor/<str:code>/patients/<int:patient_id>/services", floor.services),
    path("floor/today", floor.today),
    path("floor/caseload", floor.caseload),
    path("floor/<str:code>/dashboard", floor.figures),
    path("floor/referrals", floor_referrals.board),
    path("floor/<str:code>/referrals/<int:referral_id>", floor_referrals.referral),
    path("floor/link/<str:token>/service", floor_referrals.provider),
]
