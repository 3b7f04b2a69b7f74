"""Where the room's pages are, one file for each topic."""

from commonbeat.records.urls import files

urlpatterns = [*files.urlpatterns]
