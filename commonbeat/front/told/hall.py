"""What is done with the public log, practices and the pages that join rooms, in people's words."""

from django.utils.translation import gettext_lazy as _

#: name in the table → what one does there
DOES = {
    "ledger.witness": _("Send the newest seal to the witnesses"),
    "ledger.who_acted": _("See which person did an official act"),
    "scorecard.standing": _("Read where the agency stands"),
    "scorecard.practice": _("Read about one practice and what the numbers show"),
    "front.home": _("Read the first page"),
    "front.about": _("Read about this site"),
    "front.owed": _("Read what is owed"),
    "front.owed_feed": _("Follow what is owed in a feed"),
    "front.thread": _("Follow one comment through to what came of it"),
    "front.return": _("Come back with return words"),
    "front.leave": _("Let this browser forget the return words"),
    "front.search": _("Search"),
    "front.feed": _("Follow all that is public in a feed"),
    "front.ledger": _("Read the public log"),
    "front.entry": _("Read one entry of the public log, with what proves it"),
    "front.ledger_lines": _("Save the public log"),
    "front.verifier": _("Save the program that checks the log"),
    "front.topic_feed": _("Follow one topic in a feed"),
    "front.health": _("Ask whether the site is well"),
    "front.try_again": _("Try letters again that did not go out"),
    "front.who_may": _("Read this table"),
    "front.my_data": _("See and save the own data"),
    "front.practices": _("See what was said at the start about each practice"),
    "front.demo": _("Choose a role in the demo, on its own machine"),
}

#: verb → what its entry says was done; who did it stands beside it
DONE = {
    "ledger.witness": _("The newest seal was written to the witnesses."),
    "ledger.who_acted": _("Somebody outside looked up which person acted."),
}
