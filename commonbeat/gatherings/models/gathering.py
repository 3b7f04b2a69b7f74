"""A gathering: a board's meeting, a forum, an activity. One table; people are counted in it, never named."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commonbeat.frame import clock
from commonbeat.frame.text import Sealed, WordsField
from commonbeat.gatherings.models import kinds
from commonbeat.gatherings.models.intake import Intake
from commonbeat.gatherings.models.sitting import Sitting
from commonbeat.matters.models import Window
from commonbeat.people.models import Agency, Organization, Place

#: how long after its end a meeting's counts are taken in
COUNTING = timedelta(days=3)
#: it was taken in, and nobody has said since that it was held
IN_CALENDAR_ALONE = Q(intake__isnull=False, confirmed_on=None, head_count=None)


class Gatherings(models.QuerySet):
    """Words for reading gatherings."""

    def visible_to(self, actor: Any) -> Gatherings:
        """Drafts are for the body that plans them, all during a private rehearsal for those who hold a seat."""
        own = [seat.organization_id for seat in actor.seats]
        planned_by_own = Q(organization__in=own) | Q(organization__appointed_by__in=own)
        announced = self.filter(~Q(state=Gathering.State.DRAFT) | planned_by_own)
        return announced if actor.seats else announced.exclude(agency__published_on=None)

    def took_place(self) -> Gatherings:  # perhaps in a calendar alone
        return self.filter(state=Gathering.State.ANNOUNCED, starts_at__lte=clock.now())

    def held(self) -> Gatherings:
        return self.took_place().exclude(IN_CALENDAR_ALONE)

    def unconfirmed(self) -> Gatherings:
        """Stood in a calendar that was taken in; nobody has said that they were held, or that they were not."""
        return self.took_place().filter(IN_CALENDAR_ALONE)

    def told(self) -> Gatherings:
        """Each with whether a calendar ``alone`` speaks for it."""
        return self.annotate(alone=models.ExpressionWrapper(IN_CALENDAR_ALONE, models.BooleanField()))

    def in_place(self, place: Place | int) -> Gatherings:
        """Held for an area (or the one of this number), alone or together with others."""
        shared = Gathering.also_for.through.objects.filter(gathering=models.OuterRef("pk"), place=place)
        return self.filter(Q(place=place) | models.Exists(shared))

    def to_come(self) -> Gatherings:
        """Not over: what runs at this moment is among them, so that whoever comes late finds it."""
        return self.exclude(state=Gathering.State.DRAFT).filter(self._not_over())

    def over(self) -> Gatherings:
        return self.exclude(state=Gathering.State.DRAFT).exclude(self._not_over())

    @staticmethod
    def _not_over() -> Q:
        """Begins later, or ends later where somebody said when it ends, and was not adjourned before that."""
        later = Q(starts_at__gt=clock.now()) | Q(ends_at__gt=clock.now(), ends_at__isnull=False)
        return later & Q(sitting__adjourned_at=None)


def new_uid() -> str:
    """The name that calendars know it by, from its first day to its last."""
    return str(uuid.uuid4())


class Gathering(Sealed):
    """People come together on a day, at an hour, in a place."""

    Kind, Activity, State = kinds.Kind, kinds.Activity, kinds.State
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("who holds it"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    activity = models.CharField(_("what was done"), max_length=20, choices=Activity.choices, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("area"))
    also_for = models.ManyToManyField(Place, blank=True, related_name="+", verbose_name=_("areas as well"))
    title = WordsField(_("title"))
    about = WordsField(_("what it is about"), blank=True)
    location = models.CharField(_("where"), max_length=500, blank=True)
    link = models.URLField(_("address to join from afar"), max_length=500, blank=True)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    room_for = models.PositiveSmallIntegerField(_("how many people can come"), null=True, blank=True)
    languages = models.JSONField(_("languages spoken"), default=list, blank=True)
    interpreter_until = models.DateField(_("ask for an interpreter until"), null=True, blank=True)
    childcare = models.BooleanField(_("childcare"), default=False)
    access = models.CharField(_("access"), max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    canceled_because = models.CharField(max_length=300, blank=True)
    sort = models.CharField(max_length=20, choices=kinds.Sort.choices, default=kinds.Sort.REGULAR)
    late_because = models.CharField(max_length=300, blank=True, help_text="why it was announced later than was asked")
    moved_because = models.CharField(max_length=300, blank=True)
    moved_from = models.DateTimeField(null=True, blank=True, help_text="when it was to begin before it was moved")
    uid = models.CharField(max_length=255, unique=True, default=new_uid, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(default=clock.now, editable=False, help_text="as calendars are told")
    coming = models.PositiveIntegerField(default=0, editable=False, help_text="people who said that they will come")
    head_count = models.PositiveIntegerField(_("how many people came"), null=True, blank=True)
    poll_code = models.CharField(max_length=12, unique=True, null=True, blank=True, editable=False)
    counts_sealed_on = models.DateField(null=True, blank=True, help_text="what was tapped and answered, in sums")
    counts_digest = models.CharField(max_length=64, blank=True)
    announced_on = models.DateField(null=True, blank=True)
    window = models.OneToOneField(Window, models.PROTECT, null=True, blank=True, related_name="+")
    sitting = models.OneToOneField(Sitting, models.PROTECT, null=True, blank=True, related_name="+")
    intake = models.ForeignKey(Intake, models.PROTECT, null=True, blank=True, related_name="+")
    entered_on = models.DateField(null=True, blank=True, help_text="of what happened before it was entered here")
    confirmed_on = models.DateField(null=True, blank=True, help_text="when it was said that a taken-in one was held")
    doubts = models.JSONField(default=list, blank=True, help_text="what its file left in doubt, see reading.meetings")

    objects = Gatherings.as_manager()
    rules_read = ("agency", "agency__organization", "organization", "organization__appointed_by", "place", "sitting")

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = "meeting"
        indexes = [
            models.Index(fields=["state", "starts_at"], name="gatherings_by_day"),
            models.Index(fields=["place", "starts_at"], name="gatherings_by_place"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=models.F("starts_at")), name="gathering_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(room_for=None) | Q(coming__lte=models.F("room_for")),
                name="no_more_come_than_there_is_room_for",
            ),
            models.CheckConstraint(
                condition=~Q(state="canceled") | ~Q(canceled_because=""), name="canceling_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.title.read()[0]

    def get_absolute_url(self) -> str:
        return reverse("gatherings.meeting", args=[self.pk])

    def clean(self) -> None:
        if self.ends_at and self.starts_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("It cannot end before it starts.")})

    @property
    def is_open_to_change(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def came_in_bulk(self) -> bool:
        return self.intake_id is not None

    def content_to_seal(self) -> dict[str, Any]:
        """What was announced, why it was moved or called off, and what was counted."""
        words = ("kind", "organization_id", "place_id", "title", "about", "location", "link", "starts_at", "ends_at")
        offered = ("room_for", "languages", "interpreter_until", "childcare", "access", "uid", "poll_code")
        later = ("sort", "moved_because", "canceled_because", "activity", "head_count", "counts_digest")
        said = {name: getattr(self, name) for name in (*words, *offered, *later)}
        return said | {name: getattr(self, name) for name in ("late_because", "moved_from") if getattr(self, name)}

    @property
    def in_the_name_of(self) -> Organization | None:
        """An activity that an officer recorded is the agency's, so that the log counts none for a single officer."""
        return self.organization if self.kind == self.Kind.ACTIVITY and self.window_id is None else None

    @property
    def places(self) -> list[Place]:
        """Every area for which it is held; it counts once for each."""
        return [*filter(None, [self.place]), *self.also_for.all()]

    @property
    def starts(self) -> datetime:
        """When it starts, at the agency."""
        return self.agency.local(self.starts_at)

    @property
    def ends(self) -> datetime | None:
        """When it ends, at the agency; None where nobody said."""
        return self.agency.local(self.ends_at) if self.ends_at else None

    @property
    def day(self) -> date:
        """The day on which it starts, at the agency; a meeting past midnight belongs to the day before."""
        return self.starts.date()

    @property
    def is_announced(self) -> bool:
        return self.state == self.State.ANNOUNCED

    @property
    def is_canceled(self) -> bool:
        return self.state == self.State.CANCELED

    @property
    def has_begun(self) -> bool:
        return clock.now() >= self.starts_at

    @property
    def over_at(self) -> datetime:
        """When it is over: as it was announced, else at the end of its day."""
        return self.ends_at or self.agency.end_of(self.day)

    @property
    def is_over(self) -> bool:
        """From its announced end on; a meeting that was adjourned earlier is over then."""
        return clock.now() >= self.over_at or bool(self.sitting and self.sitting.adjourned_at)

    @property
    def counts_until(self) -> datetime:
        """Until when people answer the questions on their way out, and what was counted on paper is entered."""
        return self.over_at + COUNTING

    @property
    def counts_shown_on(self) -> date:
        """The day at the agency from which what was counted can be read."""
        return self.agency.local(self.counts_until).date()

    @property
    def counts_run(self) -> bool:
        """Whether what is tapped and answered is counted now; before it begins and once it is sealed nothing is."""
        is_counting = self.counts_sealed_on is None and clock.now() < self.counts_until
        return self.is_announced and self.has_begun and is_counting

    @property
    def is_full(self) -> bool:
        return self.room_for is not None and self.coming >= self.room_for

    @property
    def takes_interpreters(self) -> bool:
        """Whether an interpreter can still be asked for."""
        return self.interpreter_until is not None and self.agency.today() <= self.interpreter_until

    @property
    def was_entered_later(self) -> bool:
        """Whether it had happened before anybody entered it here."""
        return self.entered_on is not None

    @property
    def is_unconfirmed(self) -> bool:
        """Whether a calendar is all that speaks for its having been held."""
        is_silent = self.confirmed_on is None and self.head_count is None
        return is_silent and self.came_in_bulk and self.is_announced and self.has_begun
