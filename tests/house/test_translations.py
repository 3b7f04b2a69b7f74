"""Collecting, checking and compiling the house's words."""

import gettext
import io

import polib
import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from commonbeat.front.management.commands import translate
from commonbeat.measures import methods, schema, validation
from commonbeat.measures.catalogue import CATALOGUE

TEMPLATE = """
{% load i18n %}{% translate "Sign in" %} {% translate "Open" context "a window" %} {{ _("Close")|upper }}
{% blocktranslate trimmed with name=seat.name %}
  {{ name }} replies by
  Friday.
{% endblocktranslate %}
{% blocktranslate trimmed count n=rows|length context "people" %}
  One voice{% plural %}{{ n }} voices
{% endblocktranslate %}
{% translate "It's kept" as kept %}{# {% translate "not this" %} #}
"""
PYTHON = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext
title = _("Where we " "stand")
def shown(n):
    return ngettext("%(n)s reply", "%(n)s replies", n), pgettext("verb", "reply"), other._("no")
"""


@pytest.fixture
def house(tmp_path, settings):
    """A small house with one room, and the place of its Spanish list."""
    room = tmp_path / "house" / "room"
    (room / "templates" / "room").mkdir(parents=True)
    (room / "templates" / "room" / "page.html").write_text(TEMPLATE)
    (room / "views.py").write_text(PYTHON)
    settings.HERE = tmp_path / "house"
    settings.LOCALE_PATHS = [tmp_path / "house" / "locale"]
    return tmp_path / "house" / "locale" / "es" / "LC_MESSAGES" / "django.po"


def run(**options):
    screen = io.StringIO()
    call_command("translate", stdout=screen, **options)
    return screen.getvalue()


def test_sentences_and_labels_of_the_library_are_collected(house, tmp_path):
    said = 'answer = say("{n:,} stops on {day}", n=3, day=day), word("unknown")\n'
    for name in ("measures", "room"):
        (tmp_path / "house" / name).mkdir(exist_ok=True)
        (tmp_path / "house" / name / "told.py").write_text(said)
    run()
    found = {entry.msgid: [place for place, _line in entry.occurrences] for entry in polib.pofile(str(house))}
    assert found["{n:,} stops on {day}"] == found["unknown"] == ["house/measures/told.py"]
    assert translate.PLACEHOLDER.findall("{n:,} of {share:.0%} on {day}") == ["{n:,}", "{share:.0%}", "{day}"]


def fill(path):
    catalog = polib.pofile(str(path))
    for entry in catalog:
        if entry.msgid_plural:
            entry.msgstr_plural = {0: entry.msgid, 1: entry.msgid_plural}
        else:
            entry.msgstr = f"«{entry.msgid}»"
    catalog.save(str(path))


def test_words_of_templates_and_code_are_collected(house):
    run()
    found = {(e.msgctxt, e.msgid, e.msgid_plural) for e in polib.pofile(str(house))}
    assert found == {
        (None, "Sign in", ""),
        ("a window", "Open", ""),
        (None, "Close", ""),
        (None, "%(name)s replies by Friday.", ""),
        ("people", "One voice", "%(n)s voices"),
        (None, "It's kept", ""),
        (None, "Where we stand", ""),
        (None, "%(n)s reply", "%(n)s replies"),
        ("verb", "reply", ""),
    }


def test_check_refuses_what_is_missing_and_passes_what_is_complete(house):
    with pytest.raises(CommandError):
        run(check=True)
    run()
    with pytest.raises(CommandError):
        run(check=True)
    fill(house)
    assert run(check=True) == ""


@pytest.mark.parametrize(
    ("text", "fault"),
    [("Entrar %(x)s", "placeholders differ"), ("", "not translated")],
)
def test_check_names_the_fault(house, text, fault):
    run()
    fill(house)
    catalog = polib.pofile(str(house))
    catalog.find("Sign in").msgstr = text
    catalog.save(str(house))
    screen = io.StringIO()
    with pytest.raises(CommandError):
        call_command("translate", check=True, stdout=screen)
    assert screen.getvalue() == f"es: {fault}: 'Sign in'\n"


def test_a_second_collecting_keeps_translations_and_drops_what_vanished(house):
    run()
    fill(house)
    views = house.parents[3] / "room" / "views.py"
    views.write_text(views.read_text().replace('"Where we " "stand"', '"How we stand"'))
    run()
    catalog = polib.pofile(str(house))
    assert catalog.find("Sign in").msgstr == "«Sign in»"
    assert catalog.find("Where we stand") is None
    assert catalog.find("How we stand").msgstr == ""


def test_compiled_words_are_read_by_gettext(house):
    run()
    fill(house)
    run(compile=True)
    with house.with_suffix(".mo").open("rb") as file:
        words = gettext.GNUTranslations(file)
    assert words.gettext("Sign in") == "«Sign in»"
    assert words.npgettext("people", "One voice", "%(n)s voices", 3) == "%(n)s voices"


def test_words_that_are_not_written_out_are_refused(house):
    (house.parents[3] / "room" / "views.py").write_text("from x import gettext\ngettext(word)\n")
    with pytest.raises(CommandError, match="written out"):
        run()


@pytest.mark.parametrize("name", CATALOGUE)
def test_what_every_measure_says_of_itself_is_collected_but_for_its_sources(name):
    title, said = methods.description(CATALOGUE[name].place)
    found = {msgid for _context, msgid in translate.collect(settings.HERE)}
    assert {title, said["Needs"], said["Reads as"], said["Take care"]} <= found
    assert said["Source"] not in found


def test_the_words_of_the_kept_checks_are_collected():
    found = {msgid for _context, msgid in translate.collect(settings.HERE)}
    checks = validation.kept()
    assert {one.what for one in checks} <= found
    assert {words for one in checks if one.replications for words in (one.tool, one.source, one.expected)} <= found
    assert not found & {one.source for one in checks if not one.replications}


def test_what_every_column_of_records_means_is_collected():
    found = {msgid for _context, msgid in translate.collect(settings.HERE)}
    assert {column.means for name in schema.names() for column in schema.schema(name).columns.values()} <= found


def test_every_translation_of_the_house_is_complete():
    found = translate.collect(settings.HERE)
    for code, _name in settings.LANGUAGES:
        if code != "en":
            path = settings.LOCALE_PATHS[0] / code / "LC_MESSAGES" / "django.po"
            assert path.exists() and translate.faults(polib.pofile(str(path)), found) == []
