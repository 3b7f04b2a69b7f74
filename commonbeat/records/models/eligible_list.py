"""The list of eligible offenses: for which of them something gentle will do, in versions that are never changed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext, gettext_lazy as _

from commonbeat.frame import clock
from commonbeat.frame.text import Sealed
from commonbeat.measures.settings import LADDER, Eligible, key

#: what is done at most for an eligible offense: any step of the ladder but the harshest
GENTLE = LADDER[:-1]
#: what is asked of past stops for offenses that are only considered: whether they ended with this, or with less
CONSIDERED = "warning"
#: letters of the longest offense, as records write it
LONGEST = 120


class WhyNot(models.TextChoices):
    """Why somebody was not offered the least harmful outcome; an agency's policy names which of these it knows.

    After the grounds of California Penal Code 853.6(i), for which somebody is not released with a citation, and what
    adult citation programs leave out.
    """

    VICTIM = "victim", _("The victim asked for more")
    BEFORE = "before", _("Warned or cited before for the same")
    DANGER = "danger", _("Somebody would have been in danger")
    GOES_ON = "goes_on", _("It would have gone on")
    CARE = "care", _("The person needed medical care")
    IDENTITY = "identity", _("Who the person was could not be established")
    WARRANT = "warrant", _("A warrant or a court order")
    LARGER = "larger", _("Part of a larger offense")
    DECLINED = "declined", _("The person chose another way")
    NO_ROOM = "no_room", _("The program had no room")
    OTHER = "other", _("Another reason, not on the list")


def outcomes_of_the_ladder(outcomes: Any) -> None:
    """Refuse offenses whose outcome is no gentle step, or that stand there twice in other capitals."""
    if not isinstance(outcomes, dict) or any(outcome not in GENTLE for outcome in outcomes.values()):
        raise ValidationError(_("Each offense has one outcome of the ladder."))
    if len({key(offense) for offense in outcomes}) < len(outcomes):
        raise ValidationError(_("An offense stands here twice."))
    if any(not offense.strip() or len(offense) > LONGEST for offense in outcomes):
        raise ValidationError(_("An offense has a name of at most 120 letters."))


def reasons_of_the_list(reasons: Any) -> None:
    """Refuse reasons that do not exist."""
    if not isinstance(reasons, list) or {*reasons} - {*WhyNot.values}:
        raise ValidationError(_("Choose among the reasons that there are."))


class EligibleLists(models.QuerySet):
    """Words for reading the versions."""

    def visible_to(self, actor: Any) -> EligibleLists:
        """They are public."""
        return self.all()

    def standing(self) -> list[EligibleList]:
        """Those that hold or held on some day, in the order of their days: of those from one day the newest."""
        return sorted({one.first: one for one in self.order_by("version")}.values(), key=lambda one: one.first)

    def on(self, day: date) -> EligibleList | None:
        """The version in force on a day; None before the first."""
        return next((one for one in reversed(self.standing()) if one.first <= day), None)


class EligibleList(Sealed):
    """One version: offenses as records write them, each with the most that is done, and where that rule comes from."""

    version = models.PositiveSmallIntegerField(_("version"), unique=True)
    first = models.DateField(_("from which day"))
    outcomes = models.JSONField(_("offenses"), validators=[outcomes_of_the_ladder])
    considered = models.JSONField(
        _("offenses that may be added"), validators=[outcomes_of_the_ladder], default=dict, blank=True
    )
    reasons = models.JSONField(_("reasons why not"), validators=[reasons_of_the_list], default=list, blank=True)
    rule = models.CharField(_("the rule or agreement behind it"), max_length=300)
    link = models.URLField(_("where that can be read"), max_length=500, blank=True)
    entered_on = models.DateField(default=clock.today)

    objects = EligibleLists.as_manager()

    class Meta:
        ordering = ["version"]
        verbose_name = "eligible list"

    def __str__(self) -> str:
        return gettext("Version %(number)s") % {"number": self.version}

    @property
    def is_backdated(self) -> bool:
        """Whether it was entered after the day from which it is to hold: numbers of the past change with it."""
        return self.entered_on > self.first

    @property
    def for_measures(self) -> Eligible:
        """As the library reads it."""
        return Eligible(self.first, {key(offense): outcome for offense, outcome in self.outcomes.items()})

    @property
    def for_what_if(self) -> Eligible | None:
        """What the measure “what-if” asks of past stops; None where nothing is considered."""
        outcomes = {key(offense): most for offense, most in self.considered.items()}
        return Eligible(date.min, outcomes) if outcomes else None

    @property
    def says(self) -> dict[str, Any]:
        """All that it says, without which version it is, when it was entered and from which day it holds."""
        names = ("outcomes", "considered", "reasons", "rule", "link")
        return {name: getattr(self, name) for name in names}

    def content_to_seal(self) -> dict[str, Any]:
        return self.says | {"first": self.first, "version": self.version, "entered_on": self.entered_on}
