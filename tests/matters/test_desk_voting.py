"""The coordinator's side of votes: what a period allows, opinions to start with, codes, opinions from paper."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from commonbeat.frame.text import day
from commonbeat.ledger import record
from commonbeat.matters.models import Input, VotingCode, Window
from commonbeat.matters.views.desk.voting import ALPHABET, codes_from
from tests import factories
from tests.matters.ballots import address, asked_about, key_of, text
from tests.matters.desk import at, done, look, send

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
STARTS = "Cameras stay on.\n\n  Ask before recording inside a home.  \n"


@pytest.fixture
def house() -> factories.House:
    return factories.house()


def period(house: factories.House, **fields: Any) -> dict[str, Any]:
    today = house.agency.today()
    usual = {"opens_on": today, "closes_on": today + timedelta(30), "replies_due": today + timedelta(50)}
    return usual | {"moderation": "after", "paper_days": 5, "voting": "link", "sure": "on"} | fields


def test_a_period_opens_with_votes_and_opinions_to_start_with_in_one_sending(house: factories.House) -> None:
    matter = factories.draft(house)
    form = period(house, opinions="on", voting="codes", publishes_votes="on", starts=STARTS, form_key="k")
    for _ in range(2):
        done(at("coordinator"), "matters.open_period", matter.pk, **form)
    window = Window.objects.get()
    assert (window.opinions, window.voting, window.publishes_votes, window.on_whole) == (True, "codes", True, False)
    words = [one.words.text for one in Input.objects.opinions().filter(channel="agency", reply_owed=False)]
    assert words == ["Cameras stay on.", "Ask before recording inside a home."]


def test_the_summary_says_who_may_vote_before_the_door_opens(house: factories.House) -> None:
    matter = factories.draft(house)
    form = period(house, opinions="on", voting="email", starts=STARTS)
    del form["sure"]
    page = text(send(at("coordinator"), "matters.open_period", matter.pk, **form))
    assert "people who leave an e-mail address and confirm it" in page and "They are not published." in page
    assert not Window.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"starts": STARTS, "on_whole": "on"},
        {"opinions": "on", "starts": "x" * 281},
        {"opinions": "on", "voting": "all"},
        {"voting": "link"},
    ],
)
def test_a_wrong_period_is_shown_again_with_what_was_typed(house: factories.House, wrong: dict[str, str]) -> None:
    answer = send(at("coordinator"), "matters.open_period", factories.draft(house).pk, **period(house, **wrong))
    assert (answer.status_code, 'role="alert"' in text(answer)) == (200, True)
    assert wrong.get("starts", "").strip() in text(answer)
    assert not Window.objects.exists()


def test_more_opinions_are_put_up_while_the_period_runs(house: factories.House) -> None:
    window = asked_about(house)
    assert "matters.start_opinions" not in look(at("staff"), "matters.desk", window.matter_id)
    done(at("coordinator"), "matters.start_opinions", window.pk, starts=STARTS)
    assert Input.objects.opinions().count() == 5
    assert send(at("staff"), "matters.start_opinions", window.pk, starts=STARTS).status_code == 409


def codes_on(page: str) -> list[str]:
    return re.findall(r'class="code"[^>]*>([^<]+)<', page)


def test_codes_are_shown_once_kept_as_digests_and_sealed_as_a_count(house: factories.House) -> None:
    window, client = asked_about(house, voting="codes"), at("coordinator")
    form = {"count": 3, "form_key": "a key"}
    pages = [text(send(client, "matters.print_codes", window.pk, **form)) for _ in range(2)]
    codes = codes_on(pages[0])
    assert (codes, len(set(codes))) == (codes_on(pages[1]), 3), "a second click shows the same sheet"
    assert VotingCode.objects.count() == 3
    slip = re.search(r'<ul class="slips"><li>(.*?)</li>', pages[0])[1]
    assert f"<span>testserver</span><span>{address(window)}</span>" in slip, "it breaks before its path, if at all"
    told = ("With this code you vote", window.matter.question.text, f"Until {day(window.last_day)}")
    assert [words in slip for words in told] == [True, True, True]
    entries = [line for line in record.lines() if '"matters.print_codes"' in line]
    assert (len(entries), '"count":3' in entries[0]) == (1, True)
    kept = repr(list(VotingCode.objects.values())) + "".join(record.lines())
    assert not any(code in kept for code in codes)
    assert codes_on(look(client, "matters.print_codes", window.pk)) == []
    sent = {"code": codes[0].lower(), "key": key_of(window)}
    assert "Opinion 1 of 3" in text(Client().post(address(window, "matters.join_voting"), sent))


@pytest.mark.parametrize("count", [0, 2001, "many"])
def test_so_many_codes_are_not_made(house: factories.House, count: object) -> None:
    window = asked_about(house, voting="codes")
    answer = send(at("coordinator"), "matters.print_codes", window.pk, count=count)
    assert ('role="alert"' in text(answer), VotingCode.objects.count()) == (True, 0)


def test_codes_are_long_unlike_one_another_and_without_look_alikes() -> None:
    codes = codes_from("key", 2000)
    assert len(ALPHABET) ** len(codes[0].replace("-", "")) >= 2**45
    assert len(set(codes)) == 2000 and not set("ILOS015") & set("".join(codes))
    assert set("".join(codes)) == {*ALPHABET, "-"}
    assert codes_from("another", 1) != codes[:1]


@pytest.mark.parametrize("name", ["nobody", "resident", "staff", "chief", "clerk"])
def test_only_the_coordinator_makes_codes(house: factories.House, name: str) -> None:
    window = asked_about(house, voting="codes")
    assert send(at(name), "matters.print_codes", window.pk, count=1).status_code == 409
    assert VotingCode.objects.count() == 0


def test_an_opinion_from_a_meeting_is_entered_where_the_period_takes_opinions(house: factories.House) -> None:
    window, plain = asked_about(house), factories.opened(house, matter=factories.draft(house))
    form = {
        "channel": "meeting",
        "given_on": house.agency.today(),
        "kind": "opinion",
        "language": "en",
        "words": "Yes.",
    }
    done(at("staff"), "matters.enter", window.pk, **form)
    given = Input.objects.opinions().get(channel="meeting")
    assert (given.words.text, given.reply_owed) == ("Yes.", True)
    assert 'value="opinion"' not in look(at("staff"), "matters.enter", plain.pk)
    long = send(at("staff"), "matters.enter", window.pk, **form | {"words": "x" * 281})
    assert (long.status_code, "x" * 281 in text(long)) == (409, True)
