"""Groups to sell besides, by hand."""

import numpy as np
import polars as pl
import pytest

from kw_tui.core.cross_selling.affinity import Affinity, affinity, best_groups, relations
from kw_tui.core.cross_selling.baskets import baskets
from kw_tui.core.cross_selling.relations import groups_besides
from kw_tui.core.cross_selling.table import TABLE
from tests.core.cross_selling.carts import TEN, carts, sums


def groups_for(one: Affinity, customer: str, revenue: float, most: int) -> pl.DataFrame:
    """What is told of a customer of whom only its own groups are known."""
    place = one.of.customers.index_of(customer)
    own = [] if place is None else one.of.groups.gather(one.of.bought[[place]].indices).to_list()
    return groups_besides(relations(one), own, revenue, one.least_lift, most)


def best(bought: dict[str, dict[str, float]], support: float = 0.0, lift: float = 1.0) -> dict[str, tuple[str, float]]:
    found = best_groups(affinity(baskets(sums(carts(bought))), support, lift)).drop_nulls()
    return {customer: (group, share) for customer, share, group in found.iter_rows()}


def test_by_hand() -> None:
    """All four others with A buy B, of nine others four do: lift 2.25; of B 0.2 of the rest is left: 100 x 1 x 0.2."""
    found = groups_for(affinity(baskets(sums(carts(TEN))), 0.01, 1.2), "K5", 100.0, 5)
    assert found.rows(named=True) == [
        {
            "product_group": "B", "because": "A", "lift": pytest.approx(2.25), "support": pytest.approx(0.4),
            "chance": pytest.approx(1), "expected_contribution": pytest.approx(20),
        }
    ]  # fmt: skip


def test_the_best_of_each_customer() -> None:
    assert best(TEN) == {"K5": ("B", pytest.approx(0.2))}


def test_popular_groups_do_not_rule() -> None:
    """Everybody buys P, whatever else: it goes with nothing in particular. Who buys A buys the rarer B."""
    popular = {customer: groups | {"P": 1000} for customer, groups in TEN.items()}
    bought = popular | {"K5": {"A": 100}}
    assert best(bought, lift=1.2)["K5"][0] == "B"
    found = groups_for(affinity(baskets(sums(carts(bought))), 0, 1.2), "K5", 100.0, 5)
    assert found["product_group"].to_list() == ["B"]


def test_what_two_customers_buy_together_is_no_rule() -> None:
    few = {"K1": {"A": 10, "B": 5}, "K2": {"A": 10, "B": 5}, "K3": {"A": 10}, "K4": {"C": 1}}
    assert best(few) == {}


def test_support_and_lift_are_asked_for() -> None:
    assert best(TEN, support=0.4) == best(TEN) != {}
    assert best(TEN, support=0.41) == {}
    assert best(TEN, lift=2.25) == best(TEN)
    assert best(TEN, lift=2.26) == {}


def test_all_groups_of_a_customer_count_alike() -> None:
    """A goes with B (2.25 as above, now 8 of 18 others) and C with none: of both, half."""
    doubled = TEN | {f"M{n}": groups for n, groups in enumerate(TEN.values())}
    both = doubled | {"K5": {"A": 100, "C": 70}}
    one = affinity(baskets(sums(carts(both))), 0, 1.0)
    alone = groups_for(one, "M4", 1.0, 5)["lift"].item()
    assert groups_for(one, "K5", 1.0, 5)["lift"].item() == pytest.approx(alone / 2)


def test_groups_that_only_cost_are_not_proposed() -> None:
    assert best_groups(affinity(baskets(sums(carts(TEN, goods=1.2))), 0, 1.0))["cross_group"].null_count() == 10
    assert best_groups(affinity(baskets(sums(carts(TEN, goods=None))), 0, 1.0))["cross_group"].null_count() == 10


def test_ranked_by_contribution_and_cut() -> None:
    bought = {f"K{n}": {"A": 100.0, "B": 50.0, "D": 90.0} for n in range(5)} | {"K9": {"A": 100.0}} | {
        f"L{n}": {"C": 70.0} for n in range(5)
    }  # fmt: skip
    one = affinity(baskets(sums(carts(bought))), 0, 1.0)
    found = groups_for(one, "K9", 100.0, 5)
    assert found["product_group"].to_list() == ["D", "B"]
    assert found["expected_contribution"].is_sorted(descending=True)
    assert groups_for(one, "K9", 100.0, 1)["product_group"].to_list() == ["D"]
    assert best(bought)["K9"] == ("D", pytest.approx(found["expected_contribution"][0] / 100))


@pytest.mark.parametrize(
    "bought", [{}, {"K1": {"A": 1}}, {f"K{n}": {"A": 1} for n in range(9)}], ids=["0", "1", "same"]
)
def test_degenerate_assortments_propose_nothing(bought: dict[str, dict[str, float]]) -> None:
    one = affinity(baskets(sums(carts(bought))), 0, 1.0)
    assert best_groups(one)["cross_group"].null_count() == len(bought)
    assert groups_for(one, "nobody", 1.0, 5).schema == TABLE
    assert groups_for(one, "K1", 1.0, 5).is_empty()


def test_chunks_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    dice = np.random.default_rng(2)
    bought = {f"{n:03}": {f"G{g}": 10.0 + g for g in range(12) if dice.random() < 0.3 + 0.4 * (g % 2 == n % 2)}
              for n in range(100)}  # fmt: skip
    whole = best(bought)
    monkeypatch.setattr("kw_tui.core.cross_selling.affinity._AT_ONCE", 7)
    assert best(bought) == whole
    assert len(whole) > 20


def test_one_customer_is_told_what_everybody_is() -> None:
    """The best of the table of one customer is the best of the computation for all."""
    dice = np.random.default_rng(5)
    bought = {
        f"K{n:02}": {group: float(dice.integers(5, 90)) for group in "ABCDEFG" if dice.random() < 0.4 + 0.3 * (n % 2)}
        for n in range(60)
    }
    one = affinity(baskets(sums(carts({name: groups for name, groups in bought.items() if groups}))), 0.01, 1.0)
    every = best_groups(one)
    assert every["cross_group"].count() > 20
    for customer, share, group in every.iter_rows():
        found = groups_for(one, customer, 1.0, 5)
        assert (found["product_group"][0] if found.height else None) == group
        assert (found["expected_contribution"][0] if found.height else None) == (
            None if share is None else pytest.approx(share, rel=1e-5)
        )
