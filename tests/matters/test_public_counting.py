"""One way to count: what is different, and what it is with copies; all replies; comparisons in place."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from commonbeat.matters import actions, stations
from commonbeat.matters.models import Change, Input, Matter, Passage, Window
from commonbeat.matters.shown import texts, topics
from commonbeat.matters.texts.passages import Passage as Piece
from commonbeat.people.actor import NOBODY
from tests import factories
from tests.matters.sending import send


def test_copies_are_counted_the_same_everywhere_and_can_be_listed(window: Window) -> None:
    house = factories.House(window.matter.agency)
    first, *others = [factories.said(window, "Ban quotas now.") for _ in range(4)]
    actions.fold(window.matter, by=house.coordinator, into=first, inputs=others, count=3)
    factories.said(window, "Why so late?", kind="question")
    counts = topics.counts(window.matter, NOBODY)
    assert counts.sentence == "4 comments and 1 question can be read: 5 on this site."
    assert (counts.shown, counts.different, counts.folded) == (5, 2, 3)
    matter = stations.with_progress(Matter.objects.all()).get(pk=window.matter_id)
    assert [one.note for one in stations.of_topic(matter)][:2] == ["5, 2 different", "0 of 2"]
    behind = topics.topic(window.matter_id, NOBODY, behind=str(first.pk))
    assert [one.pk for one in behind.said.object_list] == [one.pk for one in others]
    with factories.after(window):
        factories.replied(house, first)
        thread = Client().get(reverse("front.thread", args=[first.pk])).content.decode()
        assert "This reply goes to 4 comments, 1 of them different." in thread
        assert f"?behind={first.pk}#said" in thread


def test_the_replies_that_serve_most_come_first_and_the_rest_can_be_read(window: Window) -> None:
    house = factories.House(window.matter.agency)
    given = [factories.said(window, f"Say {n} of it.") for n in range(8)]
    with factories.after(window):
        most = factories.replied(house, *given[:3])
        others = [factories.replied(house, one) for one in given[3:]]
        [(_label, count, group)] = topics.replies(window.matter, NOBODY)
        assert (count, len(group), group[0].pk, group[0].served) == (6, topics.OF_EACH_OUTCOME, most.pk, 3)
        [(_label, count, group)] = topics.replies(window.matter, NOBODY, "will_do")
        assert {one.pk for one in group} == {most.pk, *(one.pk for one in others)}
        page = Client().get(reverse("matters.topic", args=[window.matter_id])).content.decode()
        assert "Read all 6 of these replies" in page and "?replies=will_do#replies" in page


def test_a_comparison_keeps_unchanged_passages_in_their_place(window: Window) -> None:
    house = factories.House(window.matter.agency)
    with factories.after(window):
        pieces = [factories.PIECES[0], Piece("(b)", 1, "Always on."), factories.PIECES[2]]
        text = actions.put_text(window.matter, by=house.coordinator, pieces=pieces)
        for change in Change.objects.filter(text=text):
            actions.name_movers(text, by=house.coordinator, change=change, by_none=True, because="Shorter.")
        actions.publish_text(text, by=house.coordinator, note="Shorter.", version=2)
        compared = texts.comparison(text, NOBODY)
        marks = [(bool(one.change), [passage.label for passage in one.same]) for one in compared.stretches]
        assert (marks[0], marks[-1], compared.unchanged) == ((False, ["(a)"]), (False, ["(c)"]), 2)
        page = Client().get(reverse("matters.compare", args=[text.pk])).content.decode()
        assert "1 passage unchanged" in page and "end of deleted" in page and "end of inserted" in page


def test_what_one_says_again_is_on_the_same_passage(window: Window) -> None:
    client = Client()
    passage = Passage.objects.filter(text=window.text_id).last()
    send(window, client, passage=passage.mark)
    first = Input.objects.get()
    form = client.get(reverse("matters.comment", args=[window.pk]), {"follows": first.pk})
    assert form.context["passage"] == passage == first.passage
    whole = client.get(reverse("matters.comment", args=[window.pk]), {"follows": first.pk, "passage": ""})
    assert whole.context["passage"] is None


def test_closed_forms_say_when_and_drafts_are_found_again(window: Window) -> None:
    client, address = Client(), reverse("matters.comment", args=[window.pk])
    with factories.after(window):
        assert send(window, client, words="Came too late.").status_code == 409
        closed = client.get(address)
        assert closed.status_code == 403
        for page in (closed.content.decode(), client.get(reverse("front.return")).content.decode()):
            assert "Came too late." in page and window.matter.get_absolute_url() in page
        assert "Comments closed on" in closed.content.decode()
        assert "Came too late." not in Client().get(address).content.decode()


def test_the_return_page_shows_the_reply_and_takes_a_follow_number(window: Window) -> None:
    client, house = Client(), factories.House(window.matter.agency)
    number = send(window, client).context["given"].pk
    page = client.get(reverse("front.return")).content.decode()
    assert "We owe a reply by" in page and f"?follows={number}" in page and f"/comments/{number}/withdraw/" in page
    with factories.after(window):
        factories.replied(house, topics.said(window.matter, NOBODY).get())
        page = client.get(reverse("front.return")).content.decode()
        assert "Because you are right." in page and f"/comments/{number}/not-answered/" in page
    for typed in (str(number), f"Comment {number}", f" no. {number} "):
        answer = Client().get(reverse("front.return"), {"number": typed})
        assert answer.url == f"/comments/{number}/"
    assert "No comment has this number." in Client().get(reverse("front.return"), {"number": "999"}).content.decode()
