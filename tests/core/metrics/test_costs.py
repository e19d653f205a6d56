from decimal import Decimal

from kw_tui.core.metrics.costs import COSTS
from kw_tui.vocabulary.settings import SETTINGS, Settings
from tests.core.facts_frames import column_of, ledger, portfolio_of


def test_events_are_priced_at_their_rate_and_booked_cost_comes_on_top() -> None:
    rates = Settings({"rate_visit": 120, "rate_ticket_minute": 0.8})
    row = ledger(1000, activity_visit=2, activity_visit_cost="35.50", ticket_minutes_unbooked=50, ticket_cost=7)
    portfolio = portfolio_of([row], rates)
    assert column_of(portfolio, "cost_visit") == [Decimal("275.5000")]
    assert column_of(portfolio, "cost_ticket") == [Decimal("47.0000")]


def test_what_was_never_imported_costs_null_and_what_was_imported_and_did_not_happen_costs_zero() -> None:
    portfolio = portfolio_of([ledger(1000, activity_visit=0)])
    assert column_of(portfolio, "cost_visit") == [Decimal(0)]
    assert column_of(portfolio, "cost_ticket") == [None]
    assert column_of(portfolio, "cost_concession") == [None]


def test_every_invoice_is_an_order_handled() -> None:
    rows = [ledger(1000, orders=4, activity_visit=1), ledger(1000, orders=2, activity_order=1)]
    assert column_of(portfolio_of(rows, Settings({"rate_order": 15})), "cost_order") == [Decimal(60), Decimal(30)]


def test_activities_that_know_of_more_orders_take_precedence() -> None:
    rows = [ledger(1000, orders=4, activity_order=10), ledger(1000, orders=2, activity_order_cost=99)]
    assert column_of(portfolio_of(rows, Settings({"rate_order": 15})), "cost_order") == [Decimal(150), Decimal(99)]


def test_minutes_are_priced_without_losing_a_hundredth_of_a_cent() -> None:
    portfolio = portfolio_of([ledger(1, ticket_minutes_unbooked="33333.3333")], Settings({"rate_ticket_minute": 0.5}))
    assert column_of(portfolio, "cost_ticket") == [Decimal("16666.6666")]


def test_every_rate_and_every_avoidable_share_belongs_to_a_cost() -> None:
    used = {setting for cost in COSTS for setting in (cost.rate, cost.avoidable)}
    assert {one.id for one in SETTINGS if one.id.startswith(("rate_", "avoidable_"))} <= used
