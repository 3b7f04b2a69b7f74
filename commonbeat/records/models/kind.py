"""The kinds of records that there are: one for each page of measures/schemas, which says what its rows hold."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What the rows of a file are about."""

    STOPS = "stops", _("Stops")
    CITATIONS = "citations", _("Citations")
    CALLS = "calls", _("Calls, with the times of units")
    ROSTER = "roster", _("Roster of shifts")
    POPULATION = "population", _("Who lives here")
    CODES = "codes", _("Codes and what they mean")
