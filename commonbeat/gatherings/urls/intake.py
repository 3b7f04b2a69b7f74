"""Where what was kept elsewhere comes in."""

from django.urls import path

from commonbeat.frame.page import listing
from commonbeat.gatherings.views import by_month, intake

urlpatterns = [
    *listing("meetings/by-month/", by_month.by_month, "gatherings.by_month"),
    path("desk/import-meetings/", intake.import_meetings, name="gatherings.import_meetings"),
]
