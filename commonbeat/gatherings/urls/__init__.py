"""Where the room's pages are, one list for each topic."""

# boards
from commonbeat.gatherings.urls.boards import boards

urlpatterns = [
    *boards,
]
