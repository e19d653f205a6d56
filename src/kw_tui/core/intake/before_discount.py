"""A product costs the same before its discounts: which reading of a discount below one makes it so?"""

from collections.abc import Collection, Mapping
from typing import Literal

import polars as pl

from kw_tui.core.intake.identities import float_of

_SAME = 0.001
"""How far prices of one product may lie apart: they come from amounts rounded to cents."""
_FEWEST, _ENOUGH, _FEW = 3, 0.8, 0.5
_LARGE = 10.0
"""Amount from which a rounded cent does not hide the difference."""


def product_facts(typed: pl.LazyFrame, fields: Collection[str]) -> pl.LazyFrame | None:
    """One row of counts of products sold at several discounts, over typed lines; None where there can be none."""
    product = next((field for field in ("product_id", "product_name") if field in fields), None)
    if product is None or not {"net_amount", "quantity", "discount_pct"} <= set(fields):
        return None
    rate, net, units = (float_of(name) for name in ("discount_pct", "net_amount", "quantity"))
    lines = typed.filter(pl.col(product).is_not_null() & (units > 0) & (net >= _LARGE) & rate.is_between(0, 0.99))
    shares = {"fraction": rate, "pct": rate / 100}
    spreads = {name: (net / units / (1 - share)) for name, share in shares.items()}
    products = lines.group_by(product).agg(
        several=rate.n_unique() > 1,
        **{name: price.max() <= price.min() * (1 + _SAME) for name, price in spreads.items()},
    )
    several = products.filter("several")
    return several.select(
        pl.len().alias("products|tested"), *(pl.col(name).sum().alias(f"products|{name}") for name in shares)
    )


def told_by_products(counts: Mapping[str, float]) -> Literal["fraction", "pct"] | None:
    """What the discounts are where nearly all products cost the same under one reading only."""
    tested, fraction, pct = (counts.get(f"products|{name}") or 0 for name in ("tested", "fraction", "pct"))
    best, second = max(fraction, pct), min(fraction, pct)
    if tested < _FEWEST or best < _ENOUGH * tested or second > _FEW * best:
        return None
    return "fraction" if fraction > pct else "pct"
