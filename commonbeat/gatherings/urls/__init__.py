"""Where the room's pages are, one file for each topic."""

from commonbeat.gatherings.urls import boards, forums, intake

urlpatterns = [*forums.urlpatterns, *intake.urlpatterns, *boards.urlpatterns]
