"""Where the room's pages are, one file for each topic."""

from commonbeat.gatherings.urls import boards, forums, intake, room

urlpatterns = [*forums.urlpatterns, *room.urlpatterns, *intake.urlpatterns, *boards.urlpatterns]
