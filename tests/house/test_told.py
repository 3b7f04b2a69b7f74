"""What is shown of the permission table and of the public log has people's words, in every row."""

import ast
import re

import pytest
from django.apps import apps

from commonbeat.frame.action import ACTS
from commonbeat.frame.rules import FACTS
from commonbeat.front import entries, told
from commonbeat.ledger.unsealed import VERBS as UNSEALED
from tests.house import tree


@pytest.fixture(scope="module")
def table():
    return tree.opened()


def test_every_row_of_the_table_says_what_one_does_there(table):
    assert set(told.DOES) == set(table)


def test_every_verb_of_the_log_has_its_sentence(table):
    assert set(told.DONE) == set(ACTS) - set(UNSEALED)


def test_every_fact_has_a_phrase_for_the_way_in_which_a_row_uses_it(table):
    missing = []
    for name, rule in table.items():
        for turned, fact in re.findall(r"(~?)([a-z_]+)", str(rule.name)):
            known = FACTS[fact]
            if not (known.unless if turned else known.who or known.when):
                missing.append(f"{name}: {turned}{fact}")
    assert missing == []


def test_every_fact_of_an_entry_has_a_name(table):
    declared = set()
    for _path, module in tree.modules():
        for call in tree.calls(module):
            if tree.called(call) == "action":
                declared |= {one for key in call.keywords if key.arg == "facts" for one in ast.literal_eval(key.value)}
    assert set(entries.FACTS) == declared


def test_every_thing_that_an_entry_can_name_has_a_name(table):
    rooms = {"people", "records", "matters", "gatherings"}
    nouns = {model._meta.verbose_name for model in apps.get_models() if model._meta.app_label in rooms}
    inner = {
        "nomination",
        "roll vote",
        "giver",
        "slip",
        "fate",
        "source",
        "vote",
        "voter",
        "voting code",
        "tally",
        "intake",
        "agenda item",
        "promise made in a meeting",
        "declaration",
        "confidence",
        "message",
    }  # no act is about one of these
    assert nouns - inner - set(entries.NAMES) == set()


def test_no_words_are_put_together_before_the_readers_language_is_known():
    """``_("…") % …`` outside a function is done at import, in the program's own language."""
    wrong = []
    for path, module in tree.modules():
        inside = {id(node) for function in tree.functions(module) for part in function.body for node in ast.walk(part)}
        inside |= {id(node) for one in ast.walk(module) if isinstance(one, ast.Lambda) for node in ast.walk(one)}
        for node in ast.walk(module):
            mixed = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod | ast.Add) and id(node) not in inside
            filled = isinstance(node, ast.Call) and tree.called(node) == "format" and id(node) not in inside
            part = node.left if mixed else node.func.value if filled and isinstance(node.func, ast.Attribute) else None
            if isinstance(part, ast.Call) and tree.called(part) in {"_", "gettext", "gettext_lazy", "ngettext"}:
                wrong.append(f"{tree.name(path)}:{node.lineno}")
    assert wrong == []
