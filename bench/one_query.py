"""The measure for pages: one query and a small page by the same framework, server and database, and nothing else."""

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from commonbeat.settings import DATABASES

settings.configure(
    DATABASES=DATABASES,
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["127.0.0.1"],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
django.setup()


class Organization(models.Model):
    name = models.CharField(max_length=160)

    class Meta:
        app_label = "bench"
        managed = False
        db_table = "people_organization"


PAGE = engines["django"].from_string("<!doctype html><title>{{ one.name }}</title><h1>{{ one.name }}</h1>")


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(PAGE.render({"one": Organization.objects.order_by("pk").first()}))


urlpatterns = [path("", page)]
application = get_wsgi_application()
