"""Evidence of stale prices: since when each product costs what it costs, and what the customer master says (SPEC 5)."""

from datetime import date, timedelta

import polars as pl

from kw_tui.core.evidence.case import Case, latest, within
from kw_tui.core.evidence.evidence import Evidence, Heading, Total, behind, evident, numbered, part, said, short
from kw_tui.core.reduction.prices import BOUGHT_MONTHS, tells_prices
from kw_tui.vocabulary.session import Period, add_months
from kw_tui.vocabulary.sources import CUSTOMER, SALES_LINE
from kw_tui.vocabulary.table import MONEY, Column, Kind
from kw_tui.vocabulary.texts import Text

PRICES = (
    short(SALES_LINE["product_id"]),
    short(SALES_LINE["product_name"]),
    short(SALES_LINE["unit"]),
    Column("price", Kind.NUMBER, Text("Preis", "Price")),
    Column("price_since", Kind.DATE, Text("seit", "since")),
    Column("since_invoice", Kind.ID, Text("seit Rechnung", "since invoice")),
    Column("is_changed", Kind.FLAG, Text("vorher anders", "other before")),
    Column("months", Kind.COUNT, Text("Monate", "Months")),
    Column("days", Kind.COUNT, Text("Tage", "Days")),
    Column("priced_amount", Kind.MONEY, Text("Umsatz 12 Monate", "Revenue 12 months")),
    Column("adds", Kind.SCORE, Text("Tage gewichtet", "days weighted")),
)
MASTER = (
    CUSTOMER["last_price_change"],
    Column("as_of", Kind.DATE, Text("Stichtag", "Reference date")),
    Column("price_age_months", Kind.COUNT, Text("Volle Monate", "Whole months")),
    Column("stale_months", Kind.COUNT, Text("Grenze", "Limit")),
)
_HOW_MASTER = Text(
    "Laut Kundenstamm wurden die Preise zuletzt am {since} geändert: {months} volle Monate bis zum Stichtag, Grenze "
    "{limit}. Die Rechnungen entscheiden hier nicht.",
    "By the customer master prices were last changed on {since}: {months} whole months to the reference date, limit "
    "{limit}. The invoices do not decide here.",
)
_HOW = Text(
    "Artikel, die in zwölf Monaten wieder gekauft wurden: seit wann ihr Stückpreis derselbe ist, nach Umsatz "
    "gewichtet. Im Mittel {days} Tage, also seit {since}.",
    "Products bought again within twelve months: since when the price of a unit is the same, weighted by revenue. On "
    "average {days} days, which is since {since}.",
)
_BESIDES = Text("Nur zum Vergleich, aus den Rechnungen: ", "Only to compare, from the invoices: ")
_HOW_NONE = Text(
    "Kein Artikel wurde in zwölf Monaten mit Menge oder Preis wieder gekauft.",
    "No product was bought again within twelve months with a quantity or price.",
)


def stale(case: Case) -> tuple[Evidence, ...]:
    """The customer master where it tells the day, and the products as their invoices tell it."""
    products = _products(case)
    if case.row["last_price_change"] is None:
        return (products,)
    return (_master(case), products) if products.rows.height else (_master(case),)


def _master(case: Case) -> Evidence:
    row, limit = case.row, round(case.settings.number("stale_months"))
    told = {
        "last_price_change": row["last_price_change"],
        "as_of": case.as_of,
        "price_age_months": row["price_age_months"],
        "stale_months": limit,
    }
    figures = {
        "since": (row["last_price_change"], Kind.DATE),
        "months": (row["price_age_months"], Kind.COUNT),
        "limit": (limit, Kind.COUNT),
    }
    rows = numbered(pl.DataFrame([told], schema={one.id: one.kind.dtype for one in MASTER}))
    lines = case.master.with_columns(row=pl.lit(0, pl.Int64))
    label, age = Text("Kundenstamm", "Customer master"), Text("Preisalter (Monate)", "Price age (months)")
    total = Total("price_age_months", age, "price_age_months")
    heading = Heading("master", label, said(_HOW_MASTER, **figures))
    return evident(heading, MASTER, rows, ("customer", lines), (), (total,))


def _products(case: Case) -> Evidence:
    lines = _priced(case)
    rows = _rows(case, lines)
    months = within("invoice_date", _months(case))
    mine = behind(lines, rows, _key(case)).join(rows.select("row", "price_since"), on="row")
    counts = months & pl.col("is_again")
    mine = mine.filter(counts | (pl.col("invoice_date") == pl.col("price_since")))
    mine = mine.with_columns(part("priced_amount", pl.when(counts).then("net_amount")))
    weighed = rows["adds"].sum() if rows.height else None
    since = None if weighed is None else case.as_of - timedelta(days=round(weighed))
    figures = {"days": (weighed, Kind.COUNT), "since": (since, Kind.DATE)}
    totals = (
        Total("adds", Text("Tage im Mittel", "Days on average")),
        Total("priced_amount", Text("Umsatz der wieder gekauften Artikel", "Revenue bought again"), "priced_amount"),
    )
    label = Text("Preise je Artikel", "Prices by product")
    how = _HOW_NONE if weighed is None else said(_HOW, **figures)
    if case.row["last_price_change"] is not None:
        how = Text(_BESIDES.de + how.de, _BESIDES.en + how.en)
    return evident(Heading("prices", label, how), PRICES, rows, ("sales_line", mine), ("priced_amount",), totals)


def _priced(case: Case) -> pl.DataFrame:
    """The sales that tell a price before the reference date, and whether the product had been bought before."""
    value, units = ("net_amount", pl.col("quantity")) if "quantity" in case.lines.columns else ("unit_price", pl.lit(1))
    if not tells_prices(case.lines.columns):
        return case.lines.clear().with_columns(
            is_again=pl.lit(value=False), unit_value=pl.lit(0), units=pl.lit(0), product_id=pl.lit("")
        )
    sold = case.lines.filter("is_sale", pl.col("product_id").is_not_null(), pl.col(value) > 0, units > 0)
    first = pl.col("invoice_date").min().over(_key(case))
    told = sold.with_columns(is_again=pl.col("invoice_date") > first, unit_value=pl.col(value), units=units)
    return told.filter(pl.col("invoice_date") < case.as_of)


def _months(case: Case) -> Period:
    return Period(add_months(case.as_of, -BOUGHT_MONTHS), case.as_of - timedelta(days=1))


def _rows(case: Case, lines: pl.DataFrame) -> pl.DataFrame:
    """A row for each product bought again of late, what weighs most first."""
    amount, days = pl.col("priced_amount"), pl.col("days")
    total = amount.sum().cast(pl.Float64)
    known = case.priced.with_columns(days=(pl.lit(case.as_of) - pl.col("price_since")).dt.total_days())
    key = _key(case)
    known = known.with_columns(
        pl.col(key).replace("", None),
        is_changed=pl.col("repriced_amount").is_not_null(),
        months=whole_months(pl.col("price_since"), case.as_of),
        adds=pl.when(total > 0).then(amount.cast(pl.Float64) * days / total),
    )
    told = known.join(_last_price(lines, key), on=key, how="left", nulls_equal=True).join(
        _first_paid(known, lines, key), on=key, how="left", nulls_equal=True
    )
    return numbered(told.sort("adds", *key, descending=[True, *(False for _ in key)]))


def _key(case: Case) -> list[str]:
    """What has a price: a product, in each of its units where the ledger tells units."""
    return [one for one in ("product_id", "unit") if one in case.priced.columns]


def _last_price(lines: pl.DataFrame, key: list[str]) -> pl.DataFrame:
    """What a unit of each product came to on the last day it was bought, and what it is called."""
    is_last = pl.col("invoice_date") == pl.col("invoice_date").max().over(key)
    price = (pl.col("unit_value").cast(pl.Float64).sum() / pl.col("units").cast(pl.Float64).sum()).round(4)
    named = lines.group_by("product_id").agg(latest("product_name", lines))
    last = lines.filter(is_last).group_by(key).agg(price=price.cast(MONEY))
    return last.join(named, on="product_id", how="left")


def _first_paid(known: pl.DataFrame, lines: pl.DataFrame, key: list[str]) -> pl.DataFrame:
    """The invoice that first bears the price of today; the first of several."""
    on_the_day = lines.join(known.select(*key, "price_since"), on=key, nulls_equal=True).filter(
        pl.col("invoice_date") == pl.col("price_since")
    )
    return on_the_day.group_by(key).agg(since_invoice=pl.col("invoice_no").min())


def whole_months(since: pl.Expr, as_of: date) -> pl.Expr:
    """Whole months from a day to the reference date."""
    months = (as_of.year - since.dt.year().cast(pl.Int64)) * 12 + as_of.month - since.dt.month()
    return months - (as_of.day < since.dt.day()).cast(pl.Int64)
