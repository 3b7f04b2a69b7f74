"""The words of text, Word and PDF files; what cannot be read is said, with what to do about it."""

from __future__ import annotations

import io
import zipfile

import pytest
import typst

from commonbeat.measures.enforcement.language import papers
from commonbeat.measures.enforcement.language.papers import words_in, words_of
from commonbeat.measures.enforcement.language.splitting import sentences
from commonbeat.measures.problems import Unreadable

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = "http://schemas.openxmlformats.org"
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{R}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{R}/package/2006/relationships"><Relationship Id="rId1" '
    f'Type="{R}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
}


def word(body: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in PARTS.items():
            archive.writestr(name, text)
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
    return made.getvalue()


def p(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_a_word_document_gives_paragraphs_and_rows() -> None:
    rows = [("Citations a month", "10 or more"), ("Courtesy", "always")]
    table = "".join(f"<w:tr>{''.join(f'<w:tc>{p(cell)}</w:tc>' for cell in row)}</w:tr>" for row in rows)
    text = words_in(word(f"{p('Evaluation')}<w:tbl>{table}</w:tbl>{p('He is on time.')}"), "form")
    assert [one.text for one in sentences(text)] == [
        "Evaluation",
        "Citations a month | 10 or more",
        "Courtesy | always",
        "He is on time.",
    ]


def test_a_pdf_gives_its_text_and_one_without_text_is_refused() -> None:
    made = typst.compile(b"Each officer shall issue ten citations per month.")
    assert " ".join(words_in(made, "form").split()) == "Each officer shall issue ten citations per month."
    with pytest.raises(Unreadable, match="a PDF of pictures, without text; have its text recognized first"):
        words_in(typst.compile(b"#rect()"), "form")


def test_plain_text_with_a_mark_of_its_encoding(tmp_path) -> None:
    path = tmp_path / "memo.txt"
    path.write_bytes(b"\xef\xbb\xbfUna multa.\r\n")
    assert words_of(path) == "Una multa.\r\n"


@pytest.mark.parametrize(
    ("data", "trouble"),
    [
        (b"", "there is no text in it"),
        (b" \n\t", "there is no text in it"),
        (b"MZ\x00\x01\x02", "this is neither text nor a Word or PDF file"),
        (b"Citaci\xf3n", "this is not UTF-8 text; save it as plain text in UTF-8"),
        ("Citación".encode("utf-16"), "this is UTF-16 text; save it as UTF-8"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Word file; save it as .docx"),
        (b"PK\x03\x04 and no more", "this is no Word document (.docx), or a damaged one"),
        (b"%PDF-1.7 and no more", "a PDF that is damaged or locked with a password"),
        (word(""), "there is no text in it"),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, trouble: str) -> None:
    with pytest.raises(Unreadable) as found:
        words_in(data, "form")
    assert str(found.value) == f"form: {trouble}"


def test_what_is_huge_is_refused_before_it_is_read(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(papers, "LARGEST", 1_000_000)
    path = tmp_path / "huge.txt"
    path.write_bytes(b"a " * 500_001)
    for read in (lambda: words_of(path), lambda: words_in(path.read_bytes(), str(path))):
        with pytest.raises(Unreadable) as found:
            read()
        assert str(found.value) == f"{path}: larger than 1 MB; give the pages that matter"


def test_what_is_huge_when_unpacked_is_refused(monkeypatch) -> None:
    monkeypatch.setattr(papers, "LARGEST_UNPACKED", 10_000)
    with pytest.raises(Unreadable, match="form: unpacked it is too large"):
        words_in(word(p("a " * 10_000)), "form")
