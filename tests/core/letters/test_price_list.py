from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from kw_tui.core.letters.letter import prompts
from kw_tui.core.letters.matter import Example
from kw_tui.core.letters.price_list import WIDTH, bought_most, cells, listed, new_price, over_list, table
from kw_tui.vocabulary.sources import SALES_LINE
from tests.core.letters.matters import matter

FIRST, LAST = date(2025, 11, 1), date(2026, 10, 31)


def lines(*rows: dict[str, Any]) -> pl.LazyFrame:
    usual = {"customer_id": "1", "invoice_date": date(2026, 3, 1), "quantity": 1, "net_amount": 10}
    kinds = {name: SALES_LINE.schema[name] for name in SALES_LINE.schema}
    full = [dict.fromkeys(kinds) | usual | row for row in rows]
    return pl.DataFrame(full, schema=kinds, orient="row").lazy()


def told(frame: pl.LazyFrame) -> list[tuple[Any, ...]]:
    return bought_most(frame, FIRST, LAST).collect().rows()


def test_what_was_bought_most_for_with_the_price_of_its_last_day() -> None:
    frame = lines(
        {"product_id": "A", "product_name": "Schraube", "quantity": 100, "net_amount": 50},
        {"product_id": "A", "product_name": "Schraube", "quantity": 50, "net_amount": 30, "invoice_date": LAST},
        {"product_id": "A", "product_name": "Schraube", "quantity": 50, "net_amount": 20, "invoice_date": LAST},
        {"product_id": "B", "net_amount": 900, "quantity": 2, "list_amount": 1000},
        {"product_id": "C", "net_amount": 90},
        {"product_id": "D", "net_amount": 5},
        {"customer_id": "2", "product_id": "Z", "unit": "kg", "net_amount": 1},
    )
    assert told(frame) == [
        ("1", "B", "", Decimal(450), Decimal(500)),
        ("1", "Schraube", "", Decimal("0.5"), None),  # 50 for 100 pieces on the last day
        ("1", "C", "", Decimal(90), None),
        ("1", "D", "", Decimal(5), None),
        ("2", "Z", "kg", Decimal(1), None),
    ]


@pytest.mark.parametrize(
    "row",
    [
        {"product_id": None},
        {"product_id": "A", "quantity": None},
        {"product_id": "A", "quantity": -1, "net_amount": -10},
        {"product_id": "A", "net_amount": 0},
        {"product_id": "A", "invoice_date": date(2025, 10, 31)},
        {"product_id": "A", "invoice_date": date(2026, 11, 1)},
        {"product_id": "A", "quantity": 1_000_000, "net_amount": 1},
    ],
    ids=["no product", "no quantity", "return", "gift", "too old", "too late", "no price to four places"],
)
def test_what_tells_no_price_is_left_out(row: dict[str, Any]) -> None:
    assert told(lines(row)) == []


@pytest.mark.parametrize(
    ("price", "step", "new"),
    [("100", 0.05, "105.00"), ("30.7188", 0.045, "32.10"), ("0.0902", 0.05, "0.0947"), ("1.005", 0.1, "1.11"),
     ("0.9999", 0.05, "1.0499")],
)  # fmt: skip
def test_a_new_price_follows_from_the_old_one_as_it_is_shown(price: str, step: float, new: str) -> None:
    assert new_price(Decimal(price), step) == Decimal(new)


def test_what_would_cost_more_than_its_list_price_is_left_out() -> None:
    """Raised by 5 %: 100 to 105, which is the list price of the first and above that of the second."""
    products = [
        Example(name, "", Decimal(100), highest) for name, highest in (("A", Decimal(105)), ("B", Decimal(104)))
    ]
    told = matter(step=0.05, examples=(*products, *(Example(name, "", Decimal(1)) for name in "CDE")))
    assert [one.product for one in listed(told)] == ["A", "C", "D"]
    assert over_list(told) == 1
    assert "1 of the products bought most would cost more" in prompts(told, [], None)[-1].en
    assert (listed(matter(kind="service")), over_list(matter(step=None, examples=products))) == ((), 0)


def test_prices_are_written_in_the_language_of_the_letter() -> None:
    long = Example("Käse\n" * 100, "Stück", Decimal("1234.5"))
    assert cells(matter(examples=(long,)), "de")[0][1:] == ("1.234,50", "1.290,05")
    assert cells(matter(examples=(long,)), "en")[0][1:] == ("1,234.50", "1,290.05")
    written = table(matter(examples=(long,) * 5), "de").split("\n")
    assert len(written) == 4
    assert {len(line) for line in written} == {WIDTH}


def test_without_a_step_or_in_another_letter_no_price_is_told() -> None:
    for changes in ({"step": None}, {"kind": "run_off"}, {"examples": ()}):
        assert listed(matter(**changes)) == ()
        assert table(matter(**changes), "de") == ""
