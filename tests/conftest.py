"""For all tests: where the browser is, and saying plainly what this machine left out."""

import gc
import os
import shutil

import pytest
from django.core.cache import cache
from django.db import connection
from django.utils import translation

from commonbeat.ledger import record

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def pytest_collection_modifyitems(config, items):
    elsewhere = [item for item in items if item.get_closest_marker("sqlite") and connection.vendor != "sqlite"]
    config.hook.pytest_deselected(items=elsewhere)
    items[:] = [item for item in items if item not in elsewhere]
    for item in items:
        if "/tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
        if item.get_closest_marker("browser") and not CHROMIUM:
            item.add_marker(pytest.mark.skip(reason="no chromium on this machine"))


@pytest.fixture(autouse=True)
def afresh():
    """Each test begins in English and with nothing counted: things have the same numbers in each of them."""
    translation.activate("en")
    cache.clear()


@pytest.fixture
def forgotten():
    """What a process has settled about its house is asked anew, before the test and after it."""
    record.forget_demo()
    yield
    record.forget_demo()


@pytest.fixture(scope="session")
def browser_type_launch_args():
    return {"executable_path": CHROMIUM, "args": ["--no-sandbox", "--disable-dev-shm-usage"]}


def left_out(reporter):
    """Reason → how many tests were left out for it."""
    counts = {}
    for report in reporter.stats.get("skipped", []):
        reason = report.longrepr[2].removeprefix("Skipped: ") if isinstance(report.longrepr, tuple) else ""
        counts[reason] = counts.get(reason, 0) + 1
    return counts


def pytest_terminal_summary(terminalreporter):
    for reason, count in left_out(terminalreporter).items():
        terminalreporter.write_line(f"Left out: {count} tests, because: {reason}")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session, exitstatus):
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and exitstatus == 0 and reporter and left_out(reporter):
        session.exitstatus = 1


def pytest_collection_finish():
    """What was loaded lives as long as the process: it is not gone through again and again for what can be freed."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
