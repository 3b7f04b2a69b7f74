"""Files and pasted text become lines of plain words, or a message says what to do."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, strategies as st

from commonbeat.matters.texts import markup, passages, reading

pytestmark = pytest.mark.sqlite
PARAGRAPH = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"


def docx(words: str) -> bytes:
    """The smallest DOCX file with a paragraph for each line."""
    return packed("".join(PARAGRAPH.format(line) for line in words.split("\n")))


def packed(body: str, numbering: str = "") -> bytes:
    """A DOCX file with this body; ``numbering`` defines its lists."""
    kinds = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    parts = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/>'
        "</Relationships>"
    )
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", kinds)
        archive.writestr("_rels/.rels", links)
        archive.writestr("word/_rels/document.xml.rels", parts)
        archive.writestr("word/numbering.xml", f'<w:numbering xmlns:w="{name}">{numbering}</w:numbering>')
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{name}"><w:body>{body}</w:body></w:document>')
    return file.getvalue()


def test_a_docx_becomes_passages():
    text = reading.read(docx("(a) Fish &amp; chips.\n(b) More."), "policy.docx")
    assert [(one.label, one.words) for one in passages.split(text)] == [("(a)", "Fish & chips."), ("(b)", "More.")]


@pytest.mark.parametrize(
    "data", [docx("(a) One.")[:200], b"PK\x03\x04 broken", b"%PDF-1.7", b"\x00\x00", b"   ", b"a" * 3_000_000]
)
def test_broken_files_are_refused_with_a_message(data):
    with pytest.raises(reading.Unreadable) as refusal:
        reading.read(data, "policy.docx")
    assert str(refusal.value).endswith(".")


def test_encodings_of_offices_are_read():
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        assert reading.read("Café “quoted”".encode(encoding), "a.txt") == "Café “quoted”"


def item(words: str, level: int) -> str:
    place = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    return f"<w:p>{place}<w:r><w:t>{words}</w:t></w:r></w:p>"


LEVELS = "".join(f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="decimal"/></w:lvl>' for level in (0, 1))
NUMBERED = (
    f'<w:abstractNum w:abstractNumId="0">{LEVELS}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def test_numbers_that_word_makes_by_itself_are_kept():
    body = (
        item("Cameras are on.", 0) + item("In homes too.", 1) + PARAGRAPH.format("A note.") + item("Video is kept.", 0)
    )
    pieces = passages.split(reading.read(packed(body, NUMBERED), "policy.docx"))
    assert [(one.label, one.words) for one in pieces if one.label] == [
        ("1", "Cameras are on."),
        ("1.1", "In homes too."),
        ("2", "Video is kept."),
    ]


def test_a_row_of_a_word_table_is_one_passage():
    row = "<w:tr>{}</w:tr>".format("".join(f"<w:tc>{PARAGRAPH}</w:tc>" for _ in range(2)))
    body = PARAGRAPH.format("Hours:") + f"<w:tbl>{row.format('Unit', 'Hours')}{row.format('Patrol', '8')}</w:tbl>"
    pieces = passages.split(reading.read(packed(body), "policy.docx"))
    assert [one.words for one in pieces] == ["Hours:", "Unit · Hours", "Patrol · 8"]


@pytest.mark.parametrize("mark", ["ins", "del"])
def test_a_document_with_tracked_changes_is_given_back(mark):
    body = f'<w:p><w:{mark} w:id="1"><w:r><w:t>Kept for 90 days.</w:t></w:r></w:{mark}></w:p>'
    with pytest.raises(reading.Unreadable, match="tracked"):
        reading.read(packed(body), "policy.docx")


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("Video **must** be *kept*.", "Video must be kept."),
        ("__Always__ and _never_, ***both***", "Always and never, both"),
        ("See [the law](http://x.example/a) and [below](#c).", "See the law (http://x.example/a) and below."),
        ("<https://x.example/a> and `code`", "https://x.example/a and code"),
        ("> Quoted\n> twice", "Quoted\ntwice"),
        ("| a | b |\n|---|---|\n| c | d |\n(e) More.", "\na · b\n\nc · d\n\n(e) More."),
        ("2 * 3 * 4, snake_case_word, Name: ______, 5*", "2 * 3 * 4, snake_case_word, Name: ______, 5*"),
        ("* item\n* other", "* item\n* other"),
        ("\\*not weight\\*", "*not weight*"),
        ("# Title\n\n- one\n1. two", "# Title\n\n- one\n1. two"),
        ("a < b > c", "a < b > c"),
    ],
)
def test_marks_are_taken_out_and_words_stay(marked, plain):
    assert markup.without_marks(marked) == plain


@given(st.text(alphabet="abc 12.,;\n()-"))
def test_text_without_marks_stays_as_it_is(text):
    assert markup.without_marks(text) == text
