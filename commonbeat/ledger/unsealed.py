"""The closed list of what changes without an entry in the public log, and why."""

#: acts that leave no entry
VERBS = {
    "matters.edit_text": "a draft that nobody outside the agency has seen",
    "matters.revise_answer": "a draft reply",
    "matters.follow_by_mail": "a reading preference",
    "matters.confirm_address": "a reading preference",
    "matters.unsubscribe": "a reading preference",
    "matters.join_voting": "a vote is sealed in sums, with the results",
    "matters.vote": "a vote is sealed in sums, with the results",
    "matters.confirm_votes_by_mail": "a reading preference",
    "matters.withdraw_votes": "a vote is sealed in sums, with the results",
    "gatherings.add_item": "a draft agenda; what is posted is sealed",
    "gatherings.paste_agenda": "a draft agenda; what is posted is sealed",
    "gatherings.change_item": "a draft agenda; what is posted is sealed",
    "gatherings.drop_item": "a draft agenda; what is posted is sealed",
    "gatherings.order_items": "a draft agenda; what is posted is sealed",
    "gatherings.note": "draft minutes; they are sealed when they become public",
    "gatherings.airtime": "a tally of seconds, sealed with the minutes",
    "gatherings.write_note": "members of a body among themselves",
    "gatherings.revise": "a draft that nobody outside the body has seen",
    "gatherings.tap": "what is tapped is sealed in sums, three days after the meeting",
    "gatherings.answer_poll": "what is answered is sealed in sums, three days after the meeting",
    "records.bring": "a file on its way; what is accepted of it is sealed with its digest",
    "records.check": "a file on its way",
    "records.begin_check": "a file on its way",
    "records.end_check": "a file on its way",
    "records.cancel": "a file on its way, of which nothing was accepted",
    "matters.write_alone": "an entry would tell when somebody wrote to an outside checker; years are told from five on",
    "matters.write_on_alone": "an entry would tell when somebody wrote to an outside checker",
    "matters.open_alone": "an entry would tell that somebody wrote to an outside checker",
    "matters.reply_alone": "an entry would tell that somebody wrote to an outside checker",
    "matters.hand_over_alone": "an entry would tell that somebody wrote to an outside checker",
    "people.change_name": "a reading preference",
}

#: what is written outside acts
ELSEWHERE = {
    "sign-ins and sessions": "who reads is nobody's business",
    "letters, tasks and turns of the clockwork": "bookkeeping of work that acts have left",
    "digests of forms that were sent": "bookkeeping, so that a second click does nothing twice; cleared after a day",
    "the search index": "derived from what is sealed, and can be made again",
}
