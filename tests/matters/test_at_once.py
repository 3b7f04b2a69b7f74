"""Two processes act on one topic at the same moment: one is first, the other is judged by what stands then."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.houses import empty

pytestmark = pytest.mark.sqlite  # each has databases of its own, of both kinds
ROOT = Path(__file__).parents[2]
#: what every process begins with: the house as it stands, and how an act ends in a word
BEGIN = """
import sys, time
import django; django.setup()
from datetime import timedelta
from commonbeat.frame import clock
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.ledger import record, verify
from commonbeat.matters import actions
from commonbeat.matters.models import Answer, Decision, Input, Matter, Vote, Voter, Window
from commonbeat.people.actor import actor_for
from commonbeat.people.models import Agency, Person
from tests import factories as make
def by(name):
    return actor_for(Person.objects.get(email=f"{name}@example.org"))
def ended(do):
    try:
        do()
    except Refused:
        return "refused"
    return "done"
"""
FOUND = """
house = make.house()
window = make.opened(house)
make.said(window, "Keep it for a year.")
"""
#: says that it is ready, waits to be told, acts; the period has been over for an hour. Between what an act changes and
#: its end there is time for the other one to act on what it sees, unless it has to wait.
ACT = """
def slowly(*args, seal=record.seal, **facts):
    time.sleep(0.5)
    return seal(*args, **facts)
record.seal = slowly
window = Window.objects.select_related("matter__agency").get()
given, reply = Input.objects.first(), Answer.objects.first()
who = by("{who}")
with clock.moved(window.closes_at + timedelta(hours=1)):
    print("ready", flush=True)
    sys.stdin.readline()
    print(ended(lambda: {act}))
"""
PUBLISH = """
with clock.moved(Window.objects.get().closes_at + timedelta(minutes=5)):
    window = Window.objects.select_related("matter").get()
    reason = {{"inputs": [Input.objects.get()], "outcome": "will_not", "reasons": Words("No.")}}
    reply = actions.answer(window.matter, by=by("coordinator"), **reason)
    {publish}
"""
#: comments that a decided topic left waiting, replies, the words of those that are published, whether the log holds
READ = """
waiting = Input.objects.waiting().count() if Decision.objects.exists() else 0
published = [one.reasons.text for one in Answer.objects.published()]
print(waiting, Answer.objects.count(), published, verify.verify(record.lines()).holds)
"""
DECIDE = ("chief", 'actions.decide(window.matter, by=who, outcome="not_adopt", reasons=Words("No."))')
ENTER = (
    "coordinator",
    'actions.enter(window, by=who, words=Words("In time"), channel="paper", given_on=window.last_day)',
)
ANSWER = "actions.answer(window.matter, by=who, inputs=[given], outcome='will_not', reasons=Words('Drafted'))"
HAND_OVER = ("coordinator", 'actions.hand_over(given, by=who, to="Roads", reasons=Words("Handed over"))')
REVISE = ("staff", "actions.revise_answer(reply, by=who, outcome='already', reasons=Words('Yes.'), seen=reply.stand)")
PUBLISH_SEEN = (
    "coordinator",
    "actions.publish_answers(window.matter, by=who, answers=[reply], count=1, seen={reply.pk: reply.stand})",
)


class Houses:
    """A house in a database of its own, worked on by processes of their own."""

    def __init__(self, folder: Path, address: str) -> None:
        own = {"COMMONBEAT_DATA": str(folder), "COMMONBEAT_DATABASE": address}
        self.environment = os.environ | own | {"DJANGO_SETTINGS_MODULE": "commonbeat.settings"}

    def start(self, code: str) -> subprocess.Popen[str]:
        pipe = subprocess.PIPE
        command = [sys.executable, "-W", "ignore", "-c", BEGIN + code]
        return subprocess.Popen(command, cwd=ROOT, env=self.environment, stdin=pipe, stdout=pipe, text=True)

    def run(self, code: str) -> str:
        process = self.start(code)
        said = process.communicate(timeout=120)[0]
        assert process.returncode == 0
        return said.strip()

    def at_once(self, *acts: tuple[str, str]) -> list[str]:
        """How these acts of (who, what) ended, begun at the same moment."""
        both = [self.start(ACT.format(who=who, act=act)) for who, act in acts]
        assert [one.stdout.readline() for one in both] == ["ready\n"] * len(both)
        for one in both:
            one.stdin.write("go\n")
            one.stdin.flush()
        said = [one.communicate(timeout=120)[0].strip() for one in both]
        assert [one.returncode for one in both] == [0] * len(both)
        return said


@pytest.fixture(params=["sqlite", "postgresql"])
def houses(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[..., Houses]:
    """Makes a fresh house, on either engine."""

    def make(publish: str | None = None, found: str = FOUND) -> Houses:
        house = Houses(tmp_path, empty(tmp_path, request.param))
        house.run(found + ("" if publish is None else PUBLISH.format(publish=publish)))
        return house

    return make


ALL = "actions.publish_answers(window.matter, by=by('coordinator'), answers=[reply], count=1)"


def test_nothing_is_decided_beside_paper_that_is_entered(houses: Callable[..., Houses]) -> None:
    house = houses(ALL)
    said = house.at_once(DECIDE, ENTER)
    assert sorted(said) == ["done", "refused"], "the decision or the paper came first, and the other was refused"
    assert house.run(READ) == "0 1 ['No.'] True"


@pytest.mark.parametrize("others", [[("coordinator", ANSWER)], [HAND_OVER]], ids=["answer", "hand over"])
def test_one_comment_gets_one_reply(houses: Callable[..., Houses], others: list[tuple[str, str]]) -> None:
    house = houses()
    assert sorted(house.at_once(("staff", ANSWER), *others)) == ["done", "refused"]
    assert house.run(READ) in ("0 1 [] True", "0 1 ['Handed over'] True")


def test_nothing_is_published_that_was_changed_meanwhile(houses: Callable[..., Houses]) -> None:
    house = houses("pass")
    assert sorted(house.at_once(REVISE, PUBLISH_SEEN)) == ["done", "refused"]
    assert house.run(READ) in ("0 1 ['No.'] True", "0 1 [] True")
