"""Where what was kept elsewhere comes in."""

from django.urls import path

from commonbeat.gatherings.views import intake

urlpatterns = [
    path("desk/import-meetings/", intake.import_meetings, name="gatherings.import_meetings"),
]
