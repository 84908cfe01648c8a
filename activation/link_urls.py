"""Addresses of answering: a patient's, behind a link, and the two by which staff hand it over."""

from django.urls import path

from activation import handing_views, link_views

LINK = "link/<str:token>"
ONE = "<ods:ods_code>/measurements/<int:measurement_id>"

urlpatterns = [
    path(f"{LINK}/", link_views.link, name="link"),
    path(f"{LINK}/statement/<int:number>", link_views.statement, name="link-statement"),
    path(f"{LINK}/check", link_views.check, name="link-check"),
    path(f"{LINK}/sent", link_views.thanks, name="link-sent"),
    path(f"{LINK}/words", link_views.words, name="link-words"),
    path(f"{LINK}/later", link_views.later, name="link-later"),
    path(f"{LINK}/help", link_views.ask_for_help, name="link-help"),
    path(f"{LINK}/help/asked", link_views.help_asked, name="link-help-asked"),
    path(f"{ONE}/link", handing_views.make_link, name="make-link"),
    path(f"{ONE}/hand-over", handing_views.hand_over, name="hand-over"),
]
