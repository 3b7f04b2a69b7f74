"""What is written beside the code stays true."""

import re
import tomllib
from importlib import import_module

from commonbeat import settings
from tests.house import tree

DOCS = tree.ROOT / "docs"


def test_every_variable_is_documented():
    told = (DOCS / "running.md").read_text()
    assert [name for name in settings.VARIABLES if f"`{name}`" not in told] == []


def test_the_program_reads_no_variable_that_is_not_in_the_table():
    found = []
    for path, module in tree.modules():
        for line, text in tree.strings(module):
            if re.fullmatch(r"COMMONBEAT_[A-Z_]+", text) and text not in settings.VARIABLES:
                found.append(f"{tree.name(path)}:{line} {text}")
    assert found == []


def test_decisions_are_numbered_without_gaps():
    names = sorted(p.name for p in (DOCS / "decisions").glob("*.md"))
    assert [n[:4] for n in names] == [f"{number:04}" for number in range(1, len(names) + 1)]
    assert [n for n in names if not re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", n)] == []


def test_nineteen_practices_each_with_evidence_that_exists():
    standards = tomllib.loads((tree.PACKAGE / "scorecard" / "standards.toml").read_text())
    rows = standards.get("standard") or standards.get("standards") or standards
    rows = list(rows.values()) if isinstance(rows, dict) else rows
    codes = [row["code"] for row in rows] if "code" in rows[0] else list(standards)
    assert codes == [f"A{n}" for n in range(1, 7)] + [f"B{n}" for n in range(1, 7)] + [f"C{n}" for n in range(1, 8)]
    evidence = import_module("commonbeat.scorecard.evidence")
    for row in rows:
        for name in row.get("evidence", []):
            assert name in evidence.EVIDENCE, f"{name} is not in evidence.py"


def test_links_between_documents_lead_somewhere():
    lost = []
    for path in [*DOCS.rglob("*.md"), tree.ROOT / "README.md"]:
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", path.read_text()):
            if not (path.parent / target).exists():
                lost.append(f"{path.name}: {target}")
    assert lost == []


def test_the_readme_is_one_screen():
    lines = (tree.ROOT / "README.md").read_text().splitlines()
    assert len(lines) <= 60
    assert "make run" in lines and "make test" in lines


def test_a_backup_goes_where_the_documented_service_may_write_and_the_first_day_takes_it():
    text = (tree.ROOT / "docs" / "running.md").read_text()
    data, *_elsewhere = re.findall(r"^COMMONBEAT_DATA=(\S+)", text, re.MULTILINE)
    [writable] = re.findall(r"^ReadWritePaths=(.+)$", text, re.MULTILINE)
    named = set(re.findall(r"/\w+/[\w/]*backups[\w/]*|/var/backups/\w+", text))
    folder = "/var/backups/commonbeat"
    assert named and all(one.startswith(folder) for one in named)
    assert folder in writable.split() and not folder.startswith(data)


def test_the_documented_proxies_set_the_clients_address_and_keep_none():
    text = (tree.ROOT / "docs" / "running.md").read_text()
    assert "header_up X-Forwarded-For {remote_host}" in text
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in text
    assert "access_log off;" in text and "exclude http.log.access" in text
