from datetime import date, timedelta

import pytest

from kw_tui.core.price_plan.first_step import first_steps
from kw_tui.core.queue import queue
from kw_tui.vocabulary.settings import Settings
from tests.core.portfolio_frames import AS_OF, customer, no_state, portfolio

SETTINGS = Settings()


def first(**changes: object) -> dict[str, object]:
    return first_steps(portfolio(customer("K", **changes)), SETTINGS, AS_OF).collect().row(0, named=True)


def test_it_is_the_step_of_the_queue() -> None:
    rows = [
        customer("A", abc="A", abc_sub="A1", goods=880, handling=60),
        customer("C", abc="C", abc_sub="C2", goods=900, handling=20, regularity=0.5),
        customer("L", goods=800, handling=150, list_revenue=1060, line_discount=60),
    ]
    proposed = queue(portfolio(*rows), no_state(), SETTINGS, AS_OF).collect().filter(proposal="reprice")
    found = first_steps(portfolio(*rows), SETTINGS, AS_OF).collect()
    assert proposed.height == 3
    same = ["customer_id", "step", "needed_step", "effective_date", "channel_to"]
    assert found.select(same).equals(proposed.select(same).sort("customer_id"))


def test_amounts_are_of_a_year() -> None:
    told = first(revenue=3000, goods=2700, handling=150, period_years=2.0)
    assert (told["revenue"], told["relevant_contribution"]) == (1500.0, 75.0)


@pytest.mark.parametrize(
    ("changes", "most"),
    [
        ({"abc": "A", "abc_sub": "A1"}, 0.04),
        ({"abc": "C", "abc_sub": "C1"}, 0.15),
        ({"list_revenue": 1053, "line_discount": 53}, 0.05),
        ({"list_revenue": 1000, "line_discount": 0}, 0.0),
    ],
)
def test_nobody_may_choose_more_than_class_and_list_price_allow(changes: dict[str, object], most: float) -> None:
    assert first(**changes)["most_step"] == pytest.approx(most)


def test_what_is_not_feasible_limits_the_step_too() -> None:
    odd = SETTINGS.with_(feasible_step=0.06)
    assert first_steps(portfolio(customer("K", abc="C")), odd, AS_OF).collect()["most_step"].item() == 0.06


def test_a_running_contract_is_told() -> None:
    bound = {"contract_until": AS_OF + timedelta(days=300)}
    assert first(**bound)["contract_later"]
    assert first(**bound)["effective_date"] == AS_OF + timedelta(days=301)
    assert not first(**bound, price_clause=True)["contract_later"]
    assert not first(contract_until=date(2026, 11, 2))["contract_later"]
