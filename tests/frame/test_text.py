"""Words in their language, and Markdown that cannot harm."""

from datetime import date

import pytest
from django.utils import translation

from commonbeat.frame import text
from commonbeat.frame.templatetags import house
from commonbeat.frame.text import Words

pytestmark = pytest.mark.sqlite


def test_words_are_read_in_the_readers_language_where_there_is_one():
    words = Words("Keep it.", "en").translated("es", "Guárdelo.")
    assert words.read("es") == ("Guárdelo.", "es", "person")
    assert words.read("fr") == ("Keep it.", "en", "")


def test_a_translation_is_marked_and_the_original_is_one_tap_away():
    with translation.override("en"):
        shown = house.words(Words("Guárdelo.", "es").translated("en", "Keep it.", by=text.MACHINE))
    assert "translated by a machine" in shown and "Guárdelo." in shown and 'lang="es"' in shown


@pytest.mark.parametrize(
    "bad",
    [
        "<script>alert(1)</script>",
        "[a](javascript:alert(1))",
        "![x](http://example.org/p.png)",
        "<img src=x onerror=y>",
    ],
)
def test_markdown_shows_nothing_that_runs_or_loads(bad):
    shown = text.markdown(bad)
    assert "<script" not in shown and "<img" not in shown and 'href="javascript' not in shown


def test_words_shown_are_escaped():
    assert "<b>" not in house.words(Words("<b>bold</b>"))


def test_a_date_is_never_broken_between_its_day_and_its_month() -> None:
    when = date(2026, 3, 10)
    assert (text.day(when), text.brief(when)) == ("March\u00a010, 2026", "March\u00a010,\u00a02026")
    with translation.override("es"):
        assert text.day(when) == "10\u00a0de\u00a0marzo\u00a0de 2026"
    assert (text.day(None), text.brief(None)) == ("", "")
