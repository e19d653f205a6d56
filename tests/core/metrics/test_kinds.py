from kw_tui.vocabulary.settings import Settings
from tests.core.facts_frames import column_of, ledger, portfolio_of

ORDINARY = [ledger(1000 + place, goods=600, tickets=3, ticket_cost=20 + place) for place in range(16)]


def kind_of(row: dict[str, object], settings: Settings | None = None) -> str | None:
    kind: str | None = column_of(portfolio_of([row, *ORDINARY], settings), "kind")[0]
    return kind


def test_a_large_customer_whose_service_eats_its_contribution_is_a_squeezed_key_account() -> None:
    row = ledger(50_000, goods=30_000, tickets=200, ticket_cost=12_000, concession_cost=7_000)
    assert kind_of(row) == "squeezed_key_account"
    assert kind_of(row, Settings({"abc_measure": "db4"})) == "squeezed_key_account"


def test_a_large_customer_with_poor_prices_but_little_service_is_not_squeezed() -> None:
    assert kind_of(ledger(50_000, goods=49_000, tickets=1, ticket_cost=5)) is None


def test_a_small_customer_with_a_large_need_is_developable() -> None:
    assert kind_of(ledger(900, goods=500, tickets=3, ticket_cost=20, annual_need=50_000)) == "developable"


def test_a_small_need_or_one_already_served_is_not_developable() -> None:
    modest = ledger(900, goods=500, tickets=3, ticket_cost=20, annual_need=5_000)
    assert kind_of(modest) is None
    assert kind_of({**modest, "annual_need": 1_000}, Settings({"potential_limit": 50})) is None


def test_all_alike_stand_at_every_limit_together() -> None:
    rows = [ledger(1000, goods=600, tickets=3, ticket_cost=150)] * 8
    assert column_of(portfolio_of(rows), "kind") == ["squeezed_key_account"] * 8


def test_whoever_is_served_too_dearly_is_that_first() -> None:
    assert kind_of(ledger(900, goods=500, tickets=9, ticket_cost=300, annual_need=50_000)) == "intensively_served"


def test_a_profitable_customer_that_asks_for_nothing_is_undemanding() -> None:
    assert kind_of(ledger(1000, goods=600, tickets=0, ticket_cost=0)) == "undemanding"


def test_without_tickets_nobody_is_called_undemanding() -> None:
    rows = [ledger(1000, goods=600, freight=place) for place in range(8)]
    assert "undemanding" not in column_of(portfolio_of(rows), "kind")


def test_service_that_takes_a_quarter_of_the_contribution_is_intensive() -> None:
    assert kind_of(ledger(1000, goods=600, tickets=30, ticket_cost=100)) == "intensively_served"
    assert kind_of(ledger(1000, goods=600, tickets=30, ticket_cost=99)) is None
