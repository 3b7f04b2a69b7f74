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
    # eligible offenses, reasons, cases drawn by lot, protected time
    "records.eligible": _("Read for which small offenses something gentle will do"),
    "records.adopt_list": _("Enter the next version of that list"),
    "records.reasons": _("Read why more was done than the list says, in counts"),
    "records.note_reason": _("Note why more was done than the list says, without a name"),
    "records.reviews": _("Read what two readers found in cases drawn by lot"),
    "records.review": _("Read one such review, and how its cases were drawn"),
    "records.begin_review": _("Seal how many cases there are, and who reads"),
    "records.draw_cases": _("Draw by lot which cases are read"),
    "records.take_back_review": _("Take a review back before its cases are drawn, with the reason"),
    "records.reading": _("See which reviews wait for the own reading"),
    "records.cases": _("See which cases were drawn, and every count once all are read"),
    "records.answer_case": _("Answer the three questions about a drawn case"),
    "records.protected": _("Read whether time was kept free of calls"),
    "records.blocks": _("See which time waits for a word whether it was kept"),
    "records.plan_block": _("Plan time that is kept free of calls"),
    "records.end_block": _("Plan such time no more"),
    "records.log_block": _("Say whether such time was kept, or why it was broken"),
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
    # eligible offenses, reasons, cases drawn by lot, protected time
    "records.adopt_list": _("A version of the list of small offenses was entered."),
    "records.note_reason": _("It was noted why more was done for a small offense than the list says."),
    "records.begin_review": _("It was sealed how many cases there are, and who reads those drawn."),
    "records.draw_cases": _("Cases were drawn by lot."),
    "records.take_back_review": _("A review was taken back, before its cases were drawn."),
    "records.answer_case": _("A drawn case was read."),
    "records.plan_block": _("Time was planned that is kept free of calls."),
    "records.end_block": _("Time that was kept free of calls is planned no more."),
    "records.log_block": _("It was said whether time was kept free of calls."),
    # what the numbers show
    "records.compute": _("A measure was computed from the accepted records."),
}
