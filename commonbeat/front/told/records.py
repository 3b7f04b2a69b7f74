"""What is done with records and the numbers made of them, in people's words."""

from django.utils.translation import gettext_lazy as _

#: name in the table → what one does there
DOES = {
    "records.datasets": _("Read which records were taken in"),
    "records.dataset": _("Read what came in with a file of records, and what was left out"),
    "records.mapping": _("Read how the columns of a file were read"),
    "records.files": _("See the files of records on their way"),
    "records.file": _("Look at a file of records before it is accepted"),
    "records.bring": _("Bring a file of records"),
    "records.save_mapping": _("Say how the columns of a file are read"),
    "records.check": _("Have a file of records checked"),
    "records.begin_check": _("Begin to check a file of records"),
    "records.end_check": _("Say what was found in a file of records"),
    "records.cancel": _("Throw a file of records away before it is accepted"),
    "records.accept": _("Take in the records of a checked file"),
    "records.withdraw": _("Withdraw records, with the reason"),
    # what the numbers show
    "records.numbers": _("Read the list of what the numbers show"),
    "records.measure": _("Read what one measure shows, and save its numbers"),
    "records.finding": _("Read what one measure showed at a moment"),
    "records.checked": _("Read how we know that the numbers are right"),
    "records.compute": _("Compute a measure anew from the accepted records"),
}

#: verb → what its entry says was done; who did it stands beside it
DONE = {
    "records.save_mapping": _("How columns are read was saved, as a new version."),
    "records.accept": _("Records were taken in."),
    "records.withdraw": _("Records were withdrawn."),
    "records.compute": _("A measure was computed from the accepted records."),
}
