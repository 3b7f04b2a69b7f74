"""Where the hall's pages are."""

from django.urls import path

from commonbeat.frame.page import listing
from commonbeat.front.views import (
    about,
    demo,
    feed,
    home,
    log,
    my_data,
    opening,
    owed,
    practices,
    promises,
    returning,
    search,
    thread,
    who_may,
)

urlpatterns = [
    path("", home.home, name="front.home"),
    path("about/", about.about, name="front.about"),
    path("health/", about.health, name="front.health"),
    path("demo/", demo.demo, name="front.demo"),
    path("promises/<int:number>/", promises.promise_page, name="matters.promise_page"),
    path("search/", search.search, name="front.search"),
    path("feed.atom", feed.feed, name="front.feed"),
    path("topics/<int:number>/feed.atom", feed.topic_feed, name="front.topic_feed"),
    path("owed/feed.atom", feed.owed_feed, name="front.owed_feed"),
    *listing("owed/", owed.owed, "front.owed"),
    # What the program obeys and what it has done
    *listing("who-may/", who_may.who_may, "front.who_may"),
    path("ledger/", log.ledger, name="front.ledger"),
    path("ledger/<int:one>/", log.entry, name="front.entry"),
    path("ledger/<int:one>.json", log.entry, {"form": "json"}, name="front.entry.json"),
    path("ledger/<int:one>.txt", log.entry, {"form": "txt"}, name="front.entry.txt"),
    path("ledger/<int:one>/who/", log.who, name="ledger.who_acted"),
    path("ledger.jsonl", log.lines, name="front.ledger_lines"),
    path("verify.py", log.verifier, name="front.verifier"),
    # A comment's thread, and coming back to it
    path("comments/<int:number>/", thread.thread, name="front.thread"),
    path("return/", returning.returns, name="front.return"),
    path("return/leave/", returning.leave, name="front.leave"),
    # One's own data
    path("my/", my_data.my_data, name="front.my_data"),
    path("my.json", my_data.my_data, {"form": "json"}, name="front.my_data.json"),
    path("desk/letters/", about.try_again, name="front.try_again"),
    # The first day: the practices to start with, and opening the door
    path("desk/practices/", practices.practices, name="front.practices"),
    path("desk/practices/start/", practices.start_practice, name="people.start_practice"),
    path("desk/first-day/<int:number>/publish/", opening.publish_agency, name="people.publish_agency"),
]
