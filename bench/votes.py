"""How fast are votes taken through HTTP, and is one lost?

    .venv/bin/python bench/votes.py [--seconds 30] [--arrivals 17] [--opinions 60] [--scripts] [--saturation 15]

First as people come: so many arrive in a second, open the page and cast ten votes, one a second, each at its own
moment whether or not the house keeps up (an open loop: waiting counts). Then as fast as 16 people at once can. The
clockwork runs beside the server. Afterwards every vote that was acknowledged is looked for.

On PostgreSQL: with the address of an empty database in COMMONBEAT_DATABASE.
"""

import argparse
import asyncio
import json
import random
import re
import time
import urllib.parse
from collections import Counter
from pathlib import Path

from house import House

VOTES_EACH = 10
ANSWERS = {"agree": 1, "disagree": -1, "unsure": 0}
BUILD = """
import django, sys; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests import factories
from commonbeat.frame.text import Words
from commonbeat.matters import actions
house = factories.house()
window = factories.opened(house, opinions=True)
words = "Opinion number {}: video is kept for a year where a case can take that long."
words = [Words(words.format(n)) for n in range(int(sys.argv[1]))]
actions.start_opinions(window, by=house.coordinator, opinions=words, count=len(words))
print(window.pk, window.matter_id, window.text_id)
"""
KEPT = """
import django, json; django.setup()
from django.db.models import Count
from commonbeat.matters.models import Vote, Voter
rows = Vote.objects.values_list("opinion", "answer").annotate(Count("pk"))
print(json.dumps([Voter.objects.count(), [list(row) for row in rows]]))
"""


class Person:
    """Somebody with a browser of their own, one connection for each request as behind a proxy."""

    def __init__(self, house: House, scripts: bool) -> None:
        self.house, self.scripts, self.cookies, self.page = house, scripts, {}, ""
        self.path = f"/periods/{house.window}/vote/"

    async def ask(self, method: str, typed: dict[str, str] | None = None) -> int:
        body = urllib.parse.urlencode(typed).encode() if typed else b""
        lines = [f"{method} {self.path} HTTP/1.1", "Host: 127.0.0.1", "Connection: close"]
        lines += [f"Cookie: {'; '.join(f'{k}={v}' for k, v in self.cookies.items())}"] if self.cookies else []
        if typed:
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
            lines += ["HX-Request: true"] if self.scripts else []
        reader, writer = await asyncio.open_connection("127.0.0.1", self.house.port)
        writer.write("\r\n".join([*lines, "", ""]).encode() + body)
        answer = (await reader.read(-1)).decode()
        writer.close()
        head, _blank, self.page = answer.partition("\r\n\r\n")
        for name, value in re.findall(r"(?mi)^set-cookie: ([^=]+)=([^;]*)", head):
            self.cookies[name] = value
        return int(head.split(" ", 2)[1])

    async def open(self) -> int:
        return await self.ask("GET")

    async def vote(self) -> tuple[int, int, int]:
        """(status, opinion, answer); the status is 0 where the page does not say that it is counted."""
        hidden = {}
        for field in re.findall(r"<form[^>]*data-vote>.*?</form>", self.page, re.DOTALL)[:1]:
            hidden = dict(re.findall(r'name="(csrfmiddlewaretoken|key|opinion)" value="([^"]*)"', field))
        said = random.choice(list(ANSWERS))
        status = await self.ask("POST", hidden | {"answer": said})
        counted = status == 200 and "Counted:" in self.page
        return status if counted or status != 200 else 0, int(hidden["opinion"]), ANSWERS[said]


class Tally:
    """What was acknowledged, how long it took, what went wrong."""

    def __init__(self) -> None:
        self.took, self.opened, self.given, self.wrong = [], [], Counter(), Counter()

    async def vote(self, person: Person, due: float) -> None:
        try:
            status, opinion, answer = await person.vote()
        except (OSError, KeyError) as trouble:
            self.wrong[type(trouble).__name__] += 1
            return
        self.took.append(time.monotonic() - due)
        if status == 200:
            self.given[opinion, answer] += 1
        else:
            self.wrong[status] += 1

    def say(self, what: str, spent: float) -> str:
        took = sorted(self.took)
        at = {share: took[min(len(took) - 1, int(len(took) * share))] * 1000 for share in (0.5, 0.99)}
        rate = len(took) / spent
        return f"{what}: {rate:.0f} votes/s, p50 {at[0.5]:.1f} ms, p99 {at[0.99]:.1f} ms, wrong {dict(self.wrong)}"


async def as_people_come(house: House, tally: Tally, arrivals: float, seconds: int, scripts: bool) -> None:
    """An open loop: every vote has its moment."""
    start = time.monotonic() + 0.5

    async def come(at: float) -> None:
        person = Person(house, scripts)
        await asyncio.sleep(at - time.monotonic())
        await person.open()
        tally.opened.append(time.monotonic() - at)
        for turn in range(1, VOTES_EACH + 1):
            due = at + turn
            await asyncio.sleep(max(0, due - time.monotonic()))
            await tally.vote(person, due)

    await asyncio.gather(*(come(start + number / arrivals) for number in range(int(arrivals * seconds))))


async def as_fast_as_it_goes(house: House, tally: Tally, seconds: int, scripts: bool, at_once: int = 16) -> None:
    """A closed loop: so many people at once, each new one as soon as another has cast ten votes."""
    end = time.monotonic() + seconds

    async def go() -> None:
        while time.monotonic() < end:
            person = Person(house, scripts)
            await person.open()
            for _turn in range(VOTES_EACH):
                await tally.vote(person, time.monotonic())

    await asyncio.gather(*(go() for _one in range(at_once)))


def check(house: House, tallies: list[Tally]) -> str:
    """Every acknowledged vote is there, and nothing else."""
    voters, rows = json.loads(house.python(KEPT))
    kept = Counter({(opinion, answer): n for opinion, answer, n in rows})
    given = sum((tally.given for tally in tallies), Counter())
    lost, unasked = (given - kept).total(), (kept - given).total()
    said = (Path(house.folder.name) / "said").read_text()
    locked = len(re.findall(r"database is locked|deadlock", said))
    told = f"{given.total()} acknowledged, {lost} lost, {unasked} more than acknowledged"
    return f"{told}, {voters} voters, {locked} errors of locking"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=30, help="in which people arrive")
    parser.add_argument("--arrivals", type=float, default=17, help="people in a second, ten votes each")
    parser.add_argument("--saturation", type=int, default=15, help="seconds as fast as it goes; 0 leaves it out")
    parser.add_argument("--opinions", type=int, default=60)
    parser.add_argument("--scripts", action="store_true", help="ask for the card alone, as browsers with scripts do")
    asked = parser.parse_args()
    house, come, fast = House(asked.opinions, BUILD), Tally(), Tally()
    how = f"{house.engine}, {'cards' if asked.scripts else 'whole pages'}"
    try:
        house.open()
        start, used = time.monotonic(), house.processor()
        asyncio.run(as_people_come(house, come, asked.arrivals, asked.seconds, asked.scripts))
        spent = time.monotonic() - start - VOTES_EACH
        print(come.say(f"{how}: {asked.arrivals:g} people a second", spent))
        each = (house.processor() - used) / len(come.took) * 1000
        opened = sorted(come.opened)[int(len(come.opened) * 0.99)] * 1000
        print(f"  pages opened: p99 {opened:.1f} ms; processor for a vote, with its share of pages: {each:.1f} ms")
        if asked.saturation:
            asyncio.run(as_fast_as_it_goes(house, fast, asked.saturation, asked.scripts))
            print(fast.say(f"{how}: saturation, 16 at once", asked.saturation))
        print(f"  {check(house, [come, fast])}")
    finally:
        house.end()


if __name__ == "__main__":
    main()
