"""An input: what one giver said about a text. Held, hidden or withdrawn words leave ``words`` and stand in ``kept``.

Shown words of which details were struck stand in ``words`` without them, and whole in ``kept``.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commonbeat.frame import clock
from commonbeat.frame.text import Sealed, WordsField
from commonbeat.matters.models.answer import Answer
from commonbeat.matters.models.matter import Matter
from commonbeat.matters.models.text import Passage
from commonbeat.matters.models.window import Window
from commonbeat.people.models import Giver, Seat

#: the longest comment, in characters
LONGEST = 5000
#: the longest opinion: short enough that others agree or disagree with the whole of it
LONGEST_OPINION = 280


class State(models.TextChoices):
    """Whether an input's words are shown."""

    VISIBLE = "visible", _("shown")
    HELD = "held", _("held for a look")
    HIDDEN = "hidden", _("hidden")
    WITHDRAWN = "withdrawn", _("withdrawn")
    ERASED = "erased", _("erased by law")


class Reason(models.TextChoices):
    """The fixed, viewpoint-neutral reasons for holding or hiding."""

    FIRST_LOOK = "first_look", _("every comment here is looked at before it appears")
    FLOOD = "flood", _("many comments came at once, so new ones wait for a look")
    PERSONAL = "personal", _("a private person’s details stand in the words, such as a name, an address or a number")
    THREAT = "threat", _("the words threaten somebody")
    OBSCENE = "obscene", _("the words are obscene by the law's test")
    ADVERTISING = "advertising", _("the words advertise something for sale")
    OFF_TOPIC = "off_topic", _("the words are about something else altogether")
    COPYRIGHT = "copyright", _("the words copy a protected work at length")
    SOURCE = "source", _("a moderator left it out where the conversation was held")


class Inputs(models.QuerySet):
    """Words for reading inputs."""

    def visible_to(self, actor: Any) -> Inputs:
        """Everything in a topic that the actor may see; ``words`` is empty where the words are not shown."""
        return self.filter(models.Exists(Matter.objects.visible_to(actor).filter(pk=models.OuterRef("matter"))))

    def shown(self) -> Inputs:
        """Those whose words everybody can read."""
        return self.filter(state=State.VISIBLE)

    def single(self) -> Inputs:
        """Without those folded into another."""
        return self.filter(same_as=None)

    def answerable(self) -> Inputs:
        """Owed a reply: shown, and in its own right. What is folded stands behind words that are themselves shown.

        Opinions to start with are the agency's own; imported ones are owed a reply only where the agency elects it.
        """
        return self.shown().single().filter(reply_owed=True)

    def heard_here(self) -> Inputs:
        """Without a conversation held elsewhere to which the agency does not reply: it tells nothing of the agency."""
        return self.exclude(channel=Input.Channel.IMPORT, reply_owed=False)

    def opinions(self) -> Inputs:
        """Those that others vote on."""
        return self.filter(kind=Input.Kind.OPINION)

    def comments(self) -> Inputs:
        """Comments, questions and ideas: what is read as text, not voted on."""
        return self.exclude(kind=Input.Kind.OPINION)

    def answered(self) -> Inputs:
        return self.exclude(answer=None).exclude(answer__published_on=None)

    def waiting(self) -> Inputs:
        """Answerable, with no published reply."""
        return self.answerable().filter(models.Q(answer=None) | models.Q(answer__published_on=None))

    def given_by(self, actor: Any) -> Inputs:
        return self.filter(giver__in=actor.giver_ids)


class Input(Sealed):
    """A comment, question or idea."""

    class Kind(models.TextChoices):
        COMMENT = "comment", _("Comment")
        QUESTION = "question", _("Question")
        IDEA = "idea", _("Idea")
        OPINION = "opinion", _("Opinion")

    class Channel(models.TextChoices):
        WEB = "web", _("on this site")
        PAPER = "paper", _("on paper")
        TELEPHONE = "telephone", _("by telephone")
        MEETING = "meeting", _("in a meeting")
        MAIL = "mail", _("by e-mail")
        AGENCY = "agency", _("by the agency, to start with")
        IMPORT = "import", _("in a conversation held elsewhere")

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="+")
    window = models.ForeignKey(Window, models.PROTECT, related_name="+")
    passage = models.ForeignKey(Passage, models.PROTECT, null=True, blank=True, related_name="+")
    giver = models.ForeignKey(Giver, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.COMMENT)
    words = WordsField(blank=True)
    kept = WordsField(blank=True)
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.WEB)
    given_on = models.DateField(default=clock.today)
    entered_by = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+")
    entered_on = models.DateField(null=True, blank=True)
    entered_late = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.VISIBLE)
    reason = models.CharField(max_length=20, choices=Reason.choices, blank=True)
    struck = models.PositiveSmallIntegerField(default=0, help_text="private details taken out before it was shown")
    same_as = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    follows = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.ForeignKey(Answer, models.PROTECT, null=True, blank=True, related_name="+")
    form_key = models.CharField(max_length=64, unique=True, null=True, blank=True, help_text="digest of the form's key")
    reply_owed = models.BooleanField(default=True)
    source_number = models.PositiveIntegerField(null=True, blank=True, help_text="its number where it comes from")
    not_answered_on = models.DateField(null=True, blank=True)
    not_answered_words = models.TextField(blank=True, max_length=1000)

    objects = Inputs.as_manager()
    rules_read = ("matter", "matter__agency", "matter__agency__organization", "window", "answer", "giver")
    root = "matter"

    class Meta:
        ordering = ["pk"]
        verbose_name = "comment"
        indexes = [
            models.Index(fields=["matter", "state", "same_as"], name="inputs_by_matter"),
            models.Index(fields=["passage", "state"], name="inputs_by_passage"),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(same_as=models.F("pk")), name="input_not_folded_into_itself"),
            models.CheckConstraint(
                condition=~models.Q(state__in=["held", "hidden"]) | ~models.Q(reason=""), name="hold_has_reason"
            ),
            models.CheckConstraint(condition=models.Q(struck=0) | ~models.Q(reason=""), name="striking_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("front.thread", args=[self.pk])

    @property
    def is_open_to_change(self) -> bool:
        return self.state == State.ERASED

    @property
    def came_in_bulk(self) -> bool:
        return self.giver_id is None and (self.entered_by_id is not None or self.channel == Input.Channel.IMPORT)

    def content_to_seal(self) -> dict[str, Any]:
        """The words as they were given, with the number of the passage that they are about."""
        return {"passage": self.passage_id, "words": (self.kept or self.words).text}

    @property
    def stand_in(self) -> Input:
        """The comment behind which it stands, as having nearly the same words; itself where there is none."""
        return self.same_as or self

    @property
    def is_shown(self) -> bool:
        return self.state == State.VISIBLE

    @property
    def is_struck(self) -> bool:
        """Whether it is shown without some details."""
        return self.is_shown and self.struck > 0

    @property
    def reply(self) -> Answer | None:
        """The published reply, if there is one."""
        return self.answer if self.answer and self.answer.published_on else None
