"""What is done with records and the numbers made of them, in people's words."""

from django.utils.translation import gettext_lazy as _

#: name in the table → what one does there
DOES = {
    # eligible offenses, reasons, cases drawn by lot, protected time
    "records.eligible": _("Read for which small offenses something gentle will do"),
    "records.adopt_list": _("Enter the next version of that list"),
    "records.reasons": _("Read why more was done than the list says, in counts"),
    "records.note_reason": _("Note why more was done than the list says, without a name"),
    "records.reviews": _("Read what two readers found in cases drawn by lot"),
    "records.review": _("Read one such review, and how its cases were drawn"),
    "records.begin_review": _("Seal how many cases there are, and who reads"),
    "records.draw_cases": _("Draw by lot which cases are read"),
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
    # eligible offenses, reasons, cases drawn by lot, protected time
    "records.adopt_list": _("A version of the list of small offenses was entered."),
    "records.note_reason": _("It was noted why more was done for a small offense than the list says."),
    "records.begin_review": _("It was sealed how many cases there are, and who reads those drawn."),
    "records.draw_cases": _("Cases were drawn by lot."),
    "records.answer_case": _("A drawn case was read."),
    "records.plan_block": _("Time was planned that is kept free of calls."),
    "records.end_block": _("Time that was kept free of calls is planned no more."),
    "records.log_block": _("It was said whether time was kept free of calls."),
    # what the numbers show
    "records.compute": _("A measure was computed from the accepted records."),
}
