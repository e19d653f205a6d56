from itertools import pairwise

import polars as pl
import pytest

from kw_tui.vocabulary.settings import Settings
from kw_tui.workbench.value_map import ValueMap, value_map_of
from tests.core.facts_frames import ledger, portfolio_of

PAIRS = [(900, 900), (800, 10), (100, 800), (50, 20), (-40, 20), (700, 5), (3, 0)]


def mapped(pairs: list[tuple[int, int]] = PAIRS, **settings: object) -> tuple[pl.DataFrame, ValueMap]:
    chosen = Settings({"portfolio_value": "db1", **settings})  # type: ignore[dict-item]
    rows = [{**ledger(1000, goods=1000 - value), "annual_need": 1000 + need} for value, need in pairs]
    known = portfolio_of(rows, chosen)
    return known, value_map_of(known, chosen)


@pytest.mark.parametrize("settings", [{}, {"portfolio_grid": "nine"}, {"portfolio_value_limit": 850}])
def test_every_customer_stands_between_the_limits_of_its_field(settings: dict[str, object]) -> None:
    known, found = mapped(**settings)
    assert found.cells["customers"].sum() == known.height
    for row in found.cells.iter_rows(named=True):
        value = known.filter(pl.col("customer_id") == row["customer_id"]).row(0, named=True)
        for axis, amount in ((found.up[row["y"]], value["db1"]), (found.across[row["x"]], value["potential"])):
            assert axis.low <= float(amount) + 1e-6
            assert float(amount) <= axis.high + 1e-6


def test_stretches_follow_each_other_without_a_gap_and_break_at_the_limits() -> None:
    _, found = mapped()
    for axis in (found.across, found.up):
        assert all(one.high == other.low for one, other in pairwise(axis))
        assert sorted({one.level for one in axis}) == [0, 1]
    assert found.limits == {"value": (100.0,), "potential": (20.0,)}
    begins = next(one.low for one in found.up if one.level == 1)
    assert begins == 100


def test_a_limit_that_is_set_is_the_one_drawn() -> None:
    _, found = mapped(portfolio_value_limit=850)
    assert found.limits["value"] == (850.0,)
    assert next(one.low for one in found.up if one.level == 1) == 850


def test_all_alike_share_one_place_and_nobody_has_none() -> None:
    _, found = mapped([(10, 10)] * 3)
    assert (len(found.across), len(found.up), found.cells["customers"].to_list()) == (1, 1, [3])
    _, empty = mapped([])
    assert (empty.across, empty.up, empty.cells.height, empty.unplaced) == ((), (), 0, 0)
