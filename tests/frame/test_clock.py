"""Only a demo's clock can be moved."""

from datetime import timedelta

import pytest

from commonbeat.frame import clock
from commonbeat.ledger import record
from commonbeat.people import actions as people
from commonbeat.people.actor import CLOCK

pytestmark = pytest.mark.django_db


def test_an_agencys_clock_cannot_be_moved():
    record.forget_demo()
    people.found(None, by=CLOCK, name="Real Police", email="a@example.org", demo=False)
    with pytest.raises(RuntimeError), clock.moved(clock.now() + timedelta(days=1)):
        pass
    record.forget_demo()
