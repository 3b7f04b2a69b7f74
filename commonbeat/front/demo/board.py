"""A year of the board's meetings, held through acts: agenda, posting, roll-calls, a recusal, promises, minutes."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from commonbeat.frame import clock
from commonbeat.frame.text import Words
from commonbeat.front.demo.topics import words
from commonbeat.gatherings import actions
from commonbeat.gatherings.actions.motions import Spoken
from commonbeat.gatherings.models import AgendaItem, Gathering, Undertaking
from commonbeat.matters import actions as matters
from commonbeat.people.actor import NOBODY
from commonbeat.people.receipts import new_words

STORY = Path(__file__).parent / "board.toml"
#: how long after the agenda is announced, and before the meeting, things happen
AHEAD = timedelta(days=14)

Steps = Iterator[tuple[float, Callable[[], Any]]]


def steps(town: Any) -> Steps:
    """Everything that the board does, with its day."""
    story = tomllib.loads(STORY.read_text("utf-8"))
    last: list[Gathering] = []
    for meeting in story["meeting"]:
        yield meeting["day"] + 0.3, lambda one=meeting: Meeting(town, one).hold(last)
        for item in meeting["item"]:
            for promise in item.get("promises", []):
                yield from reports(town, meeting["day"], promise)
    yield -0.2, lambda: coming(town, story["next"])
    yield 0, lambda: running(town, story["now"])


def evening(town: Any, day: float) -> datetime:
    """Half past six at the agency."""
    return datetime.combine(town.date(day), time(18, 30), town.agency.zone)


def announced(town: Any, one: dict[str, Any], by: Any) -> Gathering:
    """A meeting of the board, planned and announced two weeks before."""
    starts = evening(town, one["day"]) if "day" in one else town.start - timedelta(minutes=one["minutes_ago"])
    with clock.moved(min(starts - AHEAD, clock.now())):
        planned = actions.plan(
            town.organizations["board"], by=by, kind="board", title=words(one, "title"), starts_at=starts,
            ends_at=starts + timedelta(hours=2), location="City Hall, room 204", languages=["en", "es"],
        )  # fmt: skip
        last = planned.day + timedelta(days=2)
        return actions.announce(planned, by=by, questions_until=last, replies_due=last + timedelta(days=28))


def put(gathering: Gathering, by: Any, one: dict[str, Any]) -> AgendaItem:
    title, planned = words(one, "title"), one.get("minutes")
    return actions.add_item(gathering, by=by, title=title, kind=one["kind"], minutes_planned=planned)


class Meeting:
    """One evening of the board."""

    def __init__(self, town: Any, story: dict[str, Any]) -> None:
        self.town, self.story, self.chair = town, story, town.actor("chair")
        self.minute = 0

    def seat(self, key: str) -> Any:
        return self.town.seats[key]

    def seats(self, keys: list[str]) -> list[Any]:
        return [self.seat(key) for key in keys]

    def at(self, starts: datetime, minutes: int) -> Any:
        self.minute += minutes
        return clock.moved(starts + timedelta(minutes=self.minute))

    def hold(self, last: list[Gathering]) -> None:
        """From the agenda to the published minutes; ``last`` holds the meeting whose minutes are approved."""
        gathering, starts = announced(self.town, self.story, self.chair), evening(self.town, self.story["day"])
        with clock.moved(starts - timedelta(hours=self.story.get("posted_hours", 140))):
            if self.story.get("approves"):
                self.approval = put(gathering, self.chair, {"title": "Approval of minutes", "kind": "decision"})
            items = [(put(gathering, self.chair, one), one) for one in self.story["item"]]
            actions.post_agenda(gathering, by=self.chair, also_at="Door of City Hall")
        with self.at(starts, 2):
            actions.open_meeting(gathering, by=self.chair, presiding=self.seat("chair"))
            actions.attend(gathering, by=self.chair, states=self.attendance())
            first = AgendaItem.objects.get(gathering=gathering, reports_back=True)
            actions.take_up_item(first, by=self.chair)
        with self.at(starts, 9):
            actions.close_item(first, by=self.chair)
            if self.story.get("approves"):
                self.approve(last[0])
        for item, one in items:
            self.take(gathering, starts, item, one)
        self.end(gathering, starts)
        last[:] = [gathering]

    def attendance(self) -> dict[Any, str]:
        states = {"present": self.story["present"], "excused": self.story.get("excused", [])}
        states["absent"] = self.story.get("absent", [])
        return {self.seat(key): state for state, keys in states.items() for key in keys if key != "chair"}

    def approve(self, before: Gathering) -> None:
        item = AgendaItem.objects.get(pk=self.approval.pk)
        actions.take_up_item(item, by=self.chair)
        movers = self.seats([key for key in self.story["present"] if key != "chair"][:2])
        motion = actions.move_motion(
            item, by=self.chair, words=Words("That the minutes of the last meeting are approved."),
            moved_by=movers[0], seconded_by=movers[1], approves=before,
        )  # fmt: skip
        everybody = {seat: Spoken("yes") for seat in self.seats(self.story["present"])}
        actions.call_roll(motion, by=self.chair, roll=everybody)
        actions.close_item(item, by=self.chair)

    def take(self, gathering: Gathering, starts: datetime, item: AgendaItem, one: dict[str, Any]) -> None:
        """One item: notes, recusals, motions, promises."""
        by = self.chair
        with self.at(starts, 3):
            if one.get("after_leaving"):
                actions.attend(gathering, by=by, states={self.seat(self.story["leaves"]): "left"})
                actions.preside(
                    gathering, by=self.town.actor("clerk"), presiding=self.seat(self.story["presides_then"])
                )
                by = self.town.actor(self.story["presides_then"])
            actions.take_up_item(item, by=by)
        with self.at(starts, one.get("minutes", 10)):
            actions.note(item, by=by, words=one.get("notes", ""), version=0)
            for recusal in one.get("recused", []):
                actions.recuse(item, by=by, seat=self.seat(recusal["seat"]), because=recusal["because"])
            for motion in one.get("motions", []):
                self.motion(item, by, motion)
            for promise in one.get("promises", []):
                self.promise(item, by, promise)
            actions.close_item(item, by=by)

    def motion(self, item: AgendaItem, by: Any, one: dict[str, Any]) -> None:
        nominees = self.seats(one.get("nominees", []))
        made = actions.move_motion(
            item, by=by, words=words(one, "words"), moved_by=self.seat(one["by"]), nominees=nominees,
            seconded_by=self.seat(one["second"]) if "second" in one else None,
            kind="election" if nominees else "motion",
        )  # fmt: skip
        if one.get("short"):  # three are left, four are needed: nothing is decided, and the page says so
            actions.withdraw_motion(made, by=by)
            return
        dissent = one.get("dissent", {})
        roll = {self.seat(key): Spoken("yes", self.seat(name)) for key, name in one.get("names", {}).items()}
        for said in ("yes", "no", "abstain"):
            for key in one.get(said, []):
                roll[self.seat(key)] = Spoken(said, None, dissent["words"] if dissent.get("seat") == key else "")
        actions.call_roll(made, by=by, roll=roll)

    def promise(self, item: AgendaItem, by: Any, one: dict[str, Any]) -> None:
        due = self.town.date(self.story["day"] + one["in_days"])
        said = actions.note_promise(item, by=by, words=one["words"])
        actions.complete_promise(said, by=by, owner=self.seat(one["owner"]), due=due)

    def end(self, gathering: Gathering, starts: datetime) -> None:
        clerk = self.town.actor("clerk")
        for side in ("resident", "official"):
            with clock.moved(starts):
                actions.airtime(gathering, by=clerk, side=side)
            with clock.moved(starts + timedelta(minutes=self.story.get(f"{side}s_minutes", 0))):
                actions.airtime(gathering, by=clerk, side="")
        with self.at(starts, 5):
            actions.adjourn(gathering, by=clerk)
        with clock.moved(starts + timedelta(days=3)):
            actions.publish_minutes(gathering, by=clerk)


def reports(town: Any, day: float, promise: dict[str, Any]) -> Steps:
    """The report of a promise made in the room, and its check from outside."""
    if "reported" not in promise:
        return

    def report() -> None:
        made = Undertaking.objects.get(words=promise["words"]).commitment
        matters.report(made, by=town.actor(promise["owner"]), words=promise["report"])

    def check() -> None:
        made = Undertaking.objects.get(words=promise["words"]).commitment
        by = town.actor("checker" if made.checked_by == town.organizations["board"] else "clerk")
        matters.check(made, by=by, kept=promise["kept"], note="Looked at it myself.")

    yield day + promise["reported"], report
    yield day + promise["reported"] + 9, check


def coming(town: Any, one: dict[str, Any]) -> None:
    """The next meeting: posted, with what people proposed taken up, declined and not answered yet."""
    chair = town.actor("chair")
    gathering = announced(town, one, chair)
    for item in one["items"]:
        put(gathering, chair, item)
    for proposal in one["proposal"]:
        said = Words(proposal["words"], proposal.get("language", "en"))
        given = matters.comment(gathering.window, by=NOBODY, words=said, kind="idea", return_words=new_words())
        if "taken_up_as" in proposal:
            actions.take_up_proposal(gathering, by=chair, proposal=given, title=Words(proposal["taken_up_as"]))
        if "declined" in proposal:
            reasons = Words(proposal["declined"])
            actions.decline_proposal(gathering, by=chair, proposal=given, reasons=reasons, outcome="not_ours")
    actions.post_agenda(gathering, by=chair, also_at="Door of City Hall")


def running(town: Any, one: dict[str, Any]) -> None:
    """A meeting that runs now: what was promised is reported, and on the next item a promise lacks its name."""
    chair, meeting = town.actor("chair"), Meeting(town, one)
    gathering = announced(town, one, chair)
    with clock.moved(gathering.starts_at - timedelta(days=5)):
        items = [put(gathering, chair, item) for item in one["item"]]
        actions.post_agenda(gathering, by=chair)
    with clock.moved(gathering.starts_at):
        actions.open_meeting(gathering, by=chair, presiding=meeting.seat("chair"))
        actions.attend(gathering, by=chair, states=meeting.attendance())
        first = AgendaItem.objects.get(gathering=gathering, reports_back=True)
        actions.close_item(actions.take_up_item(first, by=chair), by=chair)
        actions.take_up_item(items[0], by=chair)
        actions.note(items[0], by=chair, words=one["item"][0]["notes"], version=0)
        actions.note_promise(items[0], by=chair, words=one["item"][0]["loose"])
