from typing import Literal

import polars as pl
import pytest

from kw_tui.core.segmentation.segments import SEGMENTATIONS, SUMS, segment_label, segment_table, segmentation_by
from kw_tui.vocabulary.table import MONEY
from tests.core.facts_frames import ledger, portfolio_of

ROWS = [*[ledger(1000 - 100 * place, goods=500) for place in range(5)], ledger(0, lines=0)]


def test_segments_stand_in_their_order_with_their_money_and_the_rest_last() -> None:
    table = segment_table(portfolio_of(ROWS).lazy(), "abc").collect()
    assert table.select("segmentation", "segment", "customers", "revenue").rows() == [
        ("abc", "A", 1, 1000),
        ("abc", "B", 3, 2400),
        ("abc", "C", 1, 600),
        ("abc", None, 1, 0),
    ]
    assert table["revenue_share"].to_list() == pytest.approx([0.25, 0.6, 0.15, 0])
    assert table["customers_share"].to_list() == pytest.approx([1 / 6, 1 / 2, 1 / 6, 1 / 6])


@pytest.mark.parametrize("by", [one.by for one in SEGMENTATIONS])
def test_every_segmentation_accounts_for_every_customer_and_all_the_money(by: str) -> None:
    portfolio = portfolio_of(ROWS)
    table = segment_table(portfolio.lazy(), by).collect()
    assert table["customers"].sum() == portfolio.height
    for measure in ("revenue", "db1", "db4", "relevant_contribution"):
        assert table[measure].sum() == portfolio[measure].sum()


def test_unknown_contributions_stay_unknown_in_the_sum() -> None:
    table = segment_table(portfolio_of([ledger(100)]).lazy(), "abc").collect()
    assert table.select("revenue", "db4", "relevant_contribution", "relevant_ratio").row(0) == (100, None, None, None)


def test_the_ratio_of_a_segment_leaves_out_the_revenue_of_customers_whose_contribution_is_unknown() -> None:
    rows = {"abc": ["A", "A"], **{name: [None, 50] for name in SUMS}, "revenue": [1000, 200]}
    table = segment_table(pl.LazyFrame(rows, schema_overrides=dict.fromkeys(SUMS, MONEY)), "abc").collect()
    assert table.select("revenue", "relevant_contribution", "relevant_ratio").row(0) == (1200, 50, 0.25)


@pytest.mark.parametrize("engine", ["in-memory", "streaming"])
def test_a_sum_is_known_where_a_single_figure_is_and_nowhere_else(engine: Literal["in-memory", "streaming"]) -> None:
    rows = {"abc": ["A", "A", "B", "B"], **{name: [None, 1, None, None] for name in SUMS}}
    portfolio = pl.LazyFrame(rows, schema_overrides=dict.fromkeys(SUMS, MONEY))
    table = segment_table(portfolio, "abc").collect(engine=engine)
    assert table["db4"].to_list() == [1, None]
    assert segment_table(portfolio.filter(abc="C"), "abc").collect(engine=engine).is_empty()


def test_all_segmentations_can_be_stacked() -> None:
    portfolio = portfolio_of(ROWS).lazy()
    assert pl.concat([segment_table(portfolio, one.by) for one in SEGMENTATIONS]).collect().height > len(SEGMENTATIONS)


def test_an_empty_portfolio_has_no_segments() -> None:
    assert segment_table(portfolio_of([]).lazy(), "rfm_segment").collect().is_empty()


def test_a_segment_is_a_condition_that_finds_its_customers() -> None:
    best = segmentation_by("abc").segments[0]
    assert portfolio_of(ROWS).filter(best.holds)["revenue"].to_list() == [1000]


def test_segments_have_labels_and_so_have_those_without() -> None:
    assert segment_label("abc", "A").de == "A-Kunden"
    assert segment_label("rfm_segment", "cant_lose").en == "Can't Lose"
    assert segment_label("kind", None).en == "not assigned"
    assert segment_label("abc", "Z").en == "Z"


def test_how_much_of_the_goods_is_known_counts_lines_of_those_whose_contribution_is() -> None:
    rows = {"abc": ["A", "A", "A", "B"], "lines": [4, 12, 9, 3], "cost_coverage": [0.5, 1.0, 0.0, 1.0]}
    money = {**{name: [10, 20, None, 5] for name in SUMS}, "revenue": [1, 1, 1, 1]}
    portfolio = pl.LazyFrame(rows | money, schema_overrides=dict.fromkeys(SUMS, MONEY))
    table = segment_table(portfolio, "abc").collect()
    assert dict(table.select("segment", "cost_coverage").iter_rows()) == {"A": 14 / 16, "B": 1.0}
