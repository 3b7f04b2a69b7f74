"""Where the room's pages are."""

from django.urls import path

from commonbeat.frame.page import listing
from commonbeat.scorecard import views

urlpatterns = [
    *listing("standing/", views.standing, "scorecard.standing"),
    path("standing/<slug:code>/", views.practice, name="scorecard.practice"),
]
