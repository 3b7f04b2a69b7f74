"""Where the room's pages are, one file for each topic."""

from commonbeat.records.urls import numbers

urlpatterns = [*numbers.urlpatterns]
