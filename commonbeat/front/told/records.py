"""What is done with records and the numbers made of them, in people's words."""

from django.utils.translation import gettext_lazy as _

#: name in the table → what one does there
DOES = {
    # what the numbers show
    "records.numbers": _("Read the list of what the numbers show"),
    "records.measure": _("Read what one measure shows, and save its numbers"),
    "records.finding": _("Read what one measure showed at a moment"),
    "records.checked": _("Read how we know that the numbers are right"),
    "records.compute": _("Compute a measure anew from the accepted records"),
}

#: verb → what its entry says was done; who did it stands beside it
DONE = {
    # what the numbers show
    "records.compute": _("A measure was computed from the accepted records."),
}
