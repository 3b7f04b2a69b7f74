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
    assert (now["verdict"], now["rows"], now["n"], now["value"]) == ("not enough data", [], None, None)
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


@settings(max_examples=60, deadline=None)
@given(counts, added, added)
def test_no_difference_between_any_two_moments_tells_of_few(cells, some, others):
    shown = []
    for one in (cells, more(cells, some), more(more(cells, some), others)):
        shown.append(beside(told(one), shown))
    for number, now in enumerate(shown):
        for then in shown[:number]:
            one, other = by_label(now), by_label(then)
            for column in (*COLUMNS, "all"):
                moved = {
                    label: one[label][column] - other[label][column]
                    for label in one.keys() & other.keys()
                    if None not in (one[label][column], other[label][column])
                }
                assert not any(is_small(abs(by)) for by in moved.values())
                if "all" in moved:
                    whole = moved.pop("all")
                    assert not is_small(abs(whole - sum(moved.values())))
