"""The price step that was realised, like for like: what was bought since, at its prices and at those of before.

A price is what a unit came to, product by product and in the same unit of quantity: since the measure, the mean of all
that was sold; before it, the mean of the last three months, so that an earlier price round is not taken for the step.
Beside that stands what comes of a whole year before - a product not bought of late at its last day - for where three
months have too little in common. Returns, gifts and credits say nothing about a price.
"""

from collections.abc import Collection

import polars as pl

from kw_tui.core.metrics.metric import ratio

PRICE_MONTHS = "3mo"
"""The prices of so many months before a measure are those it was to raise (no source)."""
RECENT, YEAR = "recent", "year"
BASES = (RECENT, YEAR)
"""The prices of before: of three months, or of the whole year."""
PLACES = 10
_PRODUCT = ("decision_id", "product_id", "unit")


def realised(told: pl.LazyFrame, timed: pl.LazyFrame, columns: Collection[str]) -> pl.LazyFrame:
    """One row a measure: `has_prices`, and by each of `BASES` `realised_step`, `coverage`, `volume_change` of it.

    `told` are lines told by the reduction (`is_sale`), `timed` measures with their windows, `columns` those of the
    ledger that hold values. `coverage` is the share of what was sold since that could be compared. Volume is sums of
    net amounts at the prices of before; what has none counts at its price of now less the step.
    """
    lines = _lines(told, timed, columns).cache()
    prices = _prices(lines)
    sold = lines.filter("is_sale", "is_after").join(prices, on=_PRODUCT, how="left", nulls_equal=True)
    steps = sold.group_by("decision_id").agg(
        *(sum_ for base in BASES for sum_ in _compared(base)),
        sold=pl.col("net_amount").sum(),
        has_prices=(pl.col("quantity") > 0).fill_null(value=False).any(),
    )
    steps = steps.select("decision_id", "has_prices", *(share for base in BASES for share in _shares(base)))
    both = steps.join(_volumes(lines, prices, steps), on="decision_id", how="full", coalesce=True)
    # the engine adds floats in any order
    return both.with_columns(pl.col(pl.Float64).round(PLACES))


def _compared(base: str) -> list[pl.Expr]:
    """What was sold since of products with a price before, and what it would have been at that."""
    at_before = pl.when(pl.col("quantity") > 0).then(pl.col("quantity") * pl.col("price_before"))
    at_before = pl.when("is_recent_price").then(at_before) if base == RECENT else at_before
    compared = pl.when(at_before.is_not_null()).then("net_amount")
    return [compared.sum().alias(f"compared_{base}"), at_before.sum().alias(f"at_before_{base}")]


def _shares(base: str) -> list[pl.Expr]:
    compared = pl.col(f"compared_{base}")
    return [
        (ratio(compared, pl.col(f"at_before_{base}")) - 1).alias(f"realised_step_{base}"),
        ratio(compared, pl.col("sold")).alias(f"coverage_{base}"),
    ]


def _lines(told: pl.LazyFrame, timed: pl.LazyFrame, columns: Collection[str]) -> pl.LazyFrame:
    """The lines of the measures' customers with the window they lie in, and `net_amount`, `quantity` as Float64."""
    wanted = timed.select(
        "decision_id", "customer_id", "after_first", "after_last", "before_first", "before_last", "year_first"
    )
    day, start = pl.col("invoice_date"), pl.col("after_first")
    unit = pl.col("unit").fill_null("") if "unit" in columns else pl.lit("")
    product = pl.col("product_id") if "product_id" in columns else pl.lit(None, pl.String)
    joined = told.join(wanted, on="customer_id").filter(day.is_between("year_first", "after_last"))
    return joined.select(
        "decision_id",
        "is_sale",
        day=day,
        product_id=product,
        unit=unit,
        net_amount=pl.col("net_amount").cast(pl.Float64),
        quantity=_quantity(columns, product),
        is_after=day >= start,
        is_before=day.is_between("before_first", "before_last"),
        is_recent=day.is_between(start.dt.offset_by(f"-{PRICE_MONTHS}"), start, closed="left"),
    )


def _quantity(columns: Collection[str], product: pl.Expr) -> pl.Expr:
    """Units with the sign of the amount; where no quantity is told, as many as the price of a unit makes them."""
    net, ways = pl.col("net_amount").cast(pl.Float64), []
    if "quantity" in columns:
        ways.append(pl.col("quantity").cast(pl.Float64).abs())
    if "unit_price" in columns:
        price = pl.col("unit_price").cast(pl.Float64)
        if "discount_pct" in columns:
            price = price * (1 - pl.col("discount_pct").cast(pl.Float64).fill_null(0.0) / 100)
        ways.append(pl.when(price > 0).then(net.abs() / price))
    known = pl.coalesce(ways) if ways else pl.lit(None, pl.Float64)
    return pl.when((known > 0) & product.is_not_null()).then(known * net.sign())


def _prices(lines: pl.LazyFrame) -> pl.LazyFrame:
    """One row a measure, product and unit that has a price before: `price_before`."""
    before = lines.filter("is_sale", ~pl.col("is_after"), pl.col("quantity") > 0)
    is_last_day = pl.col("day") == pl.col("day").max()
    means = {
        name: pl.col("net_amount").filter(when).sum() / pl.col("quantity").filter(when).sum()
        for name, when in (("recent", pl.col("is_recent")), ("last", is_last_day))
    }
    has_recent = pl.col("is_recent").any()
    price = pl.when(has_recent).then(means["recent"]).otherwise(means["last"])
    return before.group_by(_PRODUCT).agg(price_before=price, is_recent_price=has_recent)


def _volumes(lines: pl.LazyFrame, prices: pl.LazyFrame, steps: pl.LazyFrame) -> pl.LazyFrame:
    """One row a measure: `volume_change` by each base. Credits without a quantity are of price, not of volume."""
    counted = lines.filter(
        pl.col("is_sale") | pl.col("quantity").is_not_null(), pl.col("is_before") | pl.col("is_after")
    )
    known = counted.join(prices, on=_PRODUCT, how="left", nulls_equal=True)
    known = known.join(steps, on="decision_id", how="left")
    sums = known.group_by("decision_id").agg(
        *(_volume(base).filter("is_after").sum().alias(f"after_{base}") for base in BASES),
        before=pl.coalesce(pl.col("quantity") * pl.col("price_before"), "net_amount").filter("is_before").sum(),
        has_sales=pl.col("is_after").any(),
        **{f"is_told_{base}": pl.col(f"realised_step_{base}").is_not_null().any() for base in BASES},
    )
    return sums.select("decision_id", *(_change(base) for base in BASES))


def _volume(base: str) -> pl.Expr:
    now = pl.col("net_amount") / (1 + pl.col(f"realised_step_{base}"))
    return pl.coalesce(pl.col("quantity") * pl.col("price_before"), now)


def _change(base: str) -> pl.Expr:
    change = ratio(pl.col(f"after_{base}"), pl.col("before")) - 1
    # nothing sold since is all of the volume gone, and needs no step to be told
    is_gone = ~pl.col("has_sales") & (pl.col("before") > 0)
    return pl.when(is_gone).then(-1.0).when(f"is_told_{base}").then(change).alias(f"volume_change_{base}")
