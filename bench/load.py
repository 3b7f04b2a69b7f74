"""How fast are the pages, and how many comments a second are taken, each sealed?

    .venv/bin/python bench/load.py [--seconds 8] [--comments 1000] [--sent 1500]

Pages: `wrk -t2 -c16 -H 'Connection: close'`, as a proxy asks by default, beside a one-query page of the same
framework, server and database in the same run; as first visits, without cookies, signed in, and with a receipt.
Comments: 16 residents at once, each comment by somebody new with a form of their own, while the clockwork runs beside
the server.
"""

import argparse
import os
import re
import signal
import socket
import subprocess
import sys
import time

from house import ROOT, House, Resident, at_once, forms


def wrk(port: int, path: str, seconds: int, cookie: str = "") -> tuple[float, str]:
    """(requests a second, p99)"""
    command = ["wrk", "-t2", "-c16", f"-d{seconds}s", "--latency", "-H", "Connection: close"]
    command += ["-H", f"Cookie: {cookie}"] if cookie else []
    said = subprocess.run([*command, f"http://127.0.0.1:{port}{path}"], capture_output=True, text=True, check=True)
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", said.stdout)[1])
    wrong = re.search(r"Non-2xx or 3xx responses: (\d+)", said.stdout)
    if wrong:
        raise SystemExit(f"{path}: {wrong[0]}")
    return rate, re.search(r"99%\s+(\S+)", said.stdout)[1]


def one_query(house: House, seconds: int) -> tuple[float, str]:
    """The same of the one-query page, served by two processes of four threads as the house is."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "-w2", "--threads=4", "-kgthread", "-b", f"127.0.0.1:{port}"]
    server = subprocess.Popen(
        [*command, "--log-level=error", "--chdir=bench", "one_query:application"],
        env=house.environment | {"PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        start_new_session=True,
    )
    time.sleep(4)
    try:
        return wrk(port, "/", seconds)
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(20)


def weigh(house: House, path: str) -> str:
    """The page's own weight, before compression."""
    status, _to, page = Resident(house).ask("GET", path)
    if status != 200:
        raise SystemExit(f"{path} answers {status}")
    return f"{len(page.encode()) / 1000:.1f} kB"


def pages(house: House, seconds: int) -> None:
    addresses = {"home": "/", "topic": f"/topics/{house.topic}/", "text": f"/texts/{house.text}/"}
    bound, slowest = one_query(house, seconds)
    print(f"{house.engine}: one-query page: {bound:.0f}/s, p99 {slowest}")
    for reader, cookie in (("first visit", ""), ("signed in", house.session()), ("with a receipt", house.receipt())):
        for name, path in addresses.items():
            rate, slowest = wrk(house.port, path, seconds, cookie)
            share, size = f"{rate / bound:.0%}", weigh(house, path)
            print(f"{house.engine}: {name}, {reader}: {rate:.0f}/s ({share}), p99 {slowest}, {size}")


def comments(house: House, count: int) -> None:
    residents, took = forms(house, count), []
    began, used = time.monotonic(), house.processor()

    def send(one: Resident) -> None:
        start = time.monotonic()
        one.send(f"Keep video for a year, because a case can take that long ({id(one)}).")
        took.append(time.monotonic() - start)

    at_once(16, residents, send)
    spent, each = time.monotonic() - began, (house.processor() - used) / count
    took.sort()
    trouble, _entries, kept = house.check()
    if trouble or len(kept) != count:
        raise SystemExit(f"FAILED: {trouble or f'{count - len(kept)} comments are missing'}")
    print(
        f"{house.engine}: comments, each sealed: {count / spent:.0f}/s, "
        f"p50 {took[count // 2] * 1000:.0f} ms, p99 {took[count * 99 // 100] * 1000:.0f} ms, "
        f"processor for each {each * 1000:.1f} ms, {count} of {count} kept"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=8, help="for each page")
    parser.add_argument("--comments", type=int, default=1000, help="that stand on the topic already")
    parser.add_argument("--sent", type=int, default=1500, help="comments to send; 0 leaves them out")
    asked = parser.parse_args()
    house = House(asked.comments)
    try:
        house.open()
        pages(house, asked.seconds)
        if asked.sent:
            comments(house, asked.sent)
    finally:
        house.end()


if __name__ == "__main__":
    main()
