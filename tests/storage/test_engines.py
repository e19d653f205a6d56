from decimal import Decimal

import polars as pl
import pytest

from kw_tui.storage.engines import arrived, at_once, fitting_amounts, native, portable
from kw_tui.vocabulary.errors import SourceError
from kw_tui.vocabulary.table import Kind


def test_columns_arrive_in_order_with_their_types_and_gaps_are_null() -> None:
    frame = arrived(pl.LazyFrame({"n": [1], "x": [2]}), {"amount": Kind.MONEY, "x": Kind.MONEY, "n": Kind.SCORE})
    assert frame.collect().rows() == [(None, Decimal(2), 1.0)]
    assert frame.collect_schema() == {"amount": pl.Decimal(18, 4), "x": pl.Decimal(18, 4), "n": pl.Float64}


def test_what_buckets_come_to_is_in_their_order_and_progress_tells_how_many() -> None:
    told: list[tuple[int, int]] = []
    found = at_once(lambda bucket: bucket * bucket, range(20), lambda done, of: told.append((done, of)))
    assert found == [bucket * bucket for bucket in range(20)]
    assert told == [(done, 20) for done in range(20)]


def test_a_frame_goes_to_the_reduction_and_back() -> None:
    assert native(portable(pl.LazyFrame({"n": [1]}))).collect()["n"].to_list() == [1]


def test_only_sums_that_do_not_fit_are_called_too_large() -> None:
    amount = pl.LazyFrame({"a": [99_999_999_999_999] * 2}).select(pl.col("a").cast(pl.Decimal(18, 4)))
    with pytest.raises(SourceError, match="too large to add up"), fitting_amounts():
        amount.select(pl.col("a").sum().cast(pl.Decimal(18, 4))).collect()
    with pytest.raises(pl.exceptions.PolarsError), fitting_amounts():
        pl.LazyFrame({"a": ["x"]}).select(pl.col("a").cast(pl.Decimal(18, 4))).collect()
