"""Terms that exist and are not applied: small orders, late cash discount, bonus and concessions (SPEC 5)."""

import polars as pl

from kw_tui.core.metrics.findings import NAMES, flag
from kw_tui.core.metrics.metric import Metric, known_money, money
from kw_tui.core.metrics.order_terms import minimum_order
from kw_tui.core.metrics.potential import yearly
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import Kind
from kw_tui.vocabulary.texts import Text

WAIVED = ("small_order_cost", "cash_discount_late", "bonus_unearned", "concession_expired")
"""The four kinds, each an amount a year."""
NO_MINIMUM = Text("DB-I-Quote unbekannt oder nicht positiv", "DB I ratio unknown or not positive")
NO_SURCHARGE = Text(
    "DB-I-Quote unbekannt oder nicht positiv, oder Zuschläge ohne Artikelnamen nicht erkennbar",
    "DB I ratio unknown or not positive, or surcharges cannot be told without product names",
)
NO_DISCOUNT_DAY = Text(
    "Skonto oder Zahlungsdatum nicht in den Umsätzen enthalten", "cash discount or date of payment not in the sales"
)
NO_THRESHOLD = Text(
    "keine Bonusschwelle gesetzt (bonus_threshold), oder kein Bonus in den Umsätzen",
    "no bonus threshold set (bonus_threshold), or no bonus in the sales",
)
NOT_LIMITED = Text("keine Kulanz mit Befristung importiert", "no concessions with an end imported")


def waived(settings: Settings) -> tuple[Metric, ...]:
    """Number and yearly amount of each kind, their sum, and a flag where an amount matters."""
    return (
        *_small_orders(settings),
        *_late_discounts(),
        *_bonus(settings),
        *_concessions(),
        _total(),
        *_flags(settings),
    )


def small_order_cost(settings: Settings) -> pl.Expr:
    """What handling small orders costs beyond their DB I, in the period; at least 0."""
    handling = pl.col("small_order_count") * settings.number("rate_order")
    earned = pl.col("small_order_amount").cast(pl.Float64) * pl.col("db1_ratio")
    cost = pl.when(pl.col("small_order_count") == 0).then(0.0).otherwise(handling - earned)
    return cost.clip(0)


def bonus_unearned(settings: Settings) -> pl.Expr:
    """The bonus of a customer whose yearly revenue stayed below the threshold; null while none is set."""
    threshold = settings.number("bonus_threshold")
    if threshold <= 0:
        return pl.lit(None, pl.Float64)
    is_below = yearly(pl.col("revenue_invoiced")) < threshold
    return pl.when(is_below).then(yearly(pl.col("bonus"))).when(pl.col("bonus").is_not_null()).then(0.0)


def _small_orders(settings: Settings) -> tuple[Metric, ...]:
    resting = ("rate_order", "min_order_value")
    return (
        Metric(
            "minimum_order",
            Text("Mindestbestellwert", "Minimum order"),
            Kind.MONEY,
            minimum_order(settings),
            Text(
                "Ab hier deckt ein Auftrag seine Abwicklung: Satz je Auftrag / DB-I-Quote; oder die Einstellung.",
                "From here an order pays for its handling: rate per order / DB I ratio; or the setting.",
            ),
            source="SPEC 6",
            absent=NO_MINIMUM,
            settings=resting,
        ),
        Metric(
            "small_orders",
            Text("Kleinaufträge ohne Zuschlag (Anzahl)", "Small orders without surcharge, count"),
            Kind.COUNT,
            pl.col("small_order_count"),
            Text(
                "Aufträge des Zeitraums unter dem Mindestbestellwert, auf denen kein Mindermengenzuschlag steht.",
                "Orders of the period below the minimum order that bear no surcharge.",
            ),
            source="SPEC 5",
            absent=NO_SURCHARGE,
            settings=resting,
            better="low",
        ),
        _amount(
            "small_order_cost",
            Text("Kosten der Kleinaufträge", "Cost of small orders"),
            yearly(small_order_cost(settings)),
            Text(
                "Was die Abwicklung der Kleinaufträge ohne Zuschlag im Jahr über ihren DB I hinaus kostet.",
                "What handling the small orders without surcharge costs a year beyond their DB I.",
            ),
            NO_SURCHARGE,
            resting,
        ),
    )


def _late_discounts() -> tuple[Metric, ...]:
    resting = ("cash_discount_days",)
    return (
        Metric(
            "cash_discounts_late",
            Text("Skonto zu spät (Anzahl)", "Late cash discounts"),
            Kind.COUNT,
            pl.col("late_discount_count"),
            Text(
                "Aufträge des Zeitraums, die mit Skonto, aber erst nach der Skontofrist bezahlt wurden.",
                "Orders of the period that were paid with cash discount, but after its days had passed.",
            ),
            source="SPEC 5",
            absent=NO_DISCOUNT_DAY,
            settings=resting,
            better="low",
        ),
        _amount(
            "cash_discount_late",
            Text("Skonto zu spät", "Late cash discount"),
            yearly(pl.col("late_discount_amount")),
            Text(
                "Skonto im Jahr, das erst nach der Skontofrist gezogen wurde.",
                "Cash discount a year that was taken after its days had passed.",
            ),
            NO_DISCOUNT_DAY,
            resting,
        ),
    )


def _bonus(settings: Settings) -> tuple[Metric, ...]:
    return (
        _amount(
            "bonus_unearned",
            Text("Bonus ohne Leistung (Betrag)", "Bonus not earned, value"),
            bonus_unearned(settings),
            Text(
                "Bonus im Jahr, obwohl der fakturierte Jahresumsatz unter der Bonusschwelle blieb.",
                "Bonus a year although the invoiced yearly revenue stayed below the threshold.",
            ),
            NO_THRESHOLD,
            ("bonus_threshold",),
        ),
    )


def _concessions() -> tuple[Metric, ...]:
    return (
        Metric(
            "concessions_expired",
            Text("Abgelaufene Kulanz (Anzahl)", "Expired concessions"),
            Kind.COUNT,
            pl.col("concessions_expired"),
            Text(
                "Im Zeitraum gewährte Kulanz, deren Befristung schon abgelaufen war.",
                "Concessions of the period that were granted after the day they were limited to.",
            ),
            source="SPEC 5",
            needs=("concession",),
            absent=NOT_LIMITED,
            better="low",
        ),
        _amount(
            "concession_expired",
            Text("Abgelaufene Kulanz", "Expired concessions, value"),
            yearly(pl.coalesce("concession_expired_list_value", "concession_expired_cost")),
            Text(
                "Listenwert im Jahr, je Fall sonst die Kosten, der Kulanz nach Ablauf ihrer Befristung.",
                "List value a year, case by case else cost, of concessions granted after the day they were limited to.",
            ),
            NOT_LIMITED,
            table="concession",
        ),
    )


def _total() -> Metric:
    return _amount(
        "waived",
        Text("Verzichtet", "Waived"),
        known_money(map(pl.col, WAIVED)),
        Text(
            "Summe im Jahr aus Kleinaufträgen ohne Zuschlag, spätem Skonto, Bonus ohne Leistung, abgelaufener Kulanz.",
            "Sum a year of small orders without surcharge, late cash discount, unearned bonus, expired concessions.",
        ),
        Text("nichts davon war prüfbar", "none of it could be checked"),
    )


def _flags(settings: Settings) -> tuple[Metric, ...]:
    found = (
        ("waived_small_orders", NO_SURCHARGE),
        ("waived_cash_discount", NO_DISCOUNT_DAY),
        ("waived_bonus", NO_THRESHOLD),
        ("waived_concession", NOT_LIMITED),
    )
    limit = settings.amount("waived_limit")
    meaning = Text("{label}: Betrag im Jahr ist erheblich.", "{label}: the amount a year matters.")
    return tuple(
        flag(
            id_,
            (pl.col(amount) > 0) & (pl.col(amount) >= limit),
            meaning.format(label=NAMES[id_]),
            absent,
            ("waived_limit",),
        )
        for (id_, absent), amount in zip(found, WAIVED, strict=True)
    )


def _amount(
    id_: str,
    label: Text,
    expr: pl.Expr,
    meaning: Text,
    absent: Text,
    settings: tuple[str, ...] = (),
    table: str = "sales_line",
) -> Metric:
    amount = money(expr.cast(pl.Float64))
    return Metric(
        id_,
        label,
        Kind.MONEY,
        amount,
        meaning,
        source="SPEC 5",
        needs=(table,),
        absent=absent,
        settings=settings,
        better="low",
    )
