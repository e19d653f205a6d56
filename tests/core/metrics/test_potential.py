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


def told(**columns: object) -> dict[str, object]:
    portfolio = portfolio_of([ledger(1000, **columns)])
    names = ("potential", "potential_basis", "potential_confidence", "opportunity")
    return portfolio.select(names).row(0, named=True)


WALLET = {"wallet_quantile": 3000.0, "wallet_peers": 40, "wallet_fit": 0.4}
CLAIM = {"claim_revenue": 1700.0, "claim_hit_rate": 0.025}


def test_the_opportunity_is_what_companies_like_it_buy_more() -> None:
    assert told(**WALLET) == {
        "potential": 2000, "potential_basis": "wallet", "potential_confidence": 0.4, "opportunity": 2000
    }  # fmt: skip
    assert told(**WALLET | {"wallet_quantile": 400.0})["opportunity"] == 0


def test_what_is_known_goes_before_what_is_claimed_and_that_before_what_is_modelled() -> None:
    known = {"annual_need": 1500, "supply_share": 50, **CLAIM, **WALLET}
    found = []
    for name in ("annual_need", "supply_share", "claim_revenue", "wallet_quantile", None):
        found.append((told(**known)["potential_basis"], told(**known)["potential"]))
        known.pop(name, None)
    assert found == [("need", 500), ("share", 1000), ("claim", 700), ("wallet", 2000), (None, None)]


def test_a_claim_is_as_sure_as_earlier_ones_were_right() -> None:
    assert told(**CLAIM)["potential_confidence"] == 0.025
    assert told(**CLAIM | {"claim_hit_rate": None})["potential_confidence"] is None
    assert told(annual_need=1500)["potential_confidence"] == 1


def test_a_customer_without_orders_could_buy_all_of_its_wallet() -> None:
    portfolio = portfolio_of([{"name": "neu", **WALLET}])
    assert column_of(portfolio, "potential") == [3000]
