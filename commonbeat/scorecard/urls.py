"""Where the room's pages are."""

from commonbeat.frame.page import listing
from commonbeat.scorecard import views

urlpatterns = [
    *listing("standing/", views.standing, "scorecard.standing"),
    *listing("standing/<slug:code>/", views.practice, "scorecard.practice"),
]
