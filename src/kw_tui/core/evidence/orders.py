"""Evidence of terms that were not applied to orders: small ones, late cash discount, bonus without its threshold."""

from typing import Literal

import polars as pl

from kw_tui.core.evidence.case import Case, within
from kw_tui.core.evidence.evidence import Evidence, Heading, Total, apart, behind, evident, numbered, part, said, short
from kw_tui.core.metrics.findings import NAMES
from kw_tui.core.metrics.order_terms import ORDER_TERMS
from kw_tui.vocabulary.sources import SALES_LINE
from kw_tui.vocabulary.table import MONEY, Column, Kind
from kw_tui.vocabulary.texts import Text

ORDER = (short(SALES_LINE["invoice_no"]), short(SALES_LINE["invoice_date"]))
SMALL = (
    *ORDER,
    Column("amount", Kind.MONEY, Text("Wert", "Value")),
    Column("minimum_order", Kind.MONEY, Text("Minimum", "Minimum")),
    Column("handling", Kind.MONEY, Text("Abwicklung", "Handling")),
    Column("earned", Kind.MONEY, Text("DB I", "DB I")),
    Column("adds", Kind.MONEY, Text("nicht getragen", "not carried")),
)
LATE = (
    *ORDER,
    SALES_LINE["paid_date"],
    SALES_LINE["due_date"],
    Column("discount_days", Kind.COUNT, Text("nach Tagen", "after days")),
    Column("days_late", Kind.COUNT, Text("Tage zu spät", "Days late")),
    Column("amount", Kind.MONEY, Text("Wert", "Value")),
    SALES_LINE["cash_discount"],
    Column("adds", Kind.MONEY, Text("Skonto im Jahr", "Cash discount a year")),
)
BONUS = (
    Column("period_first", Kind.DATE, Text("Zeitraum von", "Period from")),
    Column("period_last", Kind.DATE, Text("bis", "to")),
    Column("revenue_invoiced", Kind.MONEY, Text("fakturiert", "invoiced")),
    Column("revenue_a_year", Kind.MONEY, Text("im Jahr", "a year")),
    Column("bonus_threshold", Kind.MONEY, Text("Schwelle", "Threshold")),
    Column("missing", Kind.MONEY, Text("fehlt zur Schwelle", "short of it")),
    SALES_LINE["bonus"],
    Column("adds", Kind.MONEY, Text("Bonus im Jahr", "Bonus a year")),
)
_HOW_SMALL = Text(
    "Aufträge unter {minimum} ohne Mindermengenzuschlag: Abwicklung {rate} je Auftrag, weniger DB I aus der eigenen "
    "Quote von {ratio}.",
    "Orders below {minimum} without a surcharge: handling at {rate} an order, less the DB I at the own ratio of "
    "{ratio}.",
)
_HOW_LATE = Text(
    "Aufträge mit Skonto, die später als {days} Tage nach der Rechnung bezahlt wurden.",
    "Orders with cash discount that were paid later than {days} days after the invoice.",
)
_HOW_BONUS = Text(
    "Bonus des Zeitraums, obwohl der fakturierte Umsatz im Jahr ({revenue}) unter der Bonusschwelle ({threshold}) "
    "blieb.",
    "Bonus of the period although the revenue invoiced a year ({revenue}) stayed below the threshold ({threshold}).",
)
_PER_YEAR = Text(
    " Der Zeitraum zählt {years} Jahre; geteilt durch sie der Betrag im Jahr.",
    " The period counts {years} years; divided by these, the amount a year.",
)


ORDER_FACTS = tuple(ORDER_TERMS)
"""The facts of single orders, which no reduction tells."""


def orders(case: Case) -> pl.DataFrame:
    """One row per order of the period, by day and number: what its size, a surcharge and the payment say of its terms.

    Invoices whose lines bear different dates are left out. `surcharges` and `discount_days` are null where no line
    tells them.
    """
    names = case.lines.columns
    days = [pl.col("discount_day").min()] if "discount_day" in names else []
    surcharges = [pl.col("surcharge").sum()] if "surcharge" in names else []
    of_due = [pl.col("due_date").max()] if "due_date" in names else []
    invoices = case.lines.group_by("invoice_no").agg(
        pl.col("invoice_date").min(),
        pl.col("net_amount").sum().alias("amount"),
        *(one.cast(pl.Int64) for one in (*days, *surcharges)),
        *of_due,
        cash_discount=case.column("cash_discount").sum(),
        is_split=pl.col("invoice_date").n_unique() > 1,
    )
    nothing = [pl.lit(None, pl.Int64).alias(name) for name in ("discount_day", "surcharge") if name not in names]
    told = invoices.with_columns(nothing).rename({"surcharge": "surcharges", "discount_day": "discount_days"})
    is_order = ~pl.col("is_split") & (pl.col("amount") > 0) & within("invoice_date", case.period)
    return told.filter(is_order).sort("invoice_date", "invoice_no").drop("is_split")


def small_orders(case: Case) -> tuple[Evidence, ...]:
    """Orders below the minimum without surcharge, and what handling them costs beyond their DB I."""
    row, rate = case.row, case.settings.number("rate_order")
    minimum = row["minimum_order"]
    is_small = (pl.col("amount") < pl.lit(minimum, MONEY)) & (pl.col("surcharges") == 0)
    small = (
        orders(case)
        .filter(is_small)
        .with_columns(small_order_count=pl.int_range(1, pl.len() + 1), small_order_amount=pl.col("amount").cum_sum())
    )
    earned = pl.col("small_order_amount").cast(pl.Float64) * pl.lit(row["db1_ratio"], pl.Float64)
    rows = small.with_columns(
        minimum_order=pl.lit(minimum, MONEY),
        handling=pl.lit(rate).cast(MONEY),
        earned=apart(earned),
        adds=apart((pl.col("small_order_count") * rate - earned) / case.years),
    )
    figures = {
        "minimum": (minimum, Kind.MONEY),
        "rate": (rate, Kind.MONEY),
        "ratio": (row["db1_ratio"], Kind.RATIO),
    }
    total = Total("adds", Text("Kosten der Kleinaufträge im Jahr", "Cost of small orders a year"), "small_order_cost")
    heading = Heading("small_orders", NAMES["waived_small_orders"], _yearly(said(_HOW_SMALL, **figures), case))
    return (_of_orders(case, heading, SMALL, rows, "amount", total),)


def late_discounts(case: Case) -> tuple[Evidence, ...]:
    """Orders paid with cash discount after its days."""
    days = case.settings.number("cash_discount_days")
    late = orders(case).filter(pl.col("discount_days") > days)
    rows = late.with_columns(
        paid_date=pl.col("invoice_date") + pl.duration(days=pl.col("discount_days")),
        days_late=pl.col("discount_days") - round(days),
        adds=apart(pl.col("cash_discount").cum_sum().cast(pl.Float64) / case.years),
    )
    heading = Heading(
        "late_discounts", NAMES["waived_cash_discount"], _yearly(said(_HOW_LATE, days=(days, Kind.COUNT)), case)
    )
    total = Total("adds", Text("Skonto zu spät im Jahr", "Late cash discount a year"), "cash_discount_late")
    return (_of_orders(case, heading, LATE, rows, "cash_discount", total),)


def order_rows(case: Case, fact_id: str) -> tuple[tuple[Column, ...], pl.DataFrame, Literal["sum", "count"]]:
    """The orders one of `ORDER_FACTS` is made of, with what each `adds` to it, their columns and how they make it."""
    evidence, adds = (small_orders, "amount") if fact_id.startswith("small") else (late_discounts, "cash_discount")
    (found,) = evidence(case)
    is_count = fact_id.endswith("_count")
    value = pl.lit(1, pl.Int64) if is_count else pl.col(adds) if adds in found.rows.columns else pl.lit(None, MONEY)
    frame = found.rows.with_columns(adds=value)
    columns = tuple(one for one in found.columns if one.id not in {"adds", *(() if is_count else (adds,))})
    last = Column("adds", Kind.COUNT if is_count else Kind.MONEY, Text("zählt", "counts"))
    return (*columns, last), frame.select(*(one.id for one in columns), "adds"), "count" if is_count else "sum"


def unearned_bonus(case: Case) -> tuple[Evidence, ...]:
    """The revenue of the period beside the threshold of a bonus, and the bonus that was granted."""
    row, threshold = case.row, case.settings.amount("bonus_threshold")
    revenue, bonus = row["revenue_invoiced"], row["bonus"]
    a_year = pl.col("revenue_invoiced").cast(pl.Float64) / case.years
    is_below = a_year < pl.col("bonus_threshold").cast(pl.Float64)
    told = {
        "period_first": case.period.first,
        "period_last": case.period.last,
        "revenue_invoiced": revenue,
        "bonus_threshold": threshold,
        "bonus": bonus,
    }
    schema = {one.id: one.kind.dtype for one in BONUS if one.id in told}
    one_row = pl.DataFrame([told], schema=schema).filter(bool(bonus) and threshold > 0)
    rows = numbered(one_row).with_columns(
        revenue_a_year=a_year.round(4).cast(MONEY),
        missing=(pl.col("bonus_threshold").cast(pl.Float64) - a_year).round(4).cast(MONEY),
        adds=pl.when(is_below).then((pl.col("bonus").cast(pl.Float64) / case.years).round(4)).otherwise(0).cast(MONEY),
    )
    lines = case.sold.with_columns(
        pl.lit(0, pl.Int64).alias("row"),
        part("revenue_invoiced", pl.col("net_amount")),
        part("bonus", case.column("bonus")),
    )
    figures = {
        "revenue": (None if revenue is None else float(revenue) / case.years, Kind.MONEY),
        "threshold": (threshold, Kind.MONEY),
    }
    total = Total("adds", Text("Bonus ohne Leistung im Jahr", "Bonus not earned a year"), "bonus_unearned")
    label, how = NAMES["waived_bonus"], _yearly(said(_HOW_BONUS, **figures), case)
    parts = ("revenue_invoiced", "bonus")
    return (evident(Heading("bonus", label, how), BONUS, rows, ("sales_line", lines), parts, (total,)),)


def _of_orders(
    case: Case,
    heading: Heading,
    columns: tuple[Column, ...],
    rows: pl.DataFrame,
    summed: str,
    total: Total,
) -> Evidence:
    """Evidence of one row an order; its lines are told with what they are of the column that is `summed`."""
    rows = numbered(rows)
    lines = behind(case.sold, rows, ["invoice_no"])
    lines = lines.with_columns(part(summed, pl.col("net_amount") if summed == "amount" else case.column(summed)))
    return evident(heading, columns, rows, ("sales_line", lines), (summed,), (total,))


def _yearly(how: Text, case: Case) -> Text:
    if case.years == 1:
        return how
    more = said(_PER_YEAR, years=(case.years, Kind.SCORE))
    return Text(how.de + more.de, how.en + more.en)
