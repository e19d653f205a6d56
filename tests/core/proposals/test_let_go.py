from datetime import date

import pytest

from kw_tui.core.queue import explanations, queue
from kw_tui.vocabulary.settings import Settings
from tests.core.portfolio_frames import AS_OF, customer, explained, lossmaker, no_state, portfolio, state_row, states


def proposed(row: dict[str, object], settings: Settings | None = None) -> str | None:
    found = queue(portfolio(row), no_state(), settings or Settings(), AS_OF).collect()
    return found["proposal"].item() if found.height else None


def test_a_lasting_loss_without_cure_is_let_go() -> None:
    assert proposed(lossmaker("1")) == "let_go"


@pytest.mark.parametrize(
    "change",
    [
        {"relevant_contribution_prev": 3},
        {"relevant_contribution_prev": None},
        {"contract_until": date(2027, 12, 31)},
        {"contract_until": AS_OF},
        {"reference_customer": True},
        {"group_id": "K-1"},
        {"first_order": date(2025, 12, 1)},
        {"first_order": None},
        {"potential": 5000},
    ],
    ids=str,
)
def test_one_reason_against_it_is_enough(change: dict[str, object]) -> None:
    assert proposed(lossmaker("1", **change)) != "let_go"


@pytest.mark.parametrize(
    "change",
    [
        {"contract_until": date(2026, 10, 31)},
        {"group_id": " "},
        {"first_order": None, "customer_since": date(2015, 1, 1)},
    ],
    ids=str,
)
def test_what_does_not_stand_against_it(change: dict[str, object]) -> None:
    assert proposed(lossmaker("1", **change)) == "let_go"


def test_unknown_potential_costs_confidence_but_does_not_block() -> None:
    rows = portfolio(lossmaker("known"), lossmaker("unknown", potential=None))
    found = explained(rows)
    assert dict(found.select("customer_id", "confidence").rows()) == pytest.approx({"known": 0.9, "unknown": 0.72})
    potential = next(
        one for one in found.filter(customer_id="unknown")["conditions"][0] if one["id"] == "low_potential"
    )
    assert (potential["value"], potential["holds"]) == (None, True)


def test_a_feasible_price_step_comes_first() -> None:
    curable = customer("1", revenue=1000, goods=950, handling=80, abc="C", abc_sub="C2")
    assert proposed(curable) == "reprice"


def test_what_less_service_can_cure_is_never_let_go() -> None:
    eater = customer("1", revenue=1000, goods=400, handling=1000, abc="C", abc_sub="C3")
    assert proposed(eater) == "service"


def test_after_reprice_and_migration_were_tried_it_is_proposed() -> None:
    curable = customer("1", revenue=1000, goods=980, handling=60, abc="C", abc_sub="C2")
    tried = states(state_row("1", reprice_since=date(2026, 1, 1), migrate_since=date(2026, 6, 1)))
    found = queue(portfolio(curable), tried, Settings(), AS_OF).collect()
    assert found["proposal"].to_list() == ["let_go"]


def test_nothing_higher_is_proposed_while_a_rung_waits() -> None:
    recent = states(state_row("1", reprice_since=date(2026, 9, 1), rung=2, rung_since=date(2026, 9, 1)))
    found = explanations(portfolio(lossmaker("1")), recent, Settings(), AS_OF).collect()
    waited = found.filter(rule="let_go", id="waited").to_dicts()[0]
    assert (waited["value"], waited["limit"], waited["holds"]) == (61.0, 90.0, False)
    assert "let_go" not in queue(portfolio(lossmaker("1")), recent, Settings(), AS_OF).collect()["proposal"].to_list()


def test_profit_changes_by_the_loss_and_reused_capacity() -> None:
    settings = Settings({"capacity_reuse": 25})
    found = queue(portfolio(lossmaker("1")), no_state(), settings, AS_OF).collect()
    assert float(found["profit_change"].item()) == 80 + 25
    assert float(found["at_stake"].item()) == pytest.approx(80 * 0.9)


def test_dropping_a_customer_that_full_cost_calls_a_loss_can_cost_money() -> None:
    """Horngren: revenue 440, avoidable 395; full cost is of no concern here."""
    horngren = customer("1", revenue=440, goods=340, handling=55, marketing_cost=0, abc="C", abc_sub="C3")
    assert float(horngren["relevant_contribution"]) == 45  # type: ignore[arg-type]
    assert proposed(horngren) is None


def test_freed_capacity_turns_a_loss_of_15_000_into_a_gain_of_5_000_but_lets_nobody_go() -> None:
    """Horngren: dropping loses 15,000; with the freed space let for 20,000 it gains 5,000.

    The rent is shown in the change of profit of whoever may be let go; it makes nobody a loss-maker.
    """
    row = customer("1", revenue=100_000, goods=70_000, handling=15_000, abc="C", abc_sub="C3")
    contribution, rent = float(row["relevant_contribution"]), 20_000  # type: ignore[arg-type]
    assert (-contribution, -contribution + rent) == (-15_000, 5_000)
    assert proposed(row, Settings({"capacity_reuse": rent})) != "let_go"
    lost = lossmaker("1", revenue=100_000, goods=105_000, handling=10_000)
    found = queue(portfolio(lost), no_state(), Settings({"capacity_reuse": rent}), AS_OF).collect().row(0, named=True)
    assert (found["proposal"], float(found["profit_change"])) == ("let_go", 15_000 + rent)
    assert float(found["at_stake"]) == pytest.approx(15_000 * found["confidence"])
