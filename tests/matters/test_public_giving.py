"""Commenting through the browser's door, and every piece of bad luck that can befall it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from commonbeat.frame import clock
from commonbeat.matters import formkeys
from commonbeat.matters.models import Input, Passage, Window
from commonbeat.matters.models.input import LONGEST
from tests import factories
from tests.matters.sending import filled, send

pytestmark = pytest.mark.django_db


def test_before_typing_people_see_where_other_things_go(window: Window) -> None:
    window.matter.agency.__class__.objects.update(complaint_door="Board, 555", tips_door="Tips", repairs_door="Works")
    page = Client().get(reverse("matters.comment", args=[window.pk])).content.decode()
    for part in ("911", "Board, 555", "Tips", "Works", "public record", "7\N{NO-BREAK SPACE}years", "private person"):
        assert part.replace("\N{NO-BREAK SPACE}", " ") in page.replace("\N{NO-BREAK SPACE}", " "), part


def test_a_form_begun_in_time_and_sent_after_closing_is_kept_as_a_draft(window: Window) -> None:
    client, form = Client(), filled(window, words="Mine, and late.")
    with clock.moved(window.closes_at):
        answer = client.post(reverse("matters.comment", args=[window.pk]), form)
    assert (answer.status_code, Input.objects.count()) == (409, 0)
    page = answer.content.decode()
    assert "Mine, and late." in page and "kept as your draft" in page and "11:59" in page
    again = client.get(reverse("matters.comment", args=[window.pk])).content.decode()
    assert "Mine, and late." in again


def test_the_last_second_counts(window: Window) -> None:
    form = filled(window)
    with clock.moved(window.closes_at - timedelta(seconds=1)):
        assert Client().post(reverse("matters.comment", args=[window.pk]), form).status_code == 200
    assert Input.objects.count() == 1


@pytest.mark.parametrize("key", ["", "forged", '[1,"a",1.0]:x'])
def test_a_form_without_its_key_is_sent_again_and_nothing_is_lost(window: Window, key: str) -> None:
    answer = send(window, key=key, words="All of this stays.")
    page = answer.content.decode()
    assert (answer.status_code, Input.objects.count()) == (200, 0)
    assert "All of this stays." in page
    fresh = re.search(r'name="key" value="([^"]+)"', page).group(1).replace("&quot;", '"')
    with clock.moved(clock.now() + timedelta(seconds=formkeys.TOO_FAST)):
        assert 'class="ticket"' in send(window, key=fresh, words="All of this stays.").content.decode()


def test_a_key_of_another_period_does_not_count(window: Window) -> None:
    other = factories.opened(factories.House(window.matter.agency, {"city": window.checked_by}))
    assert formkeys.read(formkeys.new(window), other) is None


def test_what_a_machine_sends_waits_for_a_look(window: Window) -> None:
    send(window, website="x")
    given = Input.objects.get()
    assert (given.state, given.reason, given.kept.text) == ("held", "flood", "Keep video for a year.")


def test_one_comment_alone_is_not_called_many(window: Window) -> None:
    """A quick hand, or words that stood in the form already, are asked to send once more and then appear."""
    begun = clock.now()
    with clock.moved(begun):
        key = formkeys.new(window)
    with clock.moved(begun + timedelta(seconds=2)):
        answer = send(window, key=key)
    assert (answer.status_code, Input.objects.count()) == (200, 0)
    assert "Send it once more" in answer.content.decode() and "Keep video for a year." in answer.content.decode()
    with clock.moved(begun + timedelta(seconds=4)):
        send(window, key=key)
    assert Input.objects.get().state == "visible"


def test_a_flood_of_new_givers_waits_for_a_look(window: Window, settings) -> None:
    settings.NEW_GIVERS_A_MINUTE = 2
    noon = (clock.now() + timedelta(minutes=1)).replace(second=10)
    with clock.moved(noon):
        for _ in range(3):
            send(window)
    assert list(Input.objects.values_list("state", "reason")) == [("visible", ""), ("visible", ""), ("held", "flood")]


def test_too_long_says_the_limit_and_keeps_the_words(window: Window) -> None:
    words = "a" * (LONGEST + 1)
    page = send(window, words=words).content.decode()
    assert words in page and "5001" in page and "5000" in page and Input.objects.count() == 0
    assert send(window, words=("b\r\n" * (LONGEST // 2)).strip()).status_code == 200
    assert Input.objects.count() == 1


def test_control_and_direction_characters_are_cleaned(window: Window) -> None:
    send(window, words="=cmd|' /C calc'!A0 \x00\x07\u202egood\u202c")
    given = Input.objects.get()
    assert given.words.text == "=cmd|' /C calc'!A0 good"
    sheet = Client().get(reverse("matters.topic.csv", args=[window.matter_id])).content.decode()
    assert "'=cmd|" in sheet


def test_private_data_is_held_back_and_the_receipt_says_so(window: Window) -> None:
    page = send(window, words="Call my neighbor at 212-555-0188.").content.decode()
    assert Input.objects.get().reason == "personal"
    assert "not shown yet" in page
    assert "212-555-0188" not in Client().get(reverse("matters.topic", args=[window.matter_id])).content.decode()


def test_immigration_status_is_asked_about_before_sending_and_never_stored(window: Window) -> None:
    words = "I am undocumented and afraid to call."
    asked = send(window, words=words)
    assert (asked.status_code, Input.objects.count()) == (200, 0)
    assert words in asked.content.decode() and 'value="keep"' in asked.content.decode()
    back = send(window, words=words, status="edit").content.decode()
    assert words in back and "<textarea" in back and Input.objects.count() == 0
    assert 'class="ticket"' in send(window, words=words, status="keep").content.decode()
    assert "status" not in {field.name for field in Input._meta.get_fields()}


def test_a_comment_on_a_passage_by_mark_and_by_number(window: Window) -> None:
    passage = Passage.objects.filter(text=window.text_id).first()
    for name in (passage.mark, str(passage.pk)):
        page = Client().get(reverse("matters.comment", args=[window.pk]), {"passage": name}).content.decode()
        assert passage.words in page and f'value="{passage.mark}"' in page
    send(window, passage=passage.mark)
    assert Input.objects.get().passage == passage


@pytest.mark.parametrize("passage", ["nothing", "99999999999999999999999", "²"])
def test_a_passage_that_is_not_there_is_the_whole(window: Window, passage: str) -> None:
    assert Client().get(reverse("matters.comment", args=[window.pk]), {"passage": passage}).status_code == 200


def test_write_on_keeps_the_giver_and_shows_no_new_words(window: Window) -> None:
    client = Client()
    send(window, client)
    first = Input.objects.get()
    page = send(window, client, words="And one more thing.", follows=first.pk).content.decode()
    second = Input.objects.latest("pk")
    assert (second.giver, second.follows) == (first.giver, first)
    assert 'class="return-words"' not in page
    send(window, follows=first.pk)
    assert Input.objects.latest("pk").follows is None


def test_a_link_that_offers_a_question_opens_a_question(window: Window) -> None:
    address = reverse("matters.comment", args=[window.pk])
    page = Client().get(f"{address}?kind=question").content.decode()
    assert "<h1>Ask a question</h1>" in page and "<title>Ask a question" in page
    assert re.search(r'value="question"[^>]*checked', page)
    assert "<h1>Comment</h1>" in Client().get(address).content.decode()
    Window.objects.filter(pk=window.pk).update(questions=False)
    assert "<h1>Comment</h1>" in Client().get(f"{address}?kind=question").content.decode()
