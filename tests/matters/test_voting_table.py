"""Who may vote at each stage: the expected yes or no written out, and the pages say the same."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace

import pytest
from django.test import Client

from commonbeat.frame.rules import may
from commonbeat.frame.text import Words
from commonbeat.matters import actions
from commonbeat.matters.models import Voter, Window
from commonbeat.people.actor import NOBODY
from tests import factories
from tests.matters.ballots import address, asked_about
from tests.matters.desk import at

pytestmark = pytest.mark.django_db
#: act → at each stage: v the voter alone, a anybody, c the coordinator, - nobody
MARKS = {
    #                               open closed decided
    "matters.vote": "               v    -      -",
    "matters.join_voting": "        a    -      -",
    "matters.add_opinion": "        a    -      -",
    "matters.own_votes": "          a    a      a",
    "matters.withdraw_votes": "     v    v      -",
    "matters.confirm_votes_by_mail": "v  -      -",
    "matters.start_opinions": "     c    -      -",
    "matters.print_codes": "        c    -      -",
}
OF_THE_VOTER = {"matters.vote", "matters.withdraw_votes", "matters.confirm_votes_by_mail"}
STAGES = ["open", "closed", "decided"]


@pytest.mark.parametrize("stage", STAGES)
def test_who_may_at_each_stage(stage: str) -> None:
    house = factories.house()
    window = asked_about(house)
    voter = actions.join_voting(window, by=NOBODY)
    with factories.after(window) if stage != "open" else nullcontext():
        if stage == "decided":
            actions.decide(window.matter, by=house.chief, outcome="not_adopt", reasons=Words("No."))
        window = Window.objects.select_related(*Window.rules_read).get()
        voter = Voter.objects.select_related(*Voter.rules_read).get(pk=voter.pk)
        themselves = replace(NOBODY, giver_ids=frozenset([voter.giver_id]))
        others = {"nobody": NOBODY, "coordinator": house.coordinator, "chief": house.chief, "clerk": house.clerk}
        for act, marks in MARKS.items():
            mark = marks.split()[STAGES.index(stage)]
            subject = voter if act in OF_THE_VOTER else window
            allowed = {name for name, actor in {"voter": themselves, **others}.items() if may(act, actor, subject)}
            expected = {"v": {"voter"}, "a": {"voter", *others}, "c": {"coordinator"}, "-": set()}[mark]
            assert allowed == expected, act
            page = at("coordinator").get(address(window, act)) if mark == "c" else Client().get(address(window, act))
            assert (page.status_code in (200, 302)) == (mark != "-"), act
