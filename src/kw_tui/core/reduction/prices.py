"""Since when a customer pays what it pays: prices as they were realised, product by product (SPEC 5)."""

from collections.abc import Collection
from datetime import date, timedelta
from functools import reduce
from operator import and_

import narwhals as nw

from kw_tui.core.reduction.fact import Fact, Frame, Scope, days_between, needs, reduced, within
from kw_tui.core.reduction.payments import AMOUNT_DAY
from kw_tui.vocabulary.session import Period, add_months
from kw_tui.vocabulary.table import Kind

BOUGHT_MONTHS = 12
"""A product that was not bought in so many months before `as_of` says nothing about the prices of today."""
LEAST_CHANGE = 0.005
"""Below half a per cent a price has not been changed but rounded (no source; price rounds are larger)."""
CENT = 0.01
"""What rounding may add to or take from an amount, at the price of today and at the one before."""
PRICE_SOURCES = needs("product_id quantity", "product_id unit_price")
PRICE_FACTS = (
    Fact("priced_amount", Kind.MONEY, needs=PRICE_SOURCES),
    Fact("price_days", Kind.SCORE, needs=PRICE_SOURCES),
    Fact("repriced_amount", Kind.MONEY, needs=PRICE_SOURCES),
)
"""What was paid in twelve months for products that were bought before; the same times the days since the price of today
was first paid; and the part of it whose price was another one before, so that the day of its change is known."""


def tells_prices(columns: Collection[str]) -> bool:
    """Whether lines with these columns tell the price of a unit."""
    return PRICE_FACTS[0].is_known(columns)


def prices(lines: Frame) -> Frame:
    """One row per customer, product, unit and day it was bought again, from told lines: amount, how old its price is.

    `price_since` is the day the price was first paid, `price_changed` the same where another was paid before it.
    A price is what a unit came to on that day, all lines together, in the same unit of quantity. Returns, gifts and
    lines without quantity are left out; where no line has one, the price before discount is what is compared.
    """
    days, order = _days(lines)
    *key, day = order
    last = {f"last_{name}": nw.col(name).shift(1).over(order_by=order) for name in (*key, "value", "units")}
    is_again = reduce(and_, (nw.col(f"last_{name}") == nw.col(name) for name in key)).fill_null(value=False)
    told = days.with_columns(**last).with_columns(is_again=is_again)
    is_new = ~nw.col("is_again") | _is_changed()
    # the first day of a product has a new price, so that nothing is carried over from the product before
    told = told.with_columns(
        price_since=nw.when(is_new).then(nw.col(day)),
        is_change=nw.when(is_new).then(nw.col("is_again").cast(nw.Int8)),
    )
    carried = nw.col("price_since", "is_change").fill_null(strategy="forward").over(order_by=order)
    changed = nw.when(nw.col("is_change") == 1).then(nw.col("price_since"))
    again = told.with_columns(carried).filter(nw.col("is_again"))
    return again.select(day, *key, "amount", "price_since", price_changed=changed)


def _days(lines: Frame) -> tuple[Frame, tuple[str, ...]]:
    """What was bought of each product on a day: net `amount`, and `value` for so many `units`; and the order of it."""
    columns = lines.collect_schema().names()
    has_unit, has_quantity = "unit" in columns, "quantity" in columns
    order = ("customer_id", "product_id", *(("unit",) if has_unit else ()), "invoice_date")
    value, units = ("net_amount", nw.col("quantity")) if has_quantity else ("unit_price", nw.lit(1))
    sold = lines.filter(nw.col("is_sale"), ~nw.col("product_id").is_null(), nw.col(value) > 0, units > 0)
    # what was bought once was not bought again; of many ledgers that is most of it
    sold = sold.filter(nw.len().over("customer_id", "product_id") > 1)
    if has_unit:
        sold = sold.with_columns(nw.col("unit").fill_null(""))
    told = sold.select(*order, amount=nw.col("net_amount"), value=nw.col(value), units=units)
    days = told.group_by(*order).agg(nw.col("amount").sum(), nw.col("value").sum(), nw.col("units").sum())
    # sorted, so that the windows after it have little left to do
    return days.with_columns(nw.col("value", "units").cast(nw.Float64)).sort(*order), order


def _is_changed() -> nw.Expr:
    """Whether the units of the day came to more or less than at the price before, beyond what rounding explains."""
    at_last_price = nw.col("last_value") * nw.col("units") / nw.col("last_units")
    rounding = CENT * (1 + nw.col("units") / nw.col("last_units"))
    return (nw.col("value") - at_last_price).abs() > at_last_price * LEAST_CHANGE + rounding


def price_facts(prices: Frame, scope: Scope) -> Frame:
    """Reduce the prices to one row per customer; products count by what was paid for them in the last twelve months.

    Weighed, and not the latest change of any product: a price round is hardly ever complete, and a small product that
    was repriced by itself does not make the prices of the others new.
    """
    facts = reduced(priced_products(prices, scope.as_of), PRICE_FACTS)
    return facts.with_columns(nw.col("price_days").cast(nw.Float64), nw.col("repriced_amount").fill_null(0))


def priced_products(prices: Frame, as_of: date) -> Frame:
    """One row per customer, product and unit bought again of late: `PRICE_FACTS`, and since when it has its price."""
    names = prices.collect_schema().names()
    key = [one for one in ("customer_id", "product_id", "unit") if one in names]
    months = Period(add_months(as_of, -BOUGHT_MONTHS), as_of - timedelta(days=1))
    products = (
        prices.filter(within("invoice_date", months))
        .group_by(key)
        .agg(nw.col("amount").sum(), nw.col("price_since").max(), nw.col("price_changed").max())
    )
    amount, since = nw.col("amount"), nw.col("price_since")
    return products.select(
        *key,
        "price_since",
        priced_amount=amount,
        price_days=amount.cast(AMOUNT_DAY) * days_between(since, nw.lit(as_of)),
        repriced_amount=nw.when(~nw.col("price_changed").is_null()).then(amount),
    )
