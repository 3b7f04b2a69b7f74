"""What of the rehearsal becomes public when the door opens: a choice for each topic."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonbeat.matters.models import Matter
from commonbeat.matters.models.matter import Stage


class OpeningForm(forms.Form):
    """Each topic of the rehearsal that the public would read, with its question; none is chosen beforehand."""

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.topics = list(Matter.objects.visible_to(actor).topics().exclude(stage=Stage.DRAFT).order_by("pk"))
        for topic in self.topics:
            self.fields[f"topic_{topic.pk}"] = forms.ChoiceField(
                label=f"“{topic.question.read()[0] or topic}”",
                choices=[("leave_out", _("Leave it out: it was a rehearsal")), ("publish", _("Publish it"))],
                widget=forms.RadioSelect,
            )

    def left_out(self) -> list[Matter]:
        """The topics that stay a rehearsal."""
        return [topic for topic in self.topics if self.cleaned_data[f"topic_{topic.pk}"] == "leave_out"]
