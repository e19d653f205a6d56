"""The price step that was realised, like for like: what was bought since, at its prices and at those of before.

A price is what a unit came to, product by product and in the same unit of quantity: since the measure, the mean of all
that was sold; before it, the mean of the last three months, or of the last day the product was bought within a year, so
that an earlier price round is not taken for the step. Returns, gifts and credits say nothing about a price.
"""

from collections.abc import Collection

import polars as pl

from kw_tui.core.metrics.metric import ratio

PRICE_MONTHS = "3mo"
"""The prices of so many months before a measure are those it was to raise (no source)."""
PLACES = 10
_PRODUCT = ("decision_id", "product_id", "unit")


def realised(told: pl.LazyFrame, timed: pl.LazyFrame, columns: Collection[str]) -> pl.LazyFrame:
    """One row a measure: `realised_step`, `coverage`, `volume_change`, and whether `has_prices`, `has_common`.

    `told` are lines told by the reduction (`is_sale`), `timed` measures with their windows, `columns` those of the
    ledger that hold values. `coverage` is the share of what was sold since that could be compared. Volume is sums of
    net amounts at the prices of before; what has none counts at its price of now less the step.
    """
    lines = _lines(told, timed, columns).cache()
    prices = _prices(lines)
    sold = lines.filter("is_sale", "is_after").join(prices, on=_PRODUCT, how="left", nulls_equal=True)
    is_priced = pl.col("quantity") > 0
    at_before = pl.when(is_priced).then(pl.col("quantity") * pl.col("price_before"))
    compared = pl.when(at_before.is_not_null()).then("net_amount")
    steps = sold.group_by("decision_id").agg(
        sold=pl.col("net_amount").sum(),
        compared=compared.sum(),
        at_before=at_before.sum(),
        has_prices=is_priced.fill_null(value=False).any(),
        has_common=at_before.is_not_null().any(),
    )
    steps = steps.with_columns(
        realised_step=ratio(pl.col("compared"), pl.col("at_before")) - 1,
        coverage=ratio(pl.col("compared"), pl.col("sold")),
    ).drop("sold", "compared", "at_before")
    told = steps.join(_volumes(lines, prices, steps), on="decision_id", how="full", coalesce=True)
    # the engine adds floats in any order
    return told.with_columns(pl.col("realised_step", "coverage", "volume_change").round(PLACES))


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
    return before.group_by(_PRODUCT).agg(price_before=price)


def _volumes(lines: pl.LazyFrame, prices: pl.LazyFrame, steps: pl.LazyFrame) -> pl.LazyFrame:
    """One row a measure: `volume_change`. Credits without a quantity are of price, not of volume."""
    counted = lines.filter(
        pl.col("is_sale") | pl.col("quantity").is_not_null(), pl.col("is_before") | pl.col("is_after")
    )
    known = counted.join(prices, on=_PRODUCT, how="left", nulls_equal=True)
    known = known.join(steps.select("decision_id", "realised_step"), on="decision_id", how="left")
    now = pl.when("is_after").then(pl.col("net_amount") / (1 + pl.col("realised_step"))).otherwise("net_amount")
    volume = pl.coalesce(pl.col("quantity") * pl.col("price_before"), now)
    sums = known.group_by("decision_id").agg(
        before=volume.filter("is_before").sum(),
        after=volume.filter("is_after").sum(),
        has_sales=pl.col("is_after").any(),
    )
    # nothing sold since is all of the volume gone, and needs no step to be told
    change = pl.when("has_sales").then(ratio(pl.col("after"), pl.col("before")) - 1)
    gone = pl.when(~pl.col("has_sales") & (pl.col("before") > 0)).then(-1.0)
    known_step = steps.filter(pl.col("realised_step").is_not_null()).select("decision_id", is_told=pl.lit(value=True))
    told = sums.join(known_step, on="decision_id", how="left").with_columns(
        volume_change=pl.when("is_told").then(change).otherwise(gone)
    )
    return told.select("decision_id", "volume_change")
