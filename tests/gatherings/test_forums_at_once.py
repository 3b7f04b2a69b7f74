"""Two processes say at the same moment that they come: never more than there is room for, and one form counts once."""

from __future__ import annotations

import pytest

from tests.matters.test_at_once import Run, run  # noqa: F401 (the fixture)

pytestmark = pytest.mark.sqlite  # each has databases of its own, of both kinds
#: two people come, in one form; the other form may be the same one, clicked twice
COME = """
from commonbeat.gatherings import actions as gatherings
from commonbeat.gatherings.models import Coming, Gathering
from commonbeat.people.actor import NOBODY
from tests.gatherings import making
making.announced(make.house(), room_for=3)
def slowly(*args, seal=record.seal, **facts):
    time.sleep(0.5)
    return seal(*args, **facts)
record.seal = slowly
def come(key, go):
    one = Gathering.objects.select_related("agency", "window").get()
    go()
    try:
        gatherings.come(one, by=NOBODY, people=2, form_key=key * 64, return_words=key)
    except Refused:
        return "refused"
    return "done"
print(*sorted(at_once(*(partial(come, key) for key in "{keys}"))))
print(Coming.objects.count(), Gathering.objects.get().coming, verify.verify(record.lines()).holds)
"""


@pytest.mark.parametrize("keys", ["ab", "aa"], ids=["two forms", "one form twice"])
def test_two_at_once_take_one_place(run: Run, keys: str) -> None:  # noqa: F811
    assert run(COME.format(keys=keys)) == ["done refused", "1 2 True"]
