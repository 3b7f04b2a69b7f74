"""One name, four uses: a row in the table, the ledger's verb, the address and the page."""

import ast
import inspect
import re

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import get_resolver

from commonbeat.frame.action import ACTS
from commonbeat.frame.page import PAGES
from tests.house import tree

#: act → why it has no page: the clock, an import or a command does it
NO_PAGE = {
    "ledger.witness": "the clockwork: the daily head goes to witnesses outside",
    "matters.draw": "the clockwork: results are drawn where enough people have voted",
    "matters.read_paper_again": "the clockwork: when words, grammar or laws of the reader changed",
    "matters.leave_out": "chosen for each topic on the page that opens the door, people.publish_agency",
    "matters.end_key": "the clockwork: once nobody holds the seat any more",
    "gatherings.seal_counts": "the clockwork: three days after a meeting",
    "people.erase_applications": "the clockwork: a year after the decision on a call",
    "gatherings.open_docket": "comes with the first meeting that a body announces",
    "records.begin_check": "the clockwork: a file that waits is checked",
    "records.end_check": "the clockwork: what was found in it",
    "records.compute": "the clockwork: measures whose records or settings changed",
    "people.email_changed": "sealed from the accounts library's own hook",
    "people.passkey_added": "sealed from the accounts library's own hook",
    "people.passkey_removed": "sealed from the accounts library's own hook",
    "people.found": "the commands init and demo: an agency is founded on the machine itself",
    "people.restore_access": "a command for when mail is down: whoever holds the machine, said in the public log",
}
#: the accounts library's pages, and Django's choice of language
NOT_OURS = ("allauth.", "django.")


@pytest.fixture(scope="module")
def table():
    return tree.opened()


def addresses(resolver=None):
    """Every address with its name and view, those of included lists too."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from addresses(pattern)
        else:
            yield pattern


def stem(name):
    return re.sub(r"\.(csv|json|atom|txt)$", "", name or "")


def ours():
    return [a for a in addresses() if not a.callback.__module__.startswith(NOT_OURS)]


def test_every_address_is_a_page(table):
    wrong = [str(a.pattern) for a in ours() if getattr(a.callback, "page_name", None) != stem(a.name)]
    assert wrong == []


def test_every_page_has_an_address(table):
    assert set(PAGES) - {stem(a.name) for a in ours()} == set()


def test_every_page_and_every_act_has_a_row(table):
    assert (set(PAGES) | set(ACTS)) - set(table) == set()


def test_every_row_has_a_use(table):
    written = [p.read_text() for p, _m in tree.modules() if tree.name(p) != "permissions.py"]
    written += [text for _p, text in tree.templates()]
    unused = set(table) - set(PAGES) - set(ACTS)
    assert [name for name in sorted(unused) if not any(re.search(rf"[\"']{name}[\"']", text) for text in written)] == []


def test_every_act_has_its_page(table):
    assert set(ACTS) - set(PAGES) - set(NO_PAGE) == set()
    assert [name for name in NO_PAGE if name in PAGES or name not in ACTS] == [], "an exemption without need"


def test_names_are_a_room_and_a_word(table):
    rooms = {config.label for config in apps.get_app_configs() if config.name.startswith("commonbeat.")} | {"scorecard"}
    assert [
        name for name in table if name.split(".")[0] not in rooms or not re.fullmatch(r"[a-z]+\.[a-z_]+", name)
    ] == []


def test_an_act_says_its_actor_by_keyword(table):
    for name, act in ACTS.items():
        signature = inspect.signature(act)
        kinds = [parameter.kind for parameter in list(signature.parameters.values())[1:]]
        assert "by" in signature.parameters, name
        assert set(kinds) <= {inspect.Parameter.KEYWORD_ONLY}, name
        assert inspect.getdoc(act), f"{name} does not say what it does"


def test_an_act_names_its_facts_among_its_arguments_or_what_its_things_say(table):
    said = {name for model in apps.get_models() for name in dir(model)}
    for path, module in tree.modules():
        for function in tree.functions(module):
            for mark in function.decorator_list:
                if isinstance(mark, ast.Call) and tree.called(mark) == "action":
                    facts = next((ast.literal_eval(k.value) for k in mark.keywords if k.arg == "facts"), [])
                    given = {argument.arg for argument in function.args.kwonlyargs}
                    assert set(facts) - given <= said, f"{tree.name(path)}:{function.lineno}"


def test_every_act_is_tested(table):
    tests = [p.read_text() for p in (tree.ROOT / "tests").rglob("*.py") if "house" not in p.parts]
    verbs = {name: act.__name__ for name, act in ACTS.items()}
    tested = "\n".join(tests)
    assert [name for name, verb in verbs.items() if not re.search(rf"\b{verb}\(|[\"']{name}[\"']", tested)] == []


def test_nobody_stands_above_the_table():
    person = apps.get_model(settings.AUTH_USER_MODEL)
    assert not {"is_superuser", "is_staff", "user_permissions", "groups"} & {f.name for f in person._meta.get_fields()}
    assert "django.contrib.admin" not in settings.INSTALLED_APPS


def test_no_network_address_and_no_status_is_a_field():
    refused = re.compile(
        r"immigra|citizen|alien|visa_|ssn|social_security|remote_addr|(^|_)ip(_|$)|user_agent|fingerprint"
    )
    fields = [
        str(field)
        for model in apps.get_models()
        if model.__module__.startswith("commonbeat.")
        for field in model._meta.get_fields()
        if refused.search(field.name) or type(field).__name__ == "GenericIPAddressField"
    ]
    assert fields == []
