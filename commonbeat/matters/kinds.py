"""The kinds of topic, and the practice that each bears on first."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a topic is about; the screen calls a topic by its kind."""

    POLICY = "policy", _("Policy")
    TECHNOLOGY = "technology", _("Technology")
    STRATEGY = "strategy", _("Strategy")
    TRAINING = "training", _("Training")
    MEETINGS = "meetings", _("Meetings")


#: the kinds that a topic is started in; that of meetings comes with a body's first meeting
STARTED = [one for one in Kind.choices if one[0] != Kind.MEETINGS]


#: kind → how its text is called once it is in force
IN_FORCE = {
    Kind.POLICY: _("Policy in force"),
    Kind.TECHNOLOGY: _("Technology in use"),
    Kind.STRATEGY: _("Strategy in force"),
    Kind.TRAINING: _("Training in force"),
}
