"""A conversation held elsewhere: what enters, what is hidden, what comes out again, and when replies are owed."""

from __future__ import annotations

import csv
import json
from datetime import timedelta
from pathlib import Path

import pytest

from commonbeat.frame import clock, seals
from commonbeat.frame.rules import Refused, may
from commonbeat.frame.text import Words
from commonbeat.ledger import record
from commonbeat.matters import actions, conversations
from commonbeat.matters.models import Input, Matter, Vote, Voter, Window
from commonbeat.matters.models.source import LEFT_OUT
from commonbeat.matters.shown import decidable, sets
from commonbeat.measures.opinions import polis
from commonbeat.people.actor import IMPORT, NOBODY, Actor
from tests import factories

pytestmark = pytest.mark.django_db

SUMMARY = [["topic", "Lights"], ["url", "https://pol.is/1"], ["conversation-description", "Where is it too dark?"]]
COMMENTS = [
    ["timestamp", "datetime", "comment-id", "author-id", "agrees", "disagrees", "moderated", "comment-body"],
    ["1400000000000", "", "7", "2", "2", "0", "1", "More light at the bus stop."],
    ["1400000001000", "", "3", "1", "0", "1", "0", "Call me at 555-123-4567."],
    ["1400000002000", "", "9", "1", "1", "0", "-1", "Buy my lamps."],
    ["1400000003000", "", "4", "2", "1", "0", "0", ""],
]
VOTES = [
    ["timestamp", "datetime", "comment-id", "voter-id", "vote"],
    ["1400000004000", "", "7", "1", "-1"],
    ["1400000004000", "", "7", "1", "1"],
    ["1400000005678", "", "7", "2", "1"],
    ["1400000006000", "", "9", "2", "1"],
    ["1400000007000", "", "4", "2", "1"],
    ["1400000007000", "", "88", "2", "1"],
]
PEOPLE = [
    ["participant", "xid", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree", "3", "4", "7", "9"],
    ["1", "", "1", "2", "1", "1", "0", "", "", "1", ""],
    ["2", "ana", "0", "2", "3", "3", "0", "", "1", "1", "1"],
    ["5", "", "", "0", "0", "0", "0", "", "", "", ""],
]
SET = {"summary.csv": SUMMARY, "comments.csv": COMMENTS, "votes.csv": VOTES, "participants-votes.csv": PEOPLE}


@pytest.fixture
def house() -> factories.House:
    return factories.house()


def laid(folder: Path, **instead: list[list[str]] | None) -> Path:
    """A set in a folder; a file may be another, or None and not there."""
    folder.mkdir(exist_ok=True)
    for name, rows in SET.items():
        rows = instead.get(name.partition(".")[0].partition("-")[0], rows)
        if rows is not None:
            with (folder / name).open("w", newline="") as file:
                csv.writer(file, lineterminator="\n").writerows(rows)
    return folder


def taken_in(house: factories.House, folder: Path, *, title: str = "", **options: object) -> Matter:
    held = conversations.look(folder, house.agency, title=title)
    facts = held.counts | {"digest": held.digest, "kind": "strategy"}
    return actions.import_conversation(house.agency, by=IMPORT, held=held, **facts | options)


def written(matter: Matter, folder: Path) -> dict[str, bytes]:
    polis.write(sets.conversation_of(sets.period_to_write(matter)), folder)
    return {name: (folder / name).read_bytes() for name in conversations.FILES}


def test_what_enters_and_in_which_state(house: factories.House, tmp_path: Path) -> None:
    matter = taken_in(house, laid(tmp_path / "set"), credit="Ana, CC BY 4.0")
    assert (str(matter), matter.question.text, matter.stage) == ("Lights", "Where is it too dark?", "published")
    rows = Input.objects.opinions().values_list("source_number", "state", "reason", "channel", "reply_owed")
    assert list(rows) == [
        (7, "visible", "", "import", False),
        (3, "held", "personal", "import", False),
        (9, "hidden", "source", "import", False),
        (4, "visible", "", "import", False),
    ]
    window = Window.objects.get()
    assert (window.opens_on.isoformat(), window.is_over, window.takes_paper) == ("2014-05-13", True, False)
    assert (window.source.credit, window.source.address) == ("Ana, CC BY 4.0", "https://pol.is/1")
    assert set(window.source.left_out) <= set(LEFT_OUT)


def test_people_and_votes_enter_as_they_count(house: factories.House, tmp_path: Path) -> None:
    taken_in(house, laid(tmp_path / "set"))
    people = Voter.objects.values_list("number", "source_group", "source_name", "giver")
    assert list(people) == [(1, 1, "", None), (2, 0, "ana", None), (5, None, "", None)]
    votes = Vote.objects.order_by("voter", "opinion").values_list("voter__number", "opinion__source_number", "answer")
    assert list(votes) == [(1, 7, 1), (2, 7, 1), (2, 9, 1), (2, 4, 1)], "of equal times the later line counts"
    assert Vote.objects.get(voter__number=2, opinion__source_number=7).cast_at.microsecond == 678_000


def test_it_is_sealed_now_by_an_import_with_its_dates_as_facts(house: factories.House, tmp_path: Path) -> None:
    folder = laid(tmp_path / "set")
    matter = taken_in(house, folder)
    entry = json.loads(list(record.lines())[-1])
    assert (entry["verb"], entry["by"], entry["made"]) == (
        "matters.import_conversation",
        "import",
        f"topic {matter.pk}",
    )
    assert entry["on"] == clock.today().isoformat()
    assert entry["facts"] == {"count": 4, "people": 3, "votes": 4, "digest": conversations.digest(folder)}
    period = json.loads(list(record.lines())[-2])["facts"]
    assert (period["opens_on"], period["last_day"]) == ("2014-05-13", "2014-05-13")
    assert seals.broken() == []
    Window.objects.get().source.__class__.objects.update(credit="Somebody else")
    assert seals.broken() == [f"comment period {Window.objects.get().pk} does not say what was sealed"]


@pytest.mark.parametrize("without", [{}, {"votes": None}, {"participants": None, "summary": None}])
def test_a_second_round_is_the_same_to_the_byte(
    house: factories.House, tmp_path: Path, without: dict[str, None]
) -> None:
    first = written(taken_in(house, laid(tmp_path / "set", **without), title="Lights"), tmp_path / "a")
    assert written(taken_in(house, tmp_path / "a", title="Lights"), tmp_path / "b") == first
    assert b"555-123-4567" not in first["comments.csv"], "what is held here stays here"
    assert b"Buy my lamps." in first["comments.csv"]


def test_a_file_without_times_was_held_before_today(house: factories.House, tmp_path: Path) -> None:
    folder = laid(
        tmp_path / "set", comments=[row[2:] for row in COMMENTS], votes=[row[2:] for row in VOTES], participants=None
    )
    matter = taken_in(house, folder)
    window = Window.objects.get()
    assert (window.is_over, window.source.is_dated) == (True, False)
    assert set(Vote.objects.values_list("cast_at", flat=True)) == {None}
    first = written(matter, tmp_path / "a")
    assert written(taken_in(house, tmp_path / "a"), tmp_path / "b") == first


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (["99999999999999", "", "7", "1", "1"], "in the future"),
        (["1400000004000", "", "7", str(2**31), "1"], "must lie between 0 and"),
        (["1400000004000", "", "88", "1", "1"], "No vote in these files"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_enters(
    house: factories.House, tmp_path: Path, row: list[str], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        taken_in(house, laid(tmp_path / "set", votes=[VOTES[0], row], participants=None))
    assert not Matter.objects.exists()


def test_the_script_tells_the_language() -> None:
    assert conversations.language_of("線上叫車創新服務迅速竄起 Uber") == "zh"
    assert conversations.language_of("バスのりばが暗いです") == "ja"
    assert conversations.language_of("Where is it too dark?") == ""


def test_an_elected_reply_is_owed_and_the_decision_waits_for_it(house: factories.House, tmp_path: Path) -> None:
    matter = taken_in(house, laid(tmp_path / "set"))
    window = Window.objects.get()
    assert decidable.ready(house.chief) == [], "nobody asked for a decision"
    with pytest.raises(Refused):
        actions.elect_replies(window, by=house.staff, count=1, replies_due=clock.today())
    due = clock.today() + timedelta(days=9)
    actions.elect_replies(window, by=house.coordinator, count=1, replies_due=due)
    assert list(Input.objects.waiting().values_list("source_number", flat=True)) == [7]
    entry = json.loads(list(record.lines())[-1])
    actions.release(Input.objects.get(state="held"), by=house.coordinator)
    waiting = Input.objects.waiting()
    assert list(waiting.values_list("source_number", flat=True)) == [7, 3], "one without words is owed nothing"
    assert (entry["verb"], entry["facts"]) == ("matters.elect_replies", {"count": 1, "replies_due": due.isoformat()})
    with pytest.raises(Refused):
        actions.decide(matter, by=house.chief, outcome="not_adopt", reasons=Words("Too dear."))
    factories.replied(house, *waiting)
    assert [one for one, _sent_back in decidable.ready(house.chief)] == [matter]
    with pytest.raises(Refused):
        actions.elect_replies(window, by=house.coordinator, count=0, replies_due=due)
    assert seals.broken() == []


def test_replies_can_be_elected_with_the_import(house: factories.House, tmp_path: Path) -> None:
    taken_in(house, laid(tmp_path / "set"), replies_due=clock.today())
    assert list(Input.objects.waiting().values_list("source_number", flat=True)) == [7]


def test_an_own_period_is_not_a_conversation_from_elsewhere(house: factories.House) -> None:
    window = factories.opened(house, opinions=True)
    assert not may("matters.elect_replies", house.coordinator, window)
    assert not may("matters.import_conversation", NOBODY, house.agency)


def voted(house: factories.House, **options: object) -> Window:
    """An own period in which three people voted on two opinions."""
    window = factories.opened(house, opinions=True, **options)
    opinions = [factories.said(window, words, kind="opinion") for words in ("Cameras stay on.", "Ask first.")]
    for answer in (1, 0, -1):
        voter = actions.join_voting(window, by=NOBODY)
        actor = Actor(giver_ids=frozenset({voter.giver_id}))
        for opinion in opinions:
            actions.vote(voter, by=actor, opinion=opinion, answer=answer)
    return window


def test_an_own_period_is_written_only_where_it_said_so_and_is_over(house: factories.House, tmp_path: Path) -> None:
    silent, told = voted(house), voted(house, publishes_votes=True)
    hidden = factories.said(told, "Buy my lamps.", kind="opinion")
    Vote.objects.create(voter=Voter.objects.filter(window=told).first(), opinion=hidden, answer=1)
    actions.hide(hidden, by=house.coordinator, reason="advertising")
    with pytest.raises(Refused, match="still|not over"):
        written(told.matter, tmp_path / "a")
    with factories.after(told):
        with pytest.raises(Refused, match="did not say beforehand"):
            written(silent.matter, tmp_path / "a")
        first = written(told.matter, tmp_path / "a")
        matter = taken_in(house, tmp_path / "a")
        assert written(matter, tmp_path / "b") == first
    read = polis.read(tmp_path / "a")
    assert [(one.number, one.author, one.moderated, one.text) for one in read.opinions] == [
        (0, None, 0, "Cameras stay on."),
        (1, None, 0, "Ask first."),
        (2, None, -1, ""),
    ]
    assert read.ballots.when is not None and set(read.ballots.when % 86_400_000) == {0}, "days, no times"
    assert sorted(read.ballots.votes.tolist()) == [-1, -1, 0, 0, 1, 1]
