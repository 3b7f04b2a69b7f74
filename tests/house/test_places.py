"""The repository is the same on every machine: no address of a registry, no path of one computer, nobody's data."""

import re

from tests.house import tree

# Written in pieces, so that this file does not contain what it looks for.
HOSTS = "|".join(["py" + r"pi\.org", "python" + "hosted", "npm" + "js", "deb" + r"ian\.org", "crates" + r"\.io"])
PATHS = "|".join(["/wo" + "rk/", "/tm" + "p/bash", "/ro" + "ot/", "/ho" + "me/[a-z]+/"])
REFUSED = re.compile(f"(?:{HOSTS})|(?:^|[\\s\"'=(`])(?:{PATHS})", re.IGNORECASE)


def readable():
    for path in tree.tracked():
        try:
            yield path.relative_to(tree.ROOT).as_posix(), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:  # a picture
            continue


def test_no_registry_and_no_path_of_one_machine():
    assert [name for name, text in readable() if REFUSED.search(text)] == []


def test_locks_are_hashed_and_without_addresses():
    for lock in tree.ROOT.glob("requirements*.txt"):
        text = lock.read_text()
        assert "://" not in text and " @ " not in text, lock.name
        pins = re.findall(r"^[a-z0-9][a-z0-9._-]*==", text, re.MULTILINE)
        blocks = re.split(r"\n(?=[a-z0-9])", text.strip())
        assert len(pins) == len(blocks) and all("--hash=sha256:" in block for block in blocks), lock.name


def test_nothing_waits_without_a_condition():
    lazy = re.compile("TO" + r"DO(?!\()|FIX" + "ME|XX" + "X ")
    assert [name for name, text in readable() if name.endswith((".py", ".html", ".css")) and lazy.search(text)] == []


def test_the_program_does_not_read_what_lies_beside_the_repository():
    assert [name for name, text in readable() if name.startswith("commonbeat/") and "../sha" + "red" in text] == []


def test_no_data_and_no_compiled_file_is_kept():
    endings = {".sqlite3", ".mo", ".pyc", ".db", ".parquet"}
    assert [str(p) for p in tree.tracked() if p.suffix in endings] == []


#: file → why what it reads of a request, beside its address, language and what was typed, makes no kept page another
READS_MORE = {
    "people/kept_pages.py": "whether anything is known about the reader",
    "people/middleware.py": "the givers cookie, with which no page is kept",
    "people/accounts.py": "the accounts library's pages carry a form's token, so they are never kept",
    "people/forms/__init__.py": "the accounts library's pages carry a form's token, so they are never kept",
    "people/views/seats.py": "never kept",
    "frame/page.py": "a refusal is no plain answer, so it is never kept",
    "front/views/returning.py": "never kept",
    "matters/views/giving.py": "never kept",
    "matters/views/opinions.py": "a form's token stands in it, so it is never kept",
    "people/hints.py": "to slow down who guesses, in forms that are sent",
    "front/views/demo.py": "never kept",
    "matters/views/ballot.py": "a voting page carries a form's token, so it is never kept",
}


def test_no_page_depends_on_what_a_kept_page_is_not_named_after():
    more = re.compile(r"request\.(?:META|headers|COOKIES|get_signed_cookie|htmx|user_agent|user|session)\b")
    own = [
        (n.removeprefix("commonbeat/"), text) for n, text in readable() if re.match(r"commonbeat/.*\.(?:py|html)$", n)
    ]
    assert [name for name, text in own if more.search(text) and name not in READS_MORE] == []
