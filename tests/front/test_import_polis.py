"""The commands and the page by which a conversation held elsewhere enters, and leaves again."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management.base import CommandError

from commonbeat import cli
from commonbeat.ledger import record
from commonbeat.matters import conversations
from commonbeat.matters.forms.desk import importing
from commonbeat.matters.models import Input, Matter, Vote, Window
from tests import factories
from tests.commands import command
from tests.matters.desk import at, done, look, send
from tests.matters.test_polis import SET, laid

pytestmark = pytest.mark.django_db

POLIS = Path("../shared/data/polis")
LONDON, SEATTLE = POLIS / "london.youth.policing", POLIS / "15-per-hour-seattle"
real = pytest.mark.skipif(not POLIS.exists(), reason="no ../shared/data here")


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, settings: Any) -> None:
    settings.DATA = tmp_path / "data"


@pytest.fixture
def house() -> factories.House:
    return factories.house()


def taken_in(folder: Path) -> dict[str, Any]:
    return json.loads(command("import_polis", folder, "--json").splitlines()[-1])


def files(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in conversations.FILES}


@real
@pytest.mark.parametrize(("folder", "counts"), [(LONDON, (39, 26, 638)), (SEATTLE, (54, 339, 2872))])
def test_a_real_set_goes_round_to_the_byte(
    house: factories.House, tmp_path: Path, folder: Path, counts: tuple[int, int, int]
) -> None:
    told = taken_in(folder)
    assert list(told) == ["matter", "statements", "people", "votes", "left_out"]
    assert (told["statements"], told["people"], told["votes"]) == counts
    command("export_polis", told["matter"], tmp_path / "a")
    command("export_polis", taken_in(tmp_path / "a")["matter"], tmp_path / "b")
    assert files(tmp_path / "a") == files(tmp_path / "b")


@real
def test_totals_that_were_published_count_the_earlier_votes_too(house: factories.House) -> None:
    told = taken_in(SEATTLE)
    with (SEATTLE / "comments.csv").open(newline="") as file:
        published = {int(row["comment-id"]): int(row["agrees"]) + int(row["disagrees"]) for row in csv.DictReader(file)}
    with (SEATTLE / "votes.csv").open(newline="") as file:
        every = [(int(row["comment-id"]), int(row["vote"])) for row in csv.DictReader(file)]
    assert Counter(number for number, vote in every if vote) == Counter({k: n for k, n in published.items() if n})
    assert len(every) - Vote.objects.count() == told["left_out"]["earlier votes of the same person on the same opinion"]


def test_without_json_the_screen_says_what_enters_and_what_does_not(house: factories.House, tmp_path: Path) -> None:
    shown = command("import_polis", laid(tmp_path / "set"), "--title=Dark streets", "--replies")
    matter = Matter.objects.get()
    assert (str(matter), Input.objects.waiting().count()) == ("Dark streets", 1)
    assert [line.strip() for line in shown.splitlines()[1:]] == [
        "4 opinions enter:",
        "1 accepted by a moderator, shown",
        "2 at which no moderator had looked, shown",
        "1 left out by a moderator, kept hidden with their votes",
        "3 people voted",
        "4 votes enter",
        "Not counted: votes on opinions that are not in the list of opinions: 1",
        "Not counted: earlier votes of the same person on the same opinion; the last one counts: 1",
        "Not counted: opinions without words: 1",
        "Not counted: votes on opinions that a moderator left out where the conversation was held: 1",
    ]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("comments.csv", None, r"comments.csv: No such file"),
        ("votes.csv", "", r"votes.csv: the file is empty"),
        ("votes.csv", "timestamp,comment-id,who,vote\n1,7,1,1\n", r"votes.csv: the first line must name the columns"),
        (
            "votes.csv",
            "comment-id,voter-id,vote\n" + "7,1,1\n" * 50_000 + "7,x,1\n",
            r"votes.csv, line 50002: voter-id",
        ),
    ],
)
def test_a_file_that_cannot_be_used_is_named_and_nothing_enters(
    house: factories.House, tmp_path: Path, name: str, content: str | None, sentence: str
) -> None:
    folder, before = laid(tmp_path / "set"), record.head().number
    (folder / name).unlink() if content is None else (folder / name).write_text(content)
    with pytest.raises(CommandError, match=rf"{sentence}(?s:.*)Nothing was taken in"):
        command("import_polis", folder)
    assert (Matter.objects.count(), record.head().number) == (0, before)


def test_without_an_agency_nothing_is_taken_in(tmp_path: Path) -> None:
    record.forget_demo()
    with pytest.raises(CommandError, match="no agency in this data folder"):
        command("import_polis", laid(tmp_path / "set"))


def test_nothing_is_written_where_there_is_a_set_or_no_topic(house: factories.House, tmp_path: Path) -> None:
    matter = taken_in(laid(tmp_path / "set"))["matter"]
    before = files(tmp_path / "set")
    with pytest.raises(CommandError, match="is there already"):
        command("export_polis", matter, tmp_path / "set")
    with pytest.raises(CommandError, match="There is no topic"):
        command("export_polis", matter + 1, tmp_path / "other")
    with pytest.raises(CommandError, match="nobody voted"):
        command("export_polis", factories.draft(house).pk, tmp_path / "other")
    assert (files(tmp_path / "set"), (tmp_path / "other").exists()) == (before, False)


def test_words_in_a_language_that_nobody_here_speaks_can_be_read(house: factories.House, tmp_path: Path) -> None:
    folder = laid(
        tmp_path / "set", summary=[["topic", "UberX 自用車載客"], ["conversation-description", "線上叫車創新服務"]]
    )
    told = json.loads(command("import_polis", folder, "--json", "--language=zh").splitlines()[-1])
    assert "Only in Chinese so far." in look(at("nobody"), "matters.topic", told["matter"])
    with pytest.raises(CommandError, match="two or three letters"):
        command("import_polis", folder, "--language=Chinese")


def test_a_command_is_called_with_a_hyphen() -> None:
    assert [cli.file_of(name) for name in ("import-polis", "tend")] == ["import_polis", "tend"]


def archive(folder: Path, *, inside: str = "", twice: bool = False) -> SimpleUploadedFile:
    """The set of a folder in one file, as people make it: in a folder of its own, with other things beside."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name in SET:
            zipped.write(folder / name, f"{inside}{name}")
        zipped.writestr("../../etc/readme.txt", "x")
        if twice:
            zipped.writestr("other/votes.csv", "x")
    return SimpleUploadedFile("set.zip", made.getvalue())


def test_an_archive_is_checked_looked_at_and_accepted_once(house: factories.House, tmp_path: Path) -> None:
    client, folder = at("coordinator"), laid(tmp_path / "set")
    fields = {"kind": "policy", "credit": "Ana, CC BY 4.0", "title": "Dark streets"}
    preview = send(client, "matters.import_conversation", archive=archive(folder, inside="my set/"), **fields)
    assert (preview.context["held"].counts["votes"], preview.context["before"], Matter.objects.count()) == (4, None, 0)
    place = done(client, "matters.import_conversation", accept=preview.context["key"])
    matter = Matter.objects.get()
    assert place == f"/desk/topics/{matter.pk}/"
    assert (str(matter), matter.kind, json.loads(list(record.lines())[-1])["by"]) == (
        "Dark streets",
        "policy",
        "Coordinator, Test Police",
    )
    assert send(client, "matters.import_conversation", accept=preview.context["key"]).status_code == 409
    again = send(client, "matters.import_conversation", archive=archive(folder), **fields)
    assert (again.context["before"], Matter.objects.count()) == (matter, 1)
    public = look(at("nobody"), "matters.topic", matter.pk)
    assert "Ana, CC BY 4.0" in public and 'href="https://pol.is/1"' in public
    assert "We owe each comment one" not in public, "nobody has said so"
    assert "2 short opinions were up for votes" in public and "Nothing was said." not in public


def test_what_was_said_elsewhere_is_nobodys_here_and_promised_no_reply(house: factories.House, tmp_path: Path) -> None:
    taken_in(laid(tmp_path / "set"))
    thread = look(at("nobody"), "front.thread", Input.objects.filter(state="visible")[0].pk)
    assert not any(words in thread for words in ("its follow number", "Is this yours?"))
    closed = at("nobody").get(f"/periods/{Window.objects.get().pk}/vote/").content.decode()
    said = ("The agency has not said that it replies to these opinions.", "The agency replies to opinions by")
    assert [words in closed for words in said] == [True, False]


def test_after_an_error_only_the_wrong_file_is_chosen_again(house: factories.House, tmp_path: Path) -> None:
    client, folder = at("coordinator"), laid(tmp_path / "set")
    with (folder / "comments.csv").open("rb") as comments:
        first = send(client, "matters.import_conversation", comments=comments, kind="policy", title="Dark streets")
    assert first.context["form"].non_field_errors() == ["participants-votes.csv is missing. Choose it as well."]
    page, kept = first.content.decode(), first.context["form"]["kept"].value()
    assert f'value="{kept}"' in page and 'value="Dark streets"' in page
    wrong = SimpleUploadedFile("votes.csv", b"comment-id,voter-id,vote\n7,1,9\n")
    second = send(client, "matters.import_conversation", votes=wrong, kept=kept, kind="policy")
    assert second.context["form"].non_field_errors() == [
        "votes.csv, line 2: a vote is 1 (agree), -1 (disagree) or 0 (not sure), and is '9'"
    ]
    with (folder / "votes.csv").open("rb") as votes:
        kept = second.context["form"]["kept"].value()
        untitled = send(client, "matters.import_conversation", votes=votes, kept=kept, kind="policy")
    assert untitled.context["form"].errors == {"title": ["These files have no title. Give one."]}
    kept = untitled.context["form"]["kept"].value()
    third = send(client, "matters.import_conversation", kept=kept, kind="policy", title="Dark streets")
    done(client, "matters.import_conversation", accept=third.context["key"])
    assert Vote.objects.count() == 4


def test_with_nothing_chosen_no_single_field_is_called_wrong(house: factories.House) -> None:
    answer = send(at("coordinator"), "matters.import_conversation", kind="policy")
    sentence = "Choose the files: one .zip, or at least comments.csv and a file of the votes."
    assert answer.context["form"].errors == {"__all__": [sentence]}


def test_an_archive_that_is_none_or_too_large_or_double_is_refused(
    house: factories.House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, client = laid(tmp_path / "set"), at("coordinator")

    def refused(one: SimpleUploadedFile) -> str:
        answer = send(client, "matters.import_conversation", archive=one, kind="policy")
        return answer.context["form"].non_field_errors()[0]

    assert refused(SimpleUploadedFile("a.zip", b"x")).startswith("The archive cannot be opened.")
    assert refused(archive(folder, twice=True)) == "The archive holds votes.csv twice."
    monkeypatch.setattr(importing, "LARGEST", 600)
    assert refused(archive(folder)).startswith("These files are larger than")
    assert not Matter.objects.exists()


def test_the_coordinator_says_at_the_desk_that_the_agency_replies(house: factories.House, tmp_path: Path) -> None:
    taken_in(laid(tmp_path / "set"))
    window, client = Window.objects.get(), at("coordinator")
    assert f"/desk/periods/{window.pk}/reply/" in look(client, "matters.desk", window.matter_id)
    done(client, "matters.elect_replies", window.pk, replies_due=house.agency.today().isoformat())
    assert Input.objects.waiting().count() == 1
    assert "1 opinion" not in look(client, "matters.elect_replies", window.pk)
    for given in Input.objects.all():
        assert given.get_channel_display() in look(client, "matters.input", given.pk), "it has no giver"
