"""What is wrong with a file, in the reader's language: the library says it in English, and what was kept is so too."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonbeat.measures import problems as said
from commonbeat.measures.problems import Problem, recognized

#: the sentences of the library → how people read them
SENTENCES = {
    # what a file is
    said.EMPTY: _("the file is empty"),
    said.NO_TEXT: _("this is not UTF-8 text; save it as CSV UTF-8"),
    said.NO_CSV: _("this is not a CSV file; save it as CSV UTF-8"),
    said.NO_FILE: _("this is not a file"),
    said.SPREADSHEET: _("this is a spreadsheet or an archive: save it as CSV"),
    said.PDF: _("this is a PDF: ask for the table as CSV"),
    said.PARQUET: _("this is a Parquet file: bring the table as CSV"),
    said.JSON: _("this is JSON (a map, perhaps), not a table"),
    said.XML: _("this is XML or a web page, not a table"),
    said.BYTES: _("this is not text"),
    said.PACKED: _("this cannot be unpacked; send it again, or without compression"),
    said.NO_NAMES: _("the first line should name the columns, and seems to be a row: put their names above it"),
    said.NO_ROWS: _("there are no rows below the names of the columns"),
    said.NOT_THERE: _("for %(ours)s, the column “%(theirs)s” is not there"),
    said.THERE_TWICE: _("for %(ours)s, the column “%(theirs)s” is there more than once"),
    said.HAS: _("the file has: %(columns)s"),
    # why it is refused
    said.STATUS: _("it tells of immigration or citizenship status, which is never taken in"),
    said.ORIGIN: _("it tells where people or their families come from, and so what their status may be"),
    said.TONGUE: _("it tells which language people speak at home, and so where they may come from"),
    said.NAME: _("it names people"),
    said.NUMBER: _("it holds plates, or numbers of a license, a vehicle or a person"),
    said.CONTACT: _("it holds people’s home addresses, e-mail addresses or telephone numbers"),
    said.BIRTH: _("it holds dates of birth: give the age, or a band of ages"),
    # lines and rows that are left out
    said.FEWER: _("fewer cells than the first line names"),
    said.MORE: _("more cells than the first line names"),
    said.QUOTES: _("quotation marks that do not pair"),
    said.TOO_LONG: _("longer than a line can be; perhaps an open quotation mark"),
    said.NOT_TEXT: _("not text"),
    said.UNKNOWN: _("%(column)s is unknown"),
    said.REPEATS: _("they repeat another row with the same number in every cell"),
    # cells that could not be read
    said.NO_DATE: _("not a date"),
    said.NO_TIME: _("not a time of day"),
    said.NO_MOMENT: _("not a date and time of the agency’s own"),
    said.NOT_LISTED: _("not in the list"),
    said.NO_YES: _("neither yes nor no"),
    said.NO_WHOLE: _("not a whole number"),
    said.NO_WHOLE_FROM: _("not a whole number from %(least)s"),
    said.NO_WHOLE_BETWEEN: _("not a whole number from %(least)s to %(most)s"),
    said.NO_NUMBER_AT_ALL: _("not a number"),
    said.NO_NUMBER_FROM: _("not a number from %(least)s"),
    said.NO_NUMBER_BETWEEN: _("not a number from %(least)s to %(most)s"),
    said.NO_AGE: _("neither an age nor a band of ages"),
    said.NOBODY: _("a number that is nobody’s, such as 9999"),
    said.EARLIER: _("earlier than %(column)s"),
    said.ALTHOUGH: _("although %(column)s is no"),
    said.NO_AFTERNOON: _("none is later than 12:59: were AM and PM lost?"),
    said.MIDNIGHT: _("exactly midnight, too often: does it stand for unknown?"),
    # what was repaired
    said.UNPACKED: _("unpacked (gzip)"),
    said.MARKED: _("read as UTF-8 with a mark at its start"),
    said.WINDOWS: _("read as Windows-1252"),
    said.UTF_16: _("read as UTF-16"),
    said.LINE_ENDS: _("line ends of several or old kinds made one"),
    said.SAME_NAME: _("two columns are named “%(column)s”: neither is read"),
    said.PSEUDONYMS: _("%(column)s: numbers became pseudonyms"),
    said.BANDS: _("%(column)s: exact ages became bands"),
    said.LINE_BREAKS: _("line breaks within a cell became spaces"),
    # papers
    said.LARGE_PAPER: _("larger than %(size)s MB; give the pages that matter"),
    said.OLD_WORD: _("an old Word file; save it as .docx"),
    said.NO_WORDS: _("there is no text in it"),
    said.UTF_16_WORDS: _("this is UTF-16 text; save it as UTF-8"),
    said.NO_PAPER: _("this is neither text nor a Word or PDF file"),
    said.NO_UTF_8: _("this is not UTF-8 text; save it as plain text in UTF-8"),
    said.LARGE_UNPACKED: _("unpacked it is too large"),
    said.NO_WORD: _("this is no Word document (.docx), or a damaged one"),
    said.MANY_PAGES: _("more than %(most)s pages; give those that matter"),
    said.LOCKED_PDF: _("a PDF that is damaged or locked with a password"),
    said.PICTURES: _("a PDF of pictures, without text; have its text recognized first"),
    # mappings
    said.NO_TOML: _("this is not a TOML file: %(why)s"),
    said.NO_SCHEMA: _("there is no kind of records “%(schema)s”; there are: %(names)s"),
    said.NO_PART: _("there is no part “%(part)s”; parts are %(parts)s"),
    said.NO_SUCH_COLUMN: _("%(part)s: %(schema)s have no column “%(column)s”"),
    said.NAMES_NONE: _("columns.%(column)s: this names no column of the file"),
    said.NO_TEXTS: _("%(part)s: this must be a list of texts"),
    said.NOT_TRANSLATED: _("%(part)s: only %(types)s are translated, by a table of theirs = ours"),
    said.CANNOT_BECOME: _("%(part)s: “%(theirs)s” cannot become “%(ours)s”; there are: %(values)s"),
    said.TWO_THINGS: _("%(part)s: “%(theirs)s” is there twice, and becomes two things"),
    said.ALSO_MAPPED: _("always.%(column)s: the column is also mapped"),
    said.NOT_ALWAYS: _("always.%(column)s: only choice, text and yes_no hold for every row"),
    said.ALWAYS_WRONG: _("always.%(column)s: “%(said)s” is not one of %(values)s"),
    said.REQUIRED: _("%(column)s: no column was chosen, and %(schema)s cannot do without it"),
    said.ALSO_TRANSLATED: _("missing.%(column)s: “%(word)s” is also translated"),
}


def sentence(problem: Problem) -> str:
    """A sentence of the library with its values, in the reader's language."""
    return str(SENTENCES[problem.sentence]) % problem.values


def told(text: str) -> str:
    """The same of what was kept in English; what the library does not say stands as it is."""
    problem = recognized(text)
    return sentence(problem) if problem and problem.sentence in SENTENCES else text


def lines(text: str, file: str) -> list[str]:
    """What the library found wrong, a line each, without the file's name, which the page says."""
    return [told(line.removeprefix(f"{file}: ")) for line in text.splitlines()]
