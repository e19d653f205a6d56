import polars as pl
import pytest

from kw_tui.core.cross_selling.relations import RELATIONS, bought_groups, groups_besides
from kw_tui.core.cross_selling.table import TABLE

PAIRS = pl.DataFrame(
    [("A", "B", 2.0, 0.4, 0.5, 0.2), ("C", "B", 3.0, 0.1, 0.5, 0.2), ("A", "C", 9.0, 0.1, 0.1, 0.9)],
    schema=RELATIONS,
    orient="row",
)


def test_lifts_are_averaged_and_the_strongest_is_named() -> None:
    (row,) = groups_besides(PAIRS, ["A", "C"], 100.0, 1.2, 5).rows(named=True)
    assert row == {
        "product_group": "B", "because": "C", "lift": 2.5, "support": 0.1, "chance": 1.25,
        "expected_contribution": pytest.approx(25.0),
    }  # fmt: skip


def test_what_is_bought_or_goes_too_seldom_with_it_is_not_told() -> None:
    assert groups_besides(PAIRS, ["A", "B", "C"], 100.0, 1.2, 5).is_empty()
    assert groups_besides(PAIRS, ["A", "C"], 100.0, 2.6, 5).is_empty()
    assert groups_besides(PAIRS, [], 100.0, 1.2, 5).schema == TABLE


def test_what_was_only_returned_is_not_bought() -> None:
    lines = pl.DataFrame({"product_group": ["A", "B", "A", None, "C"], "net_amount": [5, 3, -5, 9, -1]})
    assert bought_groups(lines) == ["B"]
