from kw_tui.vocabulary.settings import Settings
from tests.core.facts_frames import column_of, ledger, portfolio_of


def test_much_revenue_at_the_lowest_margin_leaks() -> None:
    """Of ten customers the largest but one earns the least; the smallest earns next to nothing as well."""
    rows = [ledger(1000 + 100 * place, goods=500) for place in range(10)]
    rows[8] = ledger(1800, goods=1700)
    rows[0] = ledger(1000, goods=940)
    portfolio = portfolio_of(rows)
    assert column_of(portfolio, "leakage") == [False] * 8 + [True, False]
    assert (portfolio["revenue_rank"][8], portfolio["margin_rank"][8]) == (0.85, 0.05)  # 17/20 and 1/20


def test_who_stands_at_a_limit_does_not_leak() -> None:
    """Ranks of 0.85 by revenue and 0.05 by margin, and limits at just these."""
    rows = [ledger(1000 + 100 * place, goods=500) for place in range(10)]
    rows[8] = ledger(1800, goods=1700)
    for limits, leaks in (({}, True), ({"leakage_revenue": 0.85}, False), ({"leakage_margin": 0.05}, False)):
        assert column_of(portfolio_of(rows, Settings(limits)), "leakage")[8] is leaks


def test_equal_margins_are_nobodys_leak() -> None:
    portfolio = portfolio_of([ledger(1000 + place, goods=(1000 + place) / 2) for place in range(12)])
    assert set(column_of(portfolio, "leakage")) == {False}


def test_fewer_than_ten_known_ratios_rank_nobody() -> None:
    rows = [ledger(1000 + place, goods=500) for place in range(9)] + [ledger(500, goods=None)] * 3
    assert set(column_of(portfolio_of(rows), "leakage")) == {None}


def test_an_unknown_ratio_has_no_rank_among_the_known() -> None:
    rows = [ledger(1000 + place, goods=500 + 10 * place) for place in range(10)] + [ledger(500, goods=None)]
    portfolio = portfolio_of(rows)
    assert column_of(portfolio, "leakage")[-1] is None
    assert portfolio["margin_rank"].min() == 0.05
