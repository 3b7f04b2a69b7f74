"""Where everything is: each room's addresses."""

from django.urls import include, path
from django.views.i18n import set_language

urlpatterns = [
    path("", include("commonbeat.front.urls")),
    path("", include("commonbeat.scorecard.urls")),
    path("", include("commonbeat.matters.urls")),
    path("", include("commonbeat.people.urls")),
    path("language/", set_language, name="set_language"),
]
