"""What the features make of a customer's figures."""

import polars as pl
import pytest

from kw_tui.core.metrics.families import all_metrics
from kw_tui.core.similar.features import CATEGORIES, FEATURES
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.sources import CUSTOMER
from tests.core.facts_frames import FACTS_SCHEMA, ledger, portfolio_of

BY_ID = {one.id: one for one in FEATURES}


def test_features_read_columns_of_the_portfolio_and_have_words_for_much_and_little() -> None:
    known = {*FACTS_SCHEMA, *(metric.id for metric in all_metrics(Settings()))}
    for one in FEATURES:
        assert {*one.value.meta.root_names(), one.shown} <= known, one.id
        assert len({one.high.de, one.low.de, one.high.en, one.low.en}) == 4
    assert set(CATEGORIES) <= set(CUSTOMER.column_ids)
    assert len(BY_ID) == len(FEATURES)


@pytest.mark.parametrize(("now", "before", "growth"), [(300, 100, 0.5), (100, 300, -0.5), (50, 0, 1.0), (0, 0, None)])
def test_growth_lies_between_minus_one_and_one(now: float, before: float, growth: float | None) -> None:
    frame = pl.DataFrame({"revenue": [now], "revenue_prev": [before]}).cast(pl.Decimal(18, 4))
    assert frame.select(BY_ID["growth"].value).item() == (growth if growth is None else pytest.approx(growth))


def test_nothing_is_infinite_where_there_is_no_revenue_and_no_order() -> None:
    portfolio = portfolio_of([ledger(0, orders=0, lines=1), ledger(-50, orders=0), ledger(100, orders=2)])
    values = portfolio.select(one.value.cast(pl.Float64).alias(one.id) for one in FEATURES)
    assert values.select(pl.all().is_finite().all()).row(0) == (True,) * len(FEATURES)
