"""Old minutes: which sentences read like promises, who and when as far as they tell."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, strategies as st

from commonbeat.gatherings.reading import minutes

HELD = date(2017, 3, 7)  # a Tuesday
OWNERS = {1: ["Sergeant", "Sgt. Lopez", "Lopez"], 2: ["Beat officer"], 3: ["Commander", "Comandante"]}
TEXT = """\
Beat 611 meeting, March 7, 2017. 24 residents came.

1. Residents asked about drag racing on 79th Street. Sgt. Lopez will look into a camera
   and report back by April 4. The school is quiet.
2. Lights are out at 8000 S. Damen Ave. The beat officer said she'll contact Streets and San within two weeks.
- Action item: list of block clubs, Commander, 5/2/2017
- Commander to ask the library for a room.
- Ms. Reed asked the police to check the alley. She wants to report less graffiti.
3. El comandante se comprometió a enviar las cifras antes del 15 de abril. Todos aplaudieron.
"""


def found(text: str) -> list[minutes.Proposal]:
    return minutes.proposals(text, HELD, OWNERS)


def test_the_promises_of_a_whole_page() -> None:
    assert [(one.line, one.words, one.language, one.owner, one.due) for one in found(TEXT)] == [
        (3, "Sgt. Lopez will look into a camera and report back by April 4.", "en", 1, date(2017, 4, 4)),
        (5, "The beat officer said she'll contact Streets and San within two weeks.", "en", 2, date(2017, 3, 21)),
        (6, "Action item: list of block clubs, Commander, 5/2/2017", "en", 3, date(2017, 5, 2)),
        (7, "Commander to ask the library for a room.", "en", 3, None),
        (9, "El comandante se comprometió a enviar las cifras antes del 15 de abril.", "es", 3, date(2017, 4, 15)),
    ]


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("We will follow up with the alderman.", "en"),
        ("Lt. Diaz agreed to share the numbers.", "en"),
        ("The police are going to increase patrols.", "en"),
        ("Averiguaremos quién es el dueño.", "es"),
        ("La oficial va a hablar con la escuela.", "es"),
        ("Pendiente: arreglar la luz.", "es"),
        ("Residents asked police to check the alley.", ""),
        ("She hopes to report less graffiti.", ""),
        ("The next meeting will be held on May 2.", ""),
        ("Nobody promised anything.", ""),
        ("Ms. Reed would like to share a story.", ""),
        ("Crime will rise, she said.", ""),
    ],
)
def test_what_reads_like_a_promise(sentence: str, language: str) -> None:
    assert minutes.language_of_promise(sentence) == language


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("by May 3", date(2017, 5, 3)),
        ("by Feb. 3rd", date(2018, 2, 3)),
        ("by May 3, 2019", date(2019, 5, 3)),
        ("before 4/30", date(2017, 4, 30)),
        ("before 4/30/18", date(2018, 4, 30)),
        ("by 2017-06-01", date(2017, 6, 1)),
        ("within 30 days", date(2017, 4, 6)),
        ("in a month", date(2017, 4, 6)),
        ("next week", date(2017, 3, 14)),
        ("by Friday", date(2017, 3, 10)),
        ("by Tuesday", date(2017, 3, 14)),
        ("para el 3 de mayo de 2018", date(2018, 5, 3)),
        ("en dos semanas", date(2017, 3, 21)),
        ("la próxima semana", date(2017, 3, 14)),
        ("antes del viernes", date(2017, 3, 10)),
        ("by February 30", None),
        ("by the next meeting", None),
        ("at 79th and Damen", None),
    ],
)
def test_days_count_from_the_meeting(words: str, due: date | None) -> None:
    assert minutes.day_in(f"We will check it {words}.", HELD) == due


@given(st.text(alphabet=st.sampled_from("abA .!?\n-1)Sgtwillheckñ/"), max_size=120))
def test_any_text_can_be_read_and_no_word_is_made_up(text: str) -> None:
    flat = " ".join(text.split())
    for _line, sentence in minutes.sentences(text):
        assert " ".join(sentence.split()) in flat
    for one in found(text):
        assert one.due is None or one.due.year >= 1
