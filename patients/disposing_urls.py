"""Addresses for records that may go, and for legal hold."""

from django.urls import path

from patients import disposing_views, holding_views

HERE = "<ods:ods_code>/disposal"
LIST = f"{HERE}/<int:disposal_id>"
LINE = f"{LIST}/lines/<int:line_id>"
HOLD = "<ods:ods_code>/holds/<int:hold_id>"

urlpatterns = [
    path(HERE, disposing_views.disposals, name="disposals"),
    path(f"{HERE}/new", disposing_views.draw_up, name="draw-up-disposal"),
    path(LIST, disposing_views.disposal, name="disposal"),
    path(f"{LIST}/approve", disposing_views.approve, name="approve-disposal"),
    path(f"{LIST}/withdraw", disposing_views.withdraw, name="withdraw-disposal"),
    path(f"{LINE}/off", disposing_views.take_off, name="take-off-disposal"),
    path(f"{LINE}/back", disposing_views.put_back, name="put-back-disposal"),
    path("<ods:ods_code>/holds", holding_views.holds, name="holds"),
    path("<ods:ods_code>/patients/<int:patient_id>/hold", holding_views.set_hold, name="set-hold"),
    path(f"{HOLD}/review", holding_views.review_hold, name="review-hold"),
    path(f"{HOLD}/lift", holding_views.lift_hold, name="lift-hold"),
]
