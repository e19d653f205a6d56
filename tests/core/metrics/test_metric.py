import polars as pl
import pytest

from kw_tui.core.metrics.metric import Metric, add_metrics, known_sum, ratio, storeys
from kw_tui.vocabulary.table import Kind
from kw_tui.vocabulary.texts import Text


def metric(id_: str, expr: pl.Expr, kind: Kind = Kind.SCORE) -> Metric:
    return Metric(id_, Text(id_, id_), kind, expr, Text(id_, id_))


def test_metrics_are_added_after_those_they_read_and_have_their_kinds_type() -> None:
    listed = [metric("twice", pl.col("once") * 2), metric("once", pl.col("fact") + 1, Kind.MONEY)]
    added = add_metrics(pl.LazyFrame({"fact": [1, 2]}), listed).collect()
    assert added["twice"].to_list() == [4.0, 6.0]
    assert added.schema["once"] == Kind.MONEY.dtype


def test_a_metric_may_pass_on_the_fact_of_its_own_name() -> None:
    assert [[one.id for one in storey] for storey in storeys([metric("fact", pl.col("fact"))])] == [["fact"]]


def test_a_circle_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"\['a', 'b'\]"):
        storeys([metric("a", pl.col("b")), metric("b", pl.col("a"))])


def test_a_sum_of_known_parts_is_null_only_if_nothing_is_known() -> None:
    frame = pl.DataFrame({"a": [1, 1, None], "b": [2, None, None]})
    assert frame.select(known_sum([pl.col("a"), pl.col("b")])).to_series().to_list() == [3, 1, None]


@pytest.mark.parametrize("whole", [0.0, -5.0, None])
def test_a_ratio_needs_a_positive_whole(whole: float | None) -> None:
    frame = pl.DataFrame({"part": [1.0], "whole": [whole]}, schema={"part": pl.Float64, "whole": pl.Float64})
    assert frame.select(ratio(pl.col("part"), pl.col("whole"))).item() is None
