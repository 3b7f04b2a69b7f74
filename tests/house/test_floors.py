"""Rooms know only what is below them."""

import ast
import sys

import pytest
from django.apps import apps
from importlinter.cli import lint_imports

from tests.house import tree

#: room → floor; rooms on one floor do not know each other
FLOORS = {
    "ledger": 0,
    "laws": 0,
    "frame": 1,
    "people": 2,
    "records": 3,
    "surveys": 3,
    "matters": 4,
    "gatherings": 5,
    "partners": 5,
    "projects": 6,
    "reviews": 6,
    "scorecard": 7,
    "front": 8,
}
OURS = [model for model in apps.get_models() if model.__module__.startswith("commonbeat.")]


def imported(module):
    """The names that a module imports, those inside functions too."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written out, from commonbeat on"
            yield node.module


def test_rooms_import_only_rooms_below_them(monkeypatch, capsys):
    monkeypatch.chdir(tree.ROOT)
    assert lint_imports(no_cache=True) == 0, capsys.readouterr().out


def test_every_room_stands_on_a_floor():
    rooms = {p.name for p in tree.PACKAGE.iterdir() if (p / "__init__.py").exists()}
    assert rooms - set(FLOORS) - {"measures"} == set()


@pytest.mark.parametrize("place", ["measures", "laws"])
def test_the_workshop_and_the_laws_need_no_django(place):
    for path, module in tree.modules():
        if tree.name(path).startswith(f"{place}/"):
            assert [n for n in imported(module) if n.split(".")[0] == "django"] == [], tree.name(path)


def test_the_verifier_needs_the_standard_library_alone():
    [(_path, module)] = [pair for pair in tree.modules() if tree.name(pair[0]) == "ledger/verify.py"]
    assert [n for n in imported(module) if n.split(".")[0] not in sys.stdlib_module_names] == []


def test_foreign_keys_point_down_and_leave_no_way_back():
    wrong = []
    for model in OURS:
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            target = field.related_model
            if not target or field.auto_created or (field.remote_field and field.remote_field.parent_link):
                continue
            room, below = FLOORS[model._meta.app_label], FLOORS.get(target._meta.app_label, -1)
            if below > room or (below == room and model._meta.app_label != target._meta.app_label):
                wrong.append(f"{field} points up")
            if not (field.remote_field.related_name or "").endswith("+") and target in OURS:
                wrong.append(f"{field} needs related_name='+'")
    assert wrong == []


def test_no_drawers_without_a_name():
    words = {"common", "utils", "util", "helpers", "helper", "base", "core", "services", "misc"}
    drawers = [
        tree.name(p) for p, _module in tree.modules() if words & set(p.relative_to(tree.PACKAGE).with_suffix("").parts)
    ]
    assert drawers == ["frame/sqlite/base.py"], "Django finds a database's driver under this name and no other"


def test_every_room_has_its_door_sign():
    for room in FLOORS:
        sign = tree.PACKAGE / room / "__init__.py"
        if sign.exists():
            assert ast.get_docstring(ast.parse(sign.read_text())), f"{room} does not say what it is for"
