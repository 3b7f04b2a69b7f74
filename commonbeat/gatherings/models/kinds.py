"""What a gathering can be, what is done in an activity, how far it has come, and how the law sorts it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """Kinds a person chooses from; ``OTHER`` is honest where an old title does not tell."""

    BOARD = "board", _("Board or committee meeting")
    FORUM = "forum", _("Community meeting")
    ACTIVITY = "activity", _("Activity")
    TRAINING = "training", _("Joint training")
    OTHER = "other", _("Other")


class Activity(models.TextChoices):
    """What officers do with people when nothing is wrong."""

    WALK = "walk", _("Walk through the neighborhood")
    COFFEE = "coffee", _("Coffee or talk at a table")
    SCHOOL = "school", _("Visit to a school or a youth club")
    SPORT = "sport", _("Sport or play")
    SHOP = "shop", _("Visit to shops or a place of work")
    HOME = "home", _("Visit to homes or older people")
    OPEN_HOUSE = "open_house", _("Open house or safety lesson")
    OTHER = "other", _("Something else")


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    ANNOUNCED = "announced", _("Announced")
    CANCELED = "canceled", _("Canceled")


class Sort(models.TextChoices):
    """Sorts that open-meeting laws tell apart; the values are those of the rules in ``laws``."""

    REGULAR = "regular", _("Regular")
    FIRST = "first of the year", _("First regular meeting of the year")
    SPECIAL = "special", _("Special")
    EMERGENCY = "emergency", _("Emergency")
