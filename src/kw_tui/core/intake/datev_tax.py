"""How much sales tax a DATEV posting's amount holds, and the net amount without it."""

from datetime import date
from decimal import Decimal

import polars as pl

from kw_tui.vocabulary.datev import ACCOUNT_TAXES, NO_KEY, RATES, TAX_KEYS

NO_TAX = 10_000
"""The factor of an amount without tax."""
PER_CENT = 100
"""One per cent, in which rates are counted: what is less is no rate of this kind."""


def tax(key: pl.Expr, account: pl.Expr, chart: str, otherwise: pl.Expr | None = None) -> pl.Expr:
    """Which of `vocabulary.datev.Tax` the amount holds; null where nothing tells.

    `key` is field 9 as text, `account` the four-digit revenue account (null if its number is longer than the chart's),
    `otherwise` what holds where there is no key and the chart does not know the account.
    """
    known = of_account(account, chart)
    by_account = known if otherwise is None else pl.coalesce(known, otherwise)
    return (
        pl.when(is_keyless(key))
        .then(by_account)
        .when(_bare(key) == "")
        .then(pl.coalesce(by_account, pl.lit("none")))
        .otherwise(of_key(key))
    )


def of_key(key: pl.Expr) -> pl.Expr:
    """What a tax key means; null where it is none."""
    return _bare(key).replace_strict(list(TAX_KEYS), list(TAX_KEYS.values()), default=None, return_dtype=pl.String)


def of_account(account: pl.Expr, chart: str) -> pl.Expr:
    """What the chart says of a revenue account; null where it knows nothing of it."""
    taxes = ACCOUNT_TAXES[chart]
    return account.replace_strict(list(taxes), list(taxes.values()), default=None, return_dtype=pl.String)


def is_keyless(key: pl.Expr) -> pl.Expr:
    """Whether field 9 says nothing about tax."""
    return key.is_null() | _bare(key).is_in(list(NO_KEY))


def _bare(key: pl.Expr) -> pl.Expr:
    return key.str.strip_chars_start("0")


def factor(tax_: pl.Expr, stated: pl.Expr, foreign: pl.Expr, day: pl.Expr) -> pl.Expr:
    """Gross per net in ten-thousandths (11900 for 19 %), Int64; null where it cannot be known.

    `stated` and `foreign` are the rates of fields 119 and 41 in hundredths of a per cent, `day` the one whose rates
    hold. A stated rate goes before what the key or the account says, unless the key rules tax out.
    """
    no_tax = pl.lit(NO_TAX, dtype=pl.Int64)
    is_cancelled = (tax_ == "cancelled").fill_null(value=False)
    return (
        pl.when((stated >= PER_CENT) & ~is_cancelled)
        .then(NO_TAX + stated)
        .when(tax_.is_in(["none", "cancelled"]))
        .then(no_tax)
        .when(tax_ == "foreign")
        .then(NO_TAX + foreign)
        .when(tax_ == "stated")
        .then(NO_TAX + stated)
        .when(tax_.is_not_null())
        .then(_of_the_day(tax_, day))
        .when(stated == 0)
        .then(no_tax)
    )


def _of_the_day(tax_: pl.Expr, day: pl.Expr) -> pl.Expr:
    """The factor of a tax whose rate depends on the day; null before the first day of RATES."""
    until, factors = date.max, []
    for since, rates in RATES:
        is_then = day.is_between(since, until, closed="left")
        for kind, per_cent in rates.items():
            factors.append(pl.when(is_then & (tax_ == kind)).then(pl.lit(NO_TAX + 100 * per_cent, dtype=pl.Int64)))
        until = since
    return pl.coalesce(factors)


def rate(text: pl.Expr) -> pl.Expr:
    """A rate in hundredths of a per cent from `19,00`; null where the cell is empty or no rate."""
    is_rate = text.str.contains(r"^\d{1,2}(?:[.,]\d{1,2})?$")
    plain = pl.when(is_rate).then(text.str.replace(",", ".", literal=True))
    return (plain.cast(pl.Decimal(6, 2), strict=False) * 100).cast(pl.Int64)


def net_cents(units: pl.Expr, factor_: pl.Expr) -> pl.Expr:
    """Gross ten-thousandths without their tax, in cents, rounded half away from zero."""
    return units.sign() * ((200 * units.abs() + factor_) // (2 * factor_))


def money(count: pl.Expr, unit: Decimal = Decimal("0.01")) -> pl.Expr:
    """A number of cents, or of another unit, as text: `-1234.50`."""
    return (count.cast(pl.Decimal(38, 0)) * pl.lit(unit)).cast(pl.String)
