import numpy as np
import polars as pl

from kw_tui.core.wallet.company import FIRMOGRAPHICS, companies, strata


def test_unknown_is_neither_a_number_nor_a_name() -> None:
    rows = {"customer_id": ["b", "a"], "revenue": [None, 5.0], **dict.fromkeys(FIRMOGRAPHICS)}
    known = companies(pl.DataFrame(rows | {"employees": [3, None], "industry": ["x", None]}))
    assert known.ids.to_list() == ["a", "b"]
    assert known.revenue.tolist() == [5, 0]
    assert np.isnan(known.numbers["employees"][0])
    assert known.numbers["employees"][1] == 3
    assert known.ranks["employees"][1] == 0.5
    assert known.names["industry"].tolist() == [-1, 0]


def test_small_strata_and_unnamed_customers_have_none() -> None:
    codes = np.array([0, 0, 0, 1, -1, 2, 2, 2])
    is_peer = np.array([True, True, True, True, True, True, True, False])
    assert strata([codes], is_peer, 2).tolist() == [0, 0, 0, -1, -1, 1, 1, 1]
    assert strata([], is_peer, 2).tolist() == [0] * 8
    both = strata([codes, np.array([0, 0, 1, 0, 0, 1, 1, 1])], is_peer, 2)
    assert both.tolist() == [0, 0, -1, -1, -1, 1, 1, 1]
