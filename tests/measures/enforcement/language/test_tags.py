"""The vocabularies: what stands in them once, and how a row is spelled out."""

from __future__ import annotations

import tomllib
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest

from commonbeat.measures.enforcement.language import tags


@pytest.mark.parametrize("language", tags.LANGUAGES)
def test_every_row_of_a_vocabulary_has_a_phrase_that_no_other_row_has(language: str) -> None:
    told = tomllib.loads(Path(tags.__file__).with_name(f"{language}.toml").read_text(encoding="utf-8"))
    for rows in (*told["act"].values(), *told["words"].values()):
        phrases = {row: set(tags.spelled_out(row)) for row in rows}
        times = Counter(chain.from_iterable(phrases.values()))
        assert len(phrases) == len(rows)
        assert [row for row, said in phrases.items() if all(times[phrase] > 1 for phrase in said)] == []
