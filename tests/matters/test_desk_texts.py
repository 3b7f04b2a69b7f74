"""Texts at the desk: put, edit passage by passage, name what moved each change, settle earlier comments, publish."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from commonbeat.matters import actions
from commonbeat.matters.models import Change, Fate, Input, Matter, Passage, Text, Window
from commonbeat.matters.shown import desk as desk_shown
from commonbeat.matters.texts.passages import Passage as Piece
from commonbeat.matters.views.desk import editing
from tests import factories
from tests.matters.desk import at, done, look, send

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
LAW = "(a) The board shall meet once a month. It shall meet in public.\n\n(b) The board has five members.\n"


@pytest.fixture
def house() -> factories.House:
    return factories.house()


@pytest.fixture
def coordinator(house: factories.House) -> Client:
    return at("coordinator")


def words(text: Text) -> list[str]:
    return list(text.passages().values_list("words", flat=True))


def newest(matter: Matter) -> Text:
    return Text.objects.filter(matter=matter).order_by("-version").first()


def begun(client: Client) -> Matter:
    fields = {"kind": "policy", "title": "Board", "question": "How should it meet?", "summary": "A board that meets."}
    done(client, "matters.start", **fields, title_es="Junta")
    return Matter.objects.latest("pk")


def step(client: Client, text: Text, place: int, name: str, **fields: Any) -> Any:
    """One step as the page offers it."""
    page = client.get(f"/desk/texts/{text.pk}/edit/?at={place}")
    return send(client, "matters.edit_text", text.pk, at=place, stand=page.context["stand"], step=name, **fields)


def test_a_topic_begins_as_a_draft_and_is_revised(coordinator: Client) -> None:
    matter = begun(coordinator)
    assert (matter.title.text, matter.title.read("es")[0]) == ("Board", "Junta")
    assert matter.summary.others == {}
    fields = {"kind": "training", "title": "The board", "question": "How?", "summary": "It meets."}
    done(coordinator, "matters.revise", matter.pk, **fields)
    matter.refresh_from_db()
    assert (matter.kind, matter.title.text, matter.title.others) == ("training", "The board", {})


def test_a_topic_without_a_title_is_shown_again_with_what_was_typed(coordinator: Client) -> None:
    answer = send(coordinator, "matters.start", kind="policy", title="", question="How?", summary="Two kept sentences.")
    assert answer.status_code == 200
    assert "Two kept sentences." in answer.content.decode()
    assert Matter.objects.count() == 0


def test_text_is_pasted_and_split(coordinator: Client) -> None:
    matter = begun(coordinator)
    to = done(coordinator, "matters.put_text", matter.pk, pasted=LAW)
    text = newest(matter)
    assert to == f"/desk/texts/{text.pk}/edit/"
    assert words(text) == ["The board shall meet once a month. It shall meet in public.", "The board has five members."]


@pytest.mark.parametrize("name", ["law.txt", "law.md"])
def test_text_is_uploaded(coordinator: Client, name: str) -> None:
    matter = begun(coordinator)
    done(coordinator, "matters.put_text", matter.pk, pasted="", file=SimpleUploadedFile(name, LAW.encode()))
    assert len(words(newest(matter))) == 2


def cut_docx() -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as file:
        file.writestr("word/document.xml", "<w:document/>" * 50)
    return whole.getvalue()[:120]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4", b"a\x00b", cut_docx(), b"   \n"])
def test_a_file_that_cannot_be_read_says_so(coordinator: Client, data: bytes) -> None:
    matter = begun(coordinator)
    answer = send(coordinator, "matters.put_text", matter.pk, pasted="", file=SimpleUploadedFile("law.docx", data))
    assert answer.status_code == 200
    assert 'class="error' in answer.content.decode()
    assert not Text.objects.exists()


def test_passages_are_split_merged_moved_removed_reworded_and_added(coordinator: Client) -> None:
    matter = begun(coordinator)
    done(coordinator, "matters.put_text", matter.pk, pasted=LAW)
    text = newest(matter)
    offered = coordinator.get(f"/desk/texts/{text.pk}/edit/?at=0").context["rows"][0][2]
    assert [begin for _place, begin in offered] == ["It shall meet in public."]
    answer = step(coordinator, text, 0, f"split-{offered[0][0]}")
    assert answer["Location"] == f"/desk/texts/{text.pk}/edit/?at=0#at-0"
    once, public, five = "The board shall meet once a month.", "It shall meet in public.", "The board has five members."
    assert words(text) == [once, public, five]
    assert step(coordinator, text, 2, "up")["Location"].endswith("?at=1#at-1")
    assert words(text) == [once, five, public]
    step(coordinator, text, 0, "remove")
    assert words(text) == [five, public]
    step(coordinator, text, 0, "save", label="(z)", depth=2, words="The board has seven members.")
    assert (text.passages()[0].label, text.passages()[0].depth) == ("(z)", 2)
    step(coordinator, text, 1, "add", label="", depth=1, words="Minutes are kept.", heading="on")
    assert words(text) == ["The board has seven members.", public, "Minutes are kept."]
    assert text.passages()[2].heading is True
    step(coordinator, text, 1, "merge")
    assert words(text) == ["The board has seven members.", f"{public} Minutes are kept."]


def test_a_second_click_does_not_remove_a_second_passage(coordinator: Client) -> None:
    matter = begun(coordinator)
    done(coordinator, "matters.put_text", matter.pk, pasted=LAW)
    text = newest(matter)
    stand = coordinator.get(f"/desk/texts/{text.pk}/edit/?at=0").context["stand"]
    assert send(coordinator, "matters.edit_text", text.pk, at=0, stand=stand, step="remove").status_code == 302
    assert send(coordinator, "matters.edit_text", text.pk, at=0, stand=stand, step="remove").status_code == 409
    assert words(text) == ["The board has five members."]
    assert step(coordinator, text, 0, "remove").status_code == 409, "the last passage stays"


def test_a_step_that_cannot_be_done_keeps_what_was_typed(coordinator: Client) -> None:
    matter = begun(coordinator)
    done(coordinator, "matters.put_text", matter.pk, pasted=LAW)
    answer = step(coordinator, newest(matter), 0, "save", label="x", depth=9, words="Words that took an hour.")
    assert answer.status_code == 409
    assert "Words that took an hour." in answer.content.decode()
    assert step(coordinator, newest(matter), 0, "split-3").status_code == 409


def test_a_text_of_400_passages_stays_light(coordinator: Client) -> None:
    matter = begun(coordinator)
    law = "\n\n".join(f"{n}. The chief shall keep record {n}. It is public." for n in range(1, 401))
    done(coordinator, "matters.put_text", matter.pk, pasted=law)
    text = newest(matter)
    page = coordinator.get(f"/desk/texts/{text.pk}/edit/?at=200").content
    assert len(page) < 200_000
    assert page.count(b"<form") < 6
    step(coordinator, text, 200, "remove")
    assert len(words(text)) == 399


@pytest.fixture
def drafted(window: Window) -> tuple[Text, Input, Input]:
    """Version two is a draft: (b) is reworded, (c) is gone; two comments are older."""
    passages = list(Passage.objects.filter(text=window.text_id))
    on_b = factories.said(window, "Say how long before.", passage=passages[1])
    on_c = factories.said(window, "180 days is too long.", passage=passages[2])
    with factories.after(window):
        pieces = [factories.PIECES[0], Piece("(b)", 1, "An officer turns it on a minute before each stop and search.")]
        text = actions.put_text(window.matter, by=factories.House(window.matter.agency).coordinator, pieces=pieces)
        yield text, on_b, on_c


def test_a_version_is_published_once_each_change_is_named(drafted: tuple[Text, Input, Input]) -> None:
    text, on_b, on_c = drafted
    client = at("coordinator")
    changes = list(Change.objects.filter(text=text).order_by("order"))
    refused = send(client, "matters.publish_text", text.pk, note="Shorter and clearer.")
    assert refused.status_code == 409
    assert "Shorter and clearer." in refused.content.decode()
    assert "(b)" in refused.content.decode()
    first, second = (one.pk for one in changes)
    named = {f"inputs-{first}": on_b.pk, f"numbers-{second}": f"no. {on_c.pk}"}
    done(client, "matters.name_movers", text.pk, **named)
    assert [sorted(one.inputs.values_list("pk", flat=True)) for one in changes] == [[on_b.pk], [on_c.pk]]
    fates = dict(Fate.objects.filter(text=text).values_list("input", "outcome"))
    assert fates == {on_b.pk: "changed", on_c.pk: "gone"}
    to = done(client, "matters.publish_text", text.pk, note="Shorter and clearer.")
    assert to == f"/texts/{text.pk}/compare/"
    text.refresh_from_db()
    assert (text.published_on is not None, text.note) == (True, "Shorter and clearer.")


def test_none_needs_a_reason_and_wrong_numbers_are_named(drafted: tuple[Text, Input, Input]) -> None:
    text, on_b, _on_c = drafted
    client, (first, second) = at("coordinator"), Change.objects.filter(text=text).order_by("order")
    wrong = {f"none-{first.pk}": "on", f"numbers-{second.pk}": "999", f"because-{second.pk}": "A law."}
    answer = send(client, "matters.name_movers", text.pk, **wrong)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert all(f'value="{typed}"' in page for typed in ("999", "A law.")), "what was typed is kept"
    assert "0 of 2 changes are named." in page and "Go on: publish" not in page
    half = {f"inputs-{first.pk}": on_b.pk, f"none-{second.pk}": "on"}
    assert send(client, "matters.name_movers", text.pk, **half).status_code == 409
    assert list(first.inputs.all()) == [on_b], "what is sound is saved beside what is not"


def test_none_for_the_rest_names_all_that_are_left(drafted: tuple[Text, Input, Input]) -> None:
    text, on_b, _on_c = drafted
    client, changes = at("coordinator"), Change.objects.filter(text=text).order_by("order")
    rest = {"rest_by_none": "on", "rest": "A new state law.", f"inputs-{changes[0].pk}": on_b.pk}
    done(client, "matters.name_movers", text.pk, **rest)
    assert list(changes.values_list("by_none", "because")) == [(False, ""), (True, "A new state law.")]
    assert "Go on: publish" in look(client, "matters.name_movers", text.pk)


def test_a_passage_that_is_reworded_in_place_is_the_same_passage(drafted: tuple[Text, Input, Input]) -> None:
    text, on_b, _on_c = drafted
    client, pieces = at("coordinator"), desk_shown.pieces_of(text)
    place = next(at for at, one in enumerate(pieces) if one.mark == on_b.passage.mark)
    new = {"step": "save", "at": place, "stand": editing.stand_of(pieces), "label": "(b)", "depth": 1}
    done(client, "matters.edit_text", text.pk, words="Everything else is left to each precinct.", **new)
    change = Change.objects.get(text=text, old=on_b.passage)
    assert (change.kind, change.new.words) == ("changed", "Everything else is left to each precinct.")
    assert Fate.objects.get(text=text, input=on_b).outcome == "uncertain"


def test_what_the_program_knew_stays_its_word(drafted: tuple[Text, Input, Input]) -> None:
    text, _on_b, on_c = drafted
    fate = Fate.objects.get(text=text, input=on_c)
    done(at("coordinator"), "matters.settle_fates", text.pk, **{f"fate-{on_c.pk}": fate.outcome})
    fate.refresh_from_db()
    assert fate.by_person is False


def test_the_next_version_begins_with_the_passages_as_they_stand(window: Window) -> None:
    client = at("coordinator")
    assert client.get(f"/desk/topics/{window.matter_id}/version/").status_code == 302
    assert Text.objects.count() == 1, "looking changes nothing"
    assert send(client, "matters.begin_version", window.matter_id).status_code == 409
    with factories.after(window):
        done(client, "matters.begin_version", window.matter_id)
        assert words(newest(window.matter)) == [one.words for one in factories.PIECES]
        assert not Change.objects.exists()


def test_a_change_among_2000_comments_offers_a_few_and_takes_the_rest_by_number(window: Window) -> None:
    house = factories.House(window.matter.agency)
    rows = [{"words": factories.Words(f"Word {n}"), "given_on": house.agency.today()} for n in range(2000)]
    actions.enter_many(window, by=house.coordinator, rows=rows, channel="paper", count=2000, digest="0" * 64)
    with factories.after(window):
        pieces = [Piece(one.label, 1, f"{one.words} Always.") for one in factories.PIECES]
        text = actions.put_text(window.matter, by=house.coordinator, pieces=pieces)
        assert len(look(at("coordinator"), "matters.name_movers", text.pk)) < 60_000
