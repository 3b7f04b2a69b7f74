"""Only actions write, only visible things are read, and only one clock tells the time."""

import ast

from tests.house import tree

WRITES = {"save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete"}
#: file → why it may write without being an action
MAY_WRITE = {
    "ledger/record.py": "it seals the entries themselves",
    "frame/notify.py": "the outbox: rows about letters and tasks, nothing of the house changes",
    "frame/twice.py": "the digest of a form that was sent, in the transaction of the act that it leads to",
    "front/clockwork.py": "bookkeeping of its own turns, and clearing away what is done; its one act is an act",
    "front/management/commands/translate.py": "saves a list of words, not a record",
}
#: file → why it may read past visible_to
MAY_READ = {}
CLOCK = {"now", "utcnow", "today", "localtime", "localdate", "time", "time_ns"}


def writing(call):
    """Whether a call writes to a table. An update has keywords only; a dictionary's or a digest's has not."""
    if not isinstance(call.func, ast.Attribute):
        return False
    if call.func.attr == "update":
        return not call.args and bool(call.keywords)
    return call.func.attr in WRITES


def places(path, nodes):
    return [f"{tree.name(path)}:{node.lineno}" for node in nodes]


def test_only_actions_write():
    found = []
    for path, module in tree.modules():
        if tree.is_action(path) or path.name == "tasks.py" or tree.name(path) in MAY_WRITE:
            continue
        found += places(path, filter(writing, tree.calls(module)))
    assert found == []


def test_exemptions_are_used():
    writers = {tree.name(path) for path, module in tree.modules() if any(map(writing, tree.calls(module)))}
    readers = {tree.name(path) for path, module in tree.modules() if reads_past_visible(path, module)}
    assert set(MAY_WRITE) - writers == set()
    assert set(MAY_READ) - readers == set()


def test_saving_is_checked_before():
    """Each function that saves a whole thing has it checked by its own rules first: full_clean() before save()."""
    found = []
    for path, module in tree.modules():
        for function in tree.functions(module) if tree.is_action(path) else []:
            made = tree.calls(function)
            whole = [c for c in made if tree.called(c) == "save" and "update_fields" not in {k.arg for k in c.keywords}]
            if whole and "full_clean" not in map(tree.called, made):
                found.append(f"{tree.name(path)}:{function.lineno} {function.name}")
    assert found == []


def test_models_do_not_override_save():
    found = [
        f"{tree.name(path)}:{function.lineno}"
        for path, module in tree.modules()
        if "models" in path.relative_to(tree.PACKAGE).with_suffix("").parts
        for function in tree.functions(module)
        if function.name in {"save", "delete"}
    ]
    assert found == []


def reads_past_visible(path, module):
    """Uses of .objects that do not at once ask what the actor may see, and of Django's default reverse accessors."""
    asked = {
        id(call.func.value)
        for call in tree.calls(module)
        if isinstance(call.func, ast.Attribute) and call.func.attr == "visible_to"
    }
    managers = [n for n in ast.walk(module) if isinstance(n, ast.Attribute) and n.attr in {"objects", "_base_manager"}]
    reverse = [n for n in ast.walk(module) if isinstance(n, ast.Attribute) and n.attr.endswith("_set")]
    return places(path, [n for n in managers if id(n) not in asked] + reverse)


def test_pages_feeds_and_search_read_only_what_the_actor_may_see():
    found = []
    for path, module in tree.modules():
        parts = path.relative_to(tree.PACKAGE).with_suffix("").parts
        if {"views", "feeds", "search", "templatetags"} & set(parts) and tree.name(path) not in MAY_READ:
            found += reads_past_visible(path, module)
    assert found == []


def test_templates_reach_no_manager():
    for path, text in tree.templates():
        for word in (".objects.", "_set.all", "_set.count"):
            assert word not in text, tree.name(path)


def test_one_clock():
    found = []
    for path, module in tree.modules():
        if tree.name(path) == "frame/clock.py":
            continue
        for call in tree.calls(module):
            owner = getattr(call.func, "value", None)
            base = getattr(owner, "attr", getattr(owner, "id", ""))
            if base in {"datetime", "date", "timezone", "time"} and tree.called(call) in CLOCK:
                found.append(f"{tree.name(path)}:{call.lineno}")
    assert found == []


def test_the_demo_goes_through_actions_only():
    for path, module in tree.modules():
        if "demo" in tree.name(path):
            assert places(path, filter(writing, tree.calls(module))) == []
