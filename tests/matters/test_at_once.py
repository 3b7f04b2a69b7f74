"""Two processes act on one topic at the same moment: one is first, the other is judged by what stands then."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.houses import ROOT, empty, environment

pytestmark = pytest.mark.sqlite  # each has databases of its own, of both kinds
#: what every process begins with: the house as it stands, and how an act ends in a word
BEGIN = """
import time
import django; django.setup()
from datetime import timedelta
from functools import partial
from commonbeat.frame import clock
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.ledger import record, verify
from commonbeat.matters import actions
from commonbeat.matters.models import Answer, Decision, Input, Matter, Vote, Voter, Window
from commonbeat.people.actor import actor_for
from commonbeat.people.models import Agency, Person
from tests import factories as make
from tests.side_by_side import at_once
def by(name):
    return actor_for(Person.objects.get(email=f"{name}@example.org"))
"""
FOUND = """
house = make.house()
window = make.opened(house)
make.said(window, "Keep it for a year.")
"""
PUBLISH = """
with clock.moved(Window.objects.get().closes_at + timedelta(minutes=5)):
    window = Window.objects.select_related("matter").get()
    reason = {{"inputs": [Input.objects.get()], "outcome": "will_not", "reasons": Words("No.")}}
    reply = actions.answer(window.matter, by=by("coordinator"), **reason)
    {publish}
"""
#: reads, waits for the others, acts; the period has been over for an hour. Between what an act changes and its end
#: there is time for the other one to act on what it sees, unless it has to wait.
ACT = """
def slowly(*args, seal=record.seal, **facts):
    time.sleep(0.5)
    return seal(*args, **facts)
record.seal = slowly
def act(who, do, go):
    window = Window.objects.select_related("matter__agency").get()
    given, reply, who = Input.objects.first(), Answer.objects.first(), by(who)
    with clock.moved(window.closes_at + timedelta(hours=1)):
        go()
        try:
            eval(do, globals() | locals())
        except Refused:
            return "refused"
        return "done"
print(*sorted(at_once({acts})))
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
ALL = "actions.publish_answers(window.matter, by=by('coordinator'), answers=[reply], count=1)"

#: runs a script in a house of its own; what it says, line by line
Run = Callable[[str], list[str]]


@pytest.fixture(params=["sqlite", "postgresql"])
def run(request: pytest.FixtureRequest, tmp_path: Path) -> Run:
    """In a fresh house, on either engine."""

    def said(script: str) -> list[str]:
        own = environment(tmp_path, empty(tmp_path, request.param))
        command = [sys.executable, "-W", "ignore", "-c", BEGIN + script]
        done = subprocess.run(command, cwd=ROOT, env=own, capture_output=True, text=True, timeout=240)
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()

    return said


def race(*acts: tuple[str, str], publish: str | None = None) -> str:
    """A script in which these acts of (who, what) are begun at the same moment."""
    before = FOUND if publish is None else FOUND + PUBLISH.format(publish=publish)
    return before + ACT.format(acts=", ".join(f"partial(act, {who!r}, {do!r})" for who, do in acts)) + READ


def test_nothing_is_decided_beside_paper_that_is_entered(run: Run) -> None:
    """The decision or the paper comes first, and the other is refused."""
    assert run(race(DECIDE, ENTER, publish=ALL)) == ["done refused", "0 1 ['No.'] True"]


@pytest.mark.parametrize("others", [[("coordinator", ANSWER)], [HAND_OVER]], ids=["answer", "hand over"])
def test_one_comment_gets_one_reply(run: Run, others: list[tuple[str, str]]) -> None:
    ended, stands = run(race(("staff", ANSWER), *others))
    assert ended == "done refused"
    assert stands in ("0 1 [] True", "0 1 ['Handed over'] True")


def test_nothing_is_published_that_was_changed_meanwhile(run: Run) -> None:
    ended, stands = run(race(REVISE, PUBLISH_SEEN, publish="pass"))
    assert ended == "done refused"
    assert stands in ("0 1 ['No.'] True", "0 1 [] True")
