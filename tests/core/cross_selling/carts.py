"""Assortments for tests: who buys which groups for how much, at goods of six tenths unless told."""

from decimal import Decimal

import polars as pl

from kw_tui.core.cross_selling.sums import basket_sums
from tests.core.facts_frames import assortment_frame


def carts(bought: dict[str, dict[str, float]], goods: float | None = 0.6) -> pl.DataFrame:
    rows = [
        {
            "customer_id": customer,
            "product_id": f"{group}-1",
            "product_group": group,
            "revenue_invoiced": Decimal(str(amount)),
            "goods": None if goods is None else round(amount * goods, 4),
        }
        for customer, groups in bought.items()
        for group, amount in groups.items()
    ]
    return assortment_frame(rows).collect()


TEN = {f"K{n}": {"A": 100, "B": 50} for n in range(1, 5)} | {"K5": {"A": 100}} | {f"L{n}": {"C": 70} for n in range(5)}
"""Four buy A and B, one A alone, five C alone."""


def sums(assortment: pl.DataFrame) -> pl.DataFrame:
    return basket_sums(assortment.lazy()).collect()
