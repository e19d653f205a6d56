from decimal import Decimal

from tests.core.facts_frames import column_of, ledger, portfolio_of


def test_the_best_group_and_its_value_are_shown() -> None:
    portfolio = portfolio_of([ledger(100, cross_value=20.5, cross_group="B"), ledger(100)])
    assert column_of(portfolio, "cross_sell_group") == ["B", None]
    assert column_of(portfolio, "cross_sell_value") == [Decimal("20.5"), None]
