"""The addresses of this room."""

from django.urls import path

from fingerpost.duties import views, views_decisions, views_team

app_name = "duties"
urlpatterns = [
    path("today", views.today, name="today"),
    path("today/team", views_team.team, name="team"),
    path("duties/<slug:key>", views.duty, name="duty"),
    path("duties/<slug:key>/done", views_decisions.done, name="done"),
    path("duties/<slug:key>/waiver", views_decisions.waiver, name="waiver"),
    path("duties/<slug:key>/passing-on", views_decisions.passing_on, name="passing_on"),
    path("duties/<slug:key>/postponement", views_decisions.postponement, name="postponement"),
]
