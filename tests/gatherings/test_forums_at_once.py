"""Two processes say at the same moment that they come: never more than there is room for, and one form counts once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.matters.test_at_once import Houses, houses  # noqa: F401 (the fixture)

pytestmark = pytest.mark.sqlite  # each has databases of its own, of both kinds
FOUND = """
call_command("migrate", verbosity=0, skip_checks=True)
from tests.gatherings import making
one = making.announced(make.house(), room_for=3)
"""
#: two people come, in one form; the other form may be the same one, clicked twice
COME = """
from commonbeat.gatherings import actions as gatherings
from commonbeat.gatherings.models import Gathering
from commonbeat.matters.actions.inputs import SentBefore
from commonbeat.people.actor import NOBODY
def slowly(*args, seal=record.seal, **facts):
    time.sleep(0.5)
    return seal(*args, **facts)
record.seal = slowly
one = Gathering.objects.select_related("agency", "window").get()
print("ready", flush=True)
sys.stdin.readline()
print(ended(lambda: gatherings.come(one, by=NOBODY, people=2, form_key="{key}" * 64, return_words="{key}")))
"""
READ = """
from commonbeat.gatherings.models import Coming, Gathering
print(Coming.objects.count(), Gathering.objects.get().coming, verify.verify(record.lines()).holds)
"""


@pytest.mark.parametrize("keys", ["ab", "aa"], ids=["two forms", "one form twice"])
def test_two_at_once_take_one_place(houses: Callable[..., Houses], keys: str) -> None:  # noqa: F811
    house = houses(found=FOUND)
    both = [house.start(COME.format(key=key)) for key in keys]
    assert [one.stdout.readline() for one in both] == ["ready\n"] * 2
    for one in both:
        one.stdin.write("go\n")
        one.stdin.flush()
    assert sorted(one.communicate(timeout=120)[0].strip() for one in both) == ["done", "refused"]
    assert house.run(READ).strip() == "1 2 True"
