"""Riverton can be built at every hour of the day."""

import tomllib

from commonbeat.front.demo.build import STORY


def test_nobody_speaks_or_votes_on_the_day_on_which_a_period_opens() -> None:
    """Periods open in the morning, and a demo that is built at night lives each of its days at night."""
    topics = [one for one in tomllib.loads(STORY.read_text("utf-8"))["topic"] if "period" in one]
    voices = [
        (topic["title"], voice["day"] - topic["period"]["opens"])
        for topic in topics
        for voice in [*topic.get("said", []), *([topic["votes"]] if "votes" in topic else [])]
    ]
    assert len(voices) > 40
    assert [(title, days) for title, days in voices if days < 1] == []
