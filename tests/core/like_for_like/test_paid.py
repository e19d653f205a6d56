import polars as pl

from kw_tui.core.like_for_like.paid import PAID, paid, priced
from tests.core.facts_frames import assortment_frame, with_enums

IDS = pl.Series(["A", "B", "C"])
ROWS = [
    {"customer_id": "C", "product_id": "nail", "list_revenue": 100, "revenue_invoiced": 75},
    {"customer_id": "A", "product_id": "glue", "list_revenue": 40, "revenue_invoiced": 36},
    {"customer_id": "B", "product_id": "nail", "list_revenue": 200, "revenue_invoiced": 200},
]


def told(*rows: dict[str, object]) -> list[tuple[int, float, float]]:
    frame = paid(with_enums(priced(assortment_frame(rows)).collect()), IDS)
    assert dict(frame.schema) == PAID
    return sorted(frame.select("customer", "weight", "discount").rows())


def test_customers_are_places_among_the_ids_and_discounts_shares_of_list_revenue() -> None:
    assert told(*ROWS) == [(0, 40.0, 0.1), (1, 200.0, 0.0), (2, 100.0, 0.25)]


def test_rows_lie_by_product_and_within_it_by_discount() -> None:
    frame = paid(with_enums(priced(assortment_frame([*ROWS, *ROWS[:1]])).collect()), IDS)
    assert frame["product"].is_sorted()
    assert all(part["discount"].is_sorted() for part in frame.partition_by("product"))


def test_what_has_no_list_price_or_no_product_and_strangers_are_left_out() -> None:
    unpriced = {"customer_id": "A", "product_id": "glue", "revenue_invoiced": 5}
    returned = {"customer_id": "A", "product_id": "glue", "list_revenue": -40, "revenue_invoiced": -40}
    unnamed = {"customer_id": "A", "list_revenue": 40, "revenue_invoiced": 36}
    stranger = {"customer_id": "X", "product_id": "glue", "list_revenue": 40, "revenue_invoiced": 36}
    assert told(unpriced, returned, unnamed, stranger, *ROWS[1:2]) == [(0, 40.0, 0.1)]
