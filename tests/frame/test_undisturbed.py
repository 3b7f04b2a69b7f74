"""Two writers who stand in each other's way: the act is tried once more, then refused in words."""

from contextlib import nullcontext

import pytest
from django.db import OperationalError

from commonbeat.frame.action import undisturbed
from commonbeat.frame.rules import Refused

pytestmark = pytest.mark.sqlite


class Crossed(Exception):
    """What PostgreSQL's driver raises when two writers wait for each other."""

    sqlstate = "40P01"


@pytest.mark.parametrize(("times", "tried", "refused"), [(0, 1, False), (1, 2, False), (2, 2, True)])
def test_a_deadlock_is_tried_once_more_and_then_said(times, tried, refused):
    calls = []

    def do():
        calls.append(1)
        if len(calls) <= times:
            raise OperationalError("deadlock detected") from Crossed()
        return "done"

    with pytest.raises(Refused) if refused else nullcontext():
        assert undisturbed(do) == "done"
    assert len(calls) == tried


def test_a_full_disk_is_no_deadlock():
    def do():
        raise OperationalError("database or disk is full")

    with pytest.raises(OperationalError):
        undisturbed(do)
