import polars as pl
import pytest

from kw_tui.core.metrics.coverage import RESTING_ON_GOODS, any_partly, is_partly, overstated
from tests.core.facts_frames import column_of, ledger, portfolio_of


def test_the_share_of_the_lines_that_tell_their_cost() -> None:
    rows = [ledger(100, lines=4, lines_without_cost=missing) for missing in (0, 1, 4)]
    assert column_of(portfolio_of(rows), "cost_coverage") == [1, 0.75, 0]


def test_without_lines_there_is_none() -> None:
    rows = [ledger(0, lines=0, lines_without_cost=0), {"name": "x"}]
    assert column_of(portfolio_of(rows), "cost_coverage") == [None, None]


@pytest.mark.parametrize(("share", "german"), [(0.75, "75,0 %"), (0.9999, "99,9 %"), (0.0004, "0,0 %")])
def test_a_gap_makes_the_contribution_too_high(share: float, german: str) -> None:
    told = overstated({"cost_coverage": share})
    assert set(told) == set(RESTING_ON_GOODS)
    assert told["db1"].de == f"zu hoch: Wareneinsatz nur bei {german} der Zeilen bekannt"


@pytest.mark.parametrize("share", [None, 0, 1])
def test_where_all_or_nothing_is_known_no_figure_is_too_high(share: float | None) -> None:
    assert overstated({"cost_coverage": share}) == {}


def test_the_figures_of_part_of_the_lines() -> None:
    assert [is_partly(share) for share in (None, 0, 0.5, 1)] == [False, False, True, False]
    assert any_partly(pl.Series([None, 0.5]))
    assert not any_partly(pl.Series([None, 0.0, 1.0]))
