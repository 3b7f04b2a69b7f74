"""Two processes vote at the same moment: through every door one person counts once per opinion."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.matters.test_at_once import Houses, houses  # noqa: F401 (the fixture)

pytestmark = pytest.mark.sqlite  # each has databases of its own, of both kinds
FOUND = """
house = make.house()
window = make.opened(house, opinions=True, voting="{voting}")
actions.start_opinions(window, by=house.coordinator, opinions=[Words("Cameras stay on.")], count=1)
if window.voting == "codes":
    actions.print_codes(window, by=house.coordinator, codes=["ABCDE-FGHJK"], count=1)
import os, pathlib
from commonbeat.matters import formkeys
(pathlib.Path(os.environ["COMMONBEAT_DATA"]) / "key").write_text(formkeys.new(window))
"""
#: a vote as a browser sends it, with the key of one form in the database's own folder, or a code
VOTE = """
import os, pathlib
from django.test import Client
from commonbeat.matters import formkeys
window = Window.objects.get()
key = (pathlib.Path(os.environ["COMMONBEAT_DATA"]) / "key").read_text()
opinion = str(Input.objects.get().pk)
client, path = Client(HTTP_HOST="127.0.0.1"), f"/periods/{{window.pk}}/vote/"
client.get(path)
print("ready", flush=True)
sys.stdin.readline()
if window.voting == "codes":
    client.post(path + "join/", {{"code": "abcde fghjk", "key": formkeys.new(window)}})
print(client.post(path, {{"key": key, "opinion": opinion, "answer": "{answer}"}}).status_code)
"""
READ = "print(Voter.objects.count(), Vote.objects.count(), Vote.objects.get().answer in (1, -1))"


@pytest.mark.parametrize("voting", ["link", "codes"])
def test_two_at_once_make_one_voter_and_one_vote(houses: Callable[..., Houses], voting: str) -> None:  # noqa: F811
    house = houses(found=FOUND.format(voting=voting))
    both = [house.start(VOTE.format(answer=answer)) for answer in ("agree", "disagree")]
    assert [one.stdout.readline() for one in both] == ["ready\n"] * 2
    for one in both:
        one.stdin.write("go\n")
        one.stdin.flush()
    assert [one.communicate(timeout=120)[0].strip() for one in both] == ["200" if voting == "link" else "303"] * 2
    assert house.run(READ) == "1 1 True"


TWO_BROWSERS = """
for _number in range(2):
    voter = actions.join_voting(window, by=NOBODY)
    actions.vote(voter, by=Actor(giver_ids=frozenset([voter.giver_id])), opinion=Input.objects.get(), answer=1)
    voter.giver.email = "rosa@example.org"
    voter.giver.save()
"""
CONFIRM = """
from commonbeat.people.actor import NOBODY
voter = Voter.objects.order_by("pk")[{number}]
print("ready", flush=True)
sys.stdin.readline()
actions.confirm_address(voter.giver, by=NOBODY)
print("done")
"""
COUNTED = """
counted = Voter.objects.counted().confirmed()
print(counted.count(), Vote.objects.filter(voter__in=counted).count())
"""


def test_one_address_confirmed_in_two_browsers_at_once_counts_once(houses: Callable[..., Houses]) -> None:  # noqa: F811
    known = "from commonbeat.people.actor import NOBODY, Actor\n"
    house = houses(found=known + FOUND.format(voting="link") + TWO_BROWSERS)
    both = [house.start(CONFIRM.format(number=number)) for number in range(2)]
    assert [one.stdout.readline() for one in both] == ["ready\n"] * 2
    for one in both:
        one.stdin.write("go\n")
        one.stdin.flush()
    assert [one.communicate(timeout=120)[0].strip() for one in both] == ["done"] * 2
    assert house.run(COUNTED) == "1 1"
