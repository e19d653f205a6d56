from datetime import date
from decimal import Decimal

import pytest

from kw_tui.core.metrics.families import portfolio_metrics
from kw_tui.vocabulary.session import Period
from kw_tui.vocabulary.settings import Settings
from tests.core.facts_frames import AS_OF, column_of, facts_frame, ledger, portfolio_of


def potential(**columns: object) -> Decimal | None:
    value: Decimal | None = column_of(portfolio_of([ledger(1000, **columns)]), "potential")[0]
    return value


def test_potential_is_the_part_of_the_need_bought_elsewhere() -> None:
    assert potential(annual_need=5000) == 4000


def test_the_share_of_supply_scales_revenue_up() -> None:
    assert potential(supply_share=40) == 1500
    assert potential(supply_share=100) == 0


def test_a_known_need_goes_before_the_share_of_supply() -> None:
    assert potential(annual_need=3000, supply_share=10) == 2000


def test_whoever_buys_more_than_its_stated_need_has_no_potential_left() -> None:
    assert potential(annual_need=500) == 0


@pytest.mark.parametrize("share", [None, 0, "0.4", 150, -5])
def test_unknown_or_impossible_shares_give_no_potential(share: object) -> None:
    assert potential(supply_share=share) is None


def test_revenue_of_a_longer_period_is_compared_per_year() -> None:
    two_years = Period(date(2024, 1, 1), date(2025, 12, 31))
    facts = facts_frame([ledger(2000, annual_need=5000)])
    portfolio = portfolio_metrics(facts, None, Settings(), AS_OF, two_years).collect()
    assert column_of(portfolio, "potential") == [4000]


def test_over_the_whole_history_the_first_order_starts_the_clock() -> None:
    facts = facts_frame([ledger(4000, annual_need=5000, first_order=date(2022, 1, 1))])
    portfolio = portfolio_metrics(facts, None, Settings(), AS_OF, Period(None, date(2025, 12, 31))).collect()
    assert float(column_of(portfolio, "potential")[0]) == pytest.approx(4000, rel=0.001)
