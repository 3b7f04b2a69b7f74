"""Evidence of an agency whose numbers are small, against numbers counted by hand."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from commonbeat.frame import clock
from commonbeat.records import actions
from tests import factories
from tests.records.making import begun, drawn, listed, noted, planned, read
from tests.scorecard.test_evidence import parts, shown

pytestmark = pytest.mark.django_db


def test_the_list_and_its_reasons_the_cases_and_the_time_stand_with_their_practices() -> None:
    house = factories.house()
    listed(house)
    noted(house, times=6)
    read(house, drawn(house, begun(house)), bad=1)
    block, today = planned(house), house.agency.today()
    with clock.moved(block.begins(today + timedelta(days=14)) + timedelta(hours=5)):
        actions.log_block(block, by=house.staff, day=today + timedelta(days=7), kept=True)
        actions.log_block(block, by=house.staff, day=today + timedelta(days=14), kept=False, reason="calls")
        time = shown(house, "protected_time")
        assert parts(time) == [(1, 3)], "what nobody logged is not kept"
        assert dict(time.counts) == {"Calls came first": 1, "nobody said; counted as not kept": 1}
        least, lived = (Client().get(f"/standing/{code}/").content.decode() for code in ("C4", "C5"))
    assert "2 offenses are on the list." in least and "reasons were noted" not in least
    assert "In 8 or more both found the least harmful outcome used" in least
    assert "1 of 3 times that were planned were kept free of calls." in lived
    with clock.moved(clock.now() + timedelta(days=140)):
        assert "6 reasons were noted why more was done." in shown(house, "reasons_not_offered").sentence
