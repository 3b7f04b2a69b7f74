"""Whether records look like those that were accepted before."""

import pytest

from commonbeat.measures.schema import schema
from commonbeat.measures.table import accept
from commonbeat.measures.unfamiliar import unfamiliar
from tests.measures.files import look


def looked(folder, districts, how="stops"):
    return look(folder, "date,district\n" + "".join(f"2020-01-01,{one}\n" for one in districts), how)


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        (["1", "1", "2", "2"], ["3", "4", "4"], {"district": 2}),
        (["1", "1", "2", "2"], ["2", "3", "4"], {}),
        (["North", "NORTH", "South", "South"], ["north", "West"], {}),
        (["1", "1", "2", "2"], ["3", "3", "3"], {}),
        (["", "", ""], ["3", "4"], {}),
        (["1", "1"], ["", ""], {}),
        (["a long story", "another one", "a third"], ["a fourth", "a fifth"], {}),
    ],
)
def test_columns_in_which_all_is_new(tmp_path, before, now, told):
    kept = [accept(looked(tmp_path, some), tmp_path) for some in (before[::2], before[1::2])]
    assert unfamiliar(looked(tmp_path, now).records, kept, schema("stops")) == told


def test_without_records_before_and_of_places_nothing_is_told(tmp_path):
    assert unfamiliar(looked(tmp_path, ["1", "2"]).records, [], schema("stops")) == {}
    towns, others = (look(tmp_path, f"place,residents\n{a},1\n{b},2\n", "population") for a, b in ("AB", "CD"))
    assert unfamiliar(others.records, [accept(towns, tmp_path)], schema("population")) == {}
