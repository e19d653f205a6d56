import polars as pl

from kw_tui.cli.layout import AtMost, cell
from kw_tui.cli.partly import is_too_high, marked_rows
from kw_tui.vocabulary.table import Column, Kind
from kw_tui.vocabulary.texts import Text

FRAME = pl.DataFrame({"name": ["a", "b", "c"], "db1": [5, 6, None], "cost_coverage": [0.5, 1.0, 0.0]})


def test_figures_of_part_of_the_lines_are_marked_for_people() -> None:
    assert marked_rows(FRAME, ["name", "db1"]) == [("a", AtMost(5)), ("b", 6), ("c", None)]
    assert cell(AtMost(5), Column("db1", Kind.MONEY, Text("DB I", "DB I")), "de", {}) == "≤5"
    assert is_too_high(FRAME, ["db1"])


def test_nothing_is_marked_where_no_figure_rests_on_goods_or_all_is_known() -> None:
    assert not is_too_high(FRAME, ["name"])
    assert not is_too_high(FRAME.tail(2), ["db1"])
    assert marked_rows(FRAME.drop("cost_coverage"), ["db1"]) == [(5,), (6,), (None,)]
