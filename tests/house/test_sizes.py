"""Files and functions that fit in a head."""

import ast

from tests.house import tree

LINES_OF_A_FUNCTION, LINES_OF_MOST, LINES_OF_A_FILE = 40, 25, 250


def lengths():
    for path, module in tree.modules():
        for function in tree.functions(module):
            yield function.end_lineno - function.lineno + 1, f"{tree.name(path)}:{function.lineno} {function.name}"


def test_functions_are_short():
    assert [place for lines, place in lengths() if lines > LINES_OF_A_FUNCTION] == []


def test_nine_functions_in_ten_are_shorter():
    lines = [count for count, _place in lengths()]
    assert sum(count <= LINES_OF_MOST for count in lines) >= 0.9 * len(lines)


def test_files_are_short():
    long = [(tree.name(p), n) for p, _module in tree.modules() if (n := p.read_text().count("\n")) > LINES_OF_A_FILE]
    assert [pair for pair in long if pair[0] != "permissions.py"] == []


def test_tests_are_short_files_too():
    long = [
        (p.name, n) for p in (tree.ROOT / "tests").rglob("*.py") if (n := p.read_text().count("\n")) > LINES_OF_A_FILE
    ]
    assert long == []


def test_acts_are_shortest():
    found = []
    for path, module in tree.modules():
        for function in tree.functions(module):
            marks = [mark for mark in function.decorator_list if isinstance(mark, ast.Call)]
            body = function.end_lineno - function.body[0].lineno + 1
            if any(tree.called(mark) == "action" for mark in marks) and body > LINES_OF_MOST:
                found.append(f"{tree.name(path)}:{function.lineno} {function.name}")
    assert found == []
