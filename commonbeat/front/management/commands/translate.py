"""`commonbeat translate`: collects the house's words for translators, checks and compiles, without system tools."""

import ast
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation.template import templatize

from commonbeat.measures import methods, validation
from commonbeat.measures.catalogue import CATALOGUE

#: function name → what its first arguments are
SHAPES = {
    "_": ("msgid",),
    "gettext": ("msgid",),
    "gettext_lazy": ("msgid",),
    "gettext_noop": ("msgid",),
    "ngettext": ("msgid", "msgid_plural"),
    "ngettext_lazy": ("msgid", "msgid_plural"),
    "pgettext": ("msgctxt", "msgid"),
    "pgettext_lazy": ("msgctxt", "msgid"),
    "npgettext": ("msgctxt", "msgid", "msgid_plural"),
    "npgettext_lazy": ("msgctxt", "msgid", "msgid_plural"),
}
#: the same in the library, which says in English what the site says in the reader's language
SHAPES_OF_MEASURES = SHAPES | {"say": ("msgid",), "word": ("msgid",)}
#: where measures stand whose own description is shown on pages
DESCRIBED = {
    f"measures/{one.place.replace('.', '/')}{end}" for one in CATALOGUE.values() for end in (".py", "/__init__.py")
}
#: the kept checks of all numbers, which are shown on a page
CHECKS = "measures/validation/found.json"
#: pages of what records may say
SCHEMAS = "measures/schemas/*.toml"
LITERAL = r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
TEMPLATE_CALL = re.compile(rf"(?<![\w.])(_|n?p?gettext)\(\s*({LITERAL}(?:\s*,\s*{LITERAL})*)", re.DOTALL)
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*(?::[^{}]*)?\}")


@dataclass(frozen=True)
class Words:
    """A string to translate, as it stands in the code."""

    msgid: str
    msgid_plural: str = ""
    msgctxt: str | None = None

    @property
    def key(self) -> tuple[str | None, str]:
        return (self.msgctxt, self.msgid)


def key(entry: polib.POEntry) -> tuple[str | None, str]:
    return (entry.msgctxt, entry.msgid)


def in_python(source: str, shapes: dict[str, tuple[str, ...]] = SHAPES) -> Iterator[Words]:
    """The strings that Python code marks for translation. Raises ValueError where one is not written out."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        shape = shapes.get(name)
        if not shape or (isinstance(node.func, ast.Attribute) and name == "_"):
            continue
        given: list = [getattr(part, "value", None) for part in node.args[: len(shape)]]
        if len(given) < len(shape) or not all(isinstance(part, str) for part in given):
            raise ValueError(f"line {node.lineno}: {name}() needs its words written out")
        yield Words(**dict(zip(shape, given, strict=True)))


def in_measures(source: str) -> Iterator[Words]:
    """The same of the library's Python code."""
    return in_python(source, SHAPES_OF_MEASURES)


def in_described(source: str) -> Iterator[Words]:
    """The same of a measure's code, and what it says of itself."""
    yield from in_measures(source)
    title, said = methods.described(source)
    yield from map(Words, [title, *(said[part] for part in methods.IN_WORDS)])


def in_checks(text: str) -> Iterator[Words]:
    """The words of the kept checks."""
    return (Words(words) for check in validation.from_json(text) for words in check.words)


def in_schema(text: str) -> Iterator[Words]:
    """What the columns of a kind of records mean."""
    return (Words(column["means"]) for column in tomllib.loads(text)["columns"].values())


def reader(inside: Path) -> Callable[[str], Iterator[Words]]:
    """What finds the strings of a file of the house."""
    if inside.match(CHECKS):
        return in_checks
    if inside.match(SCHEMAS):
        return in_schema
    if inside.suffix != ".py":
        return in_template
    if inside.parts[0] != "measures":
        return in_python
    return in_described if inside.as_posix() in DESCRIBED else in_measures


def in_template(source: str) -> Iterator[Words]:
    """The strings that a template marks for translation; Django turns the template into calls first."""
    for name, literals in TEMPLATE_CALL.findall(templatize(source)):
        yield Words(**dict(zip(SHAPES[name], ast.literal_eval(f"({literals},)"), strict=True)))


def collect(root: Path) -> dict[tuple[str | None, str], tuple[Words, list[str]]]:
    """Every marked string below the folder, with the files in which it stands."""
    found: dict[tuple[str | None, str], tuple[Words, list[str]]] = {}
    templates = [p for p in root.glob("**/templates/**/*") if p.suffix in {".html", ".txt", ".xml", ".svg"}]
    for path in sorted([*root.glob("**/*.py"), *root.glob(CHECKS), *root.glob(SCHEMAS), *templates]):
        inside = path.relative_to(root)
        place = (root.name / inside).as_posix()
        try:
            for words in reader(inside)(path.read_text(encoding="utf-8")):
                known, places = found.setdefault(words.key, (words, []))
                if words.msgid_plural and not known.msgid_plural:
                    found[words.key] = (words, places)
                if place not in places:
                    places.append(place)
        except (ValueError, SyntaxError) as error:
            raise CommandError(f"{place}: {error}") from error
    return found


def merge(catalog: polib.POFile, found: dict) -> polib.POFile:
    """A fresh catalog of all that was found, with the translations that the old one had; what vanished is dropped."""
    old = {key(entry): entry for entry in catalog if not entry.obsolete}
    fresh = polib.POFile(wrapwidth=100)
    fresh.metadata = catalog.metadata
    for words, places in sorted(found.values(), key=lambda pair: (pair[1][0], pair[0].msgid)):
        entry = polib.POEntry(msgid=words.msgid, msgid_plural=words.msgid_plural, msgctxt=words.msgctxt)
        entry.occurrences = [(place, "") for place in places]
        before = old.get(words.key)
        if before:
            entry.comment, entry.tcomment = before.comment, before.tcomment
            entry.flags = [flag for flag in before.flags if flag == "fuzzy"]
        if words.msgid_plural:
            entry.msgstr_plural = (before and before.msgstr_plural) or {0: "", 1: ""}
        else:
            entry.msgstr = before.msgstr if before else ""
        if "%(" in words.msgid + words.msgid_plural:
            entry.flags.append("python-format")
        fresh.append(entry)
    return fresh


def faults(catalog: polib.POFile, found: dict) -> list[str]:
    """What keeps a catalog from being complete, a line each."""
    known = {key(entry): entry for entry in catalog if not entry.obsolete}
    lines = [f"not in the list: {words.msgid!r}" for words, _places in found.values() if words.key not in known]
    lines += [f"no longer in the code: {name[1]!r}" for name in known if name not in found]
    for entry in known.values():
        texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        if "fuzzy" in entry.flags:
            lines.append(f"unsure: {entry.msgid!r}")
        elif not texts or not all(texts):
            lines.append(f"not translated: {entry.msgid!r}")
        elif not fits(entry, texts):
            lines.append(f"placeholders differ: {entry.msgid!r}")
    return lines


def fits(entry: polib.POEntry, texts: list[str]) -> bool:
    """Whether each translation uses the placeholders of its original; a singular may leave the number out."""
    whole = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    least = whole & set(PLACEHOLDER.findall(entry.msgid))
    return all(least <= set(PLACEHOLDER.findall(text)) <= whole for text in texts)


class Command(BaseCommand):
    help = "Collect the words of the house for translators; --compile for use; --check that nothing is missing."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--compile", action="store_true", help="Write the .mo files that the program reads.")
        parser.add_argument("--check", action="store_true", help="Fail where a translation is missing or unsure.")

    def handle(self, *, compile=False, check=False, **options):
        folder = Path(settings.LOCALE_PATHS[0])
        paths = [folder / code / "LC_MESSAGES" / "django.po" for code, _name in settings.LANGUAGES if code != "en"]
        if compile:
            for path in filter(Path.exists, paths):
                polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))
            return
        found = collect(settings.HERE)
        lines = [line for path in paths for line in (self.check if check else self.update)(path, found)]
        for line in lines:
            self.stdout.write(line)
        if check and lines:
            raise CommandError(f"Translations are not complete: {len(lines)} to mend.")

    def check(self, path, found):
        catalog = polib.pofile(str(path)) if path.exists() else polib.POFile()
        return [f"{path.parts[-3]}: {fault}" for fault in faults(catalog, found)]

    def update(self, path, found):
        catalog = polib.pofile(str(path)) if path.exists() else new_catalog(path.parts[-3])
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = merge(catalog, found)
        fresh.save(str(path))
        return [f"{path.parts[-3]}: {len(fresh)} strings, {len(faults(fresh, found))} to translate or mend."]


def new_catalog(language: str) -> polib.POFile:
    """An empty catalog for a language with one and many."""
    catalog = polib.POFile()
    catalog.metadata = {
        "Project-Id-Version": "commonbeat",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    return catalog
