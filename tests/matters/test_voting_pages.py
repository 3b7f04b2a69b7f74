"""The vote page: one opinion after another, without an account and without scripts."""

from __future__ import annotations

import re
from datetime import timedelta

import polib
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from commonbeat.frame import clock
from commonbeat.ledger.models import Entry
from commonbeat.matters import actions
from commonbeat.matters.models import Input, Vote, Voter, Window
from commonbeat.people.models import Giver
from tests import factories
from tests.matters import votes
from tests.matters.ballots import address, asked_about, card, kept, only_voter, press, text, vote_on

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@pytest.fixture
def house() -> factories.House:
    return factories.house()


@pytest.fixture
def window(house: factories.House) -> Window:
    return asked_about(house)


def test_one_opinion_follows_another_until_none_is_left(window: Window) -> None:
    client, seen, counts = Client(), [], []
    page = text(client.get(address(window)))
    while fields := card(page):
        counts.append(re.search(r"Opinion (\d) of 3", page)[0])
        seen.append(int(fields["opinion"]))
        page = text(press(client, window, fields, ["agree", "disagree", "unsure"][len(seen) - 1]))
    assert sorted(seen) == sorted(Input.objects.opinions().values_list("pk", flat=True))
    assert counts == ["Opinion 1 of 3", "Opinion 2 of 3", "Opinion 3 of 3"]
    assert "You have voted on all 3 opinions" in page
    given = {opinion: answer for _voter, opinion, answer in kept()}
    assert (given, only_voter().number) == (dict(zip(seen, [1, -1, 0], strict=True)), 0)


def test_before_the_first_vote_the_page_says_what_happens_with_votes(house: factories.House) -> None:
    quiet, public = asked_about(house), asked_about(house, publishes_votes=True)
    pages = [text(Client().get(address(one))) for one in (quiet, public)]
    assert ["Nobody else sees how you vote." in page for page in pages] == [True, True]
    assert ["everybody can download the votes" in page for page in pages] == [False, True]
    after = text(press(Client(), quiet, card(pages[0])))
    assert "Nobody else sees how you vote." not in after


def test_a_first_vote_makes_a_voter_with_return_words_that_open_elsewhere(window: Window) -> None:
    client = Client()
    answer = press(client, window, card(text(client.get(address(window)))))
    words = re.search(r'class="return-words"[^>]*>([^<]+)<', text(answer))[1]
    assert Giver.objects.with_words(words).get() == only_voter().giver
    assert "no-store" in answer["Cache-Control"]
    following = press(client, window, card(text(answer)))
    assert words in text(following), "the key is carried from card to card"
    assert words not in text(client.get(address(window)))
    other = Client()
    other.post(reverse("front.return"), {"words": words})
    assert address(window) in text(other.get(reverse("front.return")))
    press(other, window, card(text(other.get(address(window)))))
    assert (Voter.objects.count(), Vote.objects.count()) == (1, 3)


def test_return_words_stand_open_after_the_first_vote_and_folded_after_the_next(window: Window) -> None:
    client = Client()
    first = text(press(client, window, card(text(client.get(address(window))))))
    second = text(press(client, window, card(first)))
    assert [re.search(r'<details class="keep"( open)?>', page)[1] for page in (first, second)] == [" open", None]
    assert "for an hour in the votes that follow" in first


def test_a_later_vote_leads_to_a_page_that_going_back_does_not_send_again(window: Window) -> None:
    client, (one, two, _three) = Client(), Input.objects.opinions()
    first = vote_on(client, window, one)
    assert (first.status_code, "Counted: Agree." in text(first)) == (200, True)
    sent = {"opinion": two.pk, "answer": "disagree"}
    answer = client.post(address(window), sent)
    assert (answer.status_code, answer.url) == (303, f"{address(window)}?after={two.pk}")
    page = text(client.get(answer.url))
    assert ("Counted: Disagree." in page, f">{two.words.text}</q>" in page) == (True, True)
    assert "Counted:" not in text(Client().get(answer.url)), "it tells of the reader's own vote"
    by_script = client.post(address(window), sent | {"answer": "agree"}, HTTP_HX_REQUEST="true")
    assert (by_script.status_code, f">{two.words.text}</q>" in text(by_script)) == (200, True)


def test_return_words_are_shown_for_an_hour(window: Window) -> None:
    client = Client()
    first = text(press(client, window, card(text(client.get(address(window))))))
    with clock.moved(clock.now() + timedelta(hours=2)):
        later = text(press(client, window, card(first)))
    assert ['class="return-words"' in page for page in (first, later)] == [True, False]
    assert len(kept()) == 2


def test_two_clicks_and_a_reload_count_once(window: Window) -> None:
    client = Client()
    fields = card(text(client.get(address(window))))
    strangers = [client, Client(), Client()]  # the second click leaves before the first answer's cookie is there
    assert {press(one, window, fields).status_code for one in strangers} == {200}
    assert len(kept()) == Voter.objects.count() == Giver.objects.count() == 1


def test_a_page_that_was_open_for_long_asks_to_press_again(window: Window) -> None:
    client = Client()
    old = card(text(client.get(address(window))))
    with clock.moved(clock.now() + timedelta(hours=2)):
        page = text(press(client, window, old))
        assert ("Press your answer once more." in page, kept(), card(page)["opinion"]) == (True, [], old["opinion"])
        press(client, window, card(page))
    assert len(kept()) == 1


@pytest.mark.parametrize("wrong", [{"opinion": "0"}, {"opinion": "x"}, {"answer": "yes"}, {"opinion": "9" * 40}])
def test_what_cannot_be_counted_is_said_and_the_next_card_shown(window: Window, wrong: dict[str, str]) -> None:
    client = Client()
    fields = card(text(client.get(address(window)))) | {"answer": "agree"} | wrong
    page = text(client.post(address(window), fields))
    assert ('role="status"' in page, card(page) != {}, kept()) == (True, True, [])


def test_what_is_hidden_vanishes_at_once(house: factories.House, window: Window) -> None:
    opinions = list(Input.objects.opinions())
    page = text(Client().get(address(window)))
    actions.hide(opinions[0], by=house.coordinator, reason="threat")
    actions.hold(opinions[1], by=house.coordinator, reason="threat")
    shown = {card(text(Client().get(address(window))))["opinion"] for _ in range(20)}
    assert shown == {str(opinions[2].pk)}
    answer = press(Client(), window, card(page) | {"opinion": str(opinions[0].pk)})
    assert ("not open for votes any more" in text(answer), kept()) == (True, [])


def test_folded_and_withdrawn_opinions_are_not_asked(house: factories.House) -> None:
    window = factories.opened(house, opinions=True)
    said = [factories.said(window, f"Keep video for {n} years at least, please.", kind="opinion") for n in range(3)]
    actions.fold(window.matter, by=house.coordinator, into=said[0], inputs=[said[1]], count=1)
    actor = house.nobody.__class__(giver_ids=frozenset([said[2].giver_id]))
    actions.withdraw(said[2], by=actor)
    assert {card(text(Client().get(address(window))))["opinion"] for _ in range(15)} == {str(said[0].pk)}


def test_a_comment_is_no_opinion(window: Window) -> None:
    comment = factories.said(window)
    assert "not open for votes any more" in text(vote_on(Client(), window, comment))
    assert kept() == []


def test_votes_leave_no_entry_in_the_log_and_cost_few_questions(window: Window, django_assert_num_queries) -> None:
    client = Client()
    page = text(press(client, window, card(text(client.get(address(window))))))
    before = Entry.objects.count()
    with django_assert_num_queries(7):  # head, voter, locked voter, vote, own votes; begin and end of the act
        answer = press(client, window, card(page), HTTP_HX_REQUEST="true")
    assert Entry.objects.count() == before
    assert text(answer).lstrip().startswith("<section") and "<html" not in text(answer)


def test_voting_ends_to_the_second(window: Window) -> None:
    client = Client()
    fields = card(text(client.get(address(window))))
    with clock.moved(window.closes_at - timedelta(seconds=1)):
        key = card(text(client.get(address(window))))
        assert press(client, window, key | {"opinion": fields["opinion"]}).status_code == 200
    with clock.moved(window.closes_at):
        late = press(client, window, key | {"opinion": fields["opinion"]}, "disagree")
        assert (late.status_code, "does not count" in text(late), "stands" in text(late)) == (409, True, True)
        assert client.get(address(window)).status_code == 403
        assert client.get(address(window, "matters.own_votes")).status_code == 200
    assert [answer for _voter, _opinion, answer in kept()] == [1]


def test_before_it_opens_and_without_opinions_nobody_votes(house: factories.House) -> None:
    window = factories.opened(house)
    answer = Client().get(address(window))
    assert (answer.status_code, "nobody votes on opinions" in text(answer)) == (403, True)
    later = asked_about(house, matter=factories.draft(house))
    with clock.moved(later.opens_at - timedelta(hours=1)):
        assert "Voting is not open yet" in text(Client().get(address(later)))


def test_the_last_card_says_whether_there_are_results(house: factories.House, window: Window) -> None:
    opinions, soon = list(Input.objects.opinions()), "As soon as five people have voted"

    def last_card() -> list[bool]:
        client = Client()
        pages = [text(vote_on(client, window, one)) for one in opinions]
        return [words in pages[-1] for words in (soon, "It is drawn again when five more people have voted.")]

    assert last_card() == [True, False]
    votes.vote(window, opinions, [[1, 1, 1]] * 5)
    votes.drawn(window)
    assert last_card() == [False, True]


def test_the_topic_leads_to_the_vote(window: Window) -> None:
    page = text(Client().get(window.matter.get_absolute_url()))
    assert f'href="{address(window)}"' in page and "3 opinions to agree or disagree with" in page


def test_not_sure_is_said_in_one_way_in_spanish() -> None:
    catalog = polib.pofile(str(settings.HERE / "locale/es/LC_MESSAGES/django.po"))
    about = [one for one in catalog if re.search(r"\bnot sure\b", one.msgid, re.IGNORECASE)]
    said = [one.msgstr.lower() for one in about if "program" not in one.msgid and "sure enough" not in one.msgid]
    assert (len(said), [words for words in said if "sin decidir" not in words]) == (7, [])
