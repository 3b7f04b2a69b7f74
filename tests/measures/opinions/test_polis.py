"""The set of files that Polis publishes, and its published groups."""

import csv

import numpy as np
import pytest

from commonbeat.measures.opinions import Outcome, opinion_map, polis
from commonbeat.measures.opinions.polis import Conversation, Opinion
from commonbeat.measures.opinions.stability import adjusted_rand
from commonbeat.measures.opinions.vote_files import Ballots, read_ballots
from commonbeat.measures.opinions.votes import tally
from commonbeat.measures.problems import Unreadable
from tests.measures.opinions.planted import NAMES, SETS, on_real_sets

FILES = ("summary.csv", "comments.csv", "votes.csv", "participants-votes.csv")
#: adjusted Rand index that red-dwarf 0.4.0 reaches on the same people, opinions with moderated −1 left out
RED_DWARF = dict(zip(NAMES, (0.459, 0.200, 0.122, 0.954, 0.826), strict=True))
#: statements, people and votes that count
SIZES = dict(zip(NAMES, ((54, 339, 2872), (298, 1487, 14328), (39, 26, 638), (316, 536, 29719), (197, 1921, 49443)),
                 strict=True))  # fmt: skip


def column(name, file, *keys):
    with (SETS / name / file).open(encoding="utf-8") as text:
        return [tuple(row[key] for key in keys) for row in csv.DictReader(text)]


@on_real_sets
@pytest.mark.parametrize("name", NAMES)
def test_written_and_read_again_it_is_the_same_to_the_byte(name, tmp_path):
    first = polis.read(SETS / name)
    polis.write(first, tmp_path / "first")
    second = polis.read(tmp_path / "first")
    polis.write(second, tmp_path / "second")
    for file in FILES:
        assert (tmp_path / "first" / file).read_bytes() == (tmp_path / "second" / file).read_bytes()
    assert (tmp_path / "first" / "summary.csv").read_bytes() == (SETS / name / "summary.csv").read_bytes()
    assert (len(first.opinions), len(first.people), len(first.ballots.votes)) == SIZES[name]
    assert second.opinions == first.opinions and second.ballots.published == first.ballots.published


@on_real_sets
@pytest.mark.parametrize("name", NAMES)
def test_agree_is_one_and_every_line_makes_the_published_totals(name):
    """Trap 5: with the opposite sign, or with the last votes only, the totals of comments.csv do not come out."""
    rows = column(name, "votes.csv", "comment-id", "vote")
    totals = {number: [0, 0] for number, *_rest in column(name, "comments.csv", "comment-id", "agrees")}
    for number, vote in rows:
        if vote != "0":
            totals[number][0 if vote == "1" else 1] += 1
    published = column(name, "comments.csv", "comment-id", "agrees", "disagrees")
    assert {number: [int(a), int(d)] for number, a, d in published} == totals


@on_real_sets
@pytest.mark.parametrize("name", NAMES)
def test_the_last_votes_are_those_of_the_people(name):
    """Traps 5 and 7: re-votes, equal times."""
    one, other = read_ballots(SETS / name / "votes.csv"), read_ballots(SETS / name / "participants-votes.csv")
    tables = [tally(b.people, b.statements, b.votes) for b in (one, other)]
    assert tables[0].replaced > 0
    assert np.array_equal(tables[0].opinions[np.isin(tables[0].opinions, tables[1].opinions)], tables[0].opinions)
    rows = [dict(zip(zip(b.people.tolist(), b.statements.tolist(), strict=True), b.votes.tolist(), strict=True))
            for b in (one, other)]  # fmt: skip
    assert rows[0] == rows[1]


@on_real_sets
@pytest.mark.parametrize("name", NAMES)
def test_groups_are_like_the_published_ones(name):
    talk = polis.read(SETS / name)
    ballots = talk.ballots
    found = opinion_map(ballots.people, ballots.statements, ballots.votes, seed=0, moderated_out=talk.moderated_out)
    same = [
        int(person)
        for person, votes in column(name, "participants-votes.csv", "participant", "n-votes")
        if int(votes) >= 7
    ]
    ours = np.array([-1 if found.people_in.get(p) is None else found.people_in[p] for p in same]) + 1
    published = np.array([-1 if ballots.published[p] is None else ballots.published[p] for p in same]) + 1
    assert found.outcome is Outcome.GROUPS
    assert adjusted_rand(ours, published) >= RED_DWARF[name] - 0.02


def small(**changed):
    ballots = Ballots(np.array([1, 2, 2]), np.array([5, 5, 6]), np.array([1, -1, 0], np.int8), None, {1: 0, 2: None})
    opinions = (
        Opinion(6, '多樣 "quoted",\nsecond line'),
        Opinion(5, "=cmd|", 1, -1, 1_600_000_000_123),
        Opinion(7, " "),
    )
    return Conversation(**{"opinions": opinions, "ballots": ballots, **changed})


def test_a_set_of_our_own_in_many_scripts_without_times(tmp_path):
    polis.write(small(), tmp_path)
    found = polis.read(tmp_path)
    assert found.opinions == small().opinions
    assert found.moderated_out == [5]
    assert found.left_out == {
        "opinions without words (their votes count)": 1,
        "votes on opinions that a moderator left out": 2,
    }
    assert (tmp_path / "participants-votes.csv").read_text() == (
        "participant,group-id,n-comments,n-votes,n-agree,n-disagree,5,6,7\n1,0,1,1,1,0,1,,\n2,,0,2,0,1,-1,0,\n"
    )
    assert "1600000000123,Sun Sep 13 12:26:40 UTC 2020,5,1,1,1,-1,=cmd|\n" in (tmp_path / "comments.csv").read_text()


def test_without_votes_csv_the_people_s_file_is_read(tmp_path):
    polis.write(small(), tmp_path)
    (tmp_path / "votes.csv").unlink()
    assert polis.read(tmp_path).ballots.votes.tolist() == [1, -1, 0]


def test_votes_on_unknown_opinions_and_earlier_votes_are_left_out_and_said():
    ballots = Ballots(np.array([1, 1, 1]), np.array([5, 5, 9]), np.array([1, -1, 1], np.int8))
    found = polis.gathered((Opinion(5, "a"),), ballots)
    assert found.ballots.votes.tolist() == [-1]
    assert found.left_out == {
        "votes on opinions that are not in the list of opinions": 1,
        "earlier votes of the same person on the same opinion": 1,
    }


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("", "the first line must name"),
        ("comment-id,comment-body\n1,a\n1,b\n", "line 3: comment-id must be a number of its own, and is '1'"),
        ("comment-id,moderated,comment-body\n1,5,a\n", "line 2: moderated must be -1, 0 or 1, and is '5'"),
    ],
)
def test_opinions_that_cannot_be_used(tmp_path, text, trouble):
    path = tmp_path / "comments.csv"
    path.write_text(text)
    with pytest.raises(Unreadable, match=trouble):
        polis.read_opinions(path)
