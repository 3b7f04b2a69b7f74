"""Where everything is: each room's addresses."""

from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

urlpatterns = [
    path("", include("commonbeat.front.urls")),
    path("", include("commonbeat.scorecard.urls")),
    path("", include("commonbeat.gatherings.urls")),
    path("", include("commonbeat.matters.urls")),
    path("", include("commonbeat.records.urls")),
    path("", include("commonbeat.people.urls")),
    # without a token, which no page that is kept for all could carry: all that it changes is the language shown
    path("language/", csrf_exempt(set_language), name="set_language"),
]
