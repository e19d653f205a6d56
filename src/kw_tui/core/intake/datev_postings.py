"""A DATEV posting as a line of a sales ledger: whose it is, when, how much net of tax, and with which sign."""

from datetime import date
from decimal import Decimal

import polars as pl

from kw_tui.core.intake import datev_tax
from kw_tui.core.intake.datev_books import (
    ASIDE,
    Accounts,
    Books,
    fault_name,
    field,
    is_reversal,
    number,
    paper_of,
)
from kw_tui.core.intake.intake import LINE
from kw_tui.core.intake.numbers import BELIEVABLE
from kw_tui.vocabulary import datev
from kw_tui.vocabulary.datev import DatevHeader

WRITTEN = "amount_written"
"""The amount of a posting as written, without sign (Decimal(18,4)), in the file's currency where that is known."""
_UNIT = 10_000
"""Amounts are reckoned in whole ten-thousandths (Int64)."""
_YEARS = 3
"""A period of more years holds every day more than once anyway."""
_ACCOUNT, _CONTRA, _ON_ACCOUNT = "datev:account", "datev:contra", "datev:on account"
_UNITS, _CURRENCY, _SIGN, _REVERSED = "datev:units", "datev:currency", "datev:sign", "datev:reversed"
_DATE, _DATES = "datev:date", "datev:dates"
_TAX, _STATED, _FOREIGN, _TAX_DAY, _FACTOR = "datev:tax", "datev:stated", "datev:foreign", "datev:day", "datev:factor"
_TEMPORARY = (
    *(_ACCOUNT, _CONTRA, _ON_ACCOUNT, _UNITS, _CURRENCY, _SIGN, _REVERSED),
    *(_DATE, _DATES, _TAX, _STATED, _FOREIGN, _TAX_DAY, _FACTOR),
)


def postings(frame: pl.LazyFrame, books: Books, file_key: str) -> pl.LazyFrame:
    """Add the columns of the sales ledger to a frame of postings. `file_key` keeps apart what stands in for document
    numbers that are missing (`key-line`).
    """
    header, accounts = books.header, Accounts.of_length(books.account_length)
    account, contra = pl.col(_ACCOUNT), pl.col(_CONTRA)
    return (
        frame.with_columns(
            number(field(header, datev.ACCOUNT)).alias(_ACCOUNT),
            number(field(header, datev.CONTRA)).alias(_CONTRA),
            is_reversal(header).alias(_REVERSED),
            *_amount(header),
            *_day(header),
        )
        .with_columns(
            accounts.aside(account, contra, books.chart).alias(ASIDE),
            accounts.is_debtor(account).fill_null(value=False).alias(_ON_ACCOUNT),
        )
        # Each step is a frame of its own, so that nothing is read or looked up twice.
        .with_columns(_sign(books).alias(_SIGN), *_tax(books, accounts))
        .with_columns(datev_tax.factor(*map(pl.col, (_TAX, _STATED, _FOREIGN, _TAX_DAY))).alias(_FACTOR))
        .with_columns(*_ledger(header, file_key), *_faults(header))
        .drop(_TEMPORARY)
    )


def _amount(header: DatevHeader) -> list[pl.Expr]:
    """The amount in the file's currency where field 5 gives it or the rate of field 4 does, else as written.

    DATEV's rate counts the foreign currency for one of the own.
    """
    written, base = units(field(header, datev.AMOUNT)), units(field(header, datev.BASE_AMOUNT))
    currency, base_currency = (
        field(header, position).str.to_uppercase().fill_null(header.currency)
        for position in (datev.CURRENCY, datev.BASE_CURRENCY)
    )
    rate_text = field(header, datev.EXCHANGE_RATE)
    is_rate = rate_text.str.contains(r"^\d{1,9}(?:[.,]\d{1,6})?$")
    rate = pl.when(is_rate).then(rate_text.str.replace(",", ".", literal=True)).cast(pl.Decimal(38, 6), strict=False)
    millionths = (rate * 1_000_000).cast(pl.Int128)
    cents = (written.abs().cast(pl.Int128) * 20_000 + millionths) // (2 * millionths)
    at_rate = pl.when(millionths > 0).then(written.sign() * cents.cast(pl.Int64, strict=False) * 100)
    converted = pl.coalesce(pl.when(base_currency == header.currency).then(base), at_rate)
    is_foreign = currency != header.currency
    return [
        pl.when(is_foreign).then(pl.coalesce(converted, written)).otherwise(written).alias(_UNITS),
        pl.when(is_foreign & converted.is_null()).then(currency).otherwise(pl.lit(header.currency)).alias(_CURRENCY),
    ]


def units(text: pl.Expr) -> pl.Expr:
    """Ten-thousandths of a German amount (Int64); null where it is none, or deeper than four places.

    `1234.56` with one or two places can only be meant so; `1.234` is a thousand, as DATEV's mark is the comma.
    """
    is_dotted = text.str.contains(r"^-?\d+\.\d{1,2}$")
    is_german = text.str.contains(r"^-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d{1,4})?$")
    german = text.str.replace_all(".", "", literal=True).str.replace(",", ".", literal=True)
    amount = pl.when(is_dotted).then(text).when(is_german).then(german).cast(pl.Decimal(38, 4), strict=False)
    return pl.when(amount.is_between(-BELIEVABLE, BELIEVABLE, closed="none")).then((amount * _UNIT).cast(pl.Int64))


def _day(header: DatevHeader) -> list[pl.Expr]:
    """The day of a posting: TTMM in the year that lies inside the period, its leading zero perhaps lost; or TTMMJJJJ.

    `_DATES` counts the years that would do.
    """
    text = field(header, datev.DAY)
    short = pl.when(text.str.contains(r"^\d{3,4}$")).then(text.str.zfill(4))
    first, last = header.first_day or date.min, header.last_day or date.max
    years = range(first.year, min(last.year, first.year + _YEARS - 1) + 1)
    readings = [
        pl.format("{}{}{}", pl.lit(str(year)), short.str.slice(2, 2), short.str.slice(0, 2)).str.to_date(
            "%Y%m%d", strict=False
        )
        for year in years
    ]
    inside = [pl.when(day.is_between(first, last)).then(day) for day in (*readings, _full_day(text))]
    return [
        pl.coalesce(inside).alias(_DATE),
        pl.sum_horizontal(day.is_not_null() for day in inside).alias(_DATES),
    ]


def _full_day(text: pl.Expr) -> pl.Expr:
    """A day from TTMMJJJJ, its leading zero perhaps lost."""
    return pl.when(text.str.contains(r"^\d{7,8}$")).then(text.str.zfill(8)).str.to_date("%d%m%Y", strict=False)


def _sign(books: Books) -> pl.Expr:
    """1 where a debtor owes more, -1 where less; null where field 2 is neither S nor H.

    S debits the account of field 7 and credits that of field 8, H the other way round; a debtor debited owes more.
    """
    side = field(books.header, datev.SIDE).str.to_uppercase().fill_null("S")
    debit = pl.when(side == "S").then(1).when(side == "H").then(-1)
    of_debtor = pl.when(pl.col(_ON_ACCOUNT)).then(debit).otherwise(-debit)
    return pl.when(_REVERSED).then(books.reversal * of_debtor).otherwise(of_debtor).cast(pl.Int64)


def _tax(books: Books, accounts: Accounts) -> list[pl.Expr]:
    """What decides the rate: the tax, the rates the line itself states, and the day of service or else of the document.

    Some programs write the rate of every line into field 41, which decides where neither key nor account does. Of a day
    that cannot be read the period has to do: its line is rejected anyway.
    """
    header = books.header
    revenue = pl.when(pl.col(_ON_ACCOUNT)).then(pl.col(_CONTRA)).otherwise(pl.col(_ACCOUNT))
    debtor = pl.when(pl.col(_ON_ACCOUNT)).then(pl.col(_ACCOUNT)).otherwise(pl.col(_CONTRA))
    foreign = datev_tax.rate(field(header, datev.EU_RATE))
    own = books.own.tax(revenue, paper_of(debtor, field(header, datev.DOCUMENT)))
    otherwise = pl.coalesce(pl.when(foreign >= datev_tax.PER_CENT).then(pl.lit("foreign")), own)
    key = field(header, datev.TAX_KEY)
    served, document = _full_day(field(header, datev.SERVICE_DAY)), pl.when(pl.col(_DATES) == 1).then(_DATE)
    return [
        datev_tax.tax(key, accounts.in_chart(revenue), books.chart, otherwise).alias(_TAX),
        datev_tax.rate(field(header, datev.TAX_RATE)).alias(_STATED),
        foreign.alias(_FOREIGN),
        pl.coalesce(served, document, pl.lit(header.last_day, dtype=pl.Date)).alias(_TAX_DAY),
    ]


def _ledger(header: DatevHeader, file_key: str) -> list[pl.Expr]:
    """The columns of the ledger, as text: days as ISO, amounts with a decimal point. Of other postings: no customer,
    no amount.
    """
    on_account, is_sale = pl.col(_ON_ACCOUNT), pl.col(ASIDE).is_null()
    signed = pl.when(is_sale).then(pl.col(_UNITS) * pl.col(_SIGN))
    due = field(header, datev.DUE_DAY)
    stand_in = pl.format("{}-{}", pl.lit(file_key), LINE)
    document = pl.when(pl.col(_REVERSED)).then(pl.lit("cancel")).when(signed < 0).then(pl.lit("credit"))
    written = (pl.col(_UNITS).abs().cast(pl.Decimal(38, 0)) * pl.lit(Decimal("0.0001"))).cast(pl.Decimal(18, 4))
    columns = {
        "customer_id": pl.when(is_sale & on_account).then(_ACCOUNT).when(is_sale).then(_CONTRA).cast(pl.String),
        "invoice_no": pl.coalesce(field(header, datev.DOCUMENT), stand_in),
        "invoice_date": pl.when(pl.col(_DATES) == 1).then(_DATE).dt.to_string("%Y-%m-%d"),
        "net_amount": datev_tax.money(datev_tax.net_cents(signed, pl.col(_FACTOR))),
        "gross_amount": datev_tax.money(signed, Decimal("0.0001")).str.replace(r"(\.\d\d)00$", "${1}"),
        "currency": pl.col(_CURRENCY),
        "doc_type": document.otherwise(pl.lit("invoice")),
        "due_date": pl.coalesce(_full_day(due).dt.to_string("%Y-%m-%d"), due),
        "posting_text": field(header, datev.POSTING_TEXT),
        "revenue_account": pl.when(is_sale & on_account).then(_CONTRA).when(is_sale).then(_ACCOUNT).cast(pl.String),
        "cost_centre": field(header, datev.COST_CENTRE),
        WRITTEN: written,
    }
    return [expr.alias(name) for name, expr in columns.items()]


def _faults(header: DatevHeader) -> list[pl.Expr]:
    """What is wrong with the amounts and the day of a sale."""
    amount, day = field(header, datev.AMOUNT), field(header, datev.DAY)
    gross = (
        pl.when(amount.is_null())
        .then(pl.lit("missing-required"))
        .when(pl.col(_UNITS).is_null())
        .then(pl.lit("bad-number"))
        .when(pl.col(_SIGN).is_null())
        .then(pl.lit("bad-side"))
    )
    faults = {
        "gross_amount": gross,
        "net_amount": pl.coalesce(gross, pl.when(pl.col(_FACTOR).is_null()).then(pl.lit("net-unknown"))),
        "invoice_date": pl.when(day.is_null())
        .then(pl.lit("missing-required"))
        .when(pl.col(_DATES) > 1)
        .then(pl.lit("ambiguous-date"))
        .when(pl.col(_DATES) == 0)
        .then(pl.lit("bad-date")),
    }
    is_sale = pl.col(ASIDE).is_null()
    return [pl.when(is_sale).then(expr).alias(fault_name(name)) for name, expr in faults.items()]
