"""Where it stands what the numbers show."""

from django.urls import path

from commonbeat.frame.page import listing
from commonbeat.records.views import numbers

urlpatterns = [
    *listing("numbers/", numbers.numbers, "records.numbers"),
    *listing("numbers/checked/", numbers.checked, "records.checked"),
    path(
        "numbers/<slug:measure>/<int:number>/settings.toml",
        numbers.finding,
        {"form": "txt"},
        name="records.finding.txt",
    ),
    *listing("numbers/<slug:measure>/<int:number>/", numbers.finding, "records.finding"),
    *listing("numbers/<slug:measure>/", numbers.measure, "records.measure"),
]
