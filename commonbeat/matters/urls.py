"""Where the room's pages are."""

from django.urls import path

from commonbeat.frame.page import listing

# The public side
public: list = []

# The desk
desk: list = []

urlpatterns = [*public, *desk]
