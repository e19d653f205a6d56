"""Prices of products before their discounts."""

from collections.abc import Sequence

import pytest

from kw_tui.core.intake.before_discount import product_facts, told_by_products
from tests.core.intake.sales_frames import lines

FIELDS = ("product_id", "net_amount", "quantity", "discount_pct")


def told(net: Sequence[str], rates: Sequence[str], products: Sequence[str]) -> str | None:
    frame = lines(product_id=products, net_amount=net, quantity=["2"] * len(net), discount_pct=rates)
    facts = product_facts(frame, FIELDS)
    assert facts is not None
    return told_by_products(facts.collect().row(0, named=True))


RATES, ARTICLES = ["0", "0.2"] * 4, ["A", "A", "B", "B", "C", "C", "D", "D"]


@pytest.mark.parametrize(
    ("net", "found"),
    [
        (["100", "80", "200", "160", "50", "40", "20", "16"], "fraction"),
        (["100", "99.80", "200", "199.60", "500", "499", "1000", "998"], "pct"),
        (["100", "100", "200", "200", "500", "500", "1000", "1000"], None),
        (["100", "90", "200", "150", "50", "20", "10", "9"], None),
    ],
)
def test_one_price_for_each_product_tells_a_fraction_from_per_cent(net: list[str], found: str | None) -> None:
    assert told(net, RATES, ARTICLES) == found


def test_few_products_tell_nothing() -> None:
    assert told(["100", "80"], ["0", "0.2"], ["A", "A"]) is None
    assert told(["100", "80", "30"], ["0.2"] * 3, ["A", "B", "C"]) is None
    assert product_facts(lines(product_id=["A"]), ["product_id"]) is None
