from tests.core.facts_frames import ledger
from tests.core.metrics.test_waived import HALF, figures, order


def test_an_order_pays_for_its_handling_from_the_minimum_on() -> None:
    """Two orders of 20 and 10 EUR bring 15 EUR of DB I and take 30 EUR of handling."""
    found = figures(HALF, order("20"), order("10"), order("30"), order("29", surcharges=1))
    assert (found["minimum_order"], found["small_orders"], found["small_order_cost"]) == (30, 2, 15)


def test_the_minimum_order_of_the_settings_comes_first() -> None:
    """40 + 10 EUR bring 25 EUR and take 30 EUR."""
    found = figures(HALF, order("40"), order("10"), order("50"), min_order_value=50)
    assert (found["minimum_order"], found["small_orders"], found["small_order_cost"]) == (50, 2, 5)


def test_a_customer_without_orders_has_no_small_ones() -> None:
    found = figures(ledger(-100, orders=0, goods=-50))
    assert (found["small_orders"], found["small_order_cost"]) == (0, 0)
