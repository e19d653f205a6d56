from datetime import date
from decimal import Decimal

import polars as pl

from kw_tui.vocabulary.session import Period
from kw_tui.workbench.summary import summarise
from tests.core.facts_frames import ledger, portfolio_of

PERIOD = Period(date(2025, 11, 1), date(2026, 10, 31))
ITEMS = pl.DataFrame(
    {"state": ["open", "decided", "snoozed"], "at_stake": [Decimal(10), Decimal(20), Decimal(5)]},
    schema={"state": pl.String, "at_stake": pl.Decimal(18, 4)},
)


def test_totals_and_what_is_left_to_decide() -> None:
    portfolio = portfolio_of([ledger(1000, goods=400), ledger(100, goods=150), ledger(0)])
    told = summarise(portfolio, ITEMS, date(2026, 11, 1), PERIOD, "EUR")
    assert (told.customers, told.active, told.negative_customers) == (3, 2, 1)
    assert told.revenue == 1100
    assert told.db1 == 550
    assert (told.open_items, told.decided_items, told.at_stake) == (1, 1, 10)


def test_without_goods_the_contribution_is_unknown_and_not_zero() -> None:
    told = summarise(portfolio_of([ledger(1000)]), ITEMS.clear(), date(2026, 11, 1), PERIOD, "EUR")
    assert told.db1 is None
    assert told.relevant_contribution is None
    assert told.at_stake == 0
