"""The source tree, as the house tests read it."""

import ast
import functools
import importlib
import pkgutil
import subprocess
from pathlib import Path

import commonbeat

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "commonbeat"


def name(path):
    """A file's path as written in messages and exemptions: "matters/actions/answers.py"."""
    return path.relative_to(PACKAGE).as_posix()


@functools.cache
def modules(migrations=False):
    """Every Python file of the program with its parsed tree; migrations only where asked for."""
    paths = sorted(PACKAGE.rglob("*.py"))
    return [(p, ast.parse(p.read_text(encoding="utf-8"))) for p in paths if migrations or "migrations" not in p.parts]


@functools.cache
def templates():
    """Every template with its text."""
    paths = sorted(p for p in PACKAGE.glob("**/templates/**/*") if p.suffix in {".html", ".txt", ".xml", ".svg"})
    return [(p, p.read_text(encoding="utf-8")) for p in paths]


@functools.cache
def tracked():
    """Every file of the repository, git's own list where there is git, without what is ignored."""
    told = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True
    )
    if told.returncode == 0:
        return [ROOT / line for line in told.stdout.splitlines() if (ROOT / line).is_file()]
    hidden = {".venv", "var", "build", "dist", "__pycache__"}
    return [p for p in ROOT.rglob("*") if p.is_file() and not hidden & set(p.relative_to(ROOT).parts)]


def is_action(path):
    return "actions" in path.relative_to(PACKAGE).with_suffix("").parts


@functools.cache
def opened():
    """Import every room whole, so that acts and pages are registered; returns the table of permissions."""
    for module in pkgutil.walk_packages(commonbeat.__path__, "commonbeat."):
        if not {"migrations", "management", "__main__", "wsgi"} & set(module.name.split(".")):
            importlib.import_module(module.name)
    importlib.import_module("commonbeat.urls")
    return importlib.import_module("commonbeat.permissions").PERMISSIONS


def called(node):
    """The last part of what a call calls: "save" in thing.save()."""
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def calls(tree):
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


def functions(tree):
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def strings(tree):
    """The texts of a module, without its docstrings."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    prose = {id(n.body[0].value) for n in ast.walk(tree) if isinstance(n, documented) and ast.get_docstring(n)}
    texts = [n for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    return [(n.lineno, n.value) for n in texts if id(n) not in prose]
