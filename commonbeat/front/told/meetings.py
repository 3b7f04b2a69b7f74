"""What is done with boards, meetings and activities, in people's words."""

from django.utils.translation import gettext_lazy as _

#: name in the table → what one does there
DOES = {
    "gatherings.boards": _("Read the list of boards and committees"),
    "gatherings.board": _("Read about a board, its seats and what it recommends"),
    "gatherings.recommendations": _("Read what boards recommend, and what became of it"),
    "gatherings.recommend": _("Hand on what a board recommends"),
    "gatherings.open_docket": _("Open the standing topic of a body’s meetings"),
    "gatherings.meetings": _("Read the list of meetings and activities"),
    "gatherings.meeting": _("Read about a meeting, and what was counted in it"),
    "gatherings.calendar": _("Follow meetings in a calendar"),
    "gatherings.map": _("Save the map of meetings"),
    "gatherings.kept": _("Read how often meetings were held, and whom they reached"),
    "gatherings.plan": _("Begin a meeting as a draft"),
    "gatherings.revise": _("Change the draft of a meeting"),
    "gatherings.announce": _("Announce a meeting, and take questions to it"),
    "gatherings.move": _("Move a meeting, with the reason"),
    "gatherings.cancel": _("Cancel a meeting, with the reason"),
    "gatherings.come": _("Say that one will come to a meeting"),
    "gatherings.take_back": _("Take back that one will come"),
    "gatherings.needs": _("See in sums what those who will come need"),
    "gatherings.settle_interpreter": _("Confirm an interpreter, or say that none was found"),
    "gatherings.poster": _("Print a poster of a meeting"),
    "gatherings.flyer": _("Print a flyer of a meeting"),
    "gatherings.count_heads": _("Say how many people came"),
    "gatherings.tap": _("Let people tap who they are, in counts"),
    "gatherings.find_poll": _("Find the questions on the way out of a meeting by its code"),
    "gatherings.answer_poll": _("Answer three questions on the way out of a meeting"),
    "gatherings.enter_poll": _("Enter answers from paper slips, in sums"),
    "gatherings.seal_counts": _("Seal what was counted in a meeting, and forget who said they would come"),
    "gatherings.ask_in_room": _("Write down a question that somebody asked in the room"),
    "gatherings.record_activity": _("Record an activity of officers with people"),
    "gatherings.set_cadence": _("Say how often meetings are held"),
    "gatherings.end_cadence": _("End what was said about how often meetings are held"),
    "gatherings.by_month": _("See in which months meetings were held in each area"),
    "gatherings.enter_promises": _("Enter promises from the minutes of an old meeting"),
    "gatherings.import_roster": _("Take in the seats of a body from a table"),
    "gatherings.import_recommendations": _("Take in what a board recommended, from a table"),
    "gatherings.import_meetings": _("Take in meetings that were kept in another calendar"),
}

#: verb → what its entry says was done; who did it stands beside it
DONE = {
    "gatherings.recommend": _("A board recommended something."),
    "gatherings.open_docket": _("The standing topic of a body’s meetings was opened."),
    "gatherings.plan": _("A meeting was begun as a draft."),
    "gatherings.announce": _("A meeting was announced."),
    "gatherings.move": _("A meeting was moved."),
    "gatherings.cancel": _("A meeting was canceled."),
    "gatherings.come": _("Somebody said that they will come to a meeting."),
    "gatherings.take_back": _("Somebody took back that they will come."),
    "gatherings.settle_interpreter": _("It was said whether an interpreter comes."),
    "gatherings.count_heads": _("It was said how many people came."),
    "gatherings.enter_poll": _("Answers from paper slips were entered, in sums."),
    "gatherings.seal_counts": _("What was counted in a meeting was sealed."),
    "gatherings.ask_in_room": _("A question asked in the room was written down."),
    "gatherings.record_activity": _("An activity was recorded."),
    "gatherings.set_cadence": _("It was said how often meetings are held."),
    "gatherings.end_cadence": _("What was said about how often meetings are held was ended."),
    "gatherings.enter_promises": _("A promise was entered from the minutes of an old meeting."),
    "gatherings.import_roster": _("Seats that a body had were taken in from a table."),
    "gatherings.import_recommendations": _("What a board recommended before was taken in from a table."),
    "gatherings.import_meetings": _(
        "Meetings that were kept in another calendar were taken in, with their days as they were."
    ),
}
