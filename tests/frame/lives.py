"""What can happen to a topic, for histories made at random."""

from __future__ import annotations

from dataclasses import replace as swap
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.front import clockwork
from commonbeat.gatherings import actions as gatherings
from commonbeat.matters import actions
from commonbeat.matters.models import Answer, Change, Commitment, Input, Matter, Passage, Voter, Window
from commonbeat.people.actor import NOBODY
from tests import factories as make
from tests.gatherings import board as room, boardrooms, making
from tests.matters import papering
from tests.records import making as records


class Life:
    """A topic, and what can happen in it; what may not be done now is refused and changes nothing."""

    def __init__(self, house: make.House) -> None:
        self.house = house
        self.matter = make.draft(house)
        self.windows: list[Window] = []
        self.has_a_board = False

    def try_(self, name: str, n: int) -> None:
        try:
            getattr(self, name)(n)
        except (Refused, LookupError):
            pass

    @property
    def window(self) -> Window:
        return self.windows[-1]

    def by(self, name: str = "coordinator") -> Any:
        return self.house.actor(name)

    def one(self, rows: Any, n: int) -> Any:
        found = list(rows)
        return found[n % (len(found) or 1)]  # of none, a LookupError

    def revise(self, n: int) -> None:
        new = {
            name: Words(f"{name} {n}").translated("es", f"{name} {n} es") for name in ("title", "summary", "question")
        }
        actions.revise(self.matter, by=self.by(), kind="policy", **new)

    def open(self, n: int) -> None:
        self.windows.append(
            make.opened(self.house, matter=Matter.objects.get(pk=self.matter.pk), days=10 + n, opinions=True)
        )

    def extend(self, n: int) -> None:
        later = self.window.last_day + timedelta(days=n + 1)
        actions.extend_period(
            self.window, by=self.by(), closes_at=self.house.agency.end_of(later), replies_due=later, because=f"Rain {n}"
        )
        self.window.refresh_from_db()

    def say(self, n: int) -> None:
        make.said(self.window, f"Said {n}", passage=self.one(self.window.text.passages(), n), role="officer")

    def vote(self, n: int) -> None:
        opinion = make.said(self.window, f"Opinion {n}", kind="opinion")
        for _person in range(5 + n):
            voter = actions.join_voting(self.window, by=NOBODY)
            own = swap(NOBODY, giver_ids=frozenset({voter.giver_id}))
            actions.vote(voter, by=own, opinion=opinion, answer=1)
        clockwork.drawings()

    def leave_out(self, n: int) -> None:
        voter = self.one(Voter.objects.filter(window=self.window).counted(), n)
        made = actions.exclude_votes(self.window, by=self.by(), voters=[voter.number], because=f"Odd {n}")
        actions.readmit_votes(made, by=self.by(), because=f"Not odd {n}")

    def enter_many(self, n: int) -> None:
        rows = [{"words": Words(f"Row {n}"), "given_on": self.house.agency.today()}]
        actions.enter_many(self.window, by=self.by(), rows=rows, channel="paper", count=1, digest="0" * 64)

    def translate(self, n: int) -> None:
        actions.translate(self.one(Input.objects.all(), n), by=self.by(), language="es", words=f"Dicho {n}")

    def slip(self, n: int) -> None:
        passage = self.one(Passage.objects.filter(text=self.window.text), n)
        actions.correct_slip(passage, by=self.by(), words=f"{passage.words} Clearly.", because="A word was missing")

    def reply(self, n: int) -> None:
        promise = {"promise": Words(f"Do {n}"), "owner": self.house.seat("staff"), "due": self.house.agency.today()}
        waiting = self.one(Input.objects.waiting().filter(answer=None), n)
        draft = actions.answer(
            self.matter,
            by=self.by(),
            inputs=[waiting],
            outcome="will_do",
            reasons=Words("x"),
            **promise if n % 2 else {},
        )
        actions.revise_answer(draft, by=self.by("staff"), outcome="will_not", reasons=Words(f"Because {n}"))

    def publish(self, n: int) -> None:
        actions.publish_answers(self.matter, by=self.by(), answers=[self.one(Answer.objects.drafts(), n)], count=1)

    def correct(self, n: int) -> None:
        reply = self.one(Answer.objects.published(), n)
        actions.correct_answer(reply, by=self.by(), outcome="in_part", reasons=Words(f"Rather {n}"), changes_text=True)

    def hand_over(self, n: int) -> None:
        actions.hand_over(self.one(Input.objects.all(), n), by=self.by(), to="Roads", reasons=Words("Theirs"))

    def hide(self, n: int) -> None:
        actions.hide(self.one(Input.objects.all(), n), by=self.by(), reason="threat")

    def promise(self, n: int) -> None:
        due = self.house.agency.today() + timedelta(days=n)
        actions.promise(self.matter, by=self.by(), words=Words(f"Will {n}"), owner=self.house.seat("staff"), due=due)

    def keep(self, n: int) -> None:
        promise = self.one(Commitment.objects.all(), n)
        actions.move_due(promise, by=self.by(), due=promise.due + timedelta(days=1), because=f"Late {n}")
        actions.report(promise, by=self.by("staff"), words=f"Done {n}", link="https://example.org")
        actions.check(promise, by=self.by("clerk"), kept=bool(n % 2), note=f"Found {n}")

    def drop(self, n: int) -> None:
        actions.drop_promise(self.one(Commitment.objects.all(), n), by=self.by("chief"), because=f"No money {n}")

    def redraft(self, n: int) -> None:
        pieces = [
            swap(one, words=f"{one.words} And {n}.") if at == n % 3 else one for at, one in enumerate(make.PIECES)
        ]
        text = actions.put_text(self.matter, by=self.by(), pieces=make.PIECES[1:])
        actions.edit_text(text, by=self.by(), pieces=pieces)
        for change in Change.objects.filter(text=text):
            actions.name_movers(text, by=self.by(), change=change, by_none=True, because=f"A law {n}")
        actions.publish_text(text, by=self.by(), note=f"New {n}", version=text.version)

    def order(self, n: int) -> None:
        lapses = self.house.agency.today() + timedelta(days=n + 1)
        actions.order_interim(self.matter, by=self.by("chief"), reasons=Words(f"Danger {n}"), lapses_on=lapses)

    def decide(self, n: int) -> None:
        outcome = ["adopt", "not_adopt", "send_back"][n % 3]
        today = self.house.agency.today()
        dates = {"in_force_on": today, "review_on": today + timedelta(days=99)}
        actions.decide(self.matter, by=self.by("chief"), outcome=outcome, reasons=Words(f"So {n}"), **dates)

    def recommend(self, n: int) -> None:
        """A board with its charter recommends something."""
        self.board()
        gatherings.recommend(
            self.house.bodies["board"],
            by=self.by("chair"),
            title=Words(f"Post {n}"),
            words=Words(f"Post it {n} times."),
            adopted_on=self.house.agency.today(),
        )

    def sit(self, n: int) -> None:
        """Somebody is drawn by lot and appointed, and the members are counted."""
        self.board()
        boardrooms.filled_by_lot(self.house, n)
        boardrooms.counted(self.house, n)
        boardrooms.staggered(self.house, n)

    def board(self, n: int = 0) -> None:
        if not self.has_a_board:
            boardrooms.board(self.house, charter=boardrooms.STAGGERED)
            self.has_a_board = True

    def meet(self, n: int) -> None:
        one = making.announced(self.house, days=3 + n)
        starts = one.starts_at + timedelta(days=n)
        gatherings.move(one, by=self.by(), starts_at=starts, ends_at=None, location=f"Hall {n}", because=f"Rain {n}")
        gatherings.ask_in_room(one, by=self.by("staff"), words=Words(f"Why {n}?"))
        if n % 2:
            gatherings.cancel(one, by=self.by(), because=f"More rain {n}")

    def walk(self, n: int) -> None:
        due = self.house.agency.today() + timedelta(days=n)
        promise = {"promise": Words(f"Will {n}"), "owner": self.house.seat("staff"), "due": due} if n % 2 else {}
        said = {"activity": "walk", "place": None, "people": n + 1, "minutes": 20}
        gatherings.record_activity(self.house.agency, by=self.by("staff"), **said, **promise)

    def hold(self, n: int) -> None:
        """A board meets: it posts what it takes up, decides, minutes, promises, and corrects the minutes."""
        made = room.board(self.house, members=4, rules=room.SILENT, name=f"Review Board {n}")
        one = room.announced(made)
        gatherings.add_item(one, by=made.chair, title=Words(f"Towing {n}"), kind="decision")
        gatherings.post_agenda(one, by=made.chair, sort="regular")
        gatherings.open_meeting(one, by=made.chair, presiding=made.seats[0])
        room.come(made, one, range(4))
        gatherings.rule(room.again(one), by=made.chair, question="quorum", answer="3", because=f"As before {n}")
        gatherings.rule(room.again(one), by=made.chair, question="majority", answer="voting", because=f"So too {n}")
        gatherings.rule(room.again(one), by=made.chair, question="recused", answer="yes", because=f"And this {n}")
        gatherings.take_up_item(room.item(one), by=made.chair)
        gatherings.recuse(room.item(one), by=made.chair, seat=made.seats[3], because=f"A cousin {n}")
        motion = room.moved(made, one)
        gatherings.call_roll(motion, by=made.chair, roll=room.roll(made, yes=[0, 1], no=[2]))
        gatherings.note(room.item(one), by=made.chair, words=f"Talked {n} times", version=0)
        promise = {"owner": made.seats[0], "due": self.house.agency.today() + timedelta(days=9)}
        gatherings.note_promise(room.item(one), by=made.chair, words=f"Will look {n}", **promise)
        gatherings.close_item(room.item(one), by=made.chair)
        gatherings.adjourn(room.again(one), by=made.chair)
        gatherings.publish_minutes(room.again(one), by=made.chair)
        item = room.item(one)
        gatherings.correct_minutes(
            item, by=made.chair, words=f"Talked {n} hours", because=f"Miscounted {n}", version=item.version
        )

    def papers(self, n: int) -> None:
        papering.lived(self.house, n)

    def keep_records(self, n: int) -> None:
        """The small tools of an agency of twenty: a list, a reason, time kept free, cases drawn by lot."""
        records.lived(self.house, n)

    def key(self, n: int) -> None:
        """An outside seat makes a key, and gives it up for another."""
        passphrase = f"number {n} of the lanterns"
        actions.make_key(self.house.seat("clerk"), by=self.by("clerk"), passphrase=passphrase, lost=bool(n % 2))

    def end(self, n: int) -> None:
        act = actions.retire if n % 2 else actions.withdraw_topic
        act(self.matter, by=self.by("chief"), because=f"Enough {n}")


ACTS = [name for name, value in vars(Life).items() if callable(value) and name not in ("__init__", "try_", "by", "one")]
USUAL = ["open", "say", "slip", "reply", "publish", "after", "redraft", "decide", "keep"]
LIVES = st.lists(st.tuples(st.sampled_from([*ACTS, "after"]), st.integers(0, 5)), min_size=5, max_size=25)


def lived(house: make.House, acts: list[tuple[str, int]]) -> None:
    """A topic in which these things happened, the usual ones first; "after" lets the period run out."""
    life = Life(house)
    for name in USUAL[:4]:
        life.try_(name, 1)
    for at, (name, n) in enumerate(acts):
        if name == "after":
            with make.after(life.window):
                for later, number in acts[at + 1 :]:
                    life.try_(later, number) if later != "after" else None
            return
        life.try_(name, n)
