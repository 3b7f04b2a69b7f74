"""What stands in cells of choices that no list names, counted while the file is read, not in a pass of its own."""

from __future__ import annotations

from collections import Counter
from threading import Lock
from typing import Any, cast

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.compute as pc
from ibis.backends.duckdb import Backend

#: different cells of one column that are remembered; where there are more, later ones are not counted by what they say
REMEMBERED = 100_000


class Unlisted:
    """The cells of one column that no list names, and how often each stands there; called by the engine with them."""

    def __init__(self, bit: int) -> None:
        self.bit, self.counts, self.lock = bit, Counter[str](), Lock()

    def __call__(self, cells: pa.ChunkedArray) -> pa.Array:
        """Count these cells; what is returned is the bit of the column, once for each."""
        with self.lock:
            for one in pc.value_counts(pc.utf8_trim_whitespace(cells)).to_pylist():
                if one["values"] in self.counts or len(self.counts) < REMEMBERED:
                    self.counts[one["values"]] += one["counts"]
        return pa.repeat(pa.scalar(self.bit, pa.int64()), len(cells))


def counted_in(backend: Backend, unlisted: Unlisted, name: str, cell: ir.StringValue) -> ir.IntegerValue:
    """The bit of a column, for whose making the engine shows the cell to its counter."""
    function = f"unlisted_{name}"
    backend.con.create_function(function, unlisted, ["VARCHAR"], "BIGINT", type="arrow", side_effects=True)

    @ibis.udf.scalar.builtin(name=function, signature=(("string",), "int64"))
    def show(cell: Any) -> Any:
        """The engine's own, by now."""

    return cast(ir.IntegerValue, show(cell))
