"""The public log as people read it: each entry's subject, facts and dates in the reader's language."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _, gettext_lazy

from commonbeat.frame.text import day
from commonbeat.front.told import DONE, papers
from commonbeat.gatherings.models import Attendance, Gathering, Interpreter, Motion, Posting, Ruling
from commonbeat.ledger.models import Entry
from commonbeat.matters.kinds import Kind
from commonbeat.matters.models import Answer, Decision, Input, Paper, Window
from commonbeat.matters.models.input import Reason
from commonbeat.people.models import Agency, Giver, Organization, Place, PracticeStart, Seat
from commonbeat.people.models.composition import Trait
from commonbeat.records import models as records
from commonbeat.records.models import BlockLog, ProtectedBlock

#: what entries name as subject or as made → how people call one with a number
NAMES = papers.NAMES | {
    "agency": gettext_lazy("The agency"),
    # gatherings: forums and activities
    "cadence": gettext_lazy("How often meetings are held, line %(number)s"),
    "coming": gettext_lazy("“I will come” %(number)s"),
    "docket": gettext_lazy("Standing topic of meetings %(number)s"),
    "interpreter": gettext_lazy("Interpreter %(number)s"),
    "meeting": gettext_lazy("Meeting %(number)s"),
    # records
    "dataset": gettext_lazy("Records %(number)s"),
    "file": gettext_lazy("File %(number)s"),
    "mapping": gettext_lazy("How columns are read, no. %(number)s"),
    # people and matters
    "house": gettext_lazy("This site"),
    "appeal": gettext_lazy("Second look %(number)s"),
    "application": gettext_lazy("Application %(number)s"),
    "appointment": gettext_lazy("Appointment %(number)s"),
    "call": gettext_lazy("Call %(number)s"),
    "charter": gettext_lazy("Charter %(number)s"),
    "change": gettext_lazy("Change %(number)s"),
    "check": gettext_lazy("Check %(number)s"),
    "checker's key": gettext_lazy("Key of a checker, no. %(number)s"),
    "comment": gettext_lazy("Comment %(number)s"),
    "comment period": gettext_lazy("Comment period %(number)s"),
    "composition": gettext_lazy("Count of members %(number)s"),
    "decision": gettext_lazy("Decision %(number)s"),
    "draw by lot": gettext_lazy("Draw by lot %(number)s"),
    "draw of first terms": gettext_lazy("First terms %(number)s"),
    "drawing": gettext_lazy("Results %(number)s"),
    "erasure request": gettext_lazy("Request to erase %(number)s"),
    "exclusion of votes": gettext_lazy("Votes left out %(number)s"),
    "intake": gettext_lazy("Calendar taken in, %(number)s"),
    "invitation": gettext_lazy("Invitation %(number)s"),
    "organization": gettext_lazy("Organization %(number)s"),
    "passage": gettext_lazy("Passage no. %(number)s"),
    "person": gettext_lazy("Account %(number)s"),
    "place": gettext_lazy("Place %(number)s"),
    "population": gettext_lazy("Census numbers %(number)s"),
    "practice": gettext_lazy("Practice, line %(number)s"),
    "promise": gettext_lazy("Promise %(number)s"),
    "recommendation": gettext_lazy("Recommendation %(number)s"),
    "reply": gettext_lazy("Reply %(number)s"),
    "report": gettext_lazy("Report %(number)s"),
    "seat": gettext_lazy("Seat %(number)s"),
    "text": gettext_lazy("Text %(number)s"),
    "topic": gettext_lazy("Topic %(number)s"),
    "translation": gettext_lazy("Translation %(number)s"),
    # records: eligible offenses, reasons, cases drawn by lot, protected time
    "block log": gettext_lazy("Time kept free, line %(number)s"),
    "case read": gettext_lazy("Case that was read, line %(number)s"),
    "case review": gettext_lazy("Review of cases %(number)s"),
    "eligible list": gettext_lazy("List of small offenses %(number)s"),
    "protected block": gettext_lazy("Time to be kept free %(number)s"),
    "reason noted": gettext_lazy("Reason noted, line %(number)s"),
    "finding": gettext_lazy("Numbers %(number)s"),
    # the room
    "agenda item": gettext_lazy("Agenda item no. %(number)s"),
    "attendance": gettext_lazy("Line of attendance %(number)s"),
    "correction": gettext_lazy("Correction of minutes %(number)s"),
    "motion": gettext_lazy("Motion %(number)s"),
    "note among members": gettext_lazy("Note among members %(number)s"),
    "noted promise": gettext_lazy("Promise noted in a meeting %(number)s"),
    "posting": gettext_lazy("Posting of an agenda %(number)s"),
    "recusal": gettext_lazy("Recusal %(number)s"),
    "ruling": gettext_lazy("Statement of a chair %(number)s"),
    "sitting": gettext_lazy("Minutes %(number)s"),
}

#: fact → how people call it
FACTS = papers.FACTS | {
    # gatherings: forums and activities
    "activity": gettext_lazy("What was done"),
    "counts_digest": gettext_lazy("Seal of the counts"),
    "day": gettext_lazy("Day"),
    "every_months": gettext_lazy("Every how many months"),
    # records
    "first_day": gettext_lazy("First day"),
    "rows_told": gettext_lazy("Rows"),
    "schema": gettext_lazy("Kind of records"),
    # records: eligible offenses, cases drawn by lot, protected time
    "cases": gettext_lazy("Cases"),
    "few": gettext_lazy("Drawn"),
    "first": gettext_lazy("From which day"),
    "purpose": gettext_lazy("What for"),
    "quarter": gettext_lazy("Quarter that begins on"),
    "weekday": gettext_lazy("Weekday"),
    # people and matters
    "adopted_on": gettext_lazy("Adopted on"),
    "by_none": gettext_lazy("Moved by no comment"),
    "channel": gettext_lazy("How it came"),
    "closes_on": gettext_lazy("Applications until"),
    "code": gettext_lazy("Practice"),
    "comments": gettext_lazy("For"),
    "count": gettext_lazy("How many"),
    "demo": gettext_lazy("A demo"),
    "digest": gettext_lazy("Seal"),
    "due": gettext_lazy("Due"),
    "ends_on": gettext_lazy("Term ends"),
    "file_digest": gettext_lazy("Seal of the file"),
    "given_on": gettext_lazy("Said on"),
    "granted": gettext_lazy("Granted"),
    "in_force_on": gettext_lazy("In force from"),
    "in_pool": gettext_lazy("In the pool"),
    "inputs": gettext_lazy("Moved by"),
    "into": gettext_lazy("Stands for all"),
    "kept": gettext_lazy("Kept"),
    "kind": gettext_lazy("Kind"),
    "language": gettext_lazy("Language"),
    "lapses_on": gettext_lazy("Lapses on"),
    "last_day": gettext_lazy("Last day"),
    "lost": gettext_lazy("The passphrase of an earlier key was lost"),
    "members": gettext_lazy("Members"),
    "moderation": gettext_lazy("How comments appear"),
    "name": gettext_lazy("Name"),
    "named": gettext_lazy("About"),
    "new_person": gettext_lazy("A new person"),
    "number": gettext_lazy("Entry"),
    "opens_on": gettext_lazy("Opens on"),
    "outcome": gettext_lazy("Outcome"),
    "owner": gettext_lazy("Who answers for it"),
    "people": gettext_lazy("People"),
    "population": gettext_lazy("Residents"),
    "population_source": gettext_lazy("Where that number is from"),
    "places": gettext_lazy("Areas named for the first time"),
    "planned_from": gettext_lazy("Planned from"),
    "public_key": gettext_lazy("Public key"),
    "reason": gettext_lazy("Reason"),
    "replies_due": gettext_lazy("Replies owed by"),
    "reply_due": gettext_lazy("Reply owed by"),
    "restored": gettext_lazy("Shown again"),
    "review_on": gettext_lazy("To be reviewed by"),
    "role": gettext_lazy("Role"),
    "seats": gettext_lazy("Seats"),
    "seed": gettext_lazy("Seed"),
    "state": gettext_lazy("State"),
    "struck": gettext_lazy("Details struck"),
    "trait": gettext_lazy("What is counted"),
    "until": gettext_lazy("Until"),
    "version": gettext_lazy("Version"),
    "voters": gettext_lazy("Who may vote on opinions"),
    "votes": gettext_lazy("Votes"),
    "witnesses": gettext_lazy("Witnesses"),
    "worked": gettext_lazy("It went out"),
    "dataset_numbers": gettext_lazy("From the records"),
    "measure": gettext_lazy("Measure"),
    "verdict": gettext_lazy("What it concludes"),
    # the room
    "abstained": gettext_lazy("Abstained"),
    "answer": gettext_lazy("Answer"),
    "no": gettext_lazy("No"),
    "presiding": gettext_lazy("Who presides"),
    "question": gettext_lazy("Question"),
    "recused": gettext_lazy("Recused"),
    "seat": gettext_lazy("Seat"),
    "sort": gettext_lazy("Sort of meeting"),
    "yes": gettext_lazy("Yes"),
}

#: fact → the choices that one of its values comes from
CHOICES: dict[str, list[Any]] = {
    "channel": [Input.Channel],
    "kind": [Input.Kind, Kind, Organization.Kind, Place.Kind, Gathering.Kind, Motion.Kind, Paper.Kind],
    "activity": [Gathering.Activity],
    "moderation": [Window.Moderation],
    "outcome": [Answer.Outcome, Decision.Outcome],
    "purpose": [ProtectedBlock.Purpose],
    "reason": [Reason, BlockLog.Reason],
    "role": [Seat.Role],
    "schema": [records.Kind],
    "trait": [Trait],
    "question": [Ruling.Question],
    "sort": [Posting.Sort],
    "state": [PracticeStart.State, Interpreter.State, Attendance.State, Motion.State],
    "voters": [Window.Voting],
}


def read(entry: Entry, names: dict[str, str]) -> Entry:
    """The entry with what people read of it: ``sentence``, ``date``, ``about``, ``made``, ``who`` and ``facts``."""
    said = entry.said
    entry.verb, entry.subject, entry.made = said["verb"], said["subject"], said.get("made", "")
    entry.commitment = said.get("commitment", "")
    entry.sentence = DONE.get(said["verb"], said["verb"])
    entry.date = date.fromisoformat(said["on"])
    entry.about, entry.made_name = (names.get(one) or named(one) for one in (entry.subject, entry.made))
    entry.who = who(said["by"])
    entry.facts = [(FACTS.get(n, n.replace("_", " ")), value(n, fact, names)) for n, fact in said["facts"].items()]
    return entry


def who(by: str) -> str:
    """Who acted, as people say it; a seat is named as it is, a giver with the role that they chose to state."""
    kind, _comma, role = by.partition(", ")
    if kind == "giver":
        told = _("Somebody who wrote here")
        return f"{told} ({Giver.Role(role).label})" if role else told
    own = {"clock": _("The clockwork"), "import": _("An import by a command"), "machine": _("The machine itself")}
    return own.get(by, by)


def named(label: str) -> str:
    """A public number as people say it: "comment 41" is "Comment 41"; other words stay as they are."""
    kind, _space, number = label.rpartition(" ") if label[-1:].isdigit() else (label, "", "")
    return NAMES[kind] % {"number": number} if kind in NAMES else label


def value(name: str, fact: Any, names: dict[str, str]) -> str:
    """One fact as people write it."""
    if isinstance(fact, list):
        return ", ".join(value(name, one, names) for one in fact)
    if isinstance(fact, bool):
        return _("yes") if fact else _("no")
    if name == "weekday":
        return str(WEEKDAYS[fact])
    if name == "named":
        return str(Agency._meta.get_field(fact).verbose_name)
    chosen = (str(label) for choices in CHOICES.get(name, ()) for key, label in choices.choices if key == fact)
    return next(chosen, None) or on_a_day(str(fact)) or names.get(str(fact)) or named(str(fact))


def on_a_day(fact: str) -> str:
    """A sealed date as the reader writes it; "" where the fact is none. A number of eight digits is no date."""
    try:
        return "" if fact.isdigit() else day(date.fromisoformat(fact))
    except ValueError:
        return ""
