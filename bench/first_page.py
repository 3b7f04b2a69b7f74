"""How long from a clone to the first page, and how long a second start takes?

    python3 bench/first_page.py

Clones this checkout into a temporary folder and runs `make run` there as a new user does, with nothing set up.
"""

import os
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def start(checkout: Path, port: int) -> float:
    """Seconds from `make run` until the first page of Riverton stands, and the end of it."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("COMMONBEAT_")}
    began = time.monotonic()
    with (checkout / "said").open("w") as said:
        run = subprocess.Popen(
            ["make", "run"],
            cwd=checkout,
            env=environment | {"PORT": str(port)},
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
    try:
        while True:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
                    if b"Riverton" in answer.read():
                        return time.monotonic() - began
            except (urllib.error.URLError, OSError):
                pass
            if run.poll() is not None:
                raise SystemExit((checkout / "said").read_text())
            time.sleep(0.1)
    finally:
        os.killpg(run.pid, signal.SIGTERM)
        run.wait(30)


def main() -> None:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="commonbeat-bench-") as folder:
        began = time.monotonic()
        subprocess.run(["git", "clone", "-q", ROOT, f"{folder}/commonbeat"], check=True)
        cloned = time.monotonic() - began
        first = start(Path(folder, "commonbeat"), port)
        second = start(Path(folder, "commonbeat"), port)
    print(f"Clone {cloned:.1f} s, then `make run` to the first page {first:.0f} s; a second start {second:.1f} s.")


if __name__ == "__main__":
    main()
