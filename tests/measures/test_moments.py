"""A newer result beside older ones: nobody who keeps an older page reads one to four people from the difference."""

from hypothesis import given, settings, strategies as st

from commonbeat.measures.moments import beside
from commonbeat.measures.result import Result, Verdict, is_small, say
from commonbeat.measures.rows import count_rows

LABELS, COLUMNS = "abcd", ("warning", "citation")
counts = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=4, max_size=4)
added = st.lists(st.tuples(st.integers(-2, 7), st.integers(0, 7)), min_size=4, max_size=4)


def told(cells, excluded=0):
    """A result as it is shown, of these counts by label."""
    table = {label: list(cell) for label, cell in zip(LABELS, cells, strict=True)}
    whole = sum(map(sum, cells))
    rows = [{"by": "district"} | row for row in count_rows("of", COLUMNS, table)]
    return Result(
        measure="ladder",
        sentence=say("Of {whole:,} stops.", whole=whole),
        verdict=Verdict.TOLD,
        unit="count",
        n=whole,
        excluded={"unknown": excluded} if excluded else {},
        rows=rows,
    ).as_dict()


def by_label(result):
    return {row["of"]: row for row in result["rows"]}


def more(cells, some):
    return [tuple(max(0, n + plus) for n, plus in zip(*pair, strict=True)) for pair in zip(cells, some, strict=True)]


def test_a_row_to_which_two_were_added_is_withheld_and_others_stand():
    first = told([(20, 10), (30, 10), (10, 10), (12, 8)])
    now = beside(told([(22, 10), (40, 20), (20, 10), (22, 8)]), [first])
    rows = by_label(now)
    assert rows["a"] == {"by": "district", "of": "a", "warning": None, "citation": None, "all": None}
    assert rows["b"]["all"] == 60
    hidden = [label for label in LABELS if rows[label]["all"] is None]
    assert len(hidden) > 1, "one row alone would follow from the total"
    assert rows["all"]["all"] == 152


def test_where_the_whole_moved_by_few_nothing_new_is_told():
    now = beside(told([(21, 10), (30, 12), (10, 10), (12, 8)]), [told([(20, 10), (30, 10), (10, 10), (12, 8)])])
    assert (now["verdict"], now["rows"], now["n"], now["value"]) == ("held", [], None, None)
    assert now["sentence"].startswith("Withheld")


def test_what_is_the_same_and_what_moved_by_five_stands():
    first = told([(20, 10), (30, 10), (10, 10), (12, 8)], excluded=9)
    assert beside(first, [first]) == first
    later = told([(25, 10), (30, 10), (10, 10), (12, 8)], excluded=14)
    assert beside(later, [first]) == later


def test_a_count_of_what_was_left_out_that_moved_by_few_is_withheld():
    first = told([(20, 10), (30, 10), (10, 10), (12, 8)], excluded=9)
    later = told([(30, 10), (30, 10), (10, 10), (12, 8)], excluded=11)
    assert beside(later, [first])["excluded"] == {"unknown": None}


def test_a_withheld_row_does_not_follow_from_the_others():
    """Also where a label is new: who has the older page knows that it was nobody."""
    first = told([(20, 12), (30, 10), (0, 0), (40, 20)])
    now = beside(told([(22, 12), (30, 10), (18, 8), (40, 20)]), [first])
    assert_silent(now, first)
    assert by_label(now)["all"]["all"] == 160 and by_label(now)["a"]["all"] is None


def test_what_protects_a_small_number_is_told_by_no_earlier_result():
    """After a withdrawal other cells are withheld than before, and the older page has them."""
    both = told([(23, 18), (50, 20), (11, 29), (12, 30)])
    alone = told([(3, 18), (40, 20), (11, 29), (6, 30)])
    now = beside(alone, [both])
    assert by_label(alone)["a"]["warning"] is None
    assert_silent(now, both)


def test_of_officers_and_of_what_a_reason_leaves_of_all_no_few_are_told():
    first = told([(20, 10), (30, 10), (10, 10), (12, 8)], excluded=9) | {"records": {"n": 119, "officers": 20}}
    now = told([(25, 10), (30, 10), (10, 10), (12, 8)], excluded=11) | {"records": {"n": 126, "officers": 22}}
    assert beside(now, [first])["records"] == {"n": None, "officers": None}


def known(result):
    """Every number that a reader of one result has, those that follow from one line of it too."""
    rows = by_label(result)
    columns = (*COLUMNS, "all")
    cells = {(label, column): rows.get(label, {}).get(column, 0) for label in (*LABELS, "all") for column in columns}
    return follows({cell: number for cell, number in cells.items() if number is not None})


def lines():
    """Cells that add up to the last of them."""
    for label in (*LABELS, "all"):
        yield [(label, column) for column in (*COLUMNS, "all")]
    for column in (*COLUMNS, "all"):
        yield [(label, column) for label in (*LABELS, "all")]


def left(cells, line):
    """What is not known of a line, and what it is together; None where that is not known."""
    *parts, whole = line
    missing = [cell for cell in parts if cell not in cells]
    return missing, cells[whole] - sum(cells.get(cell, 0) for cell in parts) if whole in cells else None


def follows(cells):
    """The same with what follows line by line."""
    cells, before = dict(cells), -1
    while len(cells) > before:
        before = len(cells)
        for line in lines():
            missing, rest = left(cells, line)
            if len(missing) == 1 and rest is not None:
                cells[missing[0]] = rest
            elif not missing:
                cells.setdefault(line[-1], sum(cells[cell] for cell in line[:-1]))
    return cells


def assert_silent(one, other):
    """No reader of both learns a number of one to four: by subtraction, by adding up, or by taking what is withheld in
    one for what is told in the other."""
    if not (one["rows"] and other["rows"]):
        return
    now, then = known(one), known(other)
    moved = follows({cell: now[cell] - then[cell] for cell in now.keys() & then.keys()})
    assert not [cell for cell, by in moved.items() if is_small(abs(by))]
    assert not [line for line in lines() if (rest := left(moved, line))[0] and rest[1] and is_small(abs(rest[1]))]
    for here, there in ((now, then), (then, now)):
        assert not [cell for cell, number in here.items() if is_small(number)]
        tried = there | here
        assert not [cell for cell, number in follows(tried).items() if cell not in tried and is_small(number)]


@settings(max_examples=40, deadline=None)
@given(counts, added, added)
def test_no_two_moments_tell_of_few(cells, some, others):
    """Records come twice, and then the first ones are withdrawn."""
    second = more(cells, some)
    third = more(second, others)
    last = [tuple(max(0, n - less) for n, less in zip(*pair, strict=True)) for pair in zip(third, cells, strict=True)]
    shown = []
    for one in (cells, second, third, last):
        shown.append(beside(told(one), shown))
    for number, now in enumerate(shown):
        for then in shown[:number]:
            assert_silent(now, then)
