"""Where the room's pages are, one file for each topic; a measure's name is any word, so those pages come last."""

from commonbeat.records.urls import files, numbers, small_tools

urlpatterns = [*files.urlpatterns, *small_tools.urlpatterns, *numbers.urlpatterns]
