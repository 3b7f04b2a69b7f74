"""A piece of news: one thing that happened in public."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Item:
    """One thing that happened in public: a sentence of the house's own, the ``words`` that somebody wrote, its page."""

    kind: str
    number: int
    on: date
    title: str
    sentence: str
    url: str
    words: str = ""
    language: str = ""

    @property
    def told(self) -> str:
        """The sentence and the words in one; a sentence without its own end gets one."""
        parts = [self.sentence, self.words]
        if self.words and self.sentence and self.sentence[-1] not in ".?!…":
            parts[0] += "."
        return " ".join(filter(None, parts))
