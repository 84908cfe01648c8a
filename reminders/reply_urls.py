"""The pages behind the link in a message. Short, because they stand in a text of 160 letters."""

from django.urls import path

from reminders import reply_views, there_views

urlpatterns = [
    path("link/<str:token>/r", reply_views.reply, name="reply"),
    path("link/<str:token>/r/help", reply_views.reply_help, name="reply-help"),
    path("link/<str:token>/r/stop", reply_views.reply_stop, name="reply-stop"),
    path("link/<str:token>/there/stop", there_views.there_stop, name="there-stop"),
]
