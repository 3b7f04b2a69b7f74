"""Whatever stands in a file: every row is accounted for, and every problem has its line."""

import csv
import io
import tempfile

from hypothesis import example, given, settings, strategies as some

from tests.measures.files import look, rows

CELL = some.text(alphabet="ab ,;\"'\n\t|é", max_size=6)
DAY = some.sampled_from(["2020-01-01", "2020-02-30", "", " 2020-01-02 ", "soon"])
ROW = some.one_of(some.tuples(DAY, CELL), some.tuples(DAY), some.tuples(DAY, CELL, CELL), some.just(()))


def written(lines, end):
    """The rows as a file, and for each the line in which it begins."""
    text, begins = io.StringIO(newline=""), []
    writer = csv.writer(text, lineterminator=end)
    for cells in [("date", "location"), *lines]:
        begins.append(text.getvalue().count("\n") + 1)
        text.write(end) if not cells else writer.writerow(cells)
    return text.getvalue(), begins[1:]


@settings(max_examples=10, deadline=None)
@example([("2020-01-01", "a  b"), ("2020-01-01", "\t")], "\n")
@given(some.lists(ROW, min_size=1, max_size=12), some.sampled_from(["\n", "\r\n"]))
def test_every_row_is_accounted_for_and_every_problem_has_its_line(lines, end):
    lines = [("2020-01-01", "first"), *lines]
    text, begins = written(lines, end)
    with tempfile.TemporaryDirectory() as folder:
        found = look(folder, text)
        assert found.rows == found.accepted + sum(found.left_out.values()) == sum(1 for cells in lines if cells)
        good = [cells for cells in lines if whole(cells) and cells[0].strip() in ("2020-01-01", "2020-01-02")]
        assert rows(found, "location") == [" ".join(cells[1].split()) or None for cells in good]
    wrong = {"2020-02-30", "soon"}
    told = {(one.column, one.kind): [line for line, _cell in one.lines] for one in found.problems}
    assert told == {
        place: where
        for place, where in {
            (None, "fewer cells than the first line names"): at(lines, begins, lambda cells: len(cells) == 1),
            (None, "more cells than the first line names"): at(
                lines, begins, lambda cells: len(cells) == 3 and not whole(cells)
            ),
            ("date", "not a date"): at(lines, begins, lambda cells: whole(cells) and cells[0] in wrong),
        }.items()
        if where
    }


def whole(cells):
    """Whether a row has the cells that the first line names; a separator at its very end adds none."""
    return len(cells) == 2 or (len(cells) == 3 and not cells[2])


def at(lines, begins, which):
    return [line for cells, line in zip(lines, begins, strict=True) if which(cells)]
