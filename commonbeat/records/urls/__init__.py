"""Where the room's pages are, one file for each topic."""

urlpatterns: list = []
