"""Where the room's pages are, one file for each topic."""

from commonbeat.records.urls import small_tools

urlpatterns: list = [*small_tools.urlpatterns]
