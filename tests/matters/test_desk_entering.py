"""What came on paper, by telephone or in a meeting: one at a time, or many from a checked file."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.matters import actions, uploads
from commonbeat.matters.models import Input, Passage, Window
from commonbeat.people.models import Giver, Organization
from tests import factories
from tests.matters.desk import LONDON, at, done, look, send

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, settings: Any) -> None:
    settings.DATA = tmp_path


@pytest.fixture
def house(window: Window) -> factories.House:
    return factories.House(window.matter.agency, {"city": Organization.objects.get(kind="government")})


def one(house: factories.House, **fields: Any) -> dict[str, Any]:
    """A comment on paper as the form is sent."""
    usual = {"channel": "paper", "given_on": house.agency.today(), "kind": "comment", "language": "en"}
    return usual | {"words": "Two cameras for each officer.", "role": ""} | fields


def test_paper_is_entered_with_its_channel_and_who_entered_it(house: factories.House, window: Window) -> None:
    passage = Passage.objects.filter(text=window.text_id).last()
    done(at("staff"), "matters.enter", window.pk, **one(house, passage=passage.pk, language="es", role="resident"))
    given = Input.objects.get()
    assert (given.channel, given.words.language, given.passage, given.giver.role) == (
        "paper",
        "es",
        passage,
        "resident",
    )
    assert (given.entered_by, given.entered_late) == (house.seat("staff"), False)


def test_return_words_are_printed_for_who_gave_it_on_paper(house: factories.House, window: Window) -> None:
    answer = send(at("staff"), "matters.enter", window.pk, **one(house, receipt="on"))
    words = answer.context["return_words"]
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert Giver.objects.with_words(words).get() == Input.objects.get().giver


def test_paper_in_time_is_entered_after_closing_and_marked(house: factories.House, window: Window) -> None:
    window = factories.opened(house, paper_days=5)
    with factories.after(window, days=1):
        late = one(house, given_on=window.last_day + timedelta(1))
        assert send(at("staff"), "matters.enter", window.pk, **late).status_code == 409
        done(at("staff"), "matters.enter", window.pk, **one(house, given_on=window.last_day))
        assert Input.objects.get().entered_late is True
    with factories.after(window, days=6):
        assert send(at("staff"), "matters.enter", window.pk, **one(house)).status_code == 409


def test_an_empty_or_too_long_one_keeps_what_was_typed(house: factories.House, window: Window) -> None:
    answer = send(at("staff"), "matters.enter", window.pk, **one(house, words="long " * 1001))
    assert (answer.status_code, b"long long" in answer.content) == (200, True)
    assert send(at("staff"), "matters.enter", window.pk, **one(house, words=" ")).status_code == 200
    assert not Input.objects.exists()


def check(client: Client, window: Window, data: bytes, **fields: Any) -> Any:
    """The preview of a file."""
    file = SimpleUploadedFile("comments.csv", data, content_type="text/csv")
    return send(
        client, "matters.enter_many", window.pk, **{"file": file, "channel": "meeting", "language": "en"} | fields
    )


def accept(client: Client, window: Window, preview: Any) -> Any:
    return send(client, "matters.enter_many", window.pk, accept=preview.context["key"])


@pytest.mark.skipif(not Path(LONDON).exists(), reason="no ../shared/data here")
def test_the_london_meeting_goes_through_the_door(house: factories.House, window: Window) -> None:
    client, data = at("coordinator"), Path(LONDON).read_bytes()
    outside = check(client, window, data)
    assert (len(outside.context["rows"]), len(outside.context["problems"])) == (0, 39)
    preview = check(client, window, data, given_on=house.agency.today())
    assert (len(preview.context["rows"]), Input.objects.count()) == (39, 0)
    assert accept(client, window, preview).status_code == 302
    assert Input.objects.filter(channel="meeting", given_on=house.agency.today()).count() == 39
    first = Input.objects.order_by("pk").first()
    assert first.words.text.startswith("Eliminate bias - wider background check")
    assert accept(client, window, preview).status_code == 409, "a second click enters nothing"
    assert Input.objects.count() == 39


def sheet(house: factories.House, *rows: str) -> bytes:
    return "\r\n".join(["comment,date,language,passage,kind", *rows]).encode()


def test_every_problem_is_named_by_its_line_and_the_sound_rows_enter(house: factories.House, window: Window) -> None:
    today = house.agency.today().isoformat()
    data = sheet(
        house,
        f"More light,{today},es,(b),idea",
        f",{today},,,",
        "From another year,2020-01-01,,,",
        f"On a strange passage,{today},xx,(zz),riddle",
        "No such day,32 May,,,",
        f"More light,{today},,,",
        f'"=cmd|calc",{today},,,',
        f"My number is 555-010-4477,{today},,,",
        f"I am undocumented and afraid.,{today},,,",
    )
    preview = check(at("coordinator"), window, data)
    assert [(one.line, one.grave) for one in preview.context["problems"]] == [
        (3, True),
        (4, True),
        (5, False),
        (5, False),
        (6, True),
        (7, False),
        (9, False),
        (10, False),
    ]
    assert accept(at("coordinator"), window, preview).status_code == 302
    rows = list(Input.objects.order_by("pk"))
    assert [(one.words.text or one.kept.text, one.state) for one in rows] == [
        ("More light", "visible"),
        ("On a strange passage", "visible"),
        ("More light", "visible"),
        ("=cmd|calc", "visible"),
        ("My number is 555-010-4477", "held"),
        ("I am undocumented and afraid.", "held"),
    ]
    assert (rows[0].words.language, rows[0].passage.label, rows[0].kind) == ("es", "(b)", "idea")
    assert (rows[1].words.language, rows[1].passage, rows[1].kind) == ("en", None, "comment")


@pytest.mark.parametrize("data", [b"", b"a\x00b", b"name,age\r\nAnn,3\r\n", b"\xff\xfe\x00", b'comment\r\n"open'])
def test_a_file_that_is_no_table_says_so(window: Window, data: bytes) -> None:
    answer = check(at("coordinator"), window, data)
    assert answer.status_code == 200
    assert not Input.objects.exists()


def test_a_checked_file_belongs_to_its_period_and_waits_a_week(house: factories.House, window: Window) -> None:
    data = sheet(house, "More light,,,,")
    preview = check(at("coordinator"), window, data, given_on=house.agency.today())
    other = factories.opened(house)
    assert accept(at("coordinator"), other, preview).status_code == 409
    waiting = list(uploads.folder().iterdir())
    for kept in waiting:
        old = kept.stat().st_mtime - 8 * 24 * 3600
        os.utime(kept, (old, old))
    assert accept(at("coordinator"), window, preview).status_code == 409
    uploads.clear()
    assert (len(waiting), list(uploads.folder().iterdir())) == (2, []), "what nobody accepted does not stay"
    assert not Input.objects.exists()


@pytest.mark.parametrize("key", ["x", "../../etc/passwd", "0" * 64, "é" * 64])
def test_a_made_up_key_finds_nothing(window: Window, key: str) -> None:
    assert send(at("coordinator"), "matters.enter_many", window.pk, accept=key).status_code == 409


def test_rows_are_put_back_where_the_act_is_refused(house: factories.House, window: Window) -> None:
    preview = check(at("coordinator"), window, sheet(house, "More light,,,,"), given_on=house.agency.today())
    actions.withdraw_topic(window.matter, by=house.chief, because="Another law came.")
    assert accept(at("coordinator"), window, preview).status_code in (403, 409)
    names = {one.name for one in uploads.folder().iterdir()}
    assert names == {preview.context["key"], preview.context["kept"]}


def test_a_full_disk_says_so(house: factories.House, window: Window, tmp_path: Path, settings: Any) -> None:
    settings.DATA = tmp_path / "file"
    settings.DATA.write_text("where the folder should be")
    answer = check(at("coordinator"), window, sheet(house, "More light,,,,"), given_on=house.agency.today())
    assert (answer.status_code, b"the disk may be full" in answer.content) == (409, True)


def test_the_forms_are_there(window: Window) -> None:
    assert "Enter many from a file" in look(at("coordinator"), "matters.enter", window.pk)
    assert "Check the file" in look(at("coordinator"), "matters.enter_many", window.pk)


def test_a_file_enters_only_what_the_period_takes(house: factories.House, window: Window) -> None:
    narrow = factories.opened(house, on_whole=False, questions=False)
    today = house.agency.today()
    data = sheet(house, f"On a passage,{today},,(b),", f"On the whole,{today},,,", f"Why?,{today},,(b),question")
    preview = check(at("coordinator"), narrow, data)
    assert [(one.line, one.grave) for one in preview.context["problems"]] == [(3, True), (4, True)]
    assert accept(at("coordinator"), narrow, preview).status_code == 302
    assert [one.words.text for one in Input.objects.all()] == ["On a passage"]


def test_many_are_checked_as_strictly_as_one(house: factories.House, window: Window) -> None:
    narrow = factories.opened(house, questions=False, on_passages=False)
    own, other = (Passage.objects.filter(text=one.text_id).first() for one in (narrow, window))
    sound: dict[str, Any] = {"words": Words("Yes."), "given_on": house.agency.today(), "kind": "comment"}
    wrong = [{"passage": own}, {"passage": other}, {"kind": "question"}, {"kind": "riddle"}]
    wrong += [{"words": Words(" ")}, {"words": Words("long " * 1001)}, {"given_on": narrow.last_day + timedelta(1)}]
    for fields in wrong:
        with pytest.raises((Refused, ValidationError)):
            actions.enter(narrow, by=house.coordinator, channel="paper", **(sound | fields))
        rows = [sound, sound | fields]
        with pytest.raises((Refused, ValidationError)):
            actions.enter_many(narrow, by=house.coordinator, rows=rows, channel="paper", count=2, digest="0" * 64)
    assert not Input.objects.exists()


def test_paper_that_came_in_time_is_waited_for(house: factories.House, window: Window) -> None:
    window = factories.opened(house, paper_days=5)
    with factories.after(window, days=1):
        with pytest.raises(Refused) as refused:
            actions.decide(window.matter, by=house.chief, outcome="not_adopt", reasons=Words("No."))
        assert refused.value.waiting == ["What came in time on paper can still be entered."]
        done(at("staff"), "matters.enter", window.pk, **one(house, given_on=window.last_day))
    with factories.after(window, days=6):
        factories.replied(house, Input.objects.get())
        actions.decide(window.matter, by=house.chief, outcome="not_adopt", reasons=Words("No."))
