"""Where it stands what the numbers show."""

from commonbeat.frame.page import listing
from commonbeat.records.views import numbers

urlpatterns = [
    *listing("numbers/", numbers.numbers, "records.numbers"),
    *listing("numbers/checked/", numbers.checked, "records.checked"),
    *listing("numbers/<slug:measure>/<int:number>/", numbers.finding, "records.finding"),
    *listing("numbers/<slug:measure>/", numbers.measure, "records.measure"),
]
