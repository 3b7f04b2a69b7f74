"""Where the hall's pages are."""

from django.urls import path

from commonbeat.front.views import my_data, practices, returning, thread

urlpatterns = [
    # A comment's thread, and coming back to it
    path("comments/<int:number>/", thread.thread, name="front.thread"),
    path("return/", returning.returns, name="front.return"),
    path("return/leave/", returning.leave, name="front.leave"),
    # One's own data, and the practices to start with
    path("my/", my_data.my_data, name="front.my_data"),
    path("my.json", my_data.my_data, {"form": "json"}, name="front.my_data.json"),
    path("desk/practices/", practices.practices, name="front.practices"),
    path("desk/practices/<slug:code>/", practices.start_practice, name="people.start_practice"),
]
