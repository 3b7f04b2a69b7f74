"""Sentences of paragraphs, lists, headings and tables."""

from __future__ import annotations

from hypothesis import given, strategies as st

from commonbeat.measures.enforcement.language.splitting import sentences


def texts(paper: str) -> list[str]:
    return [one.text for one in sentences(paper)]


def test_sentences_of_a_paragraph_broken_at_a_margin() -> None:
    paper = "Officers write reports. Sgt. Lee reads them at 5 p.m. every day and returns those that\nare not complete."
    assert texts(paper) == [
        "Officers write reports.",
        "Sgt. Lee reads them at 5 p.m. every day and returns those that are not complete.",
    ]


def test_headings_and_short_lines_stand_alone() -> None:
    assert texts("TRAFFIC\nCourtesy\n\nUse of time") == ["TRAFFIC", "Courtesy", "Use of time"]


def test_an_item_is_read_with_what_introduces_it() -> None:
    found = sentences("Each month an officer must:\n- issue ten citations\n(b) attend a meeting\nThe end.")
    assert [(one.text, one.read_as) for one in found] == [
        ("Each month an officer must:", "Each month an officer must:"),
        ("issue ten citations", "Each month an officer must: issue ten citations"),
        ("attend a meeting", "Each month an officer must: attend a meeting"),
        ("The end.", "The end."),
    ]


def test_a_row_of_a_table_is_one_sentence_and_cells_that_hold_sentences_are_their_own() -> None:
    assert texts("Citations\t0-4: low\t10+: high") == ["Citations | 0-4: low | 10+: high"]
    assert texts("| He writes well. | He is on time. |") == ["He writes well.", "He is on time."]


def test_spanish_marks_and_quotes_end_sentences() -> None:
    paper = "¿Cuántas multas? “Hagan diez.” El jefe lo dijo."
    assert texts(paper) == ["¿Cuántas multas?", "“Hagan diez.”", "El jefe lo dijo."]


@given(st.text(alphabet="aB 1.;:|\n\t-()\"'¿?", max_size=200))
def test_no_letter_is_lost_or_made(paper: str) -> None:
    kept = [letter for one in sentences(paper) for letter in one.text if letter == "B"]
    assert len(kept) == len([letter for letter in paper if letter == "B"]) - numbered(paper)


def numbered(paper: str) -> int:
    """Letters that number an item are not part of it."""
    from commonbeat.measures.enforcement.language.splitting import _ITEM

    found = [_ITEM.match(line) for line in paper.split("\n") if line.strip()]
    return sum(one[0].count("B") for one in found if one)


def test_something_endless_is_read_in_pieces() -> None:
    assert {len(one) <= 1200 for one in texts("word " * 2000 + "x" * 3000)} == {True}
