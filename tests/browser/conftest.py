"""Riverton, served as a new user gets it: the same commands, a folder of its own, a real browser in front."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Site:
    """A running house: its address and its data folder."""

    address: str
    data: Path
    environment: dict[str, str]

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run `commonbeat …` on this house."""
        command = [sys.executable, "-m", "commonbeat.cli", *words]
        return subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_up(address: str, seconds: int = 180) -> None:
    for _ in range(seconds * 5):
        try:
            urllib.request.urlopen(f"{address}/health/", timeout=2)
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise TimeoutError(f"{address} did not come up")


def serve(data: Path, command: str) -> Iterator[Site]:
    """`commonbeat demo` or `commonbeat serve` on a free port until the tests are done."""
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COMMONBEAT_")}
    environment |= {"COMMONBEAT_DATA": str(data), "PORT": str(port), "HOST": "127.0.0.1"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    server = subprocess.Popen(
        [sys.executable, "-m", "commonbeat.cli", command],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait_until_up(f"http://127.0.0.1:{port}")
        yield Site(f"http://127.0.0.1:{port}", data, environment)
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(20)


@pytest.fixture(scope="session")
def riverton(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo town."""
    yield from serve(tmp_path_factory.mktemp("riverton"), "demo")


@pytest.fixture(params=[True, False], ids=["scripts on", "scripts off"])
def visitor(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A resident's phone, with scripts on and off."""
    context = phone(browser, java_script_enabled=request.param)
    yield context.new_page()
    context.close()


def phone(browser: Browser, **options: object) -> BrowserContext:
    return browser.new_context(viewport={"width": 320, "height": 700}, locale="en-US", **options)


def sign_in(page: Page, site: Site, name: str) -> Page:
    """Continue as somebody of Riverton from the demo's own page."""
    page.goto(f"{site.address}/demo/")
    page.get_by_role("button", name=f"Continue as {name}").first.click()
    return page
