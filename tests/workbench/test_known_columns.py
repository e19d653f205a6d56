"""What columns are called and what their ids mean, for every list there is."""

import polars as pl

from kw_tui.core.metrics.families import all_metrics
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import Kind
from kw_tui.workbench.known_columns import columns_by_id, kind_of, words_of_ids


def test_metrics_come_before_common_words() -> None:
    metrics = all_metrics(Settings())
    known = columns_by_id(metrics)
    assert {metric.id for metric in metrics} < set(known)
    assert known["revenue"].kind is Kind.MONEY
    assert (known["rank"].kind, known["region"].kind) == (Kind.COUNT, columns_by_id(())["region"].kind)


def test_amounts_add_up_over_customers_and_what_is_theirs_alone_does_not() -> None:
    known = columns_by_id(all_metrics(Settings()))
    assert all(known[id_].adds_up for id_ in ("revenue", "db1", "cost_visit", "tickets", "orders", "at_stake"))
    assert not any(known[id_].adds_up for id_ in ("order_value", "recency_days", "rank", "rfm", "db1_ratio", "step"))


def test_a_column_nobody_described_is_of_the_kind_of_its_type() -> None:
    kinds = [kind_of(dtype) for dtype in (pl.Decimal(18, 4), pl.Int32(), pl.Float64(), pl.Date(), pl.Boolean())]
    assert kinds == [Kind.MONEY, Kind.COUNT, Kind.SCORE, Kind.DATE, Kind.FLAG]
    assert kind_of(pl.String()) is Kind.TEXT


def test_ids_have_words() -> None:
    assert words_of_ids()["proposal"]["reprice"].de == "Preis anpassen"
