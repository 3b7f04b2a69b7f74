"""Files as agencies give them: any encoding, delimiter and packing that the real ones have."""

import gzip
import hashlib
import os

import pytest

from commonbeat.measures.given import receive
from commonbeat.measures.schema import Wrong
from tests.measures.files import laid, look, rows, said

PLAIN = "date,location\n2020-01-01,Peña\n2020-01-02,Río\n"


@pytest.mark.parametrize(
    ("data", "repaired"),
    [
        (PLAIN.encode(), ()),
        (PLAIN.encode("utf-8-sig"), ("read as UTF-8 with a mark at its start",)),
        (PLAIN.replace("\n", "\r\n").encode("cp1252"), ("read as Windows-1252",)),
        (PLAIN.encode("utf-16"), ("read as UTF-16",)),
        (PLAIN.replace("\n", "\r").encode(), ("line ends of several or old kinds made one",)),
        (PLAIN.replace("\n", "\r\n", 2).encode(), ("line ends of several or old kinds made one",)),
        (gzip.compress(PLAIN.encode("cp1252"), mtime=0), ("unpacked (gzip)", "read as Windows-1252")),
        (PLAIN.replace(",", ";").encode(), ()),
        (PLAIN.replace(",", "\t").encode(), ()),
        (PLAIN.replace(",", "|").rstrip().encode(), ()),
    ],
)
def test_the_same_records_however_they_are_written(tmp_path, data, repaired):
    found = look(tmp_path, data)
    assert rows(found, "date::VARCHAR", "location") == [("2020-01-01", "Peña"), ("2020-01-02", "Río")]
    assert (tuple(found.repaired), found.rows, found.accepted, found.problems) == (repaired, 2, 2, ())


@pytest.mark.parametrize(
    ("data", "trouble"),
    [
        (b"", "the file is empty"),
        (b" \n \n", "the file is empty"),
        (b"date,location\n\n", "there are no rows below the names of the columns"),
        (b"PK\x03\x04xx", "this is a spreadsheet or an archive: save it as CSV"),
        (b'{"type": "FeatureCollection"}', "this is JSON"),
        (b"\xef\xbb\xbf<html>", "this is XML or a web page"),
        (b"date,b\n\0\0", "this is not text"),
        (b"\x1f\x8b\x08\x00broken", "this cannot be unpacked"),
        (gzip.compress(b"date\n2020-01-01\n", mtime=0)[:-9], "this cannot be unpacked"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path, data, trouble):
    with pytest.raises(Wrong, match=trouble):
        look(tmp_path, data)


def test_a_folder_or_pipe_is_no_file(tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")
    for path in (tmp_path, tmp_path / "pipe.csv"):
        with pytest.raises(Wrong, match="this is not a file"):
            receive(path, tmp_path)


def test_the_digest_is_of_the_bytes_as_given(tmp_path):
    packed = gzip.compress(PLAIN.encode(), mtime=0)
    one = receive(laid(tmp_path, packed, "one.csv.gz"), tmp_path)
    assert one.digest == hashlib.sha256(packed).hexdigest()
    assert one.digest != receive(laid(tmp_path, PLAIN, "two.csv"), tmp_path).digest


def test_a_name_with_stars_is_one_file_and_no_pattern(tmp_path):
    laid(tmp_path, PLAIN.replace("2020", "1999"), "stops-1.csv")
    found = look(tmp_path, laid(tmp_path, PLAIN, "stops-*.csv"))
    assert rows(found, "date::VARCHAR") == ["2020-01-01", "2020-01-02"]


def test_two_columns_of_one_name_are_not_read(tmp_path):
    data = "date,district,district\n2020-01-01,a,b\n"
    with pytest.raises(Wrong, match='for district, the column "district" is there more than once'):
        look(tmp_path, data)
    found = look(tmp_path, data, {"schema": "stops", "columns": {"date": "date"}})
    assert list(found.repaired) == ['two columns are named "district": neither is read']


def test_lines_that_are_no_rows_are_left_out_and_told(tmp_path):
    data = (
        'date,"loc\nation",beat\r\n2020-01-01,a,1\r\n2020-01-02,b\r\n\r\n2020-01-03,"c\nd",2\r\n'
        '2020-01-04,e,3,4\r\n2020-01-05,"f"g,5\r\nyesterday,h,6\r\n2020-01-06,i,7'
    )
    found = look(
        tmp_path, data, {"schema": "stops", "columns": {"date": "date", "location": "loc\nation", "beat": "beat"}}
    )
    assert rows(found, "location") == ["a", "c d", "i"]
    assert said(found) == [
        (None, "fewer cells than the first line names", 1, [4]),
        (None, "more cells than the first line names", 1, [8]),
        (None, "quotation marks that do not pair", 1, [9]),
        ("date", "not a date", 1, [10]),
    ]
    assert (found.rows, found.accepted, dict(found.left_out)) == (
        7,
        3,
        {
            "date is unknown": 1,
            "fewer cells than the first line names": 1,
            "more cells than the first line names": 1,
            "quotation marks that do not pair": 1,
        },
    )
    assert found.repaired == {
        "line ends of several or old kinds made one": 0,
        "line breaks within a cell became spaces": 1,
    }
