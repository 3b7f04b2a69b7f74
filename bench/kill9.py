"""Killed in mid-act: is every comment that was acknowledged there, and does the public log hold?

    .venv/bin/python bench/kill9.py [--rounds 20] [--seed 1]

Each round starts the server, lets 16 residents comment at once, kills the whole process group (server, workers,
clockwork) with SIGKILL at a random moment, and looks. Then the server starts again on what is left.
"""

import argparse
import random
import signal
import threading
import time

from house import House, Resident, digest, forms

WRITERS = 16


def one_round(house: House, residents: list[Resident], after: float, acknowledged: dict[int, str]) -> int:
    """Let the residents send until the server dies; returns how many got no answer."""
    lost = []

    def send(mine: list[Resident]) -> None:
        for one in mine:
            words = f"Keep video for {random.randrange(10**12)} days, and say who looked at it."
            try:
                acknowledged[one.send(words)] = digest(words)
            except (OSError, RuntimeError, ValueError, EOFError):
                lost.append(words)
                return
            except Exception as trouble:  # the connection broke while it was read
                if "http.client" not in type(trouble).__module__:
                    raise
                lost.append(words)
                return

    threads = [threading.Thread(target=send, args=(residents[n::WRITERS],)) for n in range(WRITERS)]
    for one in threads:
        one.start()
    time.sleep(after)
    house.end(signal.SIGKILL)
    for one in threads:
        one.join()
    return len(lost)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--forms", type=int, default=400, help="forms opened for each round")
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    house, acknowledged, cut = House(), {}, 0
    try:
        for number in range(1, asked.rounds + 1):
            house.open()
            before = len(acknowledged)
            cut += one_round(house, forms(house, asked.forms), chance.uniform(0.1, 1.5), acknowledged)
            trouble, entries, kept = house.check()
            missing = {one for one, words in acknowledged.items() if kept.get(one) != words}
            print(f"round {number}: {len(acknowledged) - before} acknowledged, {len(missing)} missing, log {entries}")
            if trouble or missing:
                raise SystemExit(f"FAILED: {trouble or f'missing: {sorted(missing)}'}")
        house.open()
    finally:
        house.end()
    print(
        f"{house.engine}: killed {asked.rounds} times under load; {len(acknowledged)} comments acknowledged, 0 missing;"
    )
    print(
        f"{cut} cut off without an answer, {len(kept) - len(acknowledged)} of them kept whole; {entries} entries hold."
    )


if __name__ == "__main__":
    main()
