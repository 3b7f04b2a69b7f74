"""Who may do what with files of records, at which of their stages: the whole table, written out."""

from __future__ import annotations

import pytest

from commonbeat.frame.rules import may
from commonbeat.measures import schema
from commonbeat.people.actor import CLOCK
from commonbeat.people.models import Agency
from commonbeat.records import actions
from commonbeat.records.models import Dataset, Import, Kind, Mapping
from tests import factories
from tests.records import files

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
EVERYBODY = {"nobody", "resident", "staff", "clerk", "chief", "coordinator", "clock"}
STEWARD = {"coordinator"}
#: act → those who may do it at some stage, and the stages at which they may
TABLE = {
    "records.check": (STEWARD, {"brought", "checked", "failed"}),
    "records.begin_check": ({"clock"}, {"waiting"}),
    "records.end_check": ({"clock"}, {"checking"}),
    "records.cancel": (STEWARD | {"clock"}, {"brought", "waiting", "checking", "checked", "failed"}),
    "records.accept": (STEWARD, {"checked"}),
    "records.file": (STEWARD, set(Import.State.values)),
    "records.withdraw": (STEWARD, {"accepted"}),
    "records.dataset": (EVERYBODY, {"accepted", "withdrawn"}),
}


@pytest.fixture
def actors(db):
    house = factories.house()
    return {name: CLOCK if name == "clock" else house.actor(name) for name in EVERYBODY}


@pytest.mark.parametrize("act", TABLE)
def test_who_may_at_which_stage(actors, act):
    people, stages = TABLE[act]
    model = Dataset if act in ("records.withdraw", "records.dataset") else Import
    found = {
        (name, stage)
        for name, actor in actors.items()
        for stage in model.State.values
        if may(act, actor, model(state=stage))
    }
    assert found == {(name, stage) for name in people for stage in stages}


def test_files_on_their_way_are_seen_by_the_agency_alone(actors):
    Import.objects.create(schema="stops", name="a.csv", size=1, digest="0" * 64, folder="f")
    seen = {name for name, actor in actors.items() if Import.objects.visible_to(actor).exists()}
    assert seen == {"staff", "chief", "coordinator"}


def test_mappings_are_public_once_records_were_read_by_them(actors):
    agency, text = Agency.objects.get(), files.STOPS
    mapping = actions.save_mapping(agency, by=actors["coordinator"], schema="stops", text=text, version=1)
    assert not Mapping.objects.visible_to(actors["nobody"]).exists()
    Dataset.objects.create(schema="stops", name="a.csv", rows=1, found={"rows": 1}, mapping=mapping)
    assert list(Mapping.objects.visible_to(actors["nobody"])) == [mapping]


def test_every_kind_of_the_library_has_its_name():
    assert sorted(Kind.values) == schema.names()
