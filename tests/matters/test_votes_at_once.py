"""Two processes vote at the same moment: through every door one person counts once per opinion."""

from __future__ import annotations

import pytest

from tests.matters.test_at_once import Run, run  # noqa: F401 (the fixture)

pytestmark = pytest.mark.sqlite  # each has databases of its own, of both kinds
FOUND = """
from django.test import Client
from commonbeat.matters import formkeys
from commonbeat.people.actor import NOBODY, Actor
house = make.house()
window = make.opened(house, opinions=True, voting="{voting}")
actions.start_opinions(window, by=house.coordinator, opinions=[Words("Cameras stay on.")], count=1)
if window.voting == "codes":
    actions.print_codes(window, by=house.coordinator, codes=["ABCDE-FGHJK"], count=1)
"""
#: a vote as a browser sends it, with the key of one form, or a code
VOTE = """
key = formkeys.new(window)
def vote(answer, go):
    opinion = str(Input.objects.get().pk)
    client, path = Client(HTTP_HOST="127.0.0.1"), f"/periods/{window.pk}/vote/"
    client.get(path)
    go()
    if window.voting == "codes":
        client.post(path + "join/", {"code": "abcde fghjk", "key": formkeys.new(window)})
    return client.post(path, {"key": key, "opinion": opinion, "answer": answer}).status_code
print(*at_once(partial(vote, "agree"), partial(vote, "disagree")))
print(Voter.objects.count(), Vote.objects.count(), Vote.objects.get().answer in (1, -1))
"""


@pytest.mark.parametrize("voting", ["link", "codes"])
def test_two_at_once_make_one_voter_and_one_vote(run: Run, voting: str) -> None:  # noqa: F811
    ended = "200 200" if voting == "link" else "303 303"
    assert run(FOUND.format(voting=voting) + VOTE) == [ended, "1 1 True"]


TWO_BROWSERS = """
for _number in range(2):
    voter = actions.join_voting(window, by=NOBODY)
    actions.vote(voter, by=Actor(giver_ids=frozenset([voter.giver_id])), opinion=Input.objects.get(), answer=1)
    voter.giver.email = "rosa@example.org"
    voter.giver.save()
"""
CONFIRM = """
def confirm(number, go):
    voter = Voter.objects.order_by("pk")[number]
    go()
    actions.confirm_address(voter.giver, by=NOBODY)
    return "done"
print(*at_once(partial(confirm, 0), partial(confirm, 1)))
counted = Voter.objects.counted().confirmed()
print(counted.count(), Vote.objects.filter(voter__in=counted).count())
"""


def test_one_address_confirmed_in_two_browsers_at_once_counts_once(run: Run) -> None:  # noqa: F811
    assert run(FOUND.format(voting="link") + TWO_BROWSERS + CONFIRM) == ["done done", "1 1"]
