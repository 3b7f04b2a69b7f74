"""Where what was kept elsewhere comes in."""

from django.urls import path

from commonbeat.frame.page import listing
from commonbeat.gatherings.views import by_month, confirming, intake, lists, old_minutes

urlpatterns = [
    *listing("meetings/by-month/", by_month.by_month, "gatherings.by_month"),
    path("organizations/<int:number>/meetings/held/", confirming.confirm_held, name="gatherings.confirm_held"),
    path("meetings/<int:number>/not-held/", confirming.say_not_held, name="gatherings.say_not_held"),
    path("meetings/<int:number>/old-minutes/", old_minutes.enter_promises, name="gatherings.enter_promises"),
    path("boards/<slug:number>/take-in-roster/", lists.import_roster, name="gatherings.import_roster"),
    path(
        "boards/<slug:number>/take-in-recommendations/",
        lists.import_recommendations,
        name="gatherings.import_recommendations",
    ),
    path("desk/import-meetings/", intake.import_meetings, name="gatherings.import_meetings"),
]
