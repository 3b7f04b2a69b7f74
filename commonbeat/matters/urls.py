"""Where the room's pages are."""

from django.urls import path

from commonbeat.frame.page import listing
from commonbeat.matters.views import erasure, giving, promises, texts, topics, voice

# The public side
public = [
    *listing("topics/", topics.topics, "matters.topics"),
    *listing("topics/<int:number>/", topics.topic, "matters.topic"),
    path("texts/<int:number>/", texts.text, name="matters.text"),
    path("texts/<int:number>/compare/", texts.compare, name="matters.compare"),
    path("passages/<int:number>/movers/", texts.movers, name="matters.movers"),
    path("periods/<int:number>/comment/", giving.comment, name="matters.comment"),
    path("comments/<int:number>/receipt/", giving.receipt, name="matters.receipt"),
    path("comments/<int:number>/withdraw/", voice.withdraw, name="matters.withdraw"),
    path("comments/<int:number>/not-answered/", voice.not_answered, name="matters.not_answered"),
    path("comments/<int:number>/appeal/", voice.appeal, name="matters.appeal"),
    path("comments/<int:number>/follow/", voice.follow_by_mail, name="matters.follow_by_mail"),
    path("letters/confirm/<str:key>/", voice.confirm_address, name="matters.confirm_address"),
    path("letters/stop/<str:key>/", voice.unsubscribe, name="matters.unsubscribe"),
    path("promises/<int:number>/", promises.promise_page, name="matters.promise_page"),
    path("promises/<int:number>/proof/<int:report>/", promises.proof, name="matters.proof"),
]

# Erasure by law
erasing = [
    path("comments/<int:number>/erasure/", erasure.ask_erasure, name="matters.ask_erasure"),
    path("desk/erasures/", erasure.erasures, name="matters.erasures"),
    path("desk/erasures/<int:number>/", erasure.erase, name="matters.erase"),
]

# The desk
desk: list = []

urlpatterns = [*public, *erasing, *desk]
