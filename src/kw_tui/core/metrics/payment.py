"""How a customer pays, what waiting for it costs, and what cash discount is as a rate of interest (SPEC 3)."""

import polars as pl

from kw_tui.core.metrics.metric import DAYS, Metric, money, ratio
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import Kind
from kw_tui.vocabulary.texts import Text

DAYS_A_YEAR = 360
"""Of commercial interest."""
NOT_PAID = Text("keine Rechnung des Zeitraums mit Zahlungsdatum", "no invoice of the period with a date of payment")
NOT_DUE = Text(
    "keine bezahlte Rechnung des Zeitraums mit Fälligkeit, und kein Zahlungsziel",
    "no paid invoice of the period with a due date, and no term of payment",
)
NO_LATE_DISCOUNT = Text(
    "Skonto, Fälligkeit oder Zahlungsdatum nicht in den Umsätzen enthalten",
    "cash discount, due date or date of payment not part of the sales",
)
NO_TERM = Text(
    "kein Zahlungsziel bekannt, das über die Skontofrist reicht",
    "no term of payment known beyond that of cash discount",
)


def payment(settings: Settings) -> tuple[Metric, ...]:
    """Days to pay and beyond due, weighted by amount; credit cost; late cash discount and its yearly rate."""
    return (*_days(), *_costs(settings))


def days_beyond_due() -> pl.Expr:
    """Amount-weighted days after the due date, negative where earlier; without due dates, after the customer's term."""
    from_term = pl.col("paid_days") / pl.col("paid_amount").cast(pl.Float64) - pl.col("payment_term_days").cast(
        pl.Float64
    )
    from_due = ratio(pl.col("late_days"), pl.col("due_amount"))
    return pl.coalesce(from_due, pl.when(pl.col("paid_amount") > 0).then(from_term)).round(9)


def credit_cost(settings: Settings) -> pl.Expr:
    """Receivable x rate x days / 360, summed over the invoices."""
    rate = settings.number("credit_rate")
    return pl.when(pl.col("paid_amount") > 0).then(pl.col("paid_days") * rate / DAYS_A_YEAR)


def annual_rate(settings: Settings) -> pl.Expr:
    """Cash discount as a rate of interest a year: s / (1 - s) x 360 / (term - days)."""
    share, days = settings.number("cash_discount_share"), settings.number("cash_discount_days")
    longer = pl.col("payment_term_days").cast(pl.Float64) - days
    return pl.when(longer > 0).then(share / (1 - share) * DAYS_A_YEAR / longer)


def _days() -> tuple[Metric, ...]:
    return (
        Metric(
            "paid_share",
            Text("Bezahlt", "Paid"),
            Kind.RATIO,
            ratio(pl.col("paid_amount"), pl.col("revenue_invoiced") + pl.col("credit_notes")),
            Text(
                "Betrag der Verkaufszeilen mit Zahlungsdatum geteilt durch den aller (Gutschriften nicht).",
                "Amount of the sales lines with a date of payment divided by that of all (no credits).",
            ),
            absent=Text(
                "kein Zahlungsdatum in den Umsätzen, oder keine Verkäufe im Zeitraum",
                "no date of payment in the sales, or no sales in the period",
            ),
            better="high",
        ),
        Metric(
            "days_to_pay",
            Text("Tage bis Zahlung", "Days to pay"),
            Kind.SCORE,
            ratio(pl.col("paid_days"), pl.col("paid_amount")).round(9),
            Text(
                "Tage vom Rechnungsdatum bis zur Zahlung, nach Beträgen gewichtet; offene Rechnungen zählen nicht.",
                "Days from invoice to payment, weighted by amount; open invoices do not count.",
            ),
            absent=NOT_PAID,
            better="low",
            unit=DAYS,
        ),
        Metric(
            "days_beyond_due",
            Text("Tage über Fälligkeit", "Days beyond due"),
            Kind.SCORE,
            days_beyond_due(),
            Text(
                "Tage von der Fälligkeit, sonst vom Zahlungsziel des Kunden, bis zur Zahlung; nach Beträgen gewichtet.",
                "Days from due date, else from the customer's term of payment, to payment; weighted by amount.",
            ),
            absent=NOT_DUE,
            better="low",
            unit=DAYS,
        ),
    )


def _costs(settings: Settings) -> tuple[Metric, ...]:
    return (
        Metric(
            "credit_cost",
            Text("Kreditkosten", "Credit cost"),
            Kind.MONEY,
            money(credit_cost(settings)),
            Text(
                "Zins auf die Forderungen bis zur Zahlung: Betrag x Zinssatz x Tage / 360; in keinem DB enthalten.",
                "Interest on receivables until payment: amount x rate x days / 360; part of no contribution.",
            ),
            absent=NOT_PAID,
            settings=("credit_rate",),
            better="low",
        ),
        Metric(
            "late_cash_discount",
            Text("Skonto nach Fälligkeit", "Cash discount after due date"),
            Kind.MONEY,
            pl.col("late_cash_discount"),
            Text(
                "Skonto auf Rechnungen, die erst nach ihrer Fälligkeit bezahlt wurden.",
                "Cash discount taken on invoices that were paid only after they were due.",
            ),
            source="SPEC 5",
            absent=NO_LATE_DISCOUNT,
            better="low",
        ),
        Metric(
            "cash_discount_annual",
            Text("Skonto als Jahreszins", "Cash discount a year"),
            Kind.RATIO,
            annual_rate(settings),
            Text(
                "Was das angebotene Skonto als Jahreszins ist: s / (1 - s) x 360 / (Zahlungsziel - Skontofrist).",
                "What the cash discount offered is as yearly interest: s / (1 - s) x 360 / (term - discount days).",
            ),
            needs=("customer",),
            absent=NO_TERM,
            settings=("cash_discount_share", "cash_discount_days"),
        ),
    )
