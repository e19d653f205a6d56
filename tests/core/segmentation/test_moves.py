from decimal import Decimal

import polars as pl

from kw_tui.core.segmentation.moves import changed_counts, changed_members, moves
from kw_tui.vocabulary.table import MONEY


def segmented(**of: str | None) -> pl.LazyFrame:
    revenue = pl.Series([Decimal(10 * place) for place in range(1, len(of) + 1)], dtype=MONEY)
    return pl.LazyFrame({"customer_id": list(of), "abc": list(of.values()), "revenue": revenue}).with_columns(
        pl.col("abc").cast(pl.String)
    )


def test_only_who_changes_is_told_the_most_first() -> None:
    now = segmented(a="A", b="B", c="B", d=None, e="C")
    then = segmented(e="C", d="C", c="A", b="A", a="A")
    assert moves(now, then, "abc").collect().rows() == [("B", "A", 2, Decimal(50)), (None, "C", 1, Decimal(40))]


def test_nobody_moves_where_nothing_changes() -> None:
    table = moves(segmented(a="A", b=None), segmented(a="A", b=None), "abc").collect()
    assert table.is_empty()
    assert table.schema["revenue"] == MONEY


def test_revenue_nobody_knows_stays_unknown() -> None:
    now = segmented(a="A").with_columns(revenue=pl.lit(None, MONEY))
    assert moves(now, segmented(a="B"), "abc").collect().row(0) == ("A", "B", 1, None)


def test_proposals_of_either_queue_are_counted() -> None:
    now, then = (
        pl.LazyFrame({"proposal": kinds, "at_stake": [Decimal(10)] * len(kinds)}, schema_overrides={"at_stake": MONEY})
        for kinds in (["reprice", "reprice", "keep"], ["reprice", "let_go"])
    )
    counted = changed_counts(now, then).collect()
    assert counted.rows() == [("keep", 1, 0, 10, 0), ("let_go", 0, 1, 0, 10), ("reprice", 2, 1, 20, 10)]
    assert counted.schema["at_stake_then"] == MONEY


def test_who_comes_into_own_segments_and_who_goes() -> None:
    def members(**of: str) -> pl.LazyFrame:
        rows = [(name, one) for name, ids in of.items() for one in ids]
        return pl.LazyFrame(rows, schema={"segment": pl.String, "customer_id": pl.String}, orient="row")

    found = changed_members(members(big="abc", same="ab", gone="x"), members(big="cde", same="ab")).collect()
    assert found.rows() == [("big", 3, 3, 2, 2), ("gone", 1, 0, 0, 1)]
    assert changed_members(members(), members()).collect().is_empty()
