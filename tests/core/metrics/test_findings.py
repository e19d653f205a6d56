from datetime import date

import pytest

from kw_tui.core.metrics.findings import FINDINGS, findings
from kw_tui.vocabulary.settings import Settings
from tests.core.facts_frames import ledger, portfolio_of


def test_each_finding_is_a_row_with_the_value_and_the_limit_it_broke() -> None:
    rows = [
        ledger(100, customer_id="new"),
        ledger(100, customer_id="old", last_price_change=date(2020, 1, 1), concession_habit=4),
    ]
    settings = Settings({"stale_months": 36})
    found = findings(portfolio_of(rows, settings).lazy(), settings).collect()
    assert found.rows() == [("old", "stale_price", 72.0, 36.0), ("old", "free_service_habit", 4.0, 3.0)]


def test_a_discount_is_held_against_that_of_the_a_customers() -> None:
    rows = [ledger(1000, line_discount=100), *[ledger(500)] * 3, ledger(50, line_discount=10)]
    portfolio = portfolio_of([{**row, "customer_id": str(place)} for place, row in enumerate(rows)])
    customer, finding, value, limit = findings(portfolio.lazy(), Settings()).collect().row(0)
    assert (customer, finding) == ("4", "c_better_than_a")
    assert (value, limit) == pytest.approx((10 / 60, 100 / 1100))


def test_there_are_as_many_rows_as_findings_counted() -> None:
    rows = [ledger(100 * place, last_price_change=date(2020, 1, 1), concession_habit=place) for place in range(1, 9)]
    portfolio = portfolio_of(rows)
    assert findings(portfolio.lazy(), Settings()).collect().height == portfolio["condition_findings"].sum()


def test_every_flag_has_its_evidence_in_both_languages() -> None:
    for finding in FINDINGS:
        told = finding.evidence.format(value="7", limit="3")
        assert all(figure in text for figure in ("7", "3") for text in (told.de, told.en))


def test_an_empty_portfolio_has_no_findings() -> None:
    assert findings(portfolio_of([]).lazy(), Settings()).collect().is_empty()
