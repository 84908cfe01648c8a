"""Addresses of practice/."""

from django.urls import path

from practice import team_views, telephone_views, trail_views, views

app_name = "practice"
urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", views.health, name="health"),
    path("healthz/web", views.web_health, name="web-health"),
    path("metrics", views.metrics, name="metrics"),
    path("still-here", views.still_here, name="still-here"),
    path("<ods:ods_code>/", views.front, name="front"),
    path("<ods:ods_code>/telephone", telephone_views.telephone, name="telephone"),
    path("<ods:ods_code>/team", team_views.team, name="team"),
    path("<ods:ods_code>/team/invite", team_views.invite, name="invite"),
    path("<ods:ods_code>/team/<int:member_id>/mail", team_views.send_again, name="send-again"),
    path("<ods:ods_code>/team/<int:member_id>/role", team_views.change_role, name="change-role"),
    path("<ods:ods_code>/team/<int:member_id>/end", team_views.end_access, name="end-access"),
    path("<ods:ods_code>/team/duties/add", team_views.add_duty, name="add-duty"),
    path("<ods:ods_code>/team/duties/<int:duty_id>/end", team_views.end_duty, name="end-duty"),
    path("<ods:ods_code>/trail", trail_views.trail, name="trail"),
    path("<ods:ods_code>/trail/sign-ins", trail_views.sign_ins, name="sign-ins"),
    path("<ods:ods_code>/trail/look-for", trail_views.look_for, {"tab": "trail"}, name="look-in-trail"),
    path(
        "<ods:ods_code>/trail/sign-ins/look-for",
        trail_views.look_for,
        {"tab": "sign-ins"},
        name="look-in-sign-ins",
    ),
]
