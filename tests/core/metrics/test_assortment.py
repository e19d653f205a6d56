import pytest

from tests.core.facts_frames import assortment_frame, column_of, ledger, portfolio_of

A, REST = ["A1", "A2", "A3"], [f"B{number}" for number in range(11)]
ROWS = [
    *[ledger(10_000, customer_id=id_) for id_ in A],
    *[ledger(1_000, customer_id=id_) for id_ in REST],
    ledger(100, customer_id="C1"),
]


def bought(customer: str, product: str, list_revenue: int, discount: float) -> dict[str, object]:
    net = round(list_revenue * (1 - discount), 4)
    return {"customer_id": customer, "product_id": product, "list_revenue": list_revenue, "revenue_invoiced": net}


def compared(*lines: dict[str, object]) -> dict[str, float | None]:
    portfolio = portfolio_of(ROWS, assortment=assortment_frame(lines))
    return dict(zip(column_of(portfolio, "customer_id"), column_of(portfolio, "discount_vs_a"), strict=True))


SCREWS = [bought("A1", "screw", 500, 0.10), bought("A2", "screw", 500, 0.20), bought("A3", "screw", 900, 0.30)]
GLUE = [bought("A1", "glue", 500, 0.0), bought("A2", "glue", 500, 0.0)]


def test_the_own_discount_is_held_against_the_a_customers_median_on_the_same_product() -> None:
    assert compared(*SCREWS, bought("C1", "screw", 100, 0.35))["C1"] == pytest.approx(0.15)


def test_products_are_weighted_by_what_the_customer_buys_of_them() -> None:
    nails = [bought(customer, "nail", 100, 0.0) for customer in A]
    lines = [*SCREWS, *nails, bought("C1", "screw", 300, 0.30), bought("C1", "nail", 100, 0.10)]
    assert compared(*lines)["C1"] == pytest.approx((300 * 0.10 + 100 * 0.10) / 400)


def test_a_product_fewer_than_three_a_customers_buy_is_no_yardstick() -> None:
    assert compared(*SCREWS, *GLUE, bought("C1", "glue", 100, 0.5), bought("C1", "screw", 100, 0.2))[
        "C1"
    ] == pytest.approx(0)


def test_where_no_product_is_shared_the_overall_rates_are_compared() -> None:
    rows = [{**row, "line_discount": 0.1 * float(row["revenue_invoiced"])} for row in ROWS]
    rows[-1] = {**rows[-1], "line_discount": 100}
    portfolio = portfolio_of(rows)
    assert column_of(portfolio, "discount_vs_a")[-1] == pytest.approx(0.5 - 0.1 / 1.1)


def test_lines_without_a_list_price_or_a_product_are_left_out() -> None:
    unpriced = {"customer_id": "C1", "product_id": "screw", "revenue_invoiced": 50}
    unnamed = {"customer_id": "C1", "list_revenue": 100, "revenue_invoiced": 50}
    assert compared(*SCREWS, unpriced, unnamed)["C1"] is None


def test_every_customer_stays_exactly_once() -> None:
    assert list(compared(*SCREWS, bought("nobody", "screw", 1, 0.0))) == [*A, *REST, "C1"]
