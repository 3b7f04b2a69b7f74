"""Where boards and their recommendations are."""

from django.urls import path

from commonbeat.frame.page import listing
from commonbeat.gatherings.views import boards as views, recommendations

urlpatterns = [
    *listing("boards/", views.boards, "gatherings.boards"),
    path("boards/<slug:number>/", views.board, name="gatherings.board"),
    path("boards/<slug:number>.json", views.board, {"form": "json"}, name="gatherings.board.json"),
    *listing("recommendations/", recommendations.recommendations, "gatherings.recommendations"),
    path("boards/<slug:number>/attendance/", views.attendance, name="gatherings.board_attendance"),
    path("boards/<slug:number>/recommend/", recommendations.recommend, name="gatherings.recommend"),
]
