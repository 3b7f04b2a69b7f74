"""Files of votes, good and bad."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from commonbeat.measures.opinions import vote_files as module
from commonbeat.measures.opinions.digits import Irregular, columns_of
from commonbeat.measures.opinions.vote_files import read_ballots
from commonbeat.measures.opinions.votes import tally
from commonbeat.measures.problems import Unreadable

HEADER = "timestamp,datetime,comment-id,voter-id,vote\n"


def file(tmp_path, text, header=HEADER):
    path = tmp_path / "votes.csv"
    path.write_bytes((header + text).encode() if isinstance(text, str) else text)
    return path


@settings(deadline=None)
@given(st.lists(st.tuples(*[st.integers(-(10**17), 10**17)] * 3), min_size=1))
def test_whole_columns_of_digits_are_the_numbers(rows):
    data = "".join(f"{a},any text äß,{b},{c}\n" for a, b, c in rows).encode()
    assert [list(map(int, column)) for column in columns_of(data, 4, [0, 2, 3])] == [
        list(x) for x in zip(*rows, strict=True)
    ]


@pytest.mark.parametrize("data", [b"1,2\n3\n", b"1,x\n", b'1,"2"\n', b"1,\n", b"1,2,3\n", b"1,-\n", b"1,2.5\n"])
def test_other_lines_are_irregular(data):
    with pytest.raises(Irregular):
        columns_of(data, 2, [0, 1])


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("quote", ["", '"'])
def test_a_file_of_votes(tmp_path, end, quote):
    rows = ["5,a,7,1,1", f"6,{quote}b{quote},7,2,-1", "", "7,c,8,2,0"]
    found = read_ballots(file(tmp_path, end.join(rows), HEADER.replace("\n", end)))
    arrays = (found.people, found.statements, found.votes, found.when)
    assert [array.tolist() for array in arrays] == [[1, 2, 2], [7, 7, 8], [1, -1, 0], [5, 6, 7]]


def test_the_vote_given_last_counts_and_of_equal_times_the_later_line(tmp_path):
    found = read_ballots(file(tmp_path, "9,x,1,1,1\n5,x,1,1,-1\n7,x,2,1,1\n7,x,2,1,0\n"))
    assert tally(found.people, found.statements, found.votes).table.toarray().tolist() == [[1, 0]]


def test_a_file_of_people(tmp_path):
    text = "0,a,2,0,2,1,1,1,,-1.0\n3,,,0,1,0,0,,0,\n"
    found = read_ballots(file(tmp_path, text, "participant,xid,group-id,n-comments,n-votes,n-agree,n-disagree,4,5,9\n"))
    assert (found.published, found.names, found.opinions) == ({0: 2, 3: None}, {0: "a", 3: ""}, (4, 5, 9))
    rows = zip(found.people.tolist(), found.statements.tolist(), found.votes.tolist(), strict=True)
    assert list(rows) == [(0, 4, 1), (0, 9, -1), (3, 5, 0)]


@pytest.mark.parametrize(
    ("data", "trouble"),
    [
        (b"", "the file is empty"),
        (b"\xff\xfe", "not UTF-8 text"),
        (b"a,b\n1,2\n", "the first line must name the columns"),
        (HEADER.encode(), "there are no votes"),
        (HEADER.encode() + b"1,x,1,1,1\n1,x,1,1\n", "line 3: there are 4 cells where 5 columns are named"),
        (HEADER.encode() + b"1,x,a,1,1\n", "line 2: comment-id must be a whole number, and is 'a'"),
        (HEADER.encode() + b"1,x,1,1,1\n\n1,x,1,1,4\n", "line 4: a vote is 1"),
        (HEADER.encode() + b'1,"x,1,1,1\n', "line 2: this is not a CSV file"),
        (HEADER.encode() + b"1,\xff,1,1,1\n1,x,1,1,9\n", "not UTF-8 text"),
        (b"participant,group-id,1\n1,,1\n1,,1\n", "line 3: participant must be a number of its own"),
        (b"participant,group-id,1\n1,,7\n", "line 2: a vote is 1, -1, 0 or empty, and on opinion 1 is '7'"),
        (b"participant,group-id,words\n1,,1\n", "has its number as a name"),
    ],
)
def test_a_file_that_cannot_be_used(tmp_path, data, trouble):
    with pytest.raises(Unreadable, match=trouble):
        read_ballots(file(tmp_path, data))


def test_one_broken_line_among_many_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "CHUNK", 1000)
    lines = [f"{n},x,{n % 9},{n},1" for n in range(5000)]
    whole = read_ballots(file(tmp_path, "\n".join(lines)))
    assert np.array_equal(whole.people, np.arange(5000))
    lines[4321] = "4321,x,1,?,1"
    with pytest.raises(Unreadable, match=r"line 4323: voter-id must be a whole number, and is '\?'$"):
        read_ballots(file(tmp_path, "\n".join(lines)))


def test_very_many_problems_are_counted(tmp_path):
    with pytest.raises(Unreadable, match="and 10 more such lines"):
        read_ballots(file(tmp_path, "1,x,1,1,5\n" * 30))
