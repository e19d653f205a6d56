from decimal import Decimal

import polars as pl

from kw_tui.storage.engines import arrived, collected, native, portable
from kw_tui.vocabulary.table import Kind


def test_columns_arrive_in_order_with_their_types_and_gaps_are_null() -> None:
    frame = arrived(pl.LazyFrame({"n": [1], "x": [2]}), {"amount": Kind.MONEY, "x": Kind.MONEY, "n": Kind.SCORE})
    assert frame.collect().rows() == [(None, Decimal(2), 1.0)]
    assert frame.collect_schema() == {"amount": pl.Decimal(18, 4), "x": pl.Decimal(18, 4), "n": pl.Float64}


def test_buckets_stack_in_their_order() -> None:
    frames = [pl.LazyFrame({"n": [number]}) for number in range(20)]
    assert collected(frames)["n"].to_list() == list(range(20))


def test_a_frame_goes_to_the_reduction_and_back() -> None:
    assert native(portable(pl.LazyFrame({"n": [1]}))).collect()["n"].to_list() == [1]
