"""One word, one meaning, on the screen and in the code."""

import re

import pytest

from tests.house import tree

#: what no screen, no message and no name says, and what stands in its place
REFUSED = {
    r"\bcitizens?\b": "resident",
    r"\bevents?\b": "meeting or activity; a call is a CAD call",
    r"\bplease note\b": "say it",
    r"\bbehaviour|\bcolour|\bneighbour|\borganis|\brecognis|\bcentre\b": "American spelling",
}
#: what residents' pages do not say
METHOD_ONLY = r"\bconfidence interval|\bq-values?|\bp-values?|\bplacebo\b"
MARKUP = re.compile(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}|{%.*?%}|{{.*?}}|<[^>]*>", re.DOTALL)
SPOKEN = re.compile(r"{%\s*(?:translate|trans)\s+(\"[^\"]*\"|'[^']*')")
#: file → why it may say a refused word
MAY_SAY = {}


def screens():
    for path, text in tree.templates():
        yield tree.name(path), " ".join([MARKUP.sub(" ", text), *SPOKEN.findall(text)])
    for path, module in tree.modules():
        marked = [call for call in tree.calls(module) if re.search(r"gettext|^_$", tree.called(call))]
        for call in marked:
            yield tree.name(path), " ".join(str(getattr(part, "value", "")) for part in call.args)


@pytest.mark.parametrize("word", REFUSED)
def test_screens_do_not_say(word):
    said = {place for place, text in screens() if re.search(word, text, re.IGNORECASE) and place not in MAY_SAY}
    assert said == set(), f"say instead: {REFUSED[word]}"


def test_screens_shout_at_nobody():
    assert {place for place, text in screens() if re.search(r"\w!(\s|$)", text)} == set()


def test_method_words_stay_in_method_notes():
    said = {place for place, text in screens() if re.search(METHOD_ONLY, text, re.IGNORECASE)}
    assert {place for place in said if "method" not in place} == set()


def test_code_names_nothing_an_event_or_a_citizen():
    name = re.compile(r"(^|_)(citizen|event)s?(_|$)", re.IGNORECASE)
    found = [
        f"{tree.name(path)}:{function.lineno} {function.name}"
        for path, module in tree.modules()
        for function in tree.functions(module)
        if name.search(function.name)
    ]
    assert found == []


def test_the_word_list_names_every_noun():
    words = (tree.ROOT / "docs" / "words.md").read_text()
    for noun in ("Matter", "Window", "Input", "Text", "Answer", "Commitment", "Seat", "Standard", "Ledger", "Giver"):
        assert f"| {noun}" in words, noun
