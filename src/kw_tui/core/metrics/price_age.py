"""How long the prices of a customer have been unchanged, by its master data or by what its invoices show (SPEC 5)."""

import polars as pl

from kw_tui.core.metrics.findings import flag
from kw_tui.core.metrics.metric import MONTHS, Metric, has_sales, ratio
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import Kind
from kw_tui.vocabulary.texts import Text

NO_PRICE_DATE = Text(
    "letzte Preisänderung nicht bekannt, und zu wenig wurde mit Menge oder Preis wiederholt gekauft",
    "last price change not known, and too little was bought again with a quantity or price",
)
NO_CHANGE_SEEN = Text(
    "keine Verkäufe im Zeitraum, oder letzte Preisänderung nicht bekannt und die Rechnungen reichen nicht weit genug "
    "zurück",
    "no sales in the period, or last price change not known and the invoices do not reach back far enough",
)


def price_age(settings: Settings) -> tuple[Metric, ...]:
    """Since when, for how many months, and whether that is too long."""
    return (
        Metric(
            "price_since",
            Text("Preise unverändert seit", "Prices unchanged since"),
            Kind.DATE,
            pl.coalesce("last_price_change", realised_since()),
            Text(
                "Letzte Preisänderung laut Kundenstamm; sonst aus den berechneten Stückpreisen der in zwölf Monaten "
                "wieder gekauften Artikel, im Mittel nach Umsatz.",
                "Last price change by the customer master; else from the realised unit prices of the products bought "
                "again in twelve months, on average by revenue.",
            ),
            source="SPEC 5",
            absent=NO_PRICE_DATE,
        ),
        Metric(
            "price_age_months",
            Text("Preisalter (Monate)", "Price age (months)"),
            Kind.COUNT,
            price_age_months(),
            Text(
                "Volle Monate, die die Preise unverändert sind, soweit die Daten zurückreichen.",
                "Whole months the prices have not changed, as far back as the data reach.",
            ),
            source="SPEC 5",
            absent=NO_PRICE_DATE,
            better="low",
            unit=MONTHS,
        ),
        flag(
            "stale_price",
            is_stale(settings.number("stale_months")),
            Text(
                "Kunde mit Umsatz, dessen Preise länger unverändert sind als die eingestellten Monate.",
                "Customer with sales whose prices have not changed for more than the months set.",
            ),
            NO_CHANGE_SEEN,
            ("stale_months",),
        ),
    )


def realised_since() -> pl.Expr:
    """The day its realised prices have on average been unchanged since, weighed by revenue.

    Null where what was bought again is less than half of the revenue of twelve months: too little to judge by.
    """
    days = ratio(pl.col("price_days"), pl.col("priced_amount")).round(0)
    is_telling = pl.col("priced_amount") * 2 >= pl.col("trend_revenue")
    return pl.when(is_telling).then(pl.col("as_of") - pl.duration(days=days.cast(pl.Int64)))


def price_age_months() -> pl.Expr:
    """Whole months from the day prices are unchanged since to the reference date."""
    changed, as_of = pl.col("price_since"), pl.col("as_of")
    years = as_of.dt.year().cast(pl.Int64) - changed.dt.year()
    return years * 12 + as_of.dt.month() - changed.dt.month() - (as_of.dt.day() < changed.dt.day()).cast(pl.Int64)


def is_stale(months: float) -> pl.Expr:
    """Whether the price of a customer with sales has not changed for more than `months`.

    A ledger tells how long prices have been the same at least: that they are not stale only where a change was seen,
    for more than half of the revenue.
    """
    is_old = pl.col("price_since") < pl.col("as_of").dt.offset_by(f"-{round(months)}mo")
    is_seen = pl.col("repriced_amount") > pl.col("priced_amount") - pl.col("repriced_amount")
    is_told = is_old | pl.col("last_price_change").is_not_null() | is_seen
    return pl.when(has_sales() & is_told).then(is_old)
