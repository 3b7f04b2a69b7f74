"""Private data is found and public numbers are not; a giver's own status is noticed and talk of policy is not."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given, strategies as st

from commonbeat.matters.texts import screening

pytestmark = pytest.mark.sqlite
PRIVATE = {
    "48 Alder Street": "street address",
    "1200 N. Canal Road": "street address",
    "350 Fifth Ave": "street address",
    "221B Baker St": "street address",
    "77 W 45th Street": "street address",
    "9 Martin Luther King Blvd": "street address",
    "412 maple ave": "street address",
    "P.O. Box 112": "street address",
    "Calle Luna 14": "street address",
    "585-555-0137": "telephone number",
    "(585) 555-0137": "telephone number",
    "(585)555-0137": "telephone number",
    "585.555.0137": "telephone number",
    "+1 585 555 0137": "telephone number",
    "+52 55 5555 0137": "telephone number",
    "ann.b@example.org": "e-mail address",
    "ann+beat@mail.example.co.uk": "e-mail address",
}
PUBLIC = (
    """
Section 12.3|2021-04-30|Call 911.|Call 311 or 988 at night.|§ 5-1104|37 of 39 comments|Ward 4|Street lights|$36,000
On 3 May 2021 at 7:30|between 2016 and 2021|12.3 percent of 1,400 stops|General Order 907.07|Case 2021-004512
5 officers on Main Street|Beat 1031|the 2016-2021 plan|10 blocks of Elm Street|4 of 10 people on our street
D.C. Code 5-1104.01|100 Years of Service|$250 Court fees|25 mph on River Road|2 in 10 drive|page 12 Street racing
Officers walked Oak Street in 2021.|$ 1 200 000 000|version 1.2.3.4|follow @riverton on the web|3 Ways to help
""".strip()
    .replace("\n", "|")
    .split("|")
)


@pytest.mark.parametrize("private", PRIVATE)
@pytest.mark.parametrize("frame", ["{}", "I say {}, yes.", "It was\n{}\nlast night", "({})"])
def test_private_data_is_found_whole(private: str, frame: str) -> None:
    text = frame.format(private)
    assert [(text[one.start : one.end], one.kind) for one in screening.personal_data(text)] == [
        (private, PRIVATE[private])
    ]


@pytest.mark.parametrize("words", ["call me at 5855550137", "my cell is 555-0137", "Mi celular es 555-0137"])
def test_a_bare_number_is_one_where_it_is_called_one(words: str) -> None:
    (one,) = screening.personal_data(words)
    assert (one.kind, words[one.start : one.end]) == ("telephone number", words.split()[-1])


@pytest.mark.parametrize("words", PUBLIC)
def test_public_numbers_are_not_held_back(words: str) -> None:
    assert screening.personal_data(words) == []


@given(st.lists(st.sampled_from([*PRIVATE, "and", "\n", ",", "911", "Main Street"])))
def test_what_is_found_is_in_order_and_apart(parts: list[str]) -> None:
    text = " ".join(parts)
    found = screening.personal_data(text)
    places = [place for one in found for place in (one.start, one.end)]
    assert places == sorted(places) and all(one.start < one.end <= len(text) for one in found)


OWN = (
    """
I am undocumented and afraid.|I'm undocumented|We are all undocumented here.|My husband is undocumented.
We are here illegally, so we say nothing.|My parents are illegal.|I overstayed and cannot call you.
My brother was deported last year.|Because of my visa I do not call.|My asylum case is open.
My wife's green card has not come.|I have a green card.|I don't have papers.|My mother has no papers.
We do not have legal status.|My sister is on a student visa.|I am a green card holder.|I am a permanent resident.
My kids are U.S. citizens.|I am not a citizen.|I'm a Dreamer and study here.|I am on DACA.|ICE took my father.
My immigration status keeps me from calling.|We crossed the border in 2019.|My uncle came here illegally.
Our older son has DACA.|I was naturalized in 2015.|We're refugees.|He is undocumented.
Soy indocumentado.|Mi esposo es indocumentado.|Estoy sin papeles.|No tengo papeles.|Mi hermana no tiene papeles.
Por mi estatus migratorio no llamo.|Somos residentes permanentes.|Mi caso de asilo sigue abierto.
Deportaron a mi hermano.|Vivimos aquí sin papeles.|Soy ciudadana americana.|Cruzamos la frontera.
Mis hijos son ciudadanos estadounidenses.|Mi visa ya venció.
""".strip()
    .replace("\n", "|")
    .split("|")
)
GENERAL = (
    """
Do not ask anybody about immigration status.|Officers should not work with immigration agents.
Undocumented people are afraid to call.|The visa rules are federal.|Immigrants pay taxes.
I am a citizen of this town and want better lights.|My papers were late because the mail is slow here.
Pictures must not reach immigration enforcement.|We are afraid at night.|My family is large.|He is on a bike.
Police should not enforce immigration law.|The city should be a sanctuary.|ICE has no place in our schools.
I have no papers to show for the fine.|My Visa card was stolen.|I am illegally parked every night.
It is illegal to park there.|My neighbor is illegally parked.|I was detained by police for an hour.
I have no documents about the stop.|We have documents from the council.|Refugees need interpreters.
My church helps refugees.|I teach citizenship classes.|Our citizen academy is good.|She is a citizen journalist.
The status of my complaint is open.|My case is open.|I work for asylum seekers.|Dreamers deserve respect.
My officer is on a break.|Is my status as a volunteer known?|We crossed the street.|My permit is late.
La policía no debe preguntar por el estatus migratorio.|Hay gente sin miedo aquí.|Los inmigrantes trabajan mucho.
Muchos vecinos no tienen papeles.|La visa es asunto federal.|Soy vecina de este barrio.|Mi barrio es ruidoso.
No tengo miedo.|Somos una comunidad unida.|Estamos sin luz en la calle.|La calle está sin luz.
""".strip()
    .replace("\n", "|")
    .split("|")
)


@pytest.mark.parametrize("words", OWN)
def test_ones_own_status_is_noticed(words: str) -> None:
    assert screening.immigration_status(words)
    assert screening.immigration_status(f"To begin with: {words.upper()} So it is.")


@pytest.mark.parametrize("words", GENERAL)
def test_talk_of_policy_is_not_ones_own_status(words: str) -> None:
    assert not screening.immigration_status(words)


def test_what_nobody_sees_is_removed() -> None:
    assert screening.clean("a\u202eb\u0000c\r\nd\u2066e\rf\u2028g\u0085h\ufeff\x9b\ud800") == "abc\nde\nf\ng\nh"
    assert screening.clean("pass\u200bword \u200dx") == "password x"


@pytest.mark.parametrize("words", ["👩‍👩‍👧 سلام", "می\u200cخواهم", "क्\u200dष", "❤️\u200d🔥", "tab\there", "שלום\u200f"])
def test_joiners_stay_where_they_mean_something(words: str) -> None:
    assert screening.clean(words) == words


@given(st.text())
def test_cleaning_twice_changes_nothing_and_keeps_every_letter(text: str) -> None:
    once = screening.clean(text)
    assert screening.clean(once) == once
    letters = [one for one in text if unicodedata.category(one)[0] in "LNP"]
    assert [one for one in once if unicodedata.category(one)[0] in "LNP"] == letters


@pytest.mark.parametrize("bit", ["1 ", "a", "my ", "a.", "1-", "Oak ", "mi ", "+1 ", "I am ", "@a.", "5 A"])
def test_long_nasty_words_take_no_time(bit: str) -> None:
    text = bit * (20_000 // len(bit))
    began = time.monotonic()
    screening.personal_data(text), screening.immigration_status(text), screening.clean(text)
    assert time.monotonic() - began < 1
