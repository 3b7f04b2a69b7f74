"""Where the room's pages are, one file for each topic."""

from commonbeat.gatherings.urls import forums
from commonbeat.gatherings.urls.room import desk, public, room

urlpatterns = [*forums.urlpatterns, *public, *desk, *room]
